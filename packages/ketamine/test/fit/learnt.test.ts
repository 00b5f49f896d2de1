import { describe, expect, test } from 'vitest';
import { fitCheck, fitCourse, fitPatient, type MeasuredPoint, nextBlood } from '../../src/index.ts';

const regimen = {
  name: 'given',
  drug: 'S-ketamine',
  amountAs: 'base',
  steps: [{ kind: 'infusion', startH: 0, durationH: 4, rate: 20, basis: 'patient' }],
} as const;
const patient = { weightKg: 70, ageYears: 46, sex: 'female' } as const;
const venous = (timeH: number, value: number): MeasuredPoint => ({
  ...{ timeH, value, analyte: 'S-ketamine', site: 'venous' },
});
const measured = [venous(0.5, 63), venous(2, 134), venous(4, 181), venous(6, 64)];
const data = { patient, regimen, measured };
const below: MeasuredPoint = { timeH: 24, belowLimit: 10, analyte: 'S-ketamine', site: 'venous' };
const withLimit = { ...data, measured: [...measured, below] };

function fitted() {
  const fit = fitPatient(data, 1);
  if (fit.refused !== null) throw new Error('refused');
  return fit.sites[0]!;
}

describe('what was learnt of a patient, as curves (issue 7)', () => {
  test('the prior is the published spread: by the plateau of an endless infusion, which is rate over clearance', () => {
    const endless = { ...regimen.steps[0], durationH: 400 };
    const [curve] = fitCourse(
      { ...data, regimen: { ...regimen, steps: [endless] } },
      { site: 'venous', draws: null },
      Float64Array.of(0, 390),
      1,
    );
    // 95.2 L/h and a variance between people of 0.026 (Fanta 2015): a log-normal plateau.
    const plateau = (deviate: number) => (1000 * 20 * Math.exp(deviate * Math.sqrt(0.026))) / 95.2;
    expect(curve!.patient).toBeNull();
    expect(curve!.population.typical[1]! / plateau(0)).toBeCloseTo(1, 1);
    expect(curve!.population.low[1]! / plateau(-1.645)).toBeCloseTo(1, 1);
    expect(curve!.population.high[1]! / plateau(1.645)).toBeCloseTo(1, 1);
  });

  test('what was measured narrows the band and draws it to the points', () => {
    const [curve] = fitCourse(
      data,
      fitted(),
      Float64Array.from(measured, ({ timeH }) => timeH),
      1,
    );
    measured.forEach((_, index) => {
      const width = (band: { low: Float64Array; high: Float64Array }) => band.high[index]! - band.low[index]!;
      expect(width(curve!.patient!)).toBeLessThan(width(curve!.population));
    });
  });
});

describe('where to sample next, for what matters (issue 7)', () => {
  test('the deviation left is that of a fit with a further sample', () => {
    const found = nextBlood(withLimit, 'venous', 'exposure', [1, 5, 8])!;
    const more = nextBlood(
      { ...data, measured: [...measured, venous(5, found.candidates[1]!.expected), below] },
      'venous',
      'exposure',
      [8],
    )!;
    expect(more.deviation / found.candidates[1]!.deviation).toBeCloseTo(1, 1);
    expect(found.best.gain).toBe(Math.max(...found.candidates.map(({ gain }) => gain)));
  });

  test('no time is proposed at which less is expected than the laboratory has been able to measure', () => {
    const found = nextBlood(withLimit, 'venous', 'exposure', [5, 8, 30, 60])!;
    expect(found.leastNgPerMl).toBe(10);
    for (const { expected } of found.candidates) expect(expected).toBeGreaterThanOrEqual(10);
    expect(found.candidates.map(({ timeH }) => timeH)).not.toContain(60);
    expect(nextBlood(withLimit, 'venous', 'exposure', [60])).toBeNull();
  });

  test('a fit that describes nothing has no next sample', () => {
    const wild = [venous(1, 20_000), venous(2, 2), venous(3, 9000)];
    expect(nextBlood({ ...data, measured: wild }, 'venous', 'peak', [4])).toBeNull();
  });
});

describe('how good a fit is (issue 7)', () => {
  test('a measurement where the typical person is has residuals about 0; five times as much has large ones', () => {
    const { population } = fitCheck(data, 'venous', 1).points[2]!;
    const near = fitCheck({ ...data, measured: [venous(4, population)] }, 'venous', 1).points[0]!;
    expect(near.conditional).toBeCloseTo(0, 1);
    // A log-normal spread: the typical person is not the mean.
    expect(Math.abs(near.npde!)).toBeLessThan(0.3);
    const far = fitCheck({ ...data, measured: [venous(4, 5 * population)] }, 'venous', 1).points[0]!;
    expect(far.conditional!).toBeGreaterThan(3);
    expect(far.npde!).toBeGreaterThan(2.5);
  });

  test('what lies below the limit is told and has no residual', () => {
    const { points, visual } = fitCheck(withLimit, 'venous', 1);
    expect(points.at(-1)).toMatchObject({ isBelowLimit: true, observed: 10, conditional: null, npde: null });
    expect(visual[0]?.plain.points).toHaveLength(5);
    expect(visual[0]?.corrected.predictionCorrected).toBe(true);
  });
});
