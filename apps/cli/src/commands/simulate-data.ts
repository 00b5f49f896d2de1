import { availableParallelism } from 'node:os';
import { type Interpolation, type RandomSource, randomSource } from '@ketame/pharmacometrics';
import { simulateData } from '../dataset/simulate-data.ts';
import type { Terminal } from '../terminal.ts';
import { UserError } from '../user-error.ts';

/** The options of `ketame simulate` that go with a data set. */
export const dataOptions = {
  model: { type: 'string' },
  data: { type: 'string' },
  policy: { type: 'string' },
  sensitivities: { type: 'string' },
  subjects: { type: 'string' },
  seed: { type: 'string' },
  typical: { type: 'boolean' },
  covariates: { type: 'string' },
  occasion: { type: 'string' },
  threads: { type: 'string' },
} as const;

type Values = {
  readonly [Name in keyof typeof dataOptions]?:
    | ((typeof dataOptions)[Name] extends { type: 'boolean' } ? boolean : string)
    | undefined;
} & { readonly out?: string | undefined };

/** The seed unless another is given. */
const SEED = 1;
const MOST_SUBJECTS = 2 ** 32 - 1;
const MOST_THREADS = 256;

const interpolations: Readonly<Record<string, Interpolation>> = {
  back: 'next value back',
  forward: 'last value forward',
  linear: 'linear',
};

/** `ketame simulate --model MODEL.json --data DATA.csv`. @returns the exit code. */
export async function simulateDataCommand(values: Values, terminal: Terminal): Promise<number> {
  const { model, data, policy, out, occasion } = values;
  if (model === undefined || data === undefined) {
    const missing = model === undefined ? '--model MODEL.json' : '--data DATA.csv';
    throw new UserError(`a data set is simulated by a model: ${missing} is missing.`);
  }
  if (values.typical && values.subjects !== undefined)
    throw new UserError('--typical makes everybody alike: leave it out, or --subjects.');
  if (values.typical && values.seed !== undefined)
    throw new UserError('--typical draws nothing at random: leave it out, or --seed.');
  const interpolation = interpolations[values.covariates ?? 'back'];
  if (interpolation === undefined)
    throw new UserError(
      `--covariates: expected one of ${Object.keys(interpolations).join(', ')}, found "${values.covariates}".`,
    );
  const subjects = whole('--subjects', values.subjects, 1, MOST_SUBJECTS);
  const threads = whole('--threads', values.threads, 1, MOST_THREADS) ?? availableParallelism();
  const source = values.typical ? undefined : sourceOf(values.seed);
  const sensitivities = values.sensitivities?.split(',').map((name) => name.trim());
  await simulateData(
    { model, data, policy, sensitivities, out, occasion, subjects, threads, interpolation, source },
    terminal,
  );
  return 0;
}

function whole(option: string, text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new UserError(`${option}: expected a whole number from ${least} to ${most}, found "${text}".`);
}

function sourceOf(seed: string | undefined): RandomSource {
  return randomSource(whole('--seed', seed, 0, Number.MAX_SAFE_INTEGER) ?? SEED);
}
