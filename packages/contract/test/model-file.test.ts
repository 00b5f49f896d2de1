import { readdirSync, readFileSync } from 'node:fs';
import { publishedModels } from '@ketame/ketamine';
import {
  checkModel,
  courseOf,
  createSampler,
  type Model,
  randomEffectsOf,
  randomSource,
} from '@ketame/pharmacometrics';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { modelFileSchema } from '../src/index.ts';

const docs = new URL('../../../docs/', import.meta.url);
const examples = new URL('examples/models/', docs);
const exampleText = (name: string) => readFileSync(new URL(name, examples), 'utf8');
const names = readdirSync(examples);
const schema = z.toJSONSchema(modelFileSchema, { target: 'draft-7' });
const saturable = JSON.parse(exampleText('saturable-elimination.json')) as Model;

test('the published schema is the one that is enforced (vitest -u writes it anew)', async () => {
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
    new URL('model-file.schema.json', docs).pathname,
  );
});

describe('issue 3: the published models of ketamine as files', () => {
  const equations = publishedModels.flatMap(({ card, equations }) =>
    Object.entries(equations).map(([drug, model]) => [`${card.name}, ${drug}`, model] as const),
  );
  test.each(equations)('%s goes into a file and comes back the same', (_, model) => {
    const text = JSON.stringify(model);
    const read = modelFileSchema.parse(JSON.parse(text));
    expect(read).toEqual(JSON.parse(text));
    expect(new Ajv({ strict: false }).validate(schema, JSON.parse(text))).toBe(true);
    checkModel(read);
    const request = {
      covariates: Object.fromEntries(Object.keys(model.covariates ?? {}).map((name) => [name, 50])),
      doses: [{ input: Object.keys(model.inputs)[0] ?? '', timeH: 0, amountMg: 20 }],
      timesH: [0, 0.5, 2, 24],
    };
    const course = courseOf(read, request);
    expect(course).toEqual(courseOf(model, request));
    const isLinear = !['jonkman-2017', 'flint-2017'].includes(model.name);
    expect(course).toMatchObject({ failure: null, solvedBy: isLinear ? 'exact' : 'adaptive' });
  });
});

describe('the examples', () => {
  test.each(names)('%s is a model by both schemas, and by the engine', (name) => {
    const value: unknown = JSON.parse(exampleText(name));
    const ajv = new Ajv({ strict: false });
    expect(ajv.validate(schema, value), ajv.errorsText()).toBe(true);
    const model = modelFileSchema.parse(value);
    checkModel(model);
    const covariates = Object.fromEntries(Object.keys(model.covariates ?? {}).map((each) => [each, 70]));
    const doses = [{ input: 'iv', timeH: 0, amountMg: 20 }];
    expect(courseOf(model, { covariates, doses, timesH: [0, 1, 24] })).toMatchObject({
      failure: null,
      solvedBy: 'adaptive',
    });
  });
  test('the random effects of a file make virtual patients', () => {
    const { parameters } = createSampler(randomEffectsOf(saturable), randomSource(1));
    const drawn = parameters({ first: 0, count: 2000 });
    expect(Object.keys(drawn)).toEqual(['VMAX', 'V', 'F']);
    const logs = drawn.VMAX!.map((value) => Math.log(value / 10));
    const variance = logs.reduce((sum, each) => sum + each * each, 0) / 2000;
    // 0.09 between people and 0.02 between occasions; the standard error of a variance of 2,000 is 3 %.
    expect(Math.abs(variance / 0.11 - 1)).toBeLessThan(0.12);
    expect(drawn.F!.every((value) => value > 0 && value < 1)).toBe(true);
  });
});

describe('what is wrong is named with its path', () => {
  const wrong: [string, (model: Record<string, never>) => unknown, string][] = [
    ['a missing unit', (model) => ({ ...model, parameters: { CL: { value: 1 } } }), 'parameters.CL.unit'],
    ['a misspelt field', (model) => ({ ...model, compartment: ['central'] }), 'compartment'],
    [
      'no number',
      (model) => ({ ...model, parameters: { CL: { value: '1', unit: 'L/h' } } }),
      'parameters.CL.value',
    ],
    [
      'an unknown residual error',
      (model) => ({ ...model, residualErrors: { C: { kind: 'poisson' } } }),
      'residualErrors.C.kind',
    ],
  ];
  test.each(wrong)('by the schema: %s', (_, change, path) => {
    const result = modelFileSchema.safeParse(change(JSON.parse(exampleText('saturable-elimination.json'))));
    expect(z.prettifyError(result.error!)).toContain(path.split('.').at(-1));
    expect(
      new Ajv({ strict: false }).validate(
        schema,
        change(JSON.parse(exampleText('saturable-elimination.json'))),
      ),
    ).toBe(false);
  });
  const random = saturable.randomEffects!;
  const refused: [string, Partial<Model>, string][] = [
    [
      'a residual error of nothing',
      { residualErrors: { D: { kind: 'log', log: '0.1' } } },
      'residualErrors.D: there is no output "D"; the model has C',
    ],
    [
      'a residual error in a wrong unit',
      { residualErrors: { C: { kind: 'additive', additive: 'SDprop' } } },
      'residualErrors.C.additive: "SDprop" is in 1, where mg/L is needed',
    ],
    [
      'random effects of no parameter',
      { randomEffects: { ...random, parameters: { CL: { deviates: ['eta V'] } } } },
      'randomEffects.parameters.CL: there is no parameter "CL"',
    ],
    [
      'no such deviate',
      { randomEffects: { ...random, parameters: { V: { deviates: ['eta W'] } } } },
      'randomEffects.parameters.V.deviates[0]: there is no "eta W"',
    ],
    [
      'covariances that cannot be',
      { randomEffects: { ...random, covariances: [{ between: ['eta VMAX', 'eta V'], value: 1 }] } },
      'randomEffects.covariances: no deviates have these variances',
    ],
    [
      'a flow in a wrong unit',
      { flows: [{ from: 'central', rate: 'VMAX / KM' }] },
      'flows[0].rate: "VMAX / KM" is in L/h, where 1/h is needed',
    ],
  ];
  test.each(refused)('by the engine: %s', (_, change, message) => {
    expect(() => checkModel({ ...saturable, ...change })).toThrow(message);
  });
});
