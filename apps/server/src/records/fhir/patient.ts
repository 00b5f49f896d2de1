import { type Identity, identitySchema } from '@ketame/contract';
import type { z } from 'zod';
import { RecordRefused } from '../refusal.ts';
import { patientShape, type Reference, type Resource } from './shapes.ts';

type FhirPatient = z.infer<typeof patientShape>;

/** The patient of a bundle, and how the other resources may name him or her. */
export interface UnderstoodPatient {
  readonly identity: Identity;
  readonly source: { readonly system: string; readonly id: string };
  /** When the record says that the patient has died: the date, or "yes". */
  readonly deceased: string | null;
  readonly isMeantBy: (reference: Reference) => boolean;
}

/**
 * Reads the one patient of a bundle.
 * @throws RecordRefused when there is no patient, more than one, or the identity is not complete
 */
export function understandPatient(
  patients: readonly { readonly resource: Resource; readonly fullUrl: string | undefined }[],
): UnderstoodPatient {
  const [found, ...others] = patients;
  if (found === undefined) {
    throw new RecordRefused(
      'no-patient',
      'The bundle holds no Patient. Export the record of one patient with it.',
    );
  }
  if (others.length > 0) {
    throw new RecordRefused(
      'several-patients',
      `The bundle holds ${patients.length} patients. Export the record of one patient at a time.`,
    );
  }
  const { resource, fullUrl } = found;
  const parsed = patientShape.safeParse(resource);
  if (!parsed.success) {
    const path = ['Patient', ...(parsed.error.issues[0]?.path ?? [])].join('.');
    throw new RecordRefused(
      'identity-incomplete',
      `${path} is not as FHIR R4 writes it: ${parsed.error.issues[0]?.message}.`,
    );
  }
  return {
    identity: identityOf(parsed.data),
    source: sourceOf(parsed.data, resource.id, fullUrl),
    deceased: parsed.data.deceasedDateTime ?? (parsed.data.deceasedBoolean === true ? 'yes' : null),
    isMeantBy: (reference) => isMeant(reference, parsed.data, resource.id, fullUrl),
  };
}

/** Names that are not the one the patient goes by. */
const otherNames = new Set(['old', 'maiden', 'nickname', 'anonymous', 'temp']);

function identityOf(patient: FhirPatient): Identity {
  const names = patient.name ?? [];
  const name =
    names.find((one) => one.use === 'official') ??
    names.find((one) => one.use === 'usual') ??
    names.find((one) => !otherNames.has(one.use ?? ''));
  const identity = identitySchema.safeParse({
    familyName: name?.family ?? '',
    givenName: (name?.given ?? []).join(' '),
    birthDate: patient.birthDate,
    sex: patient.gender,
  });
  if (identity.success) return identity.data;
  const missing = new Set(
    identity.error.issues.map((issue) => expectations[String(issue.path[0])] ?? issue.message),
  );
  throw new RecordRefused(
    'identity-incomplete',
    `The Patient of the bundle lacks: ${[...missing].join('; ')}. Complete it in the source, or enter the patient by the form.`,
  );
}

const expectations: Record<string, string> = {
  familyName: 'a family name',
  givenName: 'a given name',
  birthDate: 'a birth date with year, month and day',
  sex: 'gender female or male (the models know these two)',
};

/** Numbers given by a state, not by the record: they are not stored. */
const stateNumbers = new Set(['SS', 'DL', 'PPN', 'NI', 'TAX', 'NIIP']);

/** Longer ones do not fit the database's index; none in use comes near. */
const longestIdentifier = 600;

/**
 * The record's own id: the medical record number, else the first identifier of a system that is no number of the
 * state, else the address of the resource, else its bare id.
 */
function sourceOf(
  patient: FhirPatient,
  id: string | undefined,
  fullUrl: string | undefined,
): UnderstoodPatient['source'] {
  const typeOf = (identifier: NonNullable<FhirPatient['identifier']>[number]) =>
    identifier.type?.coding?.flatMap((coding) => coding.code ?? []) ?? [];
  const usable = (patient.identifier ?? []).filter(
    (one) =>
      one.use !== 'old' &&
      !typeOf(one).some((code) => stateNumbers.has(code)) &&
      (one.system ?? '').length + (one.value ?? '').length <= longestIdentifier,
  );
  const chosen =
    usable.find((one) => one.system && one.value && typeOf(one).includes('MR')) ??
    usable.find((one) => one.system && one.value);
  if (chosen?.system && chosen.value) return { system: chosen.system, id: chosen.value };
  if (fullUrl !== undefined && /^https?:/.test(fullUrl) && fullUrl.length <= longestIdentifier)
    return { system: 'urn:ietf:rfc:3986', id: fullUrl };
  const bare = id ?? fullUrl;
  if (bare !== undefined && bare.length <= longestIdentifier) return { system: 'FHIR Patient.id', id: bare };
  throw new RecordRefused(
    'identity-incomplete',
    'The Patient of the bundle has neither an identifier nor an id, so that a later import could not find the same patient. Export it with one.',
  );
}

function isMeant(
  { reference, identifier }: Reference,
  patient: FhirPatient,
  id: string | undefined,
  fullUrl: string | undefined,
): boolean {
  if (reference !== undefined) {
    const plain = reference.replace(/\/_history\/.*$/, '');
    if (plain === fullUrl) return true;
    if (
      id !== undefined &&
      (plain === `urn:uuid:${id}` || /^(.*\/)?Patient\/([^/]+)$/.exec(plain)?.[2] === id)
    )
      return true;
    const asked = /^Patient\?identifier=(.*)\|(.*)$/.exec(plain);
    return asked !== null && has(patient, asked[1], asked[2]);
  }
  return identifier !== undefined && has(patient, identifier.system, identifier.value);
}

function has(patient: FhirPatient, system: string | undefined, value: string | undefined): boolean {
  return (patient.identifier ?? []).some(
    (one) => one.value === value && one.system === system && value !== undefined,
  );
}
