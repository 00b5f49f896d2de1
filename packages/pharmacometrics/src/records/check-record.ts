import { type AbsorbingSlopes, type InverseGaussian, lastsH } from '../dosing/inverse-gaussian.ts';
import { InputError } from '../error.ts';
import type { LinearSystem, SystemInput } from '../model/individual.ts';
import type { DataRecord } from './record.ts';

/** What comes again and again: an amount at once, or a constant rate over a time. mg, h. */
export interface RepeatedInput {
  readonly compartment: number;
  readonly bolusMg: number;
  readonly rateMgPerH: number;
  readonly durationH: number;
  /** In place of a constant rate: an amount by an inverse Gaussian, which is over after `durationH`. mg, h. */
  readonly absorbed?: InverseGaussian & { readonly amountMg: number; readonly slopes?: AbsorbingSlopes };
  /** Where sensitivities are asked for. */
  readonly slopes?: InputSlopes;
}

/** How what enters depends on some parameters: one derivative for each. */
export interface InputSlopes {
  readonly bolusMg: Float64Array;
  readonly rateMgPerH: Float64Array;
  /** Of the times at which it arrives and ends. */
  readonly startH: Float64Array;
  readonly endH: Float64Array;
}

/**
 * Refuses a record that means nothing.
 * @param nowH the time of the record before
 * @throws InputError naming the field, such as `records[3].ii`
 */
export function checkRecord(record: DataRecord, nowH: number, path: string): void {
  const { time, evid, amt = 0, rate = 0, dur = 0, ii = 0, addl = 0, ss = 0 } = record;
  const need = (field: keyof DataRecord, right: boolean, needed: string) => {
    if (!right) throw new InputError(`${path}.${field}`, `${needed} is needed, not ${record[field]}`);
  };
  need('evid', [0, 1, 2, 3, 4].includes(evid), '0, 1, 2, 3 or 4');
  need(
    'time',
    Number.isFinite(time) && (time >= nowH || evid >= 3),
    'a finite time in hours, not before the last record,',
  );
  if (evid !== 1 && evid !== 4) return;
  need('amt', Number.isFinite(amt) && amt >= 0, 'an amount of at least 0 mg');
  need(
    'rate',
    Number.isFinite(rate) && (rate >= 0 || rate === -1 || rate === -2),
    'a rate in mg/h, -1 or -2',
  );
  need('dur', Number.isFinite(dur) && dur >= 0, 'a duration of at least 0 h');
  if (dur > 0) need('rate', rate === 0, 'either a rate or a dur, and with this dur a rate of 0');
  need('ii', Number.isFinite(ii) && ii >= 0, 'an interval of at least 0 h');
  need('addl', Number.isInteger(addl) && addl >= 0, 'a whole number of at least 0');
  need('ss', ss === 0 || ss === 1 || ss === 2, '0, 1 or 2');
  if (addl > 0) need('ii', ii > 0, 'an interval above 0 h (with addl)');
  if (amt === 0) {
    need(
      'amt',
      ss > 0 && ii === 0 && rate > 0,
      'an amount above 0 mg (0 only for a constant infusion at steady state)',
    );
  } else if (ss > 0) {
    need('ii', ii > 0, 'an interval above 0 h (with ss and an amount)');
  }
}

/** The one compartment that a dose record goes to. @throws InputError */
export function targetOf(system: LinearSystem, { cmt }: DataRecord, path: string): SystemInput {
  const targets = cmt === undefined ? undefined : system.inputs.get(cmt);
  if (!targets) {
    throw new InputError(
      `${path}.cmt`,
      `one of the model's inputs is needed (${[...system.inputs.keys()].join(', ')}), not ${cmt}`,
    );
  }
  const [target, ...others] = targets;
  if (!target || others.length > 0 || target.durationH !== undefined) {
    throw new InputError(
      `${path}.cmt`,
      `"${cmt}" feeds several compartments or has a duration of its own; a data record doses one compartment`,
    );
  }
  return target;
}

/** What enters by one dose of a record. @throws InputError when it is without end or too short to be told apart */
export function inputOf(target: SystemInput, record: DataRecord, path: string): RepeatedInput {
  const { compartment, bioavailability, inverseGaussian, modelledRateMgPerH, modelledDurationH } = target;
  const { amt = 0, rate = 0, dur = 0, time } = record;
  const entering = amt * bioavailability;
  if (!Number.isFinite(entering)) throw new InputError(`${path}.amt`, 'the amount is infinite');
  if (inverseGaussian) {
    if (rate !== 0 || dur !== 0) {
      throw new InputError(
        `${path}.${rate === 0 ? 'dur' : 'rate'}`,
        `"${record.cmt}" is absorbed by an inverse Gaussian; give the amount alone, with a rate and a dur of 0`,
      );
    }
    const absorbed = { ...inverseGaussian, amountMg: entering };
    return { compartment, bolusMg: 0, rateMgPerH: 0, durationH: lastsH(inverseGaussian), absorbed };
  }
  if (rate === 0 && dur === 0) return { compartment, bolusMg: entering, rateMgPerH: 0, durationH: 0 };
  const lasting = (rateMgPerH: number, durationH: number): RepeatedInput => {
    if (!Number.isFinite(rateMgPerH)) throw new InputError(`${path}.rate`, 'the rate is infinite');
    if (!Number.isFinite(time + durationH)) throw new InputError(path, 'it lasts beyond all time');
    if (entering > 0 && time + durationH === time) {
      throw new InputError(
        path,
        `an infusion of ${durationH} h is too short to be told apart at ${time} h; as a bolus it has no rate`,
      );
    }
    return { compartment, bolusMg: 0, rateMgPerH, durationH };
  };
  if (dur > 0) return lasting(entering / dur, dur);
  if (rate === -2) {
    if (!modelledDurationH)
      throw new InputError(`${path}.rate`, 'RATE -2 needs a modelledDuration above 0 in the model');
    return lasting(entering / modelledDurationH, modelledDurationH);
  }
  const rateMgPerH = rate === -1 ? modelledRateMgPerH : rate;
  if (!rateMgPerH) throw new InputError(`${path}.rate`, 'RATE -1 needs a modelledRate above 0 in the model');
  return lasting(rateMgPerH, entering / rateMgPerH);
}
