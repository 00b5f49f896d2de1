import { readdirSync, readFileSync } from 'node:fs';
import { createPolicy, type Model } from '@ketame/pharmacometrics';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { dosingPolicySchema } from '../src/index.ts';

const docs = new URL('../../../docs/', import.meta.url);
const examples = new URL('examples/policies/', docs);
const read = (file: URL): unknown => JSON.parse(readFileSync(file, 'utf8'));
const model = read(new URL('examples/models/saturable-elimination.json', docs)) as Model;
const schema = z.toJSONSchema(dosingPolicySchema, { target: 'draft-7' });

test('the published schema is the one that is enforced (vitest -u writes it anew)', async () => {
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
    new URL('dosing-policy.schema.json', docs).pathname,
  );
});

test.each(readdirSync(examples))('issue 3: %s is a policy by both schemas, and by the engine', (name) => {
  const value = read(new URL(name, examples));
  const ajv = new Ajv({ strict: false });
  expect(ajv.validate(schema, value), ajv.errorsText()).toBe(true);
  const simulate = createPolicy(model, dosingPolicySchema.parse(value));
  const { records } = simulate(
    [{ time: 0, evid: 1, cmt: 'oral', amt: 50, covariates: { weight: 70 } }],
    ['C'],
  );
  expect(records.filter(({ evid }) => evid === 1).length).toBeGreaterThan(1);
});

test.each([
  ['both an amount and a multiple', { give: { cmt: 'oral', amount: '1[mg]', timesLast: '2' } }],
  ['a misspelt field', { when: { output: 'C', over: 2 } }],
])('%s is refused', (_, rule) => {
  expect(dosingPolicySchema.safeParse({ decisions: { first: 0 }, rules: [rule] }).success).toBe(false);
});
