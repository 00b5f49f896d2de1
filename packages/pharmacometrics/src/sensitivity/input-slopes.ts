import type { AbsorbingSlopes } from '../dosing/inverse-gaussian.ts';
import { InputError } from '../error.ts';
import type { InputSlopes, RepeatedInput } from '../records/check-record.ts';
import type { DataRecord } from '../records/record.ts';
import type { WrittenTarget } from './written-model.ts';

type Slopes = Float64Array;

/**
 * How what enters by a dose record depends on parameters: amounts and rates by bioavailability and modelled rate, times by
 * lag, modelled duration, and by bioavailability where a record states a rate.
 * @param slope the derivatives of a node by each parameter
 * @param value its value
 */
export function withSlopes(
  input: RepeatedInput,
  { amt = 0, rate = 0, dur = 0 }: DataRecord,
  target: WrittenTarget,
  slope: (node: number) => Slopes,
  value: (node: number) => number,
): RepeatedInput {
  const startH = slope(target.lag);
  const enteringMg = slope(target.bioavailability).map((each) => amt * each);
  const none = new Float64Array(startH.length);
  const still: InputSlopes = { bolusMg: none, rateMgPerH: none, startH, endH: startH };
  const { absorbed, rateMgPerH, durationH } = input;
  if (absorbed) {
    const slopes: AbsorbingSlopes = {
      meanH: slope(target.mean!),
      relativeDispersion: slope(target.relativeDispersion!),
      amountMg: enteringMg,
      startH,
    };
    return { ...input, absorbed: { ...absorbed, slopes } };
  }
  if (rateMgPerH === 0 && durationH > 0) {
    throw new InputError('', 'sensitivities of an infusion of which nothing enters are not computed');
  }
  if (rateMgPerH === 0) return { ...input, slopes: { ...still, bolusMg: enteringMg } };
  const later = (by: Slopes) => startH.map((each, index) => each + by[index]!);
  if (dur > 0 || rate === -2) {
    const lasting = dur > 0 ? none : slope(target.modelledDuration!);
    const faster = enteringMg.map((each, index) => (each - rateMgPerH * lasting[index]!) / durationH);
    return { ...input, slopes: { ...still, rateMgPerH: faster, endH: later(lasting) } };
  }
  const faster = rate === -1 ? slope(target.modelledRate!) : none;
  const entering = amt * value(target.bioavailability);
  const lasting = enteringMg.map(
    (each, index) => (each - (entering / rateMgPerH) * faster[index]!) / rateMgPerH,
  );
  return { ...input, slopes: { ...still, rateMgPerH: faster, endH: later(lasting) } };
}
