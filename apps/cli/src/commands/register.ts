import { registerKeySchema, type SignedTraining } from '@ketame/contract';
import { readCertificate, readPaper } from '@ketame/server';
import { type Command, readArguments } from '../command.ts';
import { readBytes } from '../files.ts';
import { UserError } from '../user-error.ts';

const help = `ketame register: verifies an authorisation on paper or a certificate of training, without a server.

Usage
  ketame register verify TEXT --key FILE

  TEXT        what the QR code on the sheet or certificate holds
  --key FILE  the public key of the clinic, as GET /api/register-key gives it; keep it where a server may be missed

  Prints what may be supplied, once. Whether it was used before, the sheet shows and the register will say.
  Of a certificate it prints who is trained in what, and until when.
  Exit code 1 when the clinic did not sign the text, or when its time is over or has not begun.

Example
  ketame register verify eyJhbGciOi... --key register-key.json
`;

export const register: Command = {
  name: 'register',
  summary: 'verifies an authorisation on paper or a certificate without a server',
  help,
  async run(args, terminal) {
    const { values, positionals } = readArguments('register', args, { key: { type: 'string' } });
    const [word, text] = positionals;
    if (positionals.length !== 2 || word !== 'verify' || text === undefined || values.key === undefined) {
      throw new UserError(
        'register takes the word verify, a text and --key FILE. "ketame register --help" says what it does.',
      );
    }
    const key = readKey(await readBytes(values.key), values.key);
    const training = readCertificate(text, key);
    if (training !== null) {
      const { lines, code } = told(training, new Date().toISOString().slice(0, 10));
      terminal.out(`${lines.join('\n')}\n`);
      return code;
    }
    const payload = readPaper(text, key);
    if (payload === null) {
      terminal.out('NOT VALID: this clinic did not sign this text. Supply nothing on it.\n');
      return 1;
    }
    const now = new Date().toISOString();
    const inTime = payload.issuedAt <= now && now <= payload.expiresAt;
    const lines = [
      inTime
        ? 'VALID, for one supply:'
        : 'NOT VALID NOW: its time is over or has not begun. Supply nothing on it.',
      `  ${payload.amountUg / 1000} mg of ${payload.drug}, ${payload.form} of ${payload.strengthUg / 1000} mg, doses of ${payload.doseUg / 1000} mg`,
      `  for ${payload.patient}, born ${payload.birthDate}`,
      `  from ${payload.issuedAt} to ${payload.expiresAt}`,
      `  by ${payload.issuedBy}, ${payload.clinic}; prescription ${payload.prescription}`,
    ];
    terminal.out(`${lines.join('\n')}\n`);
    return inTime ? 0 : 1;
  },
};

/** @param today YYYY-MM-DD */
function told({ name, audience, clinic, issuedAt, modules }: SignedTraining, today: string) {
  const isValid = modules.every(({ until }) => until >= today);
  const lines = [
    isValid ? 'VALID, by what the clinic knew then:' : 'NOT VALID NOW: a module has run out.',
    `  ${name}, ${audience}, trained for ketamine at home`,
    ...modules.map(({ module, version, until }) => `  ${module}, version ${version}, until ${until}`),
    `  by ${clinic}, ${issuedAt}; an incident since then only the clinic knows`,
  ];
  return { lines, code: isValid ? 0 : 1 };
}

function readKey(bytes: Buffer, path: string) {
  try {
    return registerKeySchema.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    throw new UserError(
      `${path} is no public key of a clinic. Expected the JSON that GET /api/register-key gives: kty, crv and x.`,
    );
  }
}
