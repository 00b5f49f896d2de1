import { ketame } from '../src/ketame.ts';

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly notes: string;
}

/** Runs one command line inside the test, as a program without anybody at the keyboard would. */
export async function run(
  args: readonly string[],
  given: { readonly input?: string; readonly environment?: Readonly<Record<string, string>> } = {},
): Promise<Run> {
  let out = '';
  let notes = '';
  const code = await ketame(args, {
    out: (text) => {
      out += text;
    },
    note: (text) => {
      notes += `${text}\n`;
    },
    progress: null,
    input: async () => given.input ?? '',
    ask: null,
    environment: given.environment ?? {},
  });
  return { code, out, notes };
}

/** Simulates a specification that is given as a value. */
export function simulate(specification: unknown, ...options: readonly string[]): Promise<Run> {
  return run(['simulate', '-', ...options], { input: JSON.stringify(specification) });
}

/** Columns of CSV by name. */
export function readCsv(text: string): Record<string, number[]> {
  const [header = '', ...rows] = text.trimEnd().split('\n');
  return Object.fromEntries(
    header.split(',').map((name, column) => [name, rows.map((row) => Number(row.split(',')[column]))]),
  );
}
