import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tableFromIPC } from '@uwdata/flechette';
import { asyncBufferFromFile, parquetMetadata, parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCsv, run } from './run.ts';

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const model = join(root, 'docs/examples/models/saturable-elimination.json');
const data = join(root, 'docs/examples/data-set.csv');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ketame-data-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const simulate = (...options: readonly string[]) =>
  run(['simulate', '--model', model, '--data', data, ...options]);
const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const SHA_256 = createHash('sha256').update(readFileSync(model)).digest('hex');

describe('issue 3: ketame simulate --model --data', () => {
  test('a row per record, with random effects and residual error by the seed, and a note of how it was made', async () => {
    const { code, out, notes } = await simulate('--seed', '5');
    expect(code).toBe(0);
    expect(notes).toContain(`model SHA-256 ${SHA_256}`);
    expect(notes).toContain('generator Philox4x32-10 version 1, seed 5');
    const table = readCsv(out);
    expect(Object.keys(table)).toEqual(['ID', 'TIME', 'EVID', 'C', 'C_measured', 'C_below_limit']);
    expect(table.ID).toEqual([1, 1, 1, 1, 1, 1, 1, 2, 2, 2]);
    expect((await simulate('--seed', '5')).out).toBe(out);
    expect((await simulate('--seed', '6')).out).not.toBe(out);
    expect((await simulate('--seed', '1')).out).toBe((await simulate()).out);
  });

  test('--typical: nothing random', async () => {
    const { out, notes } = await simulate('--typical');
    expect(notes).toContain('people typical');
    expect(out.split('\n')[0]).toBe('ID,TIME,EVID,C');
    // 50 mg at once into 0.3 L/kg of 50 kg.
    expect(out).toContain('2,0,1,3333.3333333333335');
  });

  test('--subjects: virtual patients with the lines of the data in turn', async () => {
    const table = readCsv((await simulate('--subjects', '5')).out);
    expect([...new Set(table.ID)]).toEqual([1, 2, 3, 4, 5]);
    expect(table.DATA_ID!.filter((_, row) => table.TIME![row] === 0)).toEqual([1, 2, 1, 2, 1]);
  });

  test('--policy: doses are decided on the way, and --sensitivities: how outputs depend on parameters', async () => {
    const policy = join(root, 'docs/examples/policies/hold-or-halve.json');
    const decided = await simulate('--typical', '--policy', policy);
    expect(decided.notes).toMatch(/policy SHA-256 [0-9a-f]{64}/);
    expect(decided.out.split('\n')[0]).toBe('ID,TIME,EVID,AMT,C');
    const table = readCsv(decided.out);
    expect(table.TIME!.filter((time, row) => table.ID![row] === 2 && time > 0 && time % 12 === 0)).toEqual([
      12, 24, 36, 48, 60, 72,
    ]);
    const wrong = file(
      'wrong.json',
      '{"decisions":{"first":0},"rules":[{"give":{"cmt":"oral","amount":"C"}}]}',
    );
    expect((await simulate('--policy', wrong)).notes).toContain(
      'wrong.json: rules.0.give.amount: "C" is in mg/L, where mg is needed',
    );
    const { out, notes } = await simulate('--typical', '--sensitivities', 'VMAX,V');
    expect(out.split('\n')[0]).toBe('ID,TIME,EVID,C,C_by_VMAX,C_by_V');
    expect(notes).toContain('unit of C_by_VMAX (ng/mL)/(mg/h)');
    // 50 mg at once into 0.3 L/kg of 50 kg: C = dose / V.
    expect(out).toContain('2,0,1,3333.3333333333335,0,-11111.1111');
    expect((await simulate('--typical', '--sensitivities', 'X')).notes).toContain(
      'saturable-elimination.json: sensitivities.0: one of VMAX,',
    );
  });

  test('covariates between records by the rule that is asked for', async () => {
    const changing = file('changing.csv', 'ID,TIME,AMT,CMT,weight,OCC\n1,0,100,iv,50,1\n1,10,.,.,100,1\n');
    const at10 = async (rule: string) =>
      readCsv(
        (await run(['simulate', '--model', model, '--data', changing, '--typical', '--covariates', rule]))
          .out,
      ).C![1]!;
    const [back, forward, linear] = [await at10('back'), await at10('forward'), await at10('linear')];
    expect(new Set([back, forward, linear]).size).toBe(3);
  });

  test('semicolons, quotes, a byte order mark, lines of Windows and empty lines are read', async () => {
    const text = readFileSync(data, 'utf8');
    const strange = `\uFEFF${text.replaceAll(',', ';').replaceAll('oral', '"oral"').replaceAll('\n', '\r\n')}\r\n`;
    const answer = await run(['simulate', '--model', model, '--data', file('strange.csv', strange)]);
    expect(answer.out).toBe((await simulate()).out);
  });

  test('columns that nothing asks for are told', async () => {
    const text = readFileSync(data, 'utf8').replaceAll('\n', ',1\n').replace('OCC,1', 'OCC,SITE');
    const { notes } = await run(['simulate', '--model', model, '--data', file('more.csv', text)]);
    expect(notes).toContain('note: columns that the model does not use: SITE');
  });
});

describe('issue 3: files', () => {
  test('CSV with a file beside it that says how it was made', async () => {
    const path = join(folder, 'result.csv');
    expect(await simulate('--out', path)).toMatchObject({ code: 0, out: '', notes: '' });
    expect(readFileSync(path, 'utf8')).toBe((await simulate()).out);
    expect(JSON.parse(readFileSync(`${path}.json`, 'utf8'))).toEqual({
      ketame: '0.1.0',
      model: 'saturable elimination',
      'model SHA-256': SHA_256,
      generator: 'Philox4x32-10 version 1',
      seed: '1',
      'unit of TIME': 'h',
      'unit of C': 'ng/mL',
      'unit of C_measured': 'ng/mL',
    });
  });

  /** What CSV says, as rows of objects. */
  async function expectedRows(): Promise<Record<string, number | null>[]> {
    const [header = '', ...lines] = (await simulate()).out.trimEnd().split('\n');
    const names = header.split(',');
    return lines.map((line) =>
      Object.fromEntries(
        line.split(',').map((cell, place) => [names[place], cell === '' ? null : Number(cell)]),
      ),
    );
  }
  const plain = (row: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]),
    );

  test('Parquet, as another library reads it', async () => {
    const path = join(folder, 'result.parquet');
    expect(await simulate('--out', path)).toMatchObject({ code: 0, out: '', notes: '' });
    const rows = await parquetReadObjects({ file: await asyncBufferFromFile(path) });
    expect(rows.map(plain)).toEqual(await expectedRows());
    const bytes = readFileSync(path);
    const metadata = parquetMetadata(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
    expect(metadata.key_value_metadata).toContainEqual({ key: 'model SHA-256', value: SHA_256 });
    expect(metadata.key_value_metadata).toContainEqual({ key: 'seed', value: '1' });
  });

  test('Arrow, as another library reads it', async () => {
    const path = join(folder, 'result.arrow');
    expect(await simulate('--out', path)).toMatchObject({ code: 0, out: '', notes: '' });
    const table = tableFromIPC(readFileSync(path));
    expect(table.toArray().map((row) => plain({ ...row }))).toEqual(await expectedRows());
    expect(table.schema.metadata?.get('generator')).toBe('Philox4x32-10 version 1');
  });

  const python = spawnSync('python3', ['-c', 'import pyarrow'], { encoding: 'utf8' });
  test.skipIf(python.status !== 0)(
    'both, as pyarrow reads them (skipped where it is not installed)',
    async () => {
      const code = [
        'import json, sys, pyarrow.parquet, pyarrow.ipc',
        'tables = [pyarrow.parquet.read_table(sys.argv[1]), pyarrow.ipc.open_file(sys.argv[2]).read_all()]',
        'print(json.dumps([[t.to_pylist(), t.schema.metadata[b"seed"].decode()] for t in tables]))',
      ].join('\n');
      const paths = ['result.parquet', 'result.arrow'].map((name) => join(folder, name));
      const { stdout } = spawnSync('python3', ['-c', code, ...paths], { encoding: 'utf8' });
      const expected = [await expectedRows(), '1'];
      expect(JSON.parse(stdout)).toEqual([expected, expected]);
    },
  );

  test('what is wrong leaves no file, whole or half', async () => {
    const path = join(folder, 'none.csv');
    const bad = file('bad.csv', `${readFileSync(data, 'utf8')}2,7,.,0,.,50,1\n`);
    const before = readdirSync(folder);
    expect(await run(['simulate', '--model', model, '--data', bad, '--out', path])).toMatchObject({
      code: 2,
      notes: `ketame: ${bad}, line 12, column TIME (ID 2): a finite time in hours, not before the last record, is needed, not 7.\n`,
    });
    expect(readdirSync(folder)).toEqual(before);
  });
});

describe('issue 3: what is wrong is named', () => {
  const wrong: [string, readonly string[], string][] = [
    ['no data set', ['--model', model], 'a data set is simulated by a model: --data DATA.csv is missing.'],
    ['no model', ['--data', data], '--model MODEL.json is missing.'],
    ['a specification too', ['spec.json', '--model', model, '--data', data], '--model goes with a data set'],
    [
      'half a subject',
      ['--model', model, '--data', data, '--subjects', '0.5'],
      '--subjects: expected a whole number from 1 to 4294967295, found "0.5".',
    ],
    [
      'a negative seed',
      ['--model', model, '--data', data, '--seed=-1'],
      '--seed: expected a whole number from 0',
    ],
    [
      'typical people by a seed',
      ['--model', model, '--data', data, '--typical', '--seed', '1'],
      '--typical draws nothing at random',
    ],
    [
      'many typical people',
      ['--model', model, '--data', data, '--typical', '--subjects', '9'],
      '--typical makes everybody alike',
    ],
    [
      'an unknown rule',
      ['--model', model, '--data', data, '--covariates', 'cubic'],
      '--covariates: expected one of back, forward, linear, found "cubic".',
    ],
    [
      'no such occasion',
      ['--model', model, '--data', data, '--occasion', 'VISIT'],
      'line 1: there is no column VISIT',
    ],
    [
      'an unknown format',
      ['--model', model, '--data', data, '--out', 'result.xlsx'],
      '--out: expected a name that ends in .csv, .parquet, .arrow, found "result.xlsx".',
    ],
    [
      'no such file',
      ['--model', model, '--data', 'nowhere.csv'],
      'nowhere.csv: it cannot be read: there is no such file or folder.',
    ],
    [
      'a folder that is not there',
      ['--model', model, '--data', data, '--out', '/no/such/result.csv'],
      '/no/such/result.csv cannot be written: there is no such file or folder.',
    ],
  ];
  test.each(wrong)('%s', async (_, options, message) => {
    const { code, out, notes } = await run(['simulate', ...options]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(notes).toContain(message);
  });

  const files: [string, string, string][] = [
    ['an empty file', '', ' is empty; expected a data set with a first line of column names.'],
    ['nobody', 'ID,TIME,weight,OCC\n', ' has no line after the first; expected the records of somebody.'],
    [
      'no number',
      'ID,TIME,AMT,CMT,weight,OCC\n1,0,x,iv,70,1\n',
      ', line 2, column AMT: expected a number, or "." where it is missing, found "x".',
    ],
    [
      'quotes that do not close',
      'ID,TIME,weight,OCC\n1,0,70,1\n1,"1,70,1\n',
      ', line 3: a quotation mark that does not close.',
    ],
    [
      'an infusion of no rate',
      'ID,TIME,AMT,RATE,CMT,weight,OCC\n1,0,9,-1,iv,70,1\n',
      ', line 2, column RATE (ID 1): ',
    ],
  ];
  test.each(files)('in the data: %s', async (name, text, message) => {
    const path = file(`${name}.csv`, text);
    const { code, notes } = await run(['simulate', '--model', model, '--data', path]);
    expect(code).toBe(2);
    expect(notes).toContain(`${path}${message}`);
  });

  test('in the model, by file and field', async () => {
    const broken = file('broken.json', readFileSync(model, 'utf8').replace('"rate": "KA"', '"rate": "V"'));
    const { notes } = await run(['simulate', '--model', broken, '--data', data]);
    expect(notes).toContain(`${broken}: flows.0.rate: "V" is in `);
  });
});
