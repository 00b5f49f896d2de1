import { availableParallelism } from 'node:os';
import { trialDesignSchema } from '@ketame/contract';
import { publishedDesigns, type TrialDesign, type TrialResult, virtualTrial } from '@ketame/evidence';
import { InputError } from '@ketame/pharmacometrics';
import { type Command, readArguments } from '../command.ts';
import { wrongFields } from '../field-errors.ts';
import { deliver, readBytes } from '../files.ts';
import { readJson } from '../json-text.ts';
import { didYouMean } from '../nearest.ts';
import type { Terminal } from '../terminal.ts';
import { onThreads } from '../trial/on-threads.ts';
import { toTable } from '../trial/table.ts';
import { UserError } from '../user-error.ts';

const ready = publishedDesigns.map(({ id }) => id);

const help = `ketame trial: simulates a trial on virtual patients, again and again.

Usage
  ketame trial DESIGN.json [--format table|json] [--threads N] [--out FILE]
  ketame trial --published NAME [--format table|json|design] [--threads N] [--out FILE]

  DESIGN.json       the design; - reads it from the standard input
  --published NAME  a published trial as a ready design:
                    ${ready.join(', ')}
  --format FORMAT   table (unless told), json, or design: the design itself, to be changed and simulated
  --threads N       worker threads, as many as there are processors unless told; the numbers are the same
  --out FILE        writes the result there, whole or not at all, instead of printing it

  The same design with the same seed gives the same result.
  docs/benefit-risk.md describes every field.

Examples
  ketame trial --published sigtermans-2009
  ketame trial --published sigtermans-2009 --format design --out design.json
  ketame trial design.json --format json
`;

const formats: Readonly<Record<string, (result: TrialResult) => string>> = {
  table: toTable,
  json: (result) => `${JSON.stringify(result, null, 2)}\n`,
};

export const trial: Command = {
  name: 'trial',
  summary: 'simulates a trial on virtual patients: power, and what it would take',
  help,
  async run(args, terminal) {
    const { values, positionals } = readArguments('trial', args, {
      published: { type: 'string' },
      format: { type: 'string', default: 'table' },
      threads: { type: 'string' },
      out: { type: 'string' },
    });
    const write = Object.hasOwn(formats, values.format) ? formats[values.format] : undefined;
    if (!write && values.format !== 'design')
      throw new UserError(
        `--format: expected one of ${[...Object.keys(formats), 'design'].join(', ')}, found "${values.format}".`,
      );
    const threads = threadsOf(values.threads);
    const { design, name, notes } = await designOf(positionals, values.published, terminal);
    for (const note of notes) terminal.note(`note: ${note}`);
    if (!write) {
      await deliver(`${JSON.stringify(design, null, 2)}\n`, values.out, terminal);
      return 0;
    }
    const result = await simulated(design, name, threads, terminal);
    for (const note of result.notes) terminal.note(`note: ${note}`);
    await deliver(write(result), values.out, terminal);
    return 0;
  },
};

interface GivenDesign {
  readonly design: TrialDesign;
  /** What to call it in an error. */
  readonly name: string;
  readonly notes: readonly string[];
}

async function designOf(
  positionals: readonly string[],
  published: string | undefined,
  terminal: Terminal,
): Promise<GivenDesign> {
  const [path, ...more] = positionals;
  if (published !== undefined && path === undefined) {
    const found = publishedDesigns.find(({ id }) => id === published);
    if (!found)
      throw new UserError(
        `--published: expected one of ${ready.join(', ')}, found "${published}".${didYouMean(published, ready)}`,
      );
    return { design: found.design, name: published, notes: found.ours };
  }
  if (path === undefined || more.length > 0 || published !== undefined)
    throw new UserError('trial takes one design, or --published NAME. "ketame trial --help" shows both.');
  const text = path === '-' ? await terminal.input() : (await readBytes(path)).toString('utf8');
  const name = path === '-' ? 'The standard input' : path;
  const value = readJson(text, name);
  const read = trialDesignSchema.safeParse(value);
  if (!read.success) throw wrongFields(name, read.error, value);
  return { design: read.data, name, notes: [] };
}

/** People simulated up to which threads would take longer to start than they save. */
const fewPeople = 20_000;

function threadsOf(text: string | undefined): number {
  if (text === undefined) return availableParallelism();
  const threads = Number(text);
  if (!Number.isInteger(threads) || threads < 1 || threads > 256)
    throw new UserError(`--threads: expected a whole number from 1 to 256, found "${text}".`);
  return threads;
}

/** What is wrong with the design is for the person who wrote it. */
async function simulated(
  design: TrialDesign,
  name: string,
  threads: number,
  { progress }: Terminal,
): Promise<TrialResult> {
  const people = design.trials * design.arms.reduce((sum, arm) => sum + arm.people, 0);
  try {
    if (threads === 1 || people <= fewPeople) return virtualTrial(design);
    return await onThreads(design, threads, ({ doing, done, of }) =>
      progress?.(`${doing}: ${done.toLocaleString('en')} of ${of.toLocaleString('en')}`),
    );
  } catch (error) {
    if (error instanceof InputError)
      throw new UserError(`${name}: ${error.message.replace(/\[(\d+)\]/g, '.$1')}`);
    throw error;
  } finally {
    progress?.('');
  }
}
