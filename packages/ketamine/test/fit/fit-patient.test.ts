import { individual, outputsAt, solve } from '@ketame/pharmacometrics';
import { describe, expect, test } from 'vitest';
import {
  type Concentration,
  fitPatient,
  fittedPeople,
  type PatientData,
  searchRegimens,
} from '../../src/index.ts';
import { fanta2015Parent } from '../../src/models/fanta-2015-otto-2021.ts';
import { simons2022ParentS } from '../../src/models/simons-2022.ts';
import { request } from '../search/request.ts';

const patient = { weightKg: 70, ageYears: 30, sex: 'male' } as const;
const timesH = new Float64Array([1, 4, 5, 8]);
const regimen = {
  name: 'given',
  drug: 'S-ketamine',
  amountAs: 'base',
  steps: [{ kind: 'infusion', startH: 0, durationH: 4, rate: 20, basis: 'patient' }],
} as const;

/** Concentrations without error of a patient with these parameters. */
function simulated(site: 'arterial' | 'venous', parameters: Readonly<Record<string, number>>) {
  const model = site === 'arterial' ? simons2022ParentS : fanta2015Parent;
  const system = individual(model, { weight: 70 }, parameters);
  const course = solve(system, [{ input: 'iv', timeH: 0, rateMgPerH: 20, durationH: 4 }]);
  const values = outputsAt(course, timesH, ['S-ketamine'])['S-ketamine']!;
  return Array.from(timesH, (timeH, index) => ({
    timeH,
    analyte: 'S-ketamine' as const,
    site,
    value: values[index]!,
  }));
}

function sitesOf(data: PatientData) {
  const fit = fitPatient(data, 1);
  if (fit.refused !== null) throw new Error('refused');
  return fit.sites;
}

describe('what concentrations say of one patient (issue 7)', () => {
  test('arterial ones go to M1 and venous ones to M2, and each gives back the patient they came from', () => {
    const measured = [
      ...simulated('arterial', { CL1: 1.1, VK1: 11.6 }),
      ...simulated('venous', { CL: 70, V1: 133 }),
    ];
    const [arterial, venous] = sitesOf({ patient, regimen, measured });
    expect(arterial?.model).toBe('simons-2022');
    expect(venous?.model).toBe('fanta-2015-otto-2021');
    const clearances = [
      [arterial?.parameters?.CL1, 1.1],
      [venous?.parameters?.CL, 70],
    ] as const;
    for (const [found, known] of clearances) {
      expect(found?.low).toBeLessThan(known);
      expect(found?.high).toBeGreaterThan(known);
      // Nearer to the patient than to the population, from which the prior starts.
      const { typical = 0, population = 0 } = found ?? {};
      expect(Math.abs(typical - known)).toBeLessThan(Math.abs(population - known) / 2);
    }
  });

  test('values that the model cannot have made give words and no parameters', () => {
    const measured = simulated('arterial', {}).map((point, index) => ({
      ...point,
      value: point.value * (index % 2 === 0 ? 8 : 0.1),
    }));
    const [site] = sitesOf({ patient, regimen, measured });
    expect(site?.failure?.message).toMatch(/\S/);
    expect(site?.failure?.advice).toMatch(/\S/);
    expect(site?.parameters).toBeNull();
    expect(site?.draws).toBeNull();
  });

  test('in somebody who takes rifampicin the people compared with take it too, and it is not learnt a second time', () => {
    const induced = { ...patient, otherDrugs: ['rifampicin'] } as const;
    const clearance = 95.2 / 0.852;
    const measured = simulated('venous', { CL: clearance });
    const [site] = sitesOf({ patient: induced, regimen, measured });
    // Ashraf 2018: the area by vein is 0.852 times as large; the patient is as those people are.
    expect((site?.parameters?.CL?.population ?? 0) / clearance).toBeCloseTo(1, 2);
    expect((site?.parameters?.CL?.typical ?? 0) / clearance).toBeCloseTo(1, 1);
    expect(site?.notes.map(({ message }) => message).join()).toMatch(/With rifampicin/);
    // Without it this patient is a typical one: so the draws are when the drug is taken no longer.
    const people = fittedPeople(sitesOf({ patient: induced, regimen, measured }), 50, 1);
    expect((people.typical.CL ?? 0) / 95.2).toBeCloseTo(1, 1);
  });

  test('what no model describes is refused by its place', () => {
    const point = (changes: Partial<Concentration>) => [
      { timeH: 1, analyte: 'S-ketamine', site: 'venous', value: 100, ...changes } as const,
    ];
    const racemate = { ...regimen, drug: 'racemic ketamine' } as const;
    expect(() => fitPatient({ patient, regimen: racemate, measured: point({}) }, 1)).toThrow(
      /measured\[0\]\.site.*no model of racemic ketamine in venous blood/,
    );
    const metabolite = point({ analyte: 'S-hydroxynorketamine' });
    expect(() => fitPatient({ patient, regimen, measured: metabolite }, 1)).toThrow(/measured\[0\]/);
  });

  test('a search after a fit is tried in the draws of this patient', () => {
    const slow = simulated('venous', { CL: 60, V1: 133 });
    const people = fittedPeople(sitesOf({ patient, regimen, measured: slow }), 50, 1);
    const days = (search: ReturnType<typeof searchRegimens>) => {
      if (search.refused !== null) throw new Error('refused');
      return search.fronts.next().value?.published[0]?.days.typical ?? 0;
    };
    // Cleared more slowly, the same infusion relieves for longer.
    expect(days(searchRegimens(request, people))).toBeGreaterThan(days(searchRegimens(request)) + 2);
  });
});
