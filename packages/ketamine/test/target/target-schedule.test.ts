import { describe, expect, test } from 'vitest';
import { predictCourse, pumpCsv, type TargetSetting, targetSchedule } from '../../src/index.ts';

const setting: TargetSetting = {
  drug: 'S-ketamine',
  amountAs: 'hydrochloride',
  patient: { weightKg: 70, ageYears: 30, sex: 'female' },
  target: { output: 'effect site', points: [{ timeH: 0, value: 100 }] },
  pump: { concentrationMgPerMl: 2, intervalMin: 5, mostMlPerH: 200, stepMlPerH: 1, syringe: null },
  given: [],
  fromH: 0,
  untilH: 4,
};

function scheduled(changes: Partial<TargetSetting> = {}) {
  const schedule = targetSchedule({ ...setting, ...changes });
  if (schedule.refused !== null) throw new Error('refused');
  return schedule;
}

describe('a pump’s schedule for a target (issue 7)', () => {
  test('the regimen of the schedule, drawn by the studio’s prediction, keeps the effect site at its target', () => {
    const { regimen } = scheduled({ pump: { ...setting.pump, stepMlPerH: null } });
    const prediction = predictCourse(regimen, setting.patient, new Float64Array([1, 2, 3, 3.9]));
    if (prediction.refused !== null) throw new Error('refused');
    for (const value of prediction.answer.course.effectSite) {
      expect(value).toBeGreaterThan(99);
      expect(value).toBeLessThan(100.01);
    }
  });

  test('with another drug it is the one that the studio draws by vein: rifampicin more, clarithromycin as without', () => {
    const of = (otherDrug: 'rifampicin' | 'clarithromycin') =>
      scheduled({ patient: { ...setting.patient, otherDrugs: [otherDrug] } }).totalMg;
    expect(of('clarithromycin')).toBe(scheduled().totalMg);
    expect(of('rifampicin')).toBeGreaterThan(scheduled().totalMg);
  });

  test('rates are whole mL/h, mg follow from the concentration, and rounding costs what is told', () => {
    const { rates, totalMg, totalMl, met, metByAnyRate } = scheduled();
    for (const { mlPerH, mgPerH } of rates) {
      expect(mlPerH).toBeCloseTo(Math.round(mlPerH), 9);
      expect(mgPerH).toBeCloseTo(2 * mlPerH, 9);
    }
    expect(totalMg).toBeCloseTo(2 * totalMl, 9);
    expect(met.greatestOverPercent).toBeLessThan(0.01);
    expect(met.medianAbsoluteErrorPercent).toBeGreaterThan(metByAnyRate.medianAbsoluteErrorPercent);
  });

  test('hydrochloride needs 1 / 0.867 of the volume that base needs', () => {
    const any = { ...setting.pump, stepMlPerH: null, mostMlPerH: 10_000 };
    const salt = scheduled({ pump: any });
    const base = scheduled({ pump: any, amountAs: 'base' });
    expect(salt.totalMl / base.totalMl).toBeCloseTo(1 / 0.867, 9);
  });

  test('a metabolite can be the target', () => {
    const { met } = scheduled({
      target: { output: 'S-norketamine', points: [{ timeH: 0, value: 60 }] },
      pump: { ...setting.pump, stepMlPerH: null },
      untilH: 12,
    });
    expect(met.greatestOverPercent).toBeLessThan(0.01);
    expect(met.withinFivePercentH).not.toBeNull();
  });

  test('after a pause it goes on from what was really given', () => {
    const first = scheduled({ untilH: 1 });
    const { rates, regimen, met } = scheduled({ given: first.regimen.steps, fromH: 1.5, untilH: 3 });
    expect(rates[0]?.timeH).toBe(1.5);
    expect(regimen.steps.slice(0, first.regimen.steps.length)).toEqual(first.regimen.steps);
    expect(met.greatestOverPercent).toBeLessThan(0.01);
  });

  test('every line of the CSV names drug, salt or base and concentration', () => {
    const [header, ...lines] = pumpCsv(scheduled().rates, setting).trim().split('\n');
    expect(header).toContain('rate_mL_per_h');
    for (const line of lines) expect(line).toContain(',S-ketamine,hydrochloride,2,');
  });

  test('whom the models do not describe gets no schedule, and a film is nothing a pump gave', () => {
    const child = targetSchedule({ ...setting, patient: { ...setting.patient, ageYears: 9 } });
    expect(child.refused?.[0]?.code).toBe('under-18');
    const film = { kind: 'film', startH: 0, amount: 50, basis: 'patient' } as const;
    expect(() => targetSchedule({ ...setting, given: [film], fromH: 1 })).toThrow(/^given\[0\]\.kind/);
    expect(() => scheduled({ pump: { ...setting.pump, concentrationMgPerMl: 0 } })).toThrow(
      /^pump\.concentrationMgPerMl: /,
    );
  });
});
