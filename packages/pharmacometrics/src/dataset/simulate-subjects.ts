import { InputError } from '../error.ts';
import type { Model } from '../model/model.ts';
import {
  createSubjectSimulator,
  type SubjectCourse,
  type SubjectOptions,
} from '../records/simulate-subject.ts';
import type { DataRow, DataSubject } from './subject.ts';

/** One column of the result of a data set. */
export interface ResultColumn {
  readonly name: string;
  /** Undefined where it has none, such as an ID. */
  readonly unit?: string;
  readonly isWhole: boolean;
}

export interface DataSetOptions extends SubjectOptions {
  /** Whether the data set has DV, which then stands beside what is simulated. */
  readonly hasDv?: boolean;
  /** Whether the subjects are virtual ones; DATA_ID then says whose lines each has. */
  readonly isVirtual?: boolean;
}

/** Simulates the subjects of a data set as a table: one row for each of their lines. */
export interface DataSetSimulator {
  readonly columns: readonly ResultColumn[];
  /**
   * A subject is drawn by the ID alone: whoever is simulated with it, in whatever order, on whatever thread.
   * @returns one list per column; NaN is a missing value
   * @throws InputError whose path is the line and column in the data set
   */
  readonly rows: (subjects: readonly DataSubject[]) => Float64Array[];
}

/**
 * The columns are ID, TIME (h), EVID, DV where the data set has it, and for each output its course under the output's own
 * name, followed by `..._measured`, what would be measured of it with residual error (where the model states one and a
 * source of random numbers is given), and `..._below_limit`, 1 where that is below the limit of quantification. With a policy
 * its decisions have rows of their own, and AMT says what every dose was; sensitivities follow their output, `C_by_CL`.
 * @throws InputError naming the place in the model or the option
 */
export function createDataSetSimulator(model: Model, options: DataSetOptions = {}): DataSetSimulator {
  const { outputs = Object.keys(model.outputs), source, hasDv = false, isVirtual = false } = options;
  const { policy, sensitivities = [] } = options;
  const simulate = createSubjectSimulator(model, options);
  const measured = (name: string) => source !== undefined && model.residualErrors?.[name] !== undefined;
  const limited = (name: string) =>
    measured(name) &&
    (options.limitsOfQuantification?.[name] ?? model.residualErrors?.[name]?.limitOfQuantification) !==
      undefined;
  const columns: ResultColumn[] = [
    { name: 'ID', isWhole: true },
    ...(isVirtual ? [{ name: 'DATA_ID', isWhole: true }] : []),
    { name: 'TIME', unit: 'h', isWhole: false },
    { name: 'EVID', isWhole: true },
    ...(policy ? [{ name: 'AMT', unit: 'mg', isWhole: false }] : []),
    ...(hasDv ? [{ name: 'DV', isWhole: false }] : []),
    ...outputs.flatMap((name) => {
      const unit = model.outputs[name]?.unit;
      return [
        { name, unit, isWhole: false },
        ...sensitivities.map((parameter) => ({
          name: `${name}_by_${parameter}`,
          unit: `(${unit})/(${model.parameters[parameter]?.unit ?? model.individual?.[parameter]?.unit})`,
          isWhole: false,
        })),
        ...(measured(name) ? [{ name: `${name}_measured`, unit, isWhole: false }] : []),
        ...(limited(name) ? [{ name: `${name}_below_limit`, isWhole: true }] : []),
      ];
    }),
  ];
  const names = columns.map(({ name }) => name.toUpperCase());
  const twice = columns.find(({ name }, place) => names.indexOf(name.toUpperCase()) !== place);
  if (twice) {
    throw new InputError(
      `outputs.${twice.name}`,
      'the result has another column of this name; give the output another',
    );
  }

  const rows = (subjects: readonly DataSubject[]): Float64Array[] => {
    const courses = subjects.map(({ id, rows: given }) => {
      const records = given.map(({ record }) => record);
      const course = atItsLine(id, given, () => simulate(records, id));
      return { course, own: course.decided ? withDecisions(given, course.decided) : given };
    });
    const count = courses.reduce((sum, { own }) => sum + own.length, 0);
    const table = columns.map(() => new Float64Array(count));
    let first = 0;
    for (const [index, { id, dataId }] of subjects.entries()) {
      const { course, own } = courses[index]!;
      const { values, measured: drawn } = course;
      let column = 0;
      const put = (cellOf: (row: DataRow, index: number) => number) => {
        const into = table[column++]!;
        own.forEach((row, index) => {
          into[first + index] = cellOf(row, index);
        });
      };
      put(() => id);
      if (isVirtual) put(() => dataId);
      put(({ record }) => record.time);
      put(({ record }) => record.evid);
      if (policy) put(({ record }) => record.amt ?? 0);
      if (hasDv) put(({ dv }) => dv ?? Number.NaN);
      for (const name of outputs) {
        put((_, index) => values[name]![index]!);
        for (const parameter of sensitivities) {
          put((_, index) => course.sensitivities![name]![parameter]![index]!);
        }
        const measurement = drawn[name];
        const ifMeasured = (of: ArrayLike<number>) => (row: DataRow, index: number) =>
          row.isMeasured ? of[index]! : Number.NaN;
        if (measurement && measured(name)) put(ifMeasured(measurement.values));
        if (measurement && limited(name)) put(ifMeasured(measurement.isBelowLimit));
      }
      first += own.length;
    }
    return table;
  };
  return { columns, rows };
}

/** The rows of a subject with one for each decision: what was given, and nothing measured. */
function withDecisions(
  given: readonly DataRow[],
  { records, origin }: NonNullable<SubjectCourse['decided']>,
): DataRow[] {
  return records.map((record, index) => {
    const own = given[origin[index]!];
    return own ?? { line: given[0]!.line, id: given[0]!.id, isMeasured: false, record };
  });
}

/** What is wrong in a subject is told by its line and column in the data set. */
function atItsLine<T>(id: number, rows: readonly DataRow[], compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const problem = error.message.slice(error.path === '' ? 0 : error.path.length + 2);
    const [, index, field] = /^records\[(\d+)\](?:\.(\w+))?/.exec(error.path) ?? [];
    if (index === undefined) throw new InputError(`ID ${id}`, error.message);
    const column = field === undefined ? '' : `, column ${field.toUpperCase()}`;
    throw new InputError(`line ${rows[Number(index)]!.line}${column} (ID ${id})`, problem);
  }
}
