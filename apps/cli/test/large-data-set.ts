import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** The command, which builds itself. */
export const program = join(root, 'apps/cli/bin/ketame.mjs');

/** Writes a model and five records of one person. @returns the options of `ketame simulate` that take them. */
export function largeDataSet(folder: string): readonly string[] {
  const model = {
    name: 'one compartment with absorption',
    covariates: { WT: { unit: 'kg' } },
    parameters: {
      CL: { value: 5, unit: 'L/h' },
      V: { value: 50, unit: 'L' },
      KA: { value: 1, unit: '1/h' },
      SD: { value: 0.1, unit: '1' },
    },
    individual: { clearance: { expression: 'CL * (WT / 70[kg]) ^ 0.75', unit: 'L/h' } },
    compartments: ['gut', 'central'],
    flows: [
      { from: 'gut', to: 'central', rate: 'KA' },
      { from: 'central', rate: 'clearance / V' },
    ],
    inputs: { oral: [{ into: 'gut' }] },
    outputs: { C: { compartment: 'central', volume: 'V', unit: 'ng/mL' } },
    randomEffects: {
      deviates: [
        { name: 'eta CL', variance: 0.09 },
        { name: 'eta V', variance: 0.04 },
      ],
      parameters: { CL: { deviates: ['eta CL'] }, V: { deviates: ['eta V'] } },
    },
    residualErrors: { C: { kind: 'proportional', proportional: 'SD' } },
  };
  const records = ['0,100,12,5', '1,.,.,.', '12,.,.,.', '60,.,.,.', '72,.,.,.'];
  const data = ['ID,WT,TIME,AMT,II,ADDL', ...records.map((record) => `1,70,${record}`)];
  writeFileSync(join(folder, 'model.json'), JSON.stringify(model));
  writeFileSync(join(folder, 'data.csv'), `${data.join('\n')}\n`);
  return ['--model', 'model.json', '--data', 'data.csv'];
}
