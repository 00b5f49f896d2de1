import { InputError } from '../error.ts';
import { checkModel } from '../model/check-model.ts';
import type { Model } from '../model/model.ts';
import { createMover } from './mover.ts';
import type { DataRecord, Interpolation, RecordOptions } from './record.ts';
import { followRecords } from './simulate-records.ts';

/**
 * A rule that decides doses while people are simulated, as data: at each decision the first rule whose condition holds says
 * what is given; without one nothing is. It is decided on outputs as they are just before, without residual error.
 */
export interface DosingPolicy {
  readonly decisions: {
    /** Hours. */
    readonly first: number;
    readonly every?: number;
    /** How many more after the first. */
    readonly additional?: number;
  };
  readonly rules: readonly PolicyRule[];
}

export interface PolicyRule {
  /** Holds while the output lies above and below these, in its own unit; always when absent. */
  readonly when?: { readonly output: string; readonly above?: number; readonly below?: number };
  /** The dose is withheld when absent. */
  readonly give?: PolicyDose;
}

/** Over `dur` hours, by the model's own rate (-1) or duration (-2), or at once. */
export type PolicyDose = { readonly cmt: string; readonly dur?: number; readonly rate?: -1 | -2 } & (
  | {
      /** An expression of whatever the model's outputs may name; what is not above 0 is no dose. */
      readonly amount: string;
    }
  | {
      /** The same, a plain number: times the amount last given by this route. */
      readonly timesLast: string;
    }
);

/** One individual's records with the decisions among them. */
export interface PolicyCourse {
  /** A decision is a dose (evid 1), or a record without (evid 2) where nothing was given. */
  readonly records: readonly DataRecord[];
  /** The place of each among the records given; -1 for a decision. */
  readonly origin: Int32Array;
  /** By output: one value per record, just after it. */
  readonly values: Readonly<Record<string, Float64Array>>;
}

/** More decisions than this are taken for a mistake in `additional`. */
const MOST_DECISIONS = 100_000;

/**
 * Reads a policy for a model.
 * @returns a function that simulates the records of one individual, with the doses that the policy decides between them;
 * a decision at the time of a record comes after it
 * @throws InputError naming the place in the policy, such as `rules[1].give.amount`, or as `simulateRecords` does
 */
export function createPolicy(
  model: Model,
  policy: DosingPolicy,
): (records: readonly DataRecord[], outputs: readonly string[], options?: RecordOptions) => PolicyCourse {
  const timesH = timesOf(policy);
  const rules = policy.rules.map((rule, index) => readRule(model, rule, `rules[${index}]`));
  const added = rules.flatMap(({ output, amount }) =>
    [output, amount?.output].filter((name) => name !== undefined),
  );
  const extended: Model = {
    ...model,
    outputs: Object.assign({}, model.outputs, ...rules.map(({ amount }) => amount?.outputs ?? {})),
  };
  atPolicy(() => checkModel(extended));

  return (records, outputs, options = {}) => {
    const { records: all, origin } = withDecisions(records, timesH, options.interpolation);
    const taken = all.slice();
    const last = new Map<string, number>();
    const names = [...outputs, ...added];
    const { solver = {} } = options;
    const pathOf = (index: number) => {
      if (origin[index]! >= 0) return `records[${origin[index]}]`;
      return `decisions[${origin.slice(0, index).filter((each) => each < 0).length}]`;
    };
    const doseAt = (index: number, row: Float64Array): DataRecord | undefined => {
      const record = all[index]!;
      if (origin[index]! >= 0) {
        const { evid, cmt, amt } = record;
        if ((evid === 1 || evid === 4) && cmt !== undefined && amt) last.set(cmt, amt);
        return undefined;
      }
      const read = (output: string) => row[names.lastIndexOf(output)]!;
      const rule = rules.find(({ holds }) => holds(read));
      if (!rule?.amount) return undefined;
      const { cmt, times, output, given } = rule.amount;
      const before = last.get(cmt);
      if (times && before === undefined) {
        throw new InputError('', `no dose by "${cmt}" came before, of which this one could be a multiple`);
      }
      const amt = read(output) * (times ? before! : 1);
      if (Number.isNaN(amt))
        throw new InputError('', `the amount decided at ${record.time} h is not a number`);
      if (amt <= 0) return undefined;
      last.set(cmt, amt);
      const dose: DataRecord = { ...record, ...given, evid: 1, cmt, amt };
      taken[index] = dose;
      return dose;
    };
    const columns = followRecords(
      extended,
      all,
      names,
      options,
      1,
      (covariates, parameters, amountMg) => createMover(extended, covariates, parameters, solver, amountMg),
      { pathOf, doseAt },
    );
    return {
      records: taken,
      origin,
      values: Object.fromEntries(outputs.map((name, index) => [name, columns[index]!])),
    };
  };
}

function timesOf({ decisions }: DosingPolicy): number[] {
  const { first, every, additional = 0 } = decisions;
  const need = (field: string, right: boolean, needed: string) => {
    if (!right) throw new InputError(`decisions.${field}`, `${needed} is needed`);
  };
  need('first', Number.isFinite(first), 'a finite time in hours');
  need(
    'additional',
    Number.isInteger(additional) && additional >= 0 && additional < MOST_DECISIONS,
    `a whole number from 0, below ${MOST_DECISIONS},`,
  );
  need(
    'every',
    additional === 0 || (every !== undefined && every > 0),
    'an interval above 0 h (with additional)',
  );
  return Array.from({ length: additional + 1 }, (_, index) => first + index * (every ?? 0));
}

/** The outputs that amounts are computed by stand beside those of the model, under names that no model has. */
const outputName = (path: string) => `policy ${path}`;

/** What is wrong with an expression is told by its place in the policy. */
function atPolicy(work: () => void): void {
  try {
    work();
  } catch (error) {
    const [, path] =
      (error instanceof InputError && /^outputs\.policy (.*)\.expression$/.exec(error.path)) || [];
    if (!(error instanceof InputError) || path === undefined) throw error;
    throw new InputError(path, error.message.slice(`${error.path}: `.length));
  }
}

function readRule(model: Model, { when, give }: PolicyRule, path: string) {
  if (when && !Object.hasOwn(model.outputs, when.output)) {
    throw new InputError(
      `${path}.when.output`,
      `the model "${model.name}" has no output "${when.output}"; it has ${Object.keys(model.outputs).join(', ')}`,
    );
  }
  const { above = Number.NEGATIVE_INFINITY, below = Number.POSITIVE_INFINITY } = when ?? {};
  if (Number.isNaN(above) || Number.isNaN(below) || (when && !(above < below))) {
    throw new InputError(`${path}.when`, `no output lies above ${above} and below ${below}`);
  }
  const holds = (read: (output: string) => number) => {
    if (!when) return true;
    const value = read(when.output);
    return value > above && value < below;
  };
  return { output: when?.output, holds, amount: give && readDose(model, give, `${path}.give`) };
}

function readDose(model: Model, give: PolicyDose, path: string) {
  if (!Object.hasOwn(model.inputs, give.cmt)) {
    throw new InputError(
      `${path}.cmt`,
      `one of the model's inputs is needed (${Object.keys(model.inputs).join(', ')}), not ${give.cmt}`,
    );
  }
  const { cmt, dur = 0, rate = 0 } = give;
  const times = 'timesLast' in give;
  const output = outputName(`${path}.${times ? 'timesLast' : 'amount'}`);
  const expression = times ? give.timesLast : give.amount;
  return {
    cmt,
    times,
    output,
    outputs: { [output]: { expression, unit: times ? '1' : 'mg' } },
    given: { dur, rate },
  };
}

/** Records with one for each decision, after those of its time. */
function withDecisions(
  records: readonly DataRecord[],
  timesH: readonly number[],
  interpolation: Interpolation = 'next value back',
): { records: DataRecord[]; origin: Int32Array } {
  const all: DataRecord[] = [];
  const origin: number[] = [];
  let next = 0;
  const decideUntil = (timeH: number, index: number) => {
    while (next < timesH.length && timesH[next]! < timeH) {
      const [before, after] = [records[index - 1] ?? records[index], records[index] ?? records[index - 1]];
      const holding = interpolation === 'last value forward' ? before : after;
      if (
        interpolation === 'linear' &&
        JSON.stringify(before?.covariates) !== JSON.stringify(after?.covariates)
      ) {
        throw new InputError(
          `decisions[${next}]`,
          `covariates change on a line at ${timesH[next]} h; state them there in a record of its own (evid 2)`,
        );
      }
      all.push({
        time: timesH[next]!,
        evid: 2,
        covariates: holding?.covariates,
        parameters: holding?.parameters,
        occasion: holding?.occasion,
      });
      origin.push(-1);
      next++;
    }
  };
  records.forEach((record, index) => {
    if (index > 0 && record.time < records[index - 1]!.time) {
      throw new InputError(
        `records[${index}].time`,
        'time starts anew here, and a policy decides along one time',
      );
    }
    decideUntil(record.time, index);
    all.push(record);
    origin.push(index);
  });
  decideUntil(Number.POSITIVE_INFINITY, records.length);
  return { records: all, origin: Int32Array.from(origin) };
}
