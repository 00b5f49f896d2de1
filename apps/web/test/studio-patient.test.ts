import { enzymeDrugs } from '@ketame/care';
import type { PatientDetail } from '@ketame/contract';
import { otherDrugs } from '@ketame/ketamine';
import { expect, test } from 'vitest';
import { studioPatientOf } from '../src/patients/studio-patient.ts';

const weight = {
  measure: 'weight',
  value: 82.5,
  unit: 'kg',
  at: '2026-01-10',
  range: null,
  flag: 'unknown',
  sourceId: 'w',
} as const;

const bearing = (rule: string, state: 'active' | 'past' = 'active') => ({
  rule,
  version: 1,
  title: rule,
  severity: 'information' as const,
  state,
  meaning: '',
  source: '',
  status: 'ours' as const,
  from: [],
});

const patient: PatientDetail = {
  id: '00000000-0000-4000-8000-000000000000',
  version: 1,
  identity: { familyName: 'Family', givenName: 'Given', birthDate: '1980-01-01', sex: 'female' },
  ageYears: 46,
  pregnancy: 'unknown',
  entries: [],
  latest: [weight],
  bearings: [],
  updatedAt: '2026-01-10T00:00:00Z',
};

test('the studio learns weight, age and sex, and nothing that identifies', () => {
  const known = studioPatientOf(patient);
  expect(known).toEqual({ weightKg: 82.5, ageYears: 46, sex: 'female' });
  expect(JSON.stringify(known)).not.toMatch(/Family|Given|1980/);
});

test('without a weight in kilograms nothing is assumed', () => {
  expect(studioPatientOf({ ...patient, latest: [] })).toBeNull();
  expect(studioPatientOf({ ...patient, latest: [{ ...weight, unit: '[lb_av]' }] })).toBeNull();
});

test('what makes the models refuse is handed on while it holds', () => {
  const refused = studioPatientOf({
    ...patient,
    pregnancy: 'pregnant',
    bearings: [bearing('liver-severe')],
  });
  expect(refused).toMatchObject({ pregnant: true, severeLiverDisease: true });
  const past = studioPatientOf({ ...patient, bearings: [bearing('liver-severe', 'past')] });
  expect(past).not.toHaveProperty('severeLiverDisease');
});

test('a pain other than CRPS is named so; with CRPS the physician chooses the type', () => {
  expect(studioPatientOf({ ...patient, bearings: [bearing('pain-neuropathic')] })).toMatchObject({
    diagnosis: 'other',
  });
  const crps = studioPatientOf({ ...patient, bearings: [bearing('pain-crps'), bearing('pain-chronic')] });
  expect(crps).not.toHaveProperty('diagnosis');
});

test('the drugs of the record that act on the enzymes of ketamine are handed on, while they are taken', () => {
  const taking = (...bearings: PatientDetail['bearings']) => studioPatientOf({ ...patient, bearings });
  expect(taking(bearing('enzyme-rifampicin'), bearing('enzyme-st-johns-wort'))?.otherDrugs).toEqual([
    'rifampicin',
    'St John’s wort',
  ]);
  expect(taking(bearing('enzyme-rifampicin', 'past'))).not.toHaveProperty('otherDrugs');
  expect(taking(bearing('enzyme-clopidogrel'), bearing('enzyme-other-cyp3a4-inhibitor'))?.otherDrugs).toEqual(
    ['another inhibitor of CYP2B6 or CYP3A4'],
  );
});

test('every enzyme drug of the rules of care is handed on, and every drug that the studio knows is reached', () => {
  const handed = enzymeDrugs.map(({ id }) => {
    const drugs = studioPatientOf({ ...patient, bearings: [bearing(`enzyme-${id}`)] })?.otherDrugs ?? [];
    expect(drugs, id).toHaveLength(1);
    return drugs[0];
  });
  expect(new Set(handed)).toEqual(new Set(otherDrugs));
});
