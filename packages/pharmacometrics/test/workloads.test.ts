import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Workload, w1, w2 } from '../../../bench/workloads.ts';
import { createPopulationEngine, simulatePopulation } from '../src/index.ts';
import { relativeDifference } from './models.ts';

const folder = new URL('../../../bench/', import.meta.url);
const SUBJECTS = 10;

function individualsOf(
  { parametersFile, model }: Workload,
  first: number,
  count: number,
): Record<string, Float64Array> {
  const [header = '', ...rows] = readFileSync(new URL(parametersFile, folder), 'utf8').trim().split('\n');
  const cells = rows.slice(first, first + count).map((row) => row.split(',').map(Number));
  const columns = header.trim().split(',');
  return Object.fromEntries(
    columns
      .map((name, column) => [name, Float64Array.from(cells, (row) => row[column]!)] as const)
      .filter(([name]) => Object.hasOwn(model.parameters, name)),
  );
}

describe('the benchmark workloads, ten subjects, against long double at 1e-9', () => {
  it.each([w1, w2])('$name', (workload) => {
    const expected = JSON.parse(readFileSync(new URL(workload.expectedFile, folder), 'utf8')) as {
      gridIndex: number[];
      values: number[][][];
    };
    const values = simulatePopulation({ ...workload, individuals: individualsOf(workload, 0, SUBJECTS) });
    const { length } = workload.timesH;
    for (const [output, name] of workload.outputs.entries()) {
      for (let subject = 0; subject < SUBJECTS; subject++) {
        for (const [place, index] of expected.gridIndex.entries()) {
          const found = values[(output * SUBJECTS + subject) * length + index]!;
          const wanted = expected.values[subject]![place]![output]!;
          expect(
            relativeDifference(found, wanted),
            `${name}, subject ${subject + 1}, point ${index}`,
          ).toBeLessThan(1e-9);
        }
      }
    }
  });
});

it('vectors and scalars agree on W1 beyond the listed subjects, fast ones among them, to 1e-12 of the peak', () => {
  const run = { ...w1, individuals: individualsOf(w1, 48, 24) };
  const found = createPopulationEngine().simulate(run);
  const wanted = simulatePopulation(run);
  const { length } = w1.timesH;
  let worst = 0;
  for (let start = 0; start < wanted.length; start += length) {
    const peak = wanted.subarray(start, start + length).reduce((top, value) => Math.max(top, value));
    for (let index = start; index < start + length; index++) {
      worst = Math.max(worst, Math.abs(found[index]! - wanted[index]!) / peak);
    }
  }
  expect(worst).toBeLessThan(1e-12);
});
