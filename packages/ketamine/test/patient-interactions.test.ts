import { describe, expect, test } from 'vitest';
import {
  type Patient,
  patientInteractions,
  predictCourse,
  predictPopulation,
  publishedRegimens,
  type Regimen,
  withoutInteractions,
} from '../src/index.ts';

const patient: Patient = { weightKg: 70, ageYears: 46, sex: 'female' };
const regimenOf = (id: string): Regimen => publishedRegimens.find((each) => each.id === id)!.regimen;
const byVein = regimenOf('sigtermans-2009');
const racemate = regimenOf('schwartzman-2009');
const by = (kind: 'oral' | 'nasal'): Regimen => ({
  name: kind,
  drug: 'S-ketamine',
  amountAs: 'base',
  steps: [{ kind, startH: 0, amount: 28, basis: 'patient' }],
});

function areaOf(regimen: Regimen, who: Patient): number {
  const prediction = predictCourse(regimen, who, Float64Array.of(0, 1));
  if (prediction.refused !== null) throw new Error('refused');
  return prediction.answer.summary.aucNgHPerMl;
}
const ratioOf = (regimen: Regimen, change: Partial<Patient>) =>
  areaOf(regimen, { ...patient, ...change }) / areaOf(regimen, patient);

describe('a course is changed where an interaction was measured for its drug and route (issue 3)', () => {
  test.each([
    ['rifampicin', byVein, 0.86],
    ['rifampicin', byVein, 0.9],
    ['rifampicin', by('oral'), 0.14],
    ['clarithromycin', by('oral'), 2.6],
    ['grapefruit juice', by('oral'), 3.0],
    ['ticlopidine', by('oral'), 2.4],
    ['ticlopidine', by('nasal'), 1.29],
    ['St John’s wort', by('oral'), 0.42],
    ['itraconazole', by('oral'), 1.0],
  ] as const)('%s, %j: area %f times as large, within 15 %%', (drug, regimen, observed) => {
    const ratio = ratioOf(regimen, { otherDrugs: [drug] });
    expect(Math.abs(ratio / observed - 1), `${ratio}`).toBeLessThanOrEqual(0.15);
    expect(patientInteractions({ ...patient, otherDrugs: [drug] }, regimen)[0]?.change).not.toBeNull();
  });

  test.each([
    ['clarithromycin', byVein],
    ['ticlopidine', byVein],
    ['St John’s wort', byVein],
    ['rifampicin', by('nasal')],
    ['rifampicin', racemate],
    ['grapefruit juice', { ...by('oral'), steps: [...by('oral').steps, ...byVein.steps] }],
  ] as const)('%s where it was not measured: told, and nothing changed', (drug, regimen) => {
    expect(ratioOf(regimen, { otherDrugs: [drug] })).toBe(1);
    const [found] = patientInteractions({ ...patient, otherDrugs: [drug] }, regimen);
    expect(found?.change).toBeNull();
    expect(found?.message).toContain('left as they are');
  });

  test('a drug of which nothing was measured is told, and changes nothing', () => {
    const otherDrugs = ['another inducer of CYP2B6 or CYP3A4'] as const;
    expect(ratioOf(byVein, { otherDrugs })).toBe(1);
    const [found] = patientInteractions({ ...patient, otherDrugs }, byVein);
    expect(found?.message).toContain('may lower ketamine');
  });

  test('two that act were never measured together: both are told, none is drawn', () => {
    const otherDrugs = ['clarithromycin', 'St John’s wort'] as const;
    expect(ratioOf(by('oral'), { otherDrugs })).toBe(1);
    const found = patientInteractions({ ...patient, otherDrugs }, by('oral'));
    expect(found.map(({ change }) => change)).toEqual([null, null]);
    expect(found[0]?.message).toContain('never measured together');
  });
});

describe('CYP2B6*6: Li 2015 is drawn by vein, Rao 2016 (no effect by mouth) beside it', () => {
  test.each([
    ['*1/*1', 1],
    ['*1/*6', 40.6 / 68.1],
    ['*6/*6', 21.6 / 68.1],
  ] as const)('%s: clearance %f times as large', (cyp2b6, clearance) => {
    expect(1 / ratioOf(byVein, { cyp2b6 })).toBeCloseTo(clearance, 2);
    expect(ratioOf(by('oral'), { cyp2b6 })).toBe(1);
  });
});

test('without interactions the patient is the one without them', () => {
  expect(withoutInteractions({ ...patient, otherDrugs: ['rifampicin'], cyp2b6: '*6/*6' })).toEqual(patient);
});

test('an interaction moves the slow relief and virtual patients as well', () => {
  const hours = Float64Array.of(50, 100, 500);
  const of = (who: Patient) => {
    const course = predictCourse(byVein, who, hours);
    const population = predictPopulation(byVein, who, hours, { subjects: 50, seed: 3 });
    if (course.refused !== null || population.refused !== null) throw new Error('refused');
    return { relief: course.answer.course.slowRelief.typical, all: population.population };
  };
  const [usual, induced] = [of(patient), of({ ...patient, otherDrugs: ['rifampicin'] })];
  hours.forEach((_, i) => {
    expect(induced.relief[i]!).toBeLessThan(usual.relief[i]!);
    expect(induced.all.slowRelief.median[i]!).toBeLessThan(usual.all.slowRelief.median[i]!);
  });
  // At the end of the infusion everybody is on the plateau: concentration follows clearance.
  const ratio = induced.all.ketamine.median[1]! / usual.all.ketamine.median[1]!;
  expect(Math.abs(ratio / 0.85 - 1)).toBeLessThan(0.01);
});
