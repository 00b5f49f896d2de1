import { createHash } from 'node:crypto';
import { modelFileSchema } from '@ketame/contract';
import {
  checkModel,
  createDataSetSimulator,
  type DataSubject,
  InputError,
  type Interpolation,
  type Model,
  type RandomSource,
  virtualSubjects,
} from '@ketame/pharmacometrics';
import manifest from '../../package.json' with { type: 'json' };
import { wrongFields } from '../field-errors.ts';
import { readBytes } from '../files.ts';
import { readJson } from '../json-text.ts';
import type { TableRows } from '../table/table.ts';
import type { Terminal } from '../terminal.ts';
import { UserError } from '../user-error.ts';
import { inParts } from './in-parts.ts';
import { inFile, type OpenData, openData } from './open-data.ts';
import { createProgress } from './progress.ts';
import type { Common } from './task.ts';
import { formatOf, writeTable } from './write-table.ts';

/** What to simulate. */
export interface DataSimulation {
  /** Path of the model file. */
  readonly model: string;
  /** Path of the data set. */
  readonly data: string;
  /** Random effects and residual errors; everybody is the typical person when undefined. */
  readonly source: RandomSource | undefined;
  /** How many virtual patients to make of the data set; its own people when undefined. */
  readonly subjects: number | undefined;
  /** What covariates are between two records. */
  readonly interpolation: Interpolation;
  /** The column that tells occasions apart, when it is not OCC. */
  readonly occasion: string | undefined;
  /** Path of the result; the standard output when undefined. */
  readonly out: string | undefined;
  /** How many threads share the work. */
  readonly threads: number;
}

/**
 * Simulates a data set by a model file.
 * @throws UserError naming what is wrong and where; then nothing is written.
 */
export async function simulateData(simulation: DataSimulation, terminal: Terminal): Promise<void> {
  const { source, subjects: count, out, threads } = simulation;
  if (out !== undefined) formatOf(out);
  const { model, sha256 } = await readModel(simulation.model);
  const data = await openData(simulation.data, model, simulation.occasion);
  if (data.unused.length > 0) {
    terminal.note(`note: columns that the model does not use: ${data.unused.join(', ')}`);
  }
  const common: Common = {
    model,
    options: {
      source,
      interpolation: simulation.interpolation,
      isVirtual: count !== undefined,
      hasDv: data.hasDv && count === undefined,
    },
  };
  const { columns } = inModel(simulation.model, () => createDataSetSimulator(model, common.options));
  const subjects = count === undefined ? data.subjects : virtualSubjects(await allOf(data), count);
  const progress = createProgress(terminal.progress, count);
  async function* rows(): AsyncGenerator<TableRows, void, undefined> {
    try {
      for await (const part of inParts(subjects, common, threads)) {
        yield part.rows;
        progress.add(part.subjects);
      }
    } catch (error) {
      throw inFile(simulation.data, error);
    }
  }
  const about = {
    ketame: manifest.version,
    model: model.name,
    'model SHA-256': sha256,
    ...(source === undefined
      ? { people: 'typical' }
      : { generator: `${source.generator} version ${source.version}`, seed: String(source.seed) }),
    ...Object.fromEntries(columns.flatMap(({ name, unit }) => (unit ? [[`unit of ${name}`, unit]] : []))),
  };
  try {
    await writeTable({ columns, about, rows: rows() }, out, terminal);
  } finally {
    progress.end();
  }
}

async function readModel(path: string): Promise<{ model: Model; sha256: string }> {
  const bytes = await readBytes(path);
  const value = readJson(bytes.toString('utf8'), path);
  const read = modelFileSchema.safeParse(value);
  if (!read.success) throw wrongFields(path, read.error, value);
  inModel(path, () => checkModel(read.data));
  return { model: read.data, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** What is wrong with a model is for the person who wrote it. */
function inModel<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof InputError)
      throw new UserError(`${path}: ${error.message.replace(/\[(\d+)\]/g, '.$1')}`);
    throw error;
  }
}

async function allOf({ subjects }: OpenData): Promise<DataSubject[]> {
  const all: DataSubject[] = [];
  for await (const subject of subjects) all.push(subject);
  return all;
}
