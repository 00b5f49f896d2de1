import { type Clinic, withClinic } from '../clinic.ts';
import { type Command, readArguments } from '../command.ts';
import { refuseUnreadable } from '../files.ts';
import { previewText } from '../records/preview-text.ts';
import type { Terminal } from '../terminal.ts';
import { UserError } from '../user-error.ts';

const help = `ketame import: brings patients' records (FHIR R4 bundles) into the clinic.

Usage
  ketame import FILE... [--yes] [--confirm-identity] [--clinic NAME]

  FILE                .json or .json.gz, one patient each; at most 50 MB, 100 MB decompressed
  --yes               saves without asking (nobody is asked either when no terminal is there)
  --confirm-identity  saves also when name, birth date or sex differ from the patient's: you have seen that it is the
                      same person
  --clinic NAME       into this clinic, where the server has several

  For each file it shows what was understood, what was left out and why, and what bears on ketamine; then it saves.
  The same record again updates its patient and never makes a second one. A file that is refused leaves nothing
  behind; the others are still imported, and the exit code is 2.

  Works through the running server or opens the data itself. KETAME_DATA and DATABASE_URL name them as for npm start.

Examples
  ketame import record.json
  ketame import records/*.json.gz --yes
`;

interface Choices {
  readonly yes: boolean;
  readonly confirmIdentity: boolean;
}

export const importRecords: Command = {
  name: 'import',
  summary: "imports patients' records (FHIR R4 bundles)",
  help,
  async run(args, terminal) {
    const { values, positionals } = readArguments('import', args, {
      yes: { type: 'boolean', default: false },
      'confirm-identity': { type: 'boolean', default: false },
      clinic: { type: 'string' },
    });
    if (positionals.length === 0)
      throw new UserError('import takes at least one file. "ketame import --help" says which.');
    const choices = { yes: values.yes, confirmIdentity: values['confirm-identity'] };
    const outcomes: Outcome[] = [];
    await withClinic(terminal.environment, values.clinic, 'create', async (clinic) => {
      for (const path of positionals) outcomes.push(await importOne(path, clinic, choices, terminal));
    });
    if (positionals.length > 1) terminal.out(`${summary(outcomes)}\n`);
    return outcomes.includes('refused') ? 2 : 0;
  },
};

type Outcome = 'saved' | 'not saved' | 'refused';

async function importOne(
  path: string,
  clinic: Clinic,
  choices: Choices,
  terminal: Terminal,
): Promise<Outcome> {
  try {
    await refuseUnreadable(path);
    return await showAndSave(path, clinic, choices, terminal);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    terminal.note(`ketame: ${path}: ${error.message}`);
    return 'refused';
  }
}

async function showAndSave(
  path: string,
  clinic: Clinic,
  { yes, confirmIdentity }: Choices,
  terminal: Terminal,
): Promise<Outcome> {
  const preview = await clinic.previewImport(path);
  terminal.out(previewText(path, preview));
  if (preview.identityDiffers.length > 0 && !confirmIdentity)
    throw new UserError(
      'the record is not plainly the same person (see above). Nothing was saved. If it is the same person, repeat with --confirm-identity.',
    );
  if (!yes && terminal.ask && !(await terminal.ask('Save?'))) {
    terminal.out('  not saved\n');
    return 'not saved';
  }
  const { created } = await clinic.importFile(path, {
    fingerprint: preview.fingerprint,
    identityConfirmed: confirmIdentity,
  });
  terminal.out(`  saved in ${clinic.where}: ${created ? 'a new patient' : 'the patient that was there'}\n`);
  return 'saved';
}

function summary(outcomes: readonly Outcome[]): string {
  const count = (outcome: Outcome) => outcomes.filter((one) => one === outcome).length;
  return `${outcomes.length} files: ${count('saved')} saved, ${count('not saved')} not saved, ${count('refused')} refused`;
}
