import { drawsOf, individual, outputsAt, randomSource, solve } from '@ketame/pharmacometrics';
import { expect, test } from 'vitest';
import { withAcuteSites } from '../src/acute-relief.ts';
import { olofsen2022 } from '../src/effects/olofsen-2022.ts';
import { predictCurves, publishedRegimens } from '../src/index.ts';
import { simons2022ParentS } from '../src/models/simons-2022.ts';

const patient = { weightKg: 70, ageYears: 46, sex: 'female', diagnosis: 'CRPS-1' } as const;
const noppers = publishedRegimens.find(({ id }) => id === 'noppers-2011-fibromyalgia')!.regimen;
const timesH = Float64Array.of(0.05, 0.1, 0.25, 0.5, 0.6, 1, 2, 4);
const z975 = 1.959963984540054;
const deviationOf = ([low, high]: readonly [number, number]) => Math.log(high / low) / (2 * z975);

test('the interval of acute relief carries delay and C50, as drawing both at random does (issue 3: an honest ke0)', () => {
  const prediction = predictCurves(noppers, patient, timesH);
  if (prediction.refused !== null) throw new Error('refused');
  const { low, typical, high } = prediction.course.acuteRelief;
  const { delay, relation } = olofsen2022;
  const draws = drawsOf(randomSource(3), 'delay and C50');
  const model = withAcuteSites(simons2022ParentS);
  const doses = [{ input: 'iv', timeH: 0, amountMg: 35, durationH: 0.5 }];
  const all = Array.from({ length: 1500 }, (_, subject) => {
    const delayMin =
      delay.value * Math.exp(deviationOf(delay.confidence95) * draws.normal({ subject, occasion: 0 }));
    const c50 =
      relation.c50.value *
      Math.exp(deviationOf(relation.c50.confidence95) * draws.normal({ subject, occasion: 1 }));
    // The site of the typical delay, with a delay of its own.
    const system = individual(model, { weight: patient.weightKg }, { acuteHalfLife3: delayMin });
    const site = outputsAt(solve(system, doses), timesH, ['effect site'])['effect site']!;
    return site.map((value) => value / (value + c50));
  });
  timesH.forEach((_, t) => {
    const sorted = all.map((one) => one[t]!).sort((a, b) => a - b);
    const share = (value: number) => sorted.filter((one) => one <= value).length / sorted.length;
    expect(share(low[t]!)).toBeGreaterThan(0.03);
    expect(share(low[t]!)).toBeLessThan(0.07);
    expect(share(high[t]!)).toBeGreaterThan(0.93);
    expect(share(high[t]!)).toBeLessThan(0.97);
    expect(low[t]).toBeLessThan(typical[t]!);
  });
});
