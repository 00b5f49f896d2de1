import type { LinearModel } from '@ketame/pharmacometrics';
import type { Band } from './course.ts';
import { delaySpread, spreadQuantile } from './delay-spread.ts';
import { shareOfGreatest } from './effects/effect.ts';
import { olofsen2022 } from './effects/olofsen-2022.ts';
import { pair } from './effects/pair.ts';
import { simons2022 } from './models/simons-2022.ts';
import type { Parameter } from './published.ts';
import { logDeviation, z95 } from './uncertainty.ts';

/** The acute relief: S-ketamine in arterial plasma, a delay of minutes, and a concentration with half of the effect. */
const { effect } = pair(simons2022, olofsen2022);
const { c50 } = effect.relation;
const halfLife = effect.delay;
const c50Deviation = logDeviation(c50);
const halfLifeDeviation = logDeviation(halfLife);

/** Against a four times finer grid the ends of the band move by less than 0.001. */
const spread = delaySpread(3, 1);
const siteNames = spread.deviates.map((_, index) => `acute${index}`);
const typicalSite = siteNames[spread.typical]!;

/**
 * While the sites of the extreme delays keep their distance from the typical one within this (log-odds), the interval is
 * not computed anew; it is off by 0.001 of the greatest relief at most.
 */
const SAME_SPREAD = 0.02;

/** A model of arterial S-ketamine with its effect site, and with one for each deviate of the published delay. */
export const withAcuteSites = (model: LinearModel<Parameter>): LinearModel<Parameter> => ({
  ...model,
  parameters: {
    ...model.parameters,
    ...Object.fromEntries(
      spread.deviates.map((z, index) => [
        `acuteHalfLife${index}`,
        {
          ...halfLife,
          symbol: `acuteHalfLife${index}`,
          value: halfLife.value * Math.exp(z * halfLifeDeviation),
        },
      ]),
    ),
  },
  effectSites: Object.fromEntries(
    siteNames.map((name, index) => [name, { of: 'S-ketamine', rate: `ln(2) / acuteHalfLife${index}` }]),
  ),
  outputs: {
    ...model.outputs,
    'effect site': { effectSite: typicalSite, unit: 'ng/mL' },
    ...Object.fromEntries(siteNames.map((name) => [name, { effectSite: name, unit: 'ng/mL' }])),
  },
});

/**
 * Acute relief as a share of the greatest, with the 90 % interval of the published uncertainty of C50 and delay
 * (independent log-normals, integrated by quadrature).
 *
 * @param outputs of a model made by `withAcuteSites`, ng/mL at each time
 */
export function acuteRelief(outputs: Readonly<Record<string, Float64Array>>): Band {
  const sites = siteNames.map((name) => outputs[name]!);
  const typical = outputs[typicalSite]!;
  const band = {
    low: new Float64Array(typical.length),
    typical: shareOfGreatest(effect.relation, typical),
    high: new Float64Array(typical.length),
  };
  const logs = new Float64Array(sites.length);
  const last = sites.length - 1;
  const atFirst = z95 * Math.hypot(c50Deviation, halfLifeDeviation);
  let low = -atFirst;
  let high = atFirst;
  let known = [Number.NaN, Number.NaN];
  for (let t = 0; t < typical.length; t++) {
    const middle = Math.log(typical[t]! / c50.value);
    if (!Number.isFinite(middle)) continue;
    const apart = (site: Float64Array) => Math.log(site[t]! / c50.value) - middle;
    const ends = [apart(sites[0]!), apart(sites[last]!)];
    if (!ends.every((end, i) => Math.abs(end - known[i]!) < SAME_SPREAD)) {
      for (let i = 0; i <= last; i++) logs[i] = apart(sites[i]!);
      low = spreadQuantile(spread, logs, c50Deviation, 0.05, low);
      high = spreadQuantile(spread, logs, c50Deviation, 0.95, high);
      known = ends;
    }
    band.low[t] = shareAt(middle + low);
    band.high[t] = shareAt(middle + high);
  }
  return band;
}

/** Share of the greatest relief where the logarithm of Ce / C50 is this; exponent and greatest effect are 1. */
const shareAt = (log: number) => 1 / (1 + Math.exp(-log));
