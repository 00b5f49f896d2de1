import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The 16 bundles of synthetic patients made by Synthea, where they are; they are no part of the project. */
const folder = fileURLToPath(new URL('../../../../../shared/fhir/synthea/', import.meta.url));
export const syntheaIsHere = existsSync(folder);
if (!syntheaIsHere)
  console.info(`The bundles of Synthea are not at ${folder}: the tests that read them are skipped.`);

/** Names of the files, and their bytes (gzipped JSON). */
export const syntheaFiles: readonly string[] = syntheaIsHere
  ? readdirSync(folder)
      .filter((name) => name.endsWith('.json.gz'))
      .sort()
  : [];
export const syntheaBytes = (name: string): Uint8Array => readFileSync(folder + name);

type Json = Record<string, unknown>;

export const snomed = (code: string, display: string): Json => ({
  coding: [{ system: 'http://snomed.info/sct', code, display }],
});
const status = (code: string): Json => ({ coding: [{ code }] });
const subject = { reference: 'Patient/p1' };

/** A woman made up for the tests. */
export function patient(more: Json = {}): Json {
  return {
    resourceType: 'Patient',
    id: 'p1',
    identifier: [{ system: 'https://example.org/mrn', value: 'T-1' }],
    name: [{ use: 'official', family: 'Testperson', given: ['Anna', 'Maria'] }],
    gender: 'female',
    birthDate: '1980-05-17',
    ...more,
  };
}

export function condition(id: string, code: Json, more: Json = {}): Json {
  return {
    resourceType: 'Condition',
    id,
    subject,
    code,
    clinicalStatus: status('active'),
    verificationStatus: status('confirmed'),
    onsetDateTime: '2019-03-01',
    ...more,
  };
}

export function request(id: string, text: string, more: Json = {}): Json {
  return {
    resourceType: 'MedicationRequest',
    id,
    subject,
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: { text },
    authoredOn: '2025-01-10',
    ...more,
  };
}

export function allergy(id: string, text: string, more: Json = {}): Json {
  return {
    resourceType: 'AllergyIntolerance',
    id,
    patient: subject,
    code: { text },
    clinicalStatus: status('active'),
    verificationStatus: status('confirmed'),
    ...more,
  };
}

export const loinc = (code: string, display = ''): Json => ({
  coding: [{ system: 'http://loinc.org', code, display }],
});
export const quantity = (value: number, code: string): Json => ({
  value,
  unit: code,
  system: 'http://unitsofmeasure.org',
  code,
});

export function observation(id: string, code: string, value: number, unit: string, more: Json = {}): Json {
  return {
    resourceType: 'Observation',
    id,
    subject,
    status: 'final',
    code: loinc(code, code),
    effectiveDateTime: '2026-10-01T09:00:00+02:00',
    valueQuantity: quantity(value, unit),
    ...more,
  };
}

export function bundle(...resources: readonly Json[]): Json {
  return { resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) };
}

/** Bytes as a request or a file brings them. */
export async function* pieces(...parts: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part);
}
export const asFile = (content: unknown): AsyncGenerator<Uint8Array> => pieces(JSON.stringify(content));

/** A record with what the bundles of Synthea lack: heart rate, allergies, GGT, liver values with and without ranges. */
export const fullRecord = bundle(
  patient(),
  condition('c1', snomed('128200000', 'Complex regional pain syndrome')),
  request('m1', 'Clarithromycin 500 mg'),
  allergy('a1', 'Ketamine', { reaction: [{ manifestation: [{ text: 'urticaria' }] }] }),
  allergy('a2', 'No known food allergy'),
  observation('w', '29463-7', 150, '[lb_av]'),
  observation('hr', '8867-4', 71, '/min'),
  observation('alt', '1742-6', 130, 'U/L', {
    referenceRange: [{ low: quantity(7, 'U/L'), high: quantity(35, 'U/L') }],
  }),
  observation('ggt', '2324-2', 88, 'U/L'),
  observation('bp', '85354-9', 0, '', {
    valueQuantity: undefined,
    component: [
      { code: loinc('8480-6'), valueQuantity: quantity(151, 'mm[Hg]') },
      { code: loinc('8462-4'), valueQuantity: quantity(88, 'mm[Hg]') },
    ],
  }),
);
