import { createHash } from 'node:crypto';
import { dosingPolicySchema, modelFileSchema } from '@ketame/contract';
import {
  checkModel,
  createDataSetSimulator,
  createPolicy,
  type DataSubject,
  type DosingPolicy,
  InputError,
  type Interpolation,
  type Model,
  type RandomSource,
  virtualSubjects,
} from '@ketame/pharmacometrics';
import type { z } from 'zod';
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
  /** Path of a policy that decides doses on the way. */
  readonly policy: string | undefined;
  /** Parameters by which the outputs are differentiated. */
  readonly sensitivities: readonly string[] | undefined;
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
  const policy = simulation.policy === undefined ? undefined : await readPolicy(simulation.policy, model);
  const common: Common = {
    model,
    options: {
      policy: policy?.policy,
      sensitivities: simulation.sensitivities,
      source,
      interpolation: simulation.interpolation,
      isVirtual: count !== undefined,
      hasDv: data.hasDv && count === undefined,
    },
  };
  const { columns } = inItsFile(simulation.model, () => createDataSetSimulator(model, common.options));
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
    ...(policy && { 'policy SHA-256': policy.sha256 }),
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
  const { value, sha256 } = await readAs(modelFileSchema, path);
  inItsFile(path, () => checkModel(value));
  return { model: value, sha256 };
}

async function readPolicy(path: string, model: Model): Promise<{ policy: DosingPolicy; sha256: string }> {
  const { value, sha256 } = await readAs(dosingPolicySchema, path);
  inItsFile(path, () => createPolicy(model, value));
  return { policy: value, sha256 };
}

async function readAs<T>(schema: z.ZodType<T>, path: string): Promise<{ value: T; sha256: string }> {
  const bytes = await readBytes(path);
  const json = readJson(bytes.toString('utf8'), path);
  const read = schema.safeParse(json);
  if (!read.success) throw wrongFields(path, read.error, json);
  return { value: read.data, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** What is wrong with a model or a policy is for the person who wrote it. */
function inItsFile<T>(path: string, work: () => T): T {
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
