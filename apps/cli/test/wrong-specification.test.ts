import { expect, test } from 'vitest';
import { run, simulate } from './run.ts';

const dose = { drug: 'S-ketamine', route: 'iv', timeH: 0, amountMg: 20, durationH: 0.5 };
const right = {
  model: 'simons-2022',
  patient: { weightKg: 70, ageYears: 46, sex: 'female' },
  doses: [dose],
  times: { fromH: 0, toH: 6, byH: 0.5 },
  outputs: ['S-ketamine'],
};

/** The specification with one field replaced; `undefined` takes the field away. */
const wrong = (change: object) => ({ ...right, ...change });
const wrongDose = (change: object) => wrong({ doses: [dose, { ...dose, ...change }] });

test('the specification that the wrong ones are made from is right', async () => {
  expect((await simulate(right)).code).toBe(0);
});

test.each([
  ['no object', [], 'the whole: expected an object {...}, found []'],
  ['model missing', wrong({ model: undefined }), 'model: missing; expected text in quotes'],
  ['model a number', wrong({ model: 3 }), 'model: expected text in quotes, found 3'],
  [
    'model unknown',
    wrong({ model: 'simons-2021' }),
    'model: there is no model "simons-2021". Did you mean "simons-2022"?',
  ],
  ['patient missing', wrong({ patient: undefined }), 'patient: missing; expected an object {...}'],
  [
    'weight missing',
    wrong({ patient: { ageYears: 46, sex: 'male' } }),
    'patient.weightKg: missing; expected a number',
  ],
  [
    'weight 0',
    wrong({ patient: { ...right.patient, weightKg: 0 } }),
    'patient.weightKg: expected a number above 0, found 0',
  ],
  [
    'weight as text',
    wrong({ patient: { ...right.patient, weightKg: '70' } }),
    'patient.weightKg: expected a number, found "70"',
  ],
  [
    'age 200',
    wrong({ patient: { ...right.patient, ageYears: 200 } }),
    'patient.ageYears: expected a number of at most 130, found 200',
  ],
  [
    'sex',
    wrong({ patient: { ...right.patient, sex: 'f' } }),
    'patient.sex: expected one of "female", "male", found "f"',
  ],
  [
    'pregnant as text',
    wrong({ patient: { ...right.patient, pregnant: 'no' } }),
    'patient.pregnant: expected true or false, found "no"',
  ],
  [
    'patient misspelt',
    wrong({ patient: { ...right.patient, heigthCm: 170 } }),
    'patient.heigthCm: there is no such field here',
  ],
  ['doses no list', wrong({ doses: dose }), 'doses: expected a list [...], found {"drug":"S-ketamine"'],
  [
    'drug',
    wrongDose({ drug: 'ketamine' }),
    'doses.1.drug: expected one of "S-ketamine", "racemic ketamine", found "ketamine"',
  ],
  [
    'route',
    wrongDose({ route: 'oral' }),
    'doses.1.route: "simons-2022" has no route "oral" for this drug; it has iv, film',
  ],
  ['time missing', wrongDose({ timeH: undefined }), 'doses.1.timeH: missing; expected a number'],
  ['amount negative', wrongDose({ amountMg: -20 }), 'doses.1.amountMg: expected a number above 0, found -20'],
  [
    'no amount',
    wrongDose({ amountMg: undefined }),
    'doses.1.amountMg: missing; expected an amount in mg, or both rateMgPerH and durationH',
  ],
  [
    'too much of an infusion',
    wrongDose({ rateMgPerH: 40 }),
    'doses.1.rateMgPerH: expected two of amountMg, durationH and rateMgPerH',
  ],
  [
    'addl alone',
    wrongDose({ addl: 2 }),
    'doses.1.iiH: missing; expected the hours from one dose to the next',
  ],
  ['iiH alone', wrongDose({ iiH: 2 }), 'doses.1.addl: missing; expected how many doses follow the first'],
  ['addl 2.5', wrongDose({ iiH: 2, addl: 2.5 }), 'doses.1.addl: expected a whole number, found 2.5'],
  [
    'amountAs',
    wrongDose({ amountAs: 'salt' }),
    'doses.1.amountAs: expected one of "base", "hydrochloride", found "salt"',
  ],
  [
    'film with a duration',
    wrongDose({ route: 'film' }),
    'doses.1: the input "film" has its own duration; give the amount alone',
  ],
  ['dose misspelt', wrongDose({ amountmg: 3 }), 'doses.1.amountmg: there is no such field here'],
  [
    'times a number',
    wrong({ times: 6 }),
    'times: expected a list of hours, or { "fromH": ..., "toH": ..., "byH": ... }, found 6',
  ],
  [
    'times backwards',
    wrong({ times: { fromH: 6, toH: 0, byH: 1 } }),
    'times.toH: expected at least fromH (6), found 0',
  ],
  [
    'step 0',
    wrong({ times: { fromH: 0, toH: 6, byH: 0 } }),
    'times.byH: expected a number of at least 0.0001, found 0',
  ],
  [
    'too many times',
    wrong({ times: { fromH: 0, toH: 2000, byH: 0.001 } }),
    'times.byH: expected a step that makes at most 1000000 times',
  ],
  ['list falling', wrong({ times: [0, 2, 1] }), 'times.2: expected at least 2: times in order, found 1'],
  ['list with text', wrong({ times: [0, '1'] }), 'times.1: expected a number, found "1"'],
  ['no outputs', wrong({ outputs: [] }), 'outputs: expected a list of at least 1, found []'],
  ['output unknown', wrong({ outputs: ['S-ketamin'] }), 'outputs.0: "simons-2022" has no output "S-ketamin"'],
  [
    'drug that the model does not describe',
    wrong({ model: 'domino-1982' }),
    'doses.0.drug: "domino-1982" describes racemic ketamine, not S-ketamine',
  ],
  ['unknown field', wrong({ outpts: ['S-ketamine'] }), 'outpts: there is no such field here'],
])(
  'issue 2, section 5: a wrong specification names the path and what was expected: %s',
  async (_name, specification, message) => {
    const { code, out, notes } = await simulate(specification);
    expect(notes).toContain(message);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(notes).not.toMatch(/\n\s+at /);
  },
);

test('every wrong field is named at once', async () => {
  const { notes } = await simulate({ ...right, model: 1, times: { fromH: 0 } });
  expect(notes).toContain('has 3 wrong fields:');
});

test.each([
  ['{"model": "x",}', 'line 1, column 15: property name expected.'],
  ['{\n  "model": simons\n}', 'line 2, column 12: '],
  ['{\n  "model": "x"', 'line 2, column 15: close brace expected.'],
  ['', 'it is empty.'],
  ['nonsense', 'line 1, column 1: '],
])('what is not JSON is named by line and column: %j', async (input, message) => {
  const { code, notes } = await run(['simulate', '-'], { input });
  expect(code).toBe(2);
  expect(notes).toContain(`The standard input is not JSON: ${message}`);
});

test('a byte-order mark before the JSON is no error', async () => {
  expect((await run(['simulate', '-'], { input: `\uFEFF${JSON.stringify(right)}` })).code).toBe(0);
});

test.each([
  [['simulate', 'no-such-file.json'], 'no-such-file.json cannot be read: there is no such file or folder.'],
  [['simulate', '.'], '. cannot be read: it is a folder.'],
  [['simulate'], 'simulate takes one specification, not 0.'],
  [['simulate', 'a', 'b'], 'simulate takes one specification, not 2.'],
  [['simulate', '-', '--format', 'xml'], '--format: expected one of csv, json, svg, found "xml".'],
  [['simulate', '-', '--fromat', 'csv'], "Unknown option '--fromat'"],
  [['simulate', '-', '--out'], "Option '--out <value>' argument missing"],
  [['simulat'], 'there is no command "simulat". Did you mean "simulate"?'],
  [['models', 'simons'], 'there is no model "simons". Did you mean "simons-2022"?'],
  [['models', 'a', 'b'], 'models takes one name, not 2.'],
  [['models', '--format', 'csv'], '--format: expected one of text, json, found "csv".'],
  [['audit'], 'audit takes one word, verify'],
])('a wrong command says what was expected: %j', async (args, message) => {
  const { code, out, notes } = await run(args, { input: JSON.stringify(right) });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(notes).toContain(message);
});
