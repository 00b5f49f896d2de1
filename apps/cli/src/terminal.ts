import { createInterface } from 'node:readline/promises';

/** Where a command reads and writes; tests give their own. */
export interface Terminal {
  /** Results, for people or the next program. */
  out(text: string): void;
  /** Notes and errors. */
  note(text: string): void;
  /** Shows how far long work is, in one line that the next one replaces; null when nobody is there to watch. */
  readonly progress: ((line: string) => void) | null;
  /** All of the standard input. */
  input(): Promise<string>;
  /** A yes-or-no question, or null when nobody is there to answer. */
  readonly ask: ((question: string) => Promise<boolean>) | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export const processTerminal: Terminal = {
  out: (text) => {
    process.stdout.write(text);
  },
  note: (text) => {
    process.stderr.write(`${text}\n`);
  },
  progress: process.stderr.isTTY
    ? (line) => {
        process.stderr.write(`\r\u001b[K${line}`);
      }
    : null,
  input: async () => {
    const parts: Buffer[] = [];
    for await (const part of process.stdin) parts.push(part);
    return Buffer.concat(parts).toString('utf8');
  },
  ask:
    process.stdin.isTTY && process.stdout.isTTY
      ? async (question) => {
          const lines = createInterface({ input: process.stdin, output: process.stdout });
          const answer = await lines.question(`${question} [y/N] `);
          lines.close();
          return /^y(es)?$/i.test(answer.trim());
        }
      : null,
  environment: process.env,
};
