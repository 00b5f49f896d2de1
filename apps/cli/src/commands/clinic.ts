import { withClinic } from '../clinic.ts';
import { type Command, readArguments } from '../command.ts';
import { UserError } from '../user-error.ts';

const help = `ketame clinic: adds a clinic to the server.

Usage
  ketame clinic add NAME [--time-zone ZONE]

  NAME              what people call it
  --time-zone ZONE  of the IANA list, for example Europe/Amsterdam; UTC when not said

  Prints a one-time token for the first administrator of the clinic. What is in one clinic, the others do not see.
  For a clinic that has no administrator yet, the same command prints a new token.

  Works through the running server or opens the data itself. KETAME_DATA and DATABASE_URL name them as for npm start.

Examples
  ketame clinic add "Pain clinic north" --time-zone Europe/Amsterdam
`;

export const clinic: Command = {
  name: 'clinic',
  summary: 'adds a clinic to the server',
  help,
  async run(args, terminal) {
    const { values, positionals } = readArguments('clinic', args, {
      'time-zone': { type: 'string', default: 'UTC' },
    });
    const [word, name] = positionals;
    if (positionals.length !== 2 || word !== 'add' || !name)
      throw new UserError('clinic takes the word add and a name. "ketame clinic --help" says what it does.');
    const timeZone = values['time-zone'];
    if (timeZone !== 'UTC' && !Intl.supportedValuesOf('timeZone').includes(timeZone))
      throw new UserError(
        `"${timeZone}" is no time zone of the IANA list. Expected one such as Europe/Amsterdam.`,
      );
    return withClinic(terminal.environment, undefined, 'create', async (server) => {
      const { token } = await server.addClinic({ name, timeZone });
      terminal.out(
        `The first administrator of "${name}" signs up at /first-administrator of the server, with this one-time token:\n\n    ${token}\n`,
      );
      return 0;
    });
  },
};
