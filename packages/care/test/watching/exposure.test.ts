import { type Patient, predictCurves, type Regimen } from '@ketame/ketamine';
import { describe, expect, it } from 'vitest';
import {
  type ExpectedExposure,
  expectedExposure,
  exposureBesideSymptoms,
  type HomeDosing,
  type SubstanceExposure,
} from '../../src/index.ts';

const patient: Patient = { weightKg: 70, ageYears: 45, sex: 'female' };
const sublingual: HomeDosing = { drug: 'racemic ketamine', route: 'sublingual', doseUg: 25_000, hours: [9] };
const oral: HomeDosing = { drug: 'S-ketamine', route: 'oral', doseUg: 25_000, hours: [9, 20] };

function known(exposure: ExpectedExposure): Extract<ExpectedExposure, { refused: null }> {
  if (exposure.refused !== null) throw new Error(exposure.refused[0]?.message);
  return exposure;
}

const values = ({ firstDay, steadyDay }: SubstanceExposure) =>
  [firstDay, steadyDay].flatMap(({ peak, mean }) => [peak, mean]);

describe('expected exposure at home (issue 6, "Toxicity")', () => {
  it('a lozenge of 25 mg reaches what Chong 2006 measured: 28.6 ± 6.6 ng/mL of ketamine', () => {
    const { ketamine, models } = known(expectedExposure(sublingual, patient));
    expect(Math.abs(ketamine.firstDay.peak.typical - 28.6)).toBeLessThan(6.6);
    expect(models[0]?.name).toBe('other-routes');
  });

  it('0.5 mg/kg of racemate swallowed: the interval meets what Grant 1981 measured, 45 ± 10 ng/mL', () => {
    const { ketamine } = known(expectedExposure({ ...sublingual, route: 'oral', doseUg: 35_000 }, patient));
    const { low, high } = ketamine.firstDay.peak;
    expect(low).toBeLessThan(55);
    expect(high).toBeGreaterThan(35);
  });

  it('the mean of a steady day is the area of one dose alone over 24 h, and doubles with dose and with number', () => {
    const regimen: Regimen = {
      name: 'one dose',
      drug: 'racemic ketamine',
      amountAs: 'base',
      steps: [{ kind: 'sublingual', startH: 0, amount: 25, basis: 'patient' }],
    };
    const timesH = Float64Array.from({ length: 7 * 96 + 1 }, (_, index) => index / 4);
    const single = predictCurves(regimen, patient, timesH);
    if (single.refused !== null) throw new Error('The one dose was refused.');
    const area = single.course.plasma.sNorketamine.reduce((sum, value) => sum + value, 0) / 4;
    const { norketamine } = known(expectedExposure(sublingual, patient));
    const steady = norketamine.steadyDay.mean.typical;
    expect(steady / (area / 24)).toBeCloseTo(1, 2);
    expect(norketamine.accumulation).toBeGreaterThan(1.1);
    const twice = known(expectedExposure({ ...sublingual, hours: [9, 21] }, patient)).norketamine;
    expect(twice.steadyDay.mean.typical / steady).toBeCloseTo(2, 1);
    const double = known(expectedExposure({ ...sublingual, doseUg: 50_000 }, patient)).norketamine;
    expect(double.steadyDay.mean.typical).toBeCloseTo(2 * steady, 6);
  });

  it('low, typical and high stand in order; norketamine has an interval where other models describe the route', () => {
    const swallowed = known(expectedExposure(oral, patient));
    expect(swallowed.models.map(({ name }) => name)).toEqual([
      'other-routes',
      'ashraf-2018',
      'perez-ruixo-2021',
    ]);
    for (const { low, typical, high } of [...values(swallowed.ketamine), ...values(swallowed.norketamine)]) {
      expect(low).toBeLessThanOrEqual(typical);
      expect(high).toBeGreaterThanOrEqual(typical);
    }
    const { norketamine } = known(expectedExposure(sublingual, patient));
    expect(norketamine.steadyDay.peak).toMatchObject({ low: null, high: null });
    expect(norketamine.basis).toContain('S half');
  });

  it('draws a measured interaction: clarithromycin raised swallowed S-ketamine 2.6 times (Hagelberg 2010), and says so', () => {
    const alone = known(expectedExposure(oral, patient)).ketamine.steadyDay.mean.typical;
    const both = known(expectedExposure(oral, { ...patient, otherDrugs: ['clarithromycin'] }));
    expect(both.ketamine.steadyDay.mean.typical / alone).toBeGreaterThan(2.6 * 0.9);
    expect(both.ketamine.steadyDay.mean.typical / alone).toBeLessThan(2.6 * 1.1);
    expect(both.notes.map(({ code }) => code)).toContain('interaction');
    expect(both.models).toHaveLength(1);
  });

  it('tells a genotype that no curve by mouth is drawn with, and refuses whom the models do not know', () => {
    const genotype = known(expectedExposure(oral, { ...patient, cyp2b6: '*6/*6' }));
    expect(genotype.notes.map(({ message }) => message).join()).toContain('CYP2B6 *6/*6');
    expect(expectedExposure(oral, { ...patient, pregnant: true }).refused).toMatchObject([
      { code: 'pregnant' },
    ]);
    expect(expectedExposure({ ...oral, route: 'sublingual' }, patient).refused?.[0]?.message).toContain(
      'film',
    );
    expect(() => expectedExposure({ ...oral, hours: [20, 9] }, patient)).toThrow(/^hours/);
    expect(() => expectedExposure({ ...oral, doseUg: 0.5 }, patient)).toThrow(/^doseUg/);
  });

  it('stands beside the symptoms of its own period, each counted by days', () => {
    const exposure = expectedExposure(sublingual, patient);
    const periods = [
      { from: '2026-03-01', to: '2026-03-10', exposure },
      { from: '2026-03-11', to: null, exposure },
    ];
    const told = ['2026-03-02', '2026-03-02', '2026-03-10', '2026-03-11'].map((on) => ({
      on,
      text: 'nausea',
    }));
    const beside = exposureBesideSymptoms(
      periods,
      [...told, { on: '2026-03-12', text: 'dizzy' }],
      ['2026-03-02', '2026-03-10', '2026-03-11', '2026-03-12'],
    );
    expect(beside.map(({ days, symptoms }) => ({ days, symptoms }))).toEqual([
      { days: 2, symptoms: [{ text: 'nausea', days: 2 }] },
      {
        days: 2,
        symptoms: [
          { text: 'dizzy', days: 1 },
          { text: 'nausea', days: 1 },
        ],
      },
    ]);
  });
});
