import { InputError } from '../error.ts';
import { readDynamics } from '../model/dynamics.ts';
import type { Model } from '../model/model.ts';
import type { ModelSystem } from '../model/system.ts';
import { createInterpolation, moveAlong } from './between-records.ts';
import { type Body, createBody, type GivenDoses } from './body.ts';
import { checkRecord, inputOf, type RepeatedInput, targetOf } from './check-record.ts';
import { createMover, type Mover } from './mover.ts';
import type { DataRecord, RecordOptions } from './record.ts';
import { Unsolvable } from './unsolvable.ts';

type Values = Readonly<Record<string, number>>;

/** More single doses than this are taken for a mistake in `addl`. */
const MOST_DOSES = 2_000_000;

/**
 * The course of one individual by NONMEM's rules for data records; a linear model is solved exactly, any other by adaptive
 * steps that start anew at each change of an input, a covariate or a parameter:
 * - between two records the parameters of the later one hold, unless `options.interpolation` says otherwise; a dose and its
 *   additional doses keep the lag, bioavailability, modelled rate and duration of their own record;
 * - values are those just after everything that happens at the time of the record, lagged and additional doses included;
 * - with a RATE bioavailability changes how long the infusion lasts, with a modelled duration or DUR its rate;
 * - a reset (evid 3 and 4) empties the body, puts turnovers back to their initial values and ends all that was given
 *   before, doses still to come included; time may start anew at it;
 * - ss 1 does the same and puts the steady state in its place, ss 2 adds it; doses of the past that are still under way
 *   (lagged, or infusions longer than the interval) go on. A constant infusion at steady state (amt 0, ii 0) ends then.
 * @param records in order
 * @param outputs names of the outputs wanted
 * @returns per output one value per record, in the output's unit
 * @throws InputError naming the field, such as `records[3].ii`, or the place in the model
 */
export function simulateRecords(
  model: Model,
  records: readonly DataRecord[],
  outputs: readonly string[],
  options: RecordOptions = {},
): Record<string, Float64Array> {
  const { solver = {} } = options;
  const values = followRecords(model, records, outputs, options, 1, (covariates, parameters, amountMg) =>
    createMover(model, covariates, parameters, solver, amountMg),
  );
  return Object.fromEntries(outputs.map((name, output) => [name, values[output]!]));
}

/**
 * Follows the records of one individual by movers, otherwise as `simulateRecords` does.
 * @param width how many numbers a mover reads out per output
 * @param createMover with the numbers of a time, and the greatest dose, mg
 * @param deciding what decides doses on the way
 * @returns these numbers, one after the other: for each one value per record
 */
export function followRecords(
  model: Model,
  records: readonly DataRecord[],
  outputs: readonly string[],
  options: RecordOptions,
  width: number,
  createMover: (covariates: Values, parameters: Values, amountMg: number) => Mover,
  deciding?: Deciding,
): Float64Array[] {
  const { delays } = readDynamics(model);
  const unknown = outputs.find((name) => !Object.hasOwn(model.outputs, name));
  if (unknown !== undefined) {
    throw new InputError(
      'outputs',
      `the model "${model.name}" has no output "${unknown}"; it has ${Object.keys(model.outputs).join(', ')}`,
    );
  }
  const interpolate = createInterpolation(model, options);
  const { solver = {} } = options;
  const greatestMg = records.reduce((most, { amt = 0, rate = 0 }) => Math.max(most, amt || rate), 0) || 1;
  const make = (covariates?: Values, parameters?: Values): Mover =>
    createMover(covariates ?? {}, parameters ?? {}, greatestMg);
  const moverOf = lastKept(make);

  const values = Array.from({ length: outputs.length * width }, () => new Float64Array(records.length));
  const row = new Float64Array(values.length);
  const readouts = new WeakMap<Mover, ReturnType<ModelSystem['readout']>>();
  const times = Float64Array.from(records, ({ time }) => time);
  let current: Mover | undefined;
  const body = createBody(
    (state, rates, change) => current?.beforeChange?.(state, rates, change),
    (rates, input, count) => current?.underWay?.(rates, input, count),
  );
  let doses = 0;
  let before: DataRecord | undefined;
  const goOn = (record: DataRecord, index: number, path: string): Mover => {
    const isReset = record.evid >= 3;
    if (before && !isReset) {
      const { covariatesAt, parameters, isChanging } = interpolate(before, record, path);
      const [startH, lastsH] = [body.nowH, record.time - body.nowH];
      body.goTo(record.time, (state, running, fromH, toH, dueH) => {
        if (!isChanging) {
          const ahead =
            toH === record.time ? () => ({ times, ...unchanged(records, index, dueH) }) : undefined;
          current = moverOf(covariatesAt(1), parameters);
          current.move(state, running, fromH, toH, ahead);
          return;
        }
        if (delays.size > 0) {
          throw new InputError(
            `${path}.covariates`,
            'in a model with delays covariates do not run on a line',
          );
        }
        const at = (timeH: number) => make(covariatesAt((timeH - startH) / lastsH), parameters);
        moveAlong(at, greatestMg, solver, state, running, fromH, toH);
        current = at(toH);
      });
    }
    const mover = moverOf(record.covariates, record.parameters);
    current = mover;
    const { system } = mover;
    if (!before || isReset) body.empty(system.initial, record.time);
    before = record;
    if (record.evid === 1 || record.evid === 4) doses += give(body, mover, record, MOST_DOSES - doses, path);
    if (!system.isLinear) system.checkRates(body.state, record.time);
    return mover;
  };
  const readOut = (mover: Mover, path: string) => {
    if (!body.state.every(Number.isFinite)) {
      throw new InputError(path, 'more is in the body than a number can hold');
    }
    const readout = readouts.get(mover) ?? mover.system.readout(outputs);
    readouts.set(mover, readout);
    readout(body.state, row);
  };
  records.forEach((record, index) => {
    const path = deciding?.pathOf(index) ?? `records[${index}]`;
    checkRecord(record, body.nowH, path);
    const mover = atRecord(path, () => goOn(record, index, path));
    readOut(mover, path);
    const dose = deciding && atRecord(path, () => deciding.doseAt(index, row));
    if (dose) {
      checkRecord(dose, body.nowH, path);
      doses += atRecord(path, () => give(body, mover, dose, MOST_DOSES - doses, path));
      readOut(mover, path);
    }
    for (let output = 0; output < values.length; output++) values[output]![index] = row[output]!;
  });
  return values;
}

/** Decides doses while records are followed. */
export interface Deciding {
  /** Where a record stands, for errors. */
  readonly pathOf: (index: number) => string;
  /** The dose that is given at a record, if any, from what is read out just before it. */
  readonly doseAt: (index: number, row: Float64Array) => DataRecord | undefined;
}

/** The same mover for records in a row that have the same numbers. */
function lastKept(make: (covariates?: Values, parameters?: Values) => Mover): typeof make {
  let last: { covariates?: Values; parameters?: Values; key: string; mover: Mover } | undefined;
  return (covariates, parameters) => {
    if (last && last.covariates === covariates && last.parameters === parameters) return last.mover;
    const key = JSON.stringify([covariates, parameters]);
    const mover = last?.key === key ? last.mover : make(covariates, parameters);
    last = { covariates, parameters, key, mover };
    return mover;
  };
}

/** The records from one on at which nothing changes: no input until `dueH`, and no numbers since the record before. */
function unchanged(
  records: readonly DataRecord[],
  first: number,
  dueH: number,
): { readonly first: number; readonly end: number } {
  const numbers = ({ covariates, parameters }: DataRecord) => JSON.stringify([covariates, parameters]);
  const before = records[first - 1]!;
  const key = numbers(before);
  const isUnchanged = (record: DataRecord) =>
    (record.covariates === before.covariates && record.parameters === before.parameters) ||
    numbers(record) === key;
  let end = first;
  for (let next = records[end]; next && isUnchanged(next); next = records[end]) {
    const isWanted = end === first || ((next.evid === 0 || next.evid === 2) && next.time <= dueH);
    if (!isWanted || !(next.time >= records[end - 1]!.time)) break;
    end++;
  }
  return { first, end: Math.max(end, first + 1) };
}

/** Gives the doses of a record, of which `most` are allowed. @returns how many they are */
function give(body: Body, mover: Mover, record: DataRecord, most: number, path: string): number {
  const { initial, linear } = mover.system;
  const { ss = 0, ii = 0, rate = 0 } = record;
  const target = targetOf(linear, record, path);
  const { compartment, lagH } = target;
  const input = inputOf(target, record, path);
  const given = dosesOf(record, lagH, mover.withSlopes?.(input, record) ?? input, path);
  const count = given.last - given.firstRunning + 1;
  if (count > most) throw new InputError(`${path}.addl`, `more than ${MOST_DOSES} single doses in all`);
  if (ss === 1) body.empty(initial, record.time);
  if (ss > 0) {
    // The doses of the past arrived, or will arrive, whole intervals before this one.
    const phaseH = Math.max(0, (1 - given.first) * ii - lagH);
    const steady = atRecord(`${path}.ss`, () =>
      ii === 0 ? mover.constant(compartment, rate) : mover.steady(given.input, ii, phaseH),
    );
    body.add(steady, initial);
    if (ii === 0) return 0;
  }
  body.give(given);
  return count;
}

/** When the doses of a record arrive. @throws InputError when that is beyond all time */
function dosesOf(
  { time, ii = 0, addl = 0, ss = 0 }: DataRecord,
  lagH: number,
  input: RepeatedInput,
  path: string,
): GivenDoses {
  const startH = time + lagH;
  if (!Number.isFinite(startH + addl * ii + input.durationH)) {
    throw new InputError(path, 'it lasts beyond all time');
  }
  const doses = { input, startH, everyH: ii, last: addl };
  if (ss === 0 || ii === 0) return { ...doses, firstRunning: 0, first: 0 };
  const first = -Math.floor(lagH / ii);
  const hasEnded = (number: number) => startH + number * ii + input.durationH <= time;
  let firstRunning = Math.min(first, 1 - Math.ceil((lagH + input.durationH) / ii));
  while (firstRunning < first && hasEnded(firstRunning)) firstRunning++;
  return { ...doses, firstRunning, first };
}

/** Says at which record it was that numbers were refused, or that there is no course or steady state. */
function atRecord<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Unsolvable) throw new InputError(path, error.message);
    if (!(error instanceof InputError) || /^(records|decisions|solver|parameters)\b/.test(error.path))
      throw error;
    const [group, ...name] = error.path.split('.');
    if (group !== 'covariates' && group !== 'overrides') throw new InputError(path, error.message);
    const field = group === 'overrides' ? 'parameters' : group;
    throw new InputError([path, field, ...name].join('.'), error.message.slice(`${error.path}: `.length));
  }
}
