import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Terminal } from './terminal.ts';
import { UserError } from './user-error.ts';

/** One word after `ketame`. */
export interface Command {
  readonly name: string;
  /** What it does, for the list of commands. */
  readonly summary: string;
  readonly help: string;
  /** @returns the exit code. */
  run(args: readonly string[], terminal: Terminal): Promise<number>;
}

/**
 * Reads options and positionals as `util.parseArgs` does.
 * @throws UserError for an option that is not known or lacks its value.
 */
export function readArguments<T extends NonNullable<ParseArgsConfig['options']>>(
  command: string,
  args: readonly string[],
  options: T,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const [problem = error.message] = error.message.split('. ');
    throw new UserError(`${problem}. "ketame ${command} --help" lists the options.`);
  }
}
