import type { Allergy, BearingSubject, Coding, Condition, Medication, Observation } from '../src/index.ts';

/** A subject with nothing on record: a man of 45 on 2026-11-20, no laboratory ranges. */
export const nobody: BearingSubject = {
  identity: { familyName: 'Synthetic', givenName: 'Test', birthDate: '1981-03-02', sex: 'male' },
  entries: [],
  pregnancy: 'unknown',
  laboratoryProfile: { name: 'None', ranges: [] },
  today: '2026-11-20',
};

export const woman: BearingSubject = { ...nobody, identity: { ...nobody.identity, sex: 'female' } };

let next = 0;

export function condition(text: string, more: Partial<Condition> = {}): Condition {
  next += 1;
  return {
    kind: 'condition',
    sourceId: `Condition/${next}`,
    text,
    codings: [],
    status: 'active',
    onset: null,
    ended: null,
    ...more,
  };
}

export function medication(text: string, more: Partial<Medication> = {}): Medication {
  next += 1;
  return {
    kind: 'medication',
    sourceId: `Medication/${next}`,
    text,
    codings: [],
    status: 'active',
    started: null,
    ended: null,
    dosage: null,
    ...more,
  };
}

export function allergy(text: string, more: Partial<Allergy> = {}): Allergy {
  next += 1;
  return {
    kind: 'allergy',
    sourceId: `Allergy/${next}`,
    text,
    codings: [],
    status: 'active',
    reaction: null,
    ...more,
  };
}

export function observation(
  measure: Observation['measure'],
  value: number,
  unit: string,
  more: Partial<Observation> = {},
): Observation {
  next += 1;
  return {
    kind: 'observation',
    sourceId: `Observation/${next}`,
    text: measure,
    codings: [],
    measure,
    value,
    unit,
    at: '2026-11-01',
    range: null,
    ...more,
  };
}

const systems = {
  snomed: 'http://snomed.info/sct',
  icd10: 'http://hl7.org/fhir/sid/icd-10-cm',
  rxnorm: 'http://www.nlm.nih.gov/research/umls/rxnorm',
  atc: 'http://www.whocc.no/atc',
} as const;

export function coded(system: keyof typeof systems, code: string): readonly Coding[] {
  return [{ system: systems[system], code }];
}
