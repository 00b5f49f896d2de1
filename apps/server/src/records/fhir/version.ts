import { RecordRefused } from '../refusal.ts';
import type { Resource } from './shapes.ts';

/** Something that only another version of FHIR writes. */
interface Cue {
  readonly version: string;
  readonly resourceType: string;
  readonly path: string;
  readonly is: (value: unknown) => boolean;
}

const isString = (value: unknown) => typeof value === 'string';
const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isPresent = (value: unknown) => value !== undefined;

/** Source: the change pages of HL7 FHIR R4 (4.0.1) and R5 (5.0.0), resource by resource. */
const cues: readonly Cue[] = [
  { version: 'DSTU2', resourceType: 'MedicationOrder', path: 'resourceType', is: isPresent },
  { version: 'DSTU2', resourceType: 'DiagnosticOrder', path: 'resourceType', is: isPresent },
  { version: 'DSTU2', resourceType: 'Patient', path: 'name.0.family', is: Array.isArray },
  { version: 'DSTU2', resourceType: 'AllergyIntolerance', path: 'substance', is: isPresent },
  { version: 'DSTU2', resourceType: 'Encounter', path: 'class', is: isString },
  { version: 'DSTU2', resourceType: 'Observation', path: 'comments', is: isPresent },
  { version: 'DSTU2 or STU3', resourceType: 'Condition', path: 'clinicalStatus', is: isString },
  { version: 'DSTU2 or STU3', resourceType: 'Condition', path: 'verificationStatus', is: isString },
  { version: 'DSTU2 or STU3', resourceType: 'AllergyIntolerance', path: 'clinicalStatus', is: isString },
  { version: 'STU3', resourceType: 'Condition', path: 'context', is: isPresent },
  { version: 'STU3', resourceType: 'Observation', path: 'context', is: isPresent },
  { version: 'STU3', resourceType: 'Observation', path: 'comment', is: isPresent },
  { version: 'STU3', resourceType: 'MedicationRequest', path: 'context', is: isPresent },
  { version: 'STU3', resourceType: 'MedicationStatement', path: 'taken', is: isPresent },
  { version: 'R5', resourceType: 'MedicationRequest', path: 'medication', is: isPresent },
  { version: 'R5', resourceType: 'MedicationStatement', path: 'medication', is: isPresent },
  { version: 'R5', resourceType: 'MedicationStatement', path: 'status', is: (value) => value === 'recorded' },
  { version: 'R5', resourceType: 'AllergyIntolerance', path: 'type', is: isObject },
  { version: 'R5', resourceType: 'Condition', path: 'participant', is: isPresent },
  { version: 'R5', resourceType: 'Encounter', path: 'class', is: Array.isArray },
];

/** Versions by the address of a profile: http://hl7.org/fhir/3.0/StructureDefinition/Patient. */
const profileVersions: readonly (readonly [RegExp, string])[] = [
  [/hl7\.org\/fhir\/(1\.0|DSTU2)\//i, 'DSTU2'],
  [/hl7\.org\/fhir\/(3\.0|STU3)\//i, 'STU3'],
  [/hl7\.org\/fhir\/(5\.0|R5)\//i, 'R5'],
];

/**
 * Refuses a bundle in another version of FHIR than R4 (4.0, or 4.3 which is R4B): half of it would be misread.
 * @throws RecordRefused `wrong-version`, naming the version and where it shows
 */
export function requireR4(bundle: unknown, resources: readonly Resource[]): void {
  for (const resource of [bundle, ...resources]) {
    const stated = at(resource, 'fhirVersion');
    if (isString(stated) && !/^4\.[03](\.|$)/.test(String(stated))) refuse(String(stated), 'fhirVersion');
    const profiles = at(resource, 'meta.profile');
    for (const profile of Array.isArray(profiles) ? profiles : []) {
      for (const [address, version] of profileVersions) {
        if (address.test(String(profile))) refuse(version, `meta.profile "${profile}"`);
      }
    }
  }
  for (const resource of resources) {
    const cue = cues.find(
      (one) => one.resourceType === resource.resourceType && one.is(at(resource, one.path)),
    );
    if (cue !== undefined) refuse(cue.version, `${cue.resourceType}.${cue.path}`);
  }
}

function refuse(version: string, where: string): never {
  throw new RecordRefused(
    'wrong-version',
    `The record is FHIR ${version} (seen at ${where}). Expected R4 (4.0 or 4.3): export it in that version.`,
  );
}

function at(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (inner, key) =>
        typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined,
      value,
    );
}
