import type { Dose } from '../dosing/dose.ts';
import { InputError } from '../error.ts';
import { readDynamics } from '../model/dynamics.ts';
import type { Model } from '../model/model.ts';
import { createPopulationEngine, type PopulationEngine } from '../population/population-engine.ts';
import type { RecordOptions } from '../records/record.ts';
import { simulateRecords } from '../records/simulate-records.ts';
import type { Deviates } from './deviates.ts';
import { measuredOutputs } from './measured-outputs.ts';
import type { Measurement, PatientRecord } from './observation.ts';

/**
 * Predictions of all measurements for several sets of deviates at once.
 * @param z sets of standard normal deviates, one after the other
 * @returns set by set, in it measurement by measurement; not a number where the model has no course. It lasts until
 * the next call.
 */
export type Predict = (z: Float64Array, count: number) => Float64Array;

/**
 * Where it can be done, all sets go through the engine for populations, eight at a time; else each goes through the
 * records by itself. Both give the same numbers.
 * @throws InputError naming what is wrong in the records, when even the typical individual cannot be predicted
 */
export function createPredict(
  model: Model,
  records: readonly PatientRecord[],
  measurements: readonly Measurement[],
  deviates: Deviates,
  options: RecordOptions,
): Predict {
  const each = predictEach(model, records, measurements, deviates, options);
  const size = deviates.sought.length;
  each(new Float64Array(size), 1, true);
  const doses = sharedDoses(model, records, measurements, deviates, options);
  return doses ? predictTogether(model, records, doses, measurements, deviates, each) : each;
}

function outputsOf(measurements: readonly Measurement[]): string[] {
  return [...new Set(measurements.map(({ output }) => output))];
}

/** One set after the other through the records, by NONMEM's rules. */
function predictEach(
  model: Model,
  records: readonly PatientRecord[],
  measurements: readonly Measurement[],
  deviates: Deviates,
  options: RecordOptions,
): (z: Float64Array, count: number, refuses?: boolean) => Float64Array {
  const outputs = outputsOf(measurements);
  const size = deviates.sought.length;
  const occasions = [...new Set(records.map(({ occasion = 0 }) => occasion))];
  const values = new Float64Array(deviates.parameterNames.length);
  return (z, count, refuses = false) => {
    const predicted = new Float64Array(count * measurements.length);
    for (let set = 0; set < count; set++) {
      const own = new Map(
        occasions.map((occasion) => {
          deviates.parameters(z, set * size, occasion, values);
          return [
            occasion,
            Object.fromEntries(deviates.parameterNames.map((name, index) => [name, values[index]!])),
          ];
        }),
      );
      try {
        const courses = simulateRecords(
          model,
          records.map((record) => {
            const drawn = own.get(record.occasion ?? 0)!;
            return { ...record, parameters: record.parameters ? { ...drawn, ...record.parameters } : drawn };
          }),
          outputs,
          options,
        );
        measurements.forEach(({ record, output }, index) => {
          predicted[set * measurements.length + index] = courses[output]![record]!;
        });
      } catch (error) {
        if (refuses || !(error instanceof InputError)) throw error;
        // Far out a set may have no course: it has no likelihood then.
        predicted.fill(Number.NaN, set * measurements.length, (set + 1) * measurements.length);
      }
    }
    return predicted;
  };
}

/** The doses that every set of deviates gets alike; undefined when the records say more than a list of doses can. */
function sharedDoses(
  model: Model,
  records: readonly PatientRecord[],
  measurements: readonly Measurement[],
  deviates: Deviates,
  { solver }: RecordOptions,
): Dose[] | undefined {
  if (!readDynamics(model).isLinear || solver !== undefined) return undefined;
  if (deviates.sought.some(({ occasion }) => occasion !== undefined)) return undefined;
  const covariates = JSON.stringify(records[0]?.covariates);
  const doses: Dose[] = [];
  for (const {
    evid,
    time,
    cmt = '',
    amt = 0,
    rate = 0,
    dur = 0,
    ii = 0,
    addl = 0,
    ss = 0,
    ...record
  } of records) {
    if (evid > 2 || ss !== 0 || rate < 0 || record.parameters !== undefined) return undefined;
    if (JSON.stringify(record.covariates) !== covariates) return undefined;
    if (evid !== 1) continue;
    // With a rate bioavailability changes the duration, in a list of doses the rate.
    if (rate > 0 && model.inputs[cmt]?.some(({ bioavailability }) => bioavailability !== undefined)) {
      return undefined;
    }
    const durationH = rate > 0 ? amt / rate : dur;
    doses.push({
      input: cmt,
      timeH: time,
      amountMg: amt,
      ...(durationH > 0 && { durationH }),
      ...(addl > 0 && { everyH: ii, additional: addl }),
    });
  }
  const isMeasuredBefore = measurements.some(({ record, timeH }) =>
    records.some(({ time, evid }, index) => evid === 1 && time === timeH && index > record),
  );
  return isMeasuredBefore ? undefined : doses;
}

/** One for all patients: making it is slower than most fits. */
let engine: PopulationEngine | undefined;

/** All sets at once through the engine for populations. */
function predictTogether(
  model: Model,
  records: readonly PatientRecord[],
  doses: readonly Dose[],
  measurements: readonly Measurement[],
  deviates: Deviates,
  each: Predict,
): Predict {
  const measured = measuredOutputs(model, outputsOf(measurements));
  const timesH = Float64Array.from(new Set(measurements.map(({ timeH }) => timeH))).sort();
  const timeIndex = measurements.map(({ timeH }) => timesH.indexOf(timeH));
  const { covariates = {} } = records[0] ?? {};
  engine ??= createPopulationEngine();
  const { simulate } = engine;
  const size = deviates.sought.length;
  const values = new Float64Array(deviates.parameterNames.length);
  return (z, count) => {
    // The engine works eight at a time: with fewer the last one is repeated.
    const lanes = Math.max(8, count);
    const columns = deviates.parameterNames.map(() => new Float64Array(lanes));
    for (let set = 0; set < lanes; set++) {
      deviates.parameters(z, Math.min(set, count - 1) * size, 0, values);
      columns.forEach((column, index) => {
        column[set] = values[index]!;
      });
    }
    const individuals = Object.fromEntries(
      deviates.parameterNames.map((name, index) => [name, columns[index]!]),
    );
    const alike = Object.fromEntries(
      Object.entries(covariates).map(([name, value]) => [name, new Float64Array(lanes).fill(value)]),
    );
    const courses = coursesOf(() =>
      simulate({
        model: measured.model,
        doses,
        timesH,
        outputs: measured.courses,
        individuals,
        covariates: alike,
      }),
    );
    if (!courses) return each(z, count);
    const read = measured.reader(lanes, individuals, alike);
    const predicted = new Float64Array(count * measurements.length);
    measurements.forEach(({ output }, index) => {
      const column = read(output, (course) => {
        const bySet = new Float64Array(lanes);
        for (let set = 0, at = course * lanes * timesH.length + timeIndex[index]!; set < lanes; set++) {
          bySet[set] = courses[at + set * timesH.length]!;
        }
        return bySet;
      });
      for (let set = 0; set < count; set++) predicted[set * measurements.length + index] = column[set]!;
    });
    return predicted;
  };
}

/** Undefined when one of the sets has no course; then each must be tried. */
function coursesOf(simulate: () => Float64Array): Float64Array | undefined {
  try {
    return simulate();
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
