import { withClinic } from '../clinic.ts';
import { type Command, readArguments } from '../command.ts';
import { UserError } from '../user-error.ts';

const help = `ketame audit: whether the audit of the clinic is whole.

Usage
  ketame audit verify [--clinic NAME]

  Walks the chain from its first row and names the first that was altered, removed or put in. Exit code 0 when the
  chain is whole, 1 when it is not. Write the head down somewhere else now and then: whoever can alter the whole
  database can only be caught by a head that they cannot reach.

  --clinic names the clinic where the server has several: each has an audit of its own.

  Works on the running server's data or opens them itself. KETAME_DATA and DATABASE_URL name them as for npm start.

Examples
  ketame audit verify
  KETAME_DATA=/srv/ketame ketame audit verify
`;

export const audit: Command = {
  name: 'audit',
  summary: 'verifies that nothing in the audit was altered',
  help,
  async run(args, terminal) {
    const { values, positionals } = readArguments('audit', args, { clinic: { type: 'string' } });
    if (positionals.length !== 1 || positionals[0] !== 'verify')
      throw new UserError('audit takes one word, verify. "ketame audit --help" says what it does.');
    return withClinic(terminal.environment, values.clinic, 'refuse', async (clinic) => {
      const { ok, entries, head, badSequence, reason } = await clinic.verifyAudit();
      if (ok) {
        terminal.out(`The audit of ${clinic.where} is whole: ${entries} rows, head ${head}\n`);
        return 0;
      }
      terminal.note(
        `ketame: the audit of ${clinic.where} is not whole. First bad row: ${badSequence}. ${reason}`,
      );
      return 1;
    });
  },
};
