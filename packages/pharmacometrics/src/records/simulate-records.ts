import { InputError } from '../error.ts';
import { individual, type LinearSystem, type SystemInput } from '../model/individual.ts';
import type { LinearModel } from '../model/linear-model.ts';
import type { Model } from '../model/model.ts';
import { outputOf } from '../solve/solution.ts';
import { createWalker, type Walker } from '../solve/walker.ts';
import type { DataRecord, RecordOptions } from './record.ts';
import { constantState, type RepeatedInput, steadyState } from './steady-state.ts';

/** A change of input that is still to come. */
interface Pending {
  readonly timeH: number;
  readonly kind: 'bolus' | 'start' | 'end';
  readonly input: RepeatedInput;
}

/** More single doses than this are taken for a mistake in `addl`. */
const MOST_DOSES = 2_000_000;

/**
 * The course of one individual by NONMEM's rules for data records:
 * - between two records the parameters of the later one hold; a dose and its additional doses keep the lag, bioavailability,
 *   modelled rate and duration of their own record;
 * - values are those just after everything that happens at the time of the record, lagged and additional doses included;
 * - with a RATE bioavailability changes how long the infusion lasts, with a modelled duration its rate;
 * - a reset (evid 3 and 4) empties the body and ends all that was given before, doses still to come included;
 * - ss 1 does the same and puts the steady state in its place, ss 2 adds it; doses of the past that are still under way
 *   (lagged, or infusions longer than the interval) go on. A constant infusion at steady state (amt 0, ii 0) ends then.
 * @param records in order
 * @param outputs names of the outputs wanted
 * @returns per output one value per record, in the output's unit
 * @throws InputError naming the field, such as `records[3].ii`
 */
export function simulateRecords(
  model: Model,
  records: readonly DataRecord[],
  outputs: readonly string[],
  _options: RecordOptions = {},
): Record<string, Float64Array> {
  const values = outputs.map(() => new Float64Array(records.length));
  const walkers = new Map<string, { system: LinearSystem; walker: Walker }>();
  const walkerOf = ({ covariates, parameters }: DataRecord) => {
    const key = JSON.stringify([covariates, parameters]);
    const known = walkers.get(key);
    if (known) return known;
    const system = individual(model as LinearModel, covariates, parameters);
    const made = { system, walker: createWalker(system) };
    walkers.set(key, made);
    return made;
  };

  let state: Float64Array | undefined;
  let nowH = Number.NEGATIVE_INFINITY;
  let pending: Pending[] = [];
  const running = new Set<RepeatedInput>();
  let doses = 0;

  records.forEach((record, index) => {
    const path = `records[${index}]`;
    check(record, nowH, path);
    const { system, walker } = walkerOf(record);
    let body = state ?? new Float64Array(system.stateNames.length);
    const { firstSource, pattern } = system;

    const setRates = () => {
      body.fill(0, firstSource, pattern.size);
      for (const { source, rateMgPerH } of running) body[source] = body[source]! + rateMgPerH;
    };
    const moveTo = (timeH: number) => {
      if (timeH > nowH && Number.isFinite(nowH)) {
        walker.restart(nowH, body);
        walker.goTo(timeH);
        body = walker.state.slice();
      }
      nowH = timeH;
    };
    const happen = ({ kind, input }: Pending) => {
      if (kind === 'bolus') body[input.compartment] = body[input.compartment]! + input.bolusMg;
      else if (kind === 'start') running.add(input);
      else running.delete(input);
      setRates();
    };
    /** All that is due by the time of the record. */
    const happenDue = () => {
      let due = 0;
      for (; due < pending.length && pending[due]!.timeH <= record.time; due++) {
        moveTo(pending[due]!.timeH);
        happen(pending[due]!);
      }
      pending = pending.slice(due);
    };
    const empty = () => {
      body.fill(0);
      running.clear();
      pending = [];
    };
    const give = (input: RepeatedInput, startH: number) => {
      const own = { ...input };
      if (input.bolusMg > 0) pending.push({ timeH: startH, kind: 'bolus', input: own });
      if (input.rateMgPerH === 0) return;
      if (startH > record.time) pending.push({ timeH: startH, kind: 'start', input: own });
      else running.add(own);
      pending.push({ timeH: startH + input.durationH, kind: 'end', input: own });
    };

    happenDue();
    moveTo(record.time);
    if (record.evid >= 3) empty();
    if (record.evid === 1 || record.evid === 4) {
      const target = targetOf(system, record, path);
      const input = inputOf(target, record, path);
      const { ii = 0, addl = 0, ss = 0 } = record;
      doses += 1 + addl;
      if (doses > MOST_DOSES)
        throw new InputError(`${path}.addl`, `more than ${MOST_DOSES} single doses in all`);
      const arrivalH = record.time + target.lagH;
      if (ss === 1) empty();
      if (ss > 0 && ii === 0) {
        addSteady(body, constantState(system, target.compartment, record.rate ?? 0), system, path);
      } else {
        if (ss > 0) {
          // The doses of the past arrived, or will arrive, whole intervals before this one.
          const behind = Math.floor(target.lagH / ii) + 1;
          addSteady(body, steadyState(system, input, ii, behind * ii - target.lagH), system, path);
          for (let back = 1; back < behind || arrivalH - back * ii + input.durationH > record.time; back++) {
            give(input, arrivalH - back * ii);
          }
        }
        for (let repeat = 0; repeat <= addl; repeat++) give(input, arrivalH + repeat * ii);
      }
      pending.sort((left, right) => left.timeH - right.timeH);
      setRates();
      happenDue();
    }
    setRates();
    state = body;
    for (const [output, name] of outputs.entries()) {
      const { weights } = outputOf(system, name);
      values[output]![index] = weights.reduce((sum, weight, i) => sum + weight * body[i]!, 0);
    }
  });
  return Object.fromEntries(outputs.map((name, output) => [name, values[output]!]));
}

/** Adds a steady state to what is in the body; the rates in force follow from the infusions that are under way. */
function addSteady(
  body: Float64Array,
  steady: Float64Array | undefined,
  system: LinearSystem,
  path: string,
): void {
  if (steady === undefined) {
    throw new InputError(
      `${path}.ss`,
      'there is no steady state: drug that enters here has no way out of the body',
    );
  }
  for (let i = 0; i < body.length; i++) {
    if (i < system.firstSource || i >= system.pattern.size) body[i] = body[i]! + steady[i]!;
  }
}

function check(record: DataRecord, nowH: number, path: string): void {
  const { time, evid, amt = 0, rate = 0, ii = 0, addl = 0, ss = 0 } = record;
  const need = (field: keyof DataRecord, right: boolean, needed: string) => {
    if (!right) throw new InputError(`${path}.${field}`, `${needed} is needed, not ${record[field]}`);
  };
  need('time', Number.isFinite(time) && time >= nowH, 'a finite time in hours, not before the last record,');
  need('evid', [0, 1, 2, 3, 4].includes(evid), '0, 1, 2, 3 or 4');
  if (evid !== 1 && evid !== 4) return;
  need('amt', Number.isFinite(amt) && amt >= 0, 'an amount of at least 0 mg');
  need(
    'rate',
    Number.isFinite(rate) && (rate >= 0 || rate === -1 || rate === -2),
    'a rate in mg/h, -1 or -2',
  );
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

/** The one compartment that a dose record goes to. */
function targetOf(system: LinearSystem, { cmt }: DataRecord, path: string): SystemInput {
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

function inputOf(target: SystemInput, { amt = 0, rate = 0 }: DataRecord, path: string): RepeatedInput {
  const { compartment, source, bioavailability, modelledRateMgPerH, modelledDurationH } = target;
  const entering = amt * bioavailability;
  const at = { compartment, source };
  if (rate === 0) return { ...at, bolusMg: entering, rateMgPerH: 0, durationH: 0 };
  if (rate === -2) {
    if (!modelledDurationH)
      throw new InputError(`${path}.rate`, 'RATE -2 needs a modelledDuration above 0 in the model');
    return { ...at, bolusMg: 0, rateMgPerH: entering / modelledDurationH, durationH: modelledDurationH };
  }
  const rateMgPerH = rate === -1 ? modelledRateMgPerH : rate;
  if (!rateMgPerH) throw new InputError(`${path}.rate`, 'RATE -1 needs a modelledRate above 0 in the model');
  return { ...at, bolusMg: 0, rateMgPerH, durationH: entering / rateMgPerH };
}
