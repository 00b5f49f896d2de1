import manifest from '../package.json' with { type: 'json' };
import type { Command } from './command.ts';
import { audit } from './commands/audit.ts';
import { clinic } from './commands/clinic.ts';
import { design } from './commands/design.ts';
import { fit } from './commands/fit.ts';
import { importRecords } from './commands/import.ts';
import { meta } from './commands/meta.ts';
import { models } from './commands/models.ts';
import { monitor } from './commands/monitor.ts';
import { register } from './commands/register.ts';
import { simulate } from './commands/simulate.ts';
import { tci } from './commands/tci.ts';
import { trial } from './commands/trial.ts';
import { didYouMean } from './nearest.ts';
import type { Terminal } from './terminal.ts';
import { UserError } from './user-error.ts';

const commands: readonly Command[] = [
  simulate,
  models,
  tci,
  fit,
  design,
  meta,
  trial,
  importRecords,
  audit,
  clinic,
  monitor,
  register,
];

const help = `ketame: regimens of ketamine simulated, and the clinic's records imported and verified.
Advice to clinicians; not a certified medical device.

Usage
  ketame COMMAND [OPTIONS]
  ketame COMMAND --help      what a command takes, with examples
  ketame --version

Commands
${commands.map((command) => `  ${command.name.padEnd(10)} ${command.summary}`).join('\n')}

Exit codes
  0  done
  1  it could not be done: the clinic's data are not whole, or Ketame itself is at fault
  2  something in the command or in a file is to be put right first
`;

/**
 * Runs one command line.
 * @param args what stands after `ketame`
 * @returns the exit code; errors are printed, never thrown.
 */
export async function ketame(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await dispatch(args, terminal);
  } catch (error) {
    if (error instanceof UserError) {
      terminal.note(`ketame: ${error.message}`);
      return 2;
    }
    terminal.note('ketame: this is a fault of Ketame, not yours. Please report it with these lines:');
    terminal.note(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return 1;
  }
}

async function dispatch([name, ...rest]: readonly string[], terminal: Terminal): Promise<number> {
  if (name === '--version' || name === '-v') {
    terminal.out(`${manifest.version}\n`);
    return 0;
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    terminal.out(help);
    return name === undefined ? 2 : 0;
  }
  const command = commands.find((one) => one.name === name);
  if (!command) {
    const known = commands.map((one) => one.name);
    throw new UserError(
      `there is no command "${name}".${didYouMean(name, known)} The commands are ${known.join(', ')}; "ketame --help" says what they do.`,
    );
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.out(command.help);
    return 0;
  }
  return command.run(rest, terminal);
}
