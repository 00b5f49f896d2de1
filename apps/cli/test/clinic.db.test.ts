import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { firstClinic } from '../../server/src/clinic.ts';
import { type DatabaseLocation, openDatabase } from '../../server/src/database/index.ts';
import { startServer } from '../../server/src/server.ts';
import { asOwner } from '../../server/test/clinic.ts';
import { DATABASES, type TestDatabase, temporaryFolder } from '../../server/test/databases.ts';
import { bundle, condition, patient, snomed } from '../../server/test/records/bundles.ts';
import { run } from './run.ts';

const pain = condition('c1', snomed('128200000', 'Complex regional pain syndrome'));
const migraine = condition('c2', snomed('37796009', 'Migraine'));

/** A file with a record, in a folder that is removed after the tests. */
function fileOf(content: unknown, name = 'record.json'): string {
  const path = join(temporaryFolder(), name);
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  writeFileSync(path, name.endsWith('.gz') ? gzipSync(text) : text);
  return path;
}

const environmentOf = (location: DatabaseLocation): Record<string, string> =>
  'dataFolder' in location ? { KETAME_DATA: location.dataFolder } : { DATABASE_URL: location.databaseUrl };

const inOneLine = (text: string): string => text.replace(/\s+/g, ' ');

async function patientsIn(location: DatabaseLocation): Promise<number> {
  const database = await openDatabase(location);
  try {
    return (
      await database.transaction(await firstClinic(database), (trx) =>
        trx.selectFrom('patient').select('id').execute(),
      )
    ).length;
  } finally {
    await database.close();
  }
}

/** A clinic of its own, with a command that works on it. */
async function clinic(kind: TestDatabase) {
  const location = await kind.create();
  return {
    location,
    ketame: (...args: readonly string[]) => run(args, { environment: environmentOf(location) }),
  };
}

for (const kind of DATABASES) {
  describe(`import and audit on data that the command opens (${kind.name})`, () => {
    test('issue 2, section 3: a record is shown, saved, and saved again without a duplicate', async () => {
      const { location, ketame } = await clinic(kind);
      const first = await ketame('import', fileOf(bundle(patient(), pain)));
      expect(first).toMatchObject({ code: 0, notes: '' });
      expect(first.out).toContain('Anna Maria Testperson, female, born 1980-05-17');
      expect(first.out).toContain('a new patient');
      expect(first.out).toContain('1 condition, 0 medications, 0 allergies, 0 measurements');
      const again = await ketame('import', fileOf(bundle(patient(), pain, migraine), 'record.json.gz'));
      expect(again.code).toBe(0);
      expect(again.out).toContain('updates Anna Maria Testperson');
      expect(again.out).toContain('1 added, 0 changed, 1 unchanged, 0 removed');
      expect(await patientsIn(location)).toBe(1);
      expect(await ketame('audit', 'verify')).toMatchObject({ code: 0, notes: '' });
    });

    test('issue 2, section 3: a refused file leaves nothing behind, and the others are imported', async () => {
      const { location, ketame } = await clinic(kind);
      const wrong = [
        fileOf('{ "resourceType": "Bundle"'),
        fileOf({ resourceType: 'Observation' }),
        'nowhere.json',
      ];
      const { code, out, notes } = await ketame('import', ...wrong, fileOf(bundle(patient(), pain)));
      expect(code).toBe(2);
      for (const path of wrong) expect(notes).toContain(`ketame: ${path}: `);
      expect(notes).not.toMatch(/\n\s+at /);
      expect(out).toContain('4 files: 1 saved, 0 not saved, 3 refused');
      expect(await patientsIn(location)).toBe(1);
    });

    test('issue 2, section 3: a record of another name is not saved until the person has confirmed', async () => {
      const { ketame } = await clinic(kind);
      const renamed = fileOf(bundle(patient({ birthDate: '1980-05-18' }), pain));
      const refused = await ketame('import', fileOf(bundle(patient(), pain)), renamed, '--yes');
      expect(refused.code).toBe(2);
      expect(refused.out).toContain('2 files: 1 saved, 0 not saved, 1 refused');
      expect(inOneLine(refused.out)).toContain('"1980-05-17" here, "1980-05-18" in the file');
      expect(refused.notes).toContain('--confirm-identity');
      const confirmed = await ketame('import', renamed, renamed, '--confirm-identity');
      expect(confirmed.code).toBe(0);
      expect(confirmed.out).toContain('updates Anna Maria Testperson, born 1980-05-17');
      expect(confirmed.out).toContain('updates Anna Maria Testperson, born 1980-05-18');
    });

    test('issue 5, access: an operator adds a clinic, and names the one that a command means', async () => {
      const { ketame } = await clinic(kind);
      const added = await ketame('clinic', 'add', 'North', '--time-zone', 'Europe/Amsterdam');
      expect(added).toMatchObject({ code: 0, notes: '' });
      expect(added.out).toMatch(/\n {4}[\w-]{43}\n/);
      const again = await ketame('clinic', 'add', 'North');
      expect(again.out).not.toBe(added.out);
      const record = fileOf(bundle(patient(), pain));
      const unclear = await ketame('import', record, '--yes');
      expect(unclear.code).toBe(2);
      expect(unclear.notes).toContain(
        'There are several clinics: "Ketame", "North". Name one with --clinic.',
      );
      expect((await ketame('import', record, '--yes', '--clinic', 'North')).code).toBe(0);
      const ofNorth = await ketame('import', record, '--yes', '--clinic', 'North');
      expect(ofNorth.out).toContain('updates Anna Maria Testperson');
      const ofKetame = await ketame('import', record, '--yes', '--clinic', 'Ketame');
      expect(ofKetame.out).toContain('a new patient');
      expect((await ketame('audit', 'verify', '--clinic', 'North')).code).toBe(0);
      const nowhere = await ketame('clinic', 'add', 'South', '--time-zone', 'Mars/Olympus');
      expect(nowhere).toMatchObject({ code: 2, out: '' });
    });

    test('issue 2, section 6: audit verify names the first bad row', async () => {
      const { location, ketame } = await clinic(kind);
      await ketame('import', fileOf(bundle(patient(), pain)));
      await ketame('import', fileOf(bundle(patient(), pain, migraine)));
      const database = await openDatabase(location);
      await database.transaction(await firstClinic(database), async (trx) => {
        await asOwner(trx);
        await sql`set local session_replication_role = replica`.execute(trx);
        await trx.updateTable('audit_entry').set({ actor: 'nobody' }).where('sequence', '=', 2).execute();
      });
      await database.close();
      const { code, out, notes } = await ketame('audit', 'verify');
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(notes).toContain('First bad row: 2.');
    });
  });
}

const [embedded] = DATABASES;

describe('import and audit on the data of a running server', () => {
  test('issue 2, section 1: the command talks to the server that has the folder open', async () => {
    const location = await (embedded ?? expect.unreachable()).create();
    const server = await startServer({
      location,
      host: '127.0.0.1',
      port: 0,
      demonstration: false,
      webFolder: null,
      logLevel: 'silent',
    });
    const ketame = (...args: readonly string[]) => run(args, { environment: environmentOf(location) });
    try {
      const imported = await ketame('import', fileOf(bundle(patient(), pain)));
      expect(imported).toMatchObject({ code: 0, notes: '' });
      expect(imported.out).toContain('saved in the running server');
      expect((await ketame('audit', 'verify')).out).toContain('The audit of the running server');
      const wrong = await ketame('import', fileOf('nonsense'));
      expect(wrong.code).toBe(2);
      expect(wrong.notes).not.toMatch(/\n\s+at /);
    } finally {
      await server.close();
    }
    expect(await patientsIn(location)).toBe(1);
  });

  test('a folder that another program has open is refused in words', async () => {
    const location = await (embedded ?? expect.unreachable()).create();
    const other = await openDatabase(location);
    try {
      const { code, notes } = await run(['audit', 'verify'], { environment: environmentOf(location) });
      expect(code).toBe(2);
      expect(notes).toContain('in use by another Ketame');
    } finally {
      await other.close();
    }
  });
});

test('there is nothing to verify where no clinic is, and asking makes none', async () => {
  const folder = join(temporaryFolder(), 'nothing');
  const { code, notes } = await run(['audit', 'verify'], { environment: { KETAME_DATA: folder } });
  expect(code).toBe(2);
  expect(notes).toContain(`there is no clinic in ${folder}.`);
});

test('a database server that does not answer is said to be so', async () => {
  const { code, notes } = await run(['audit', 'verify'], {
    environment: { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' },
  });
  expect(code).toBe(2);
  expect(notes).not.toMatch(/\n\s+at /);
});
