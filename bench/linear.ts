import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  createPopulationEngine,
  createWorkerPool,
  type PopulationRun,
  simulatePopulation,
} from '@ketame/pharmacometrics';
import { type Check, type Entry, median, relative, worse } from './entry.ts';
import { type Workload, w1, w2 } from './workloads.ts';

const TOLERANCE = 1e-9;
const REPEATS = 15;
/** Every thread has compilers of its own. */
const WARM_UP = 40;

/** A share of a workload for one thread, which keeps what it computes. */
export interface LinearTask {
  readonly name: string;
  readonly folder: string;
  readonly first: number;
  readonly count: number;
}

/** The run of a share of a workload. @param count individuals from `first` on; all when left away */
export function runOf(name: string, folder: string, first = 0, count?: number): PopulationRun {
  const workload = name === w1.name ? w1 : w2;
  const [header = '', ...rows] = readFileSync(join(folder, workload.parametersFile), 'utf8')
    .trim()
    .split('\n');
  const cells = rows
    .slice(first, count === undefined ? undefined : first + count)
    .map((row) => row.split(',').map(Number));
  const individuals = Object.fromEntries(
    header
      .trim()
      .split(',')
      .map((parameter, column) => [parameter, Float64Array.from(cells, (row) => row[column]!)] as const)
      .filter(([parameter]) => Object.hasOwn(workload.model.parameters, parameter)),
  );
  return { ...workload, individuals };
}

interface Expected {
  readonly gridIndex: readonly number[];
  /** By subject, then by index of the grid, then by output. */
  readonly values: readonly (readonly (readonly number[])[])[];
}

/** Listed values of single subjects, then sums and sums of squares over all of them. */
function check(workload: Workload, folder: string, values: Float64Array, subjects: number): Check[] {
  const expected = JSON.parse(readFileSync(join(folder, workload.expectedFile), 'utf8')) as Expected;
  const { length } = workload.timesH;
  return workload.outputs.flatMap((name, output) => {
    let worst = 0;
    expected.values.forEach((bySubject, subject) => {
      expected.gridIndex.forEach((index, place) => {
        const found = values[(output * subjects + subject) * length + index]!;
        worst = worse(relative(found, bySubject[place]![output]!), worst);
      });
    });
    let sum = 0;
    let squares = 0;
    for (let subject = 0; subject < subjects; subject++) {
      const start = (output * subjects + subject) * length;
      for (let point = workload.skipFirst ? 1 : 0; point < length; point++) {
        const value = values[start + point]!;
        sum += value;
        squares += value * value;
      }
    }
    const listed = `${expected.values.length} subjects x ${expected.gridIndex.length} values`;
    return [
      { what: `${name}: ${listed}`, worst, allowed: TOLERANCE },
      { what: `${name}: sum over all`, worst: relative(sum, workload.sums[name]!), allowed: TOLERANCE },
      {
        what: `${name}: sum of squares over all`,
        worst: relative(squares, workload.sumsOfSquares[name]!),
        allowed: TOLERANCE,
      },
    ];
  });
}

/** The largest difference of any value of any subject, relative to the peak of its curve. */
function againstScalar(found: Float64Array, wanted: Float64Array, points: number): Check {
  let worst = 0;
  for (let start = 0; start < wanted.length; start += points) {
    let peak = 0;
    let difference = 0;
    for (let index = start; index < start + points; index++) {
      peak = Math.max(peak, wanted[index]!);
      difference = worse(Math.abs(found[index]! - wanted[index]!), difference);
    }
    worst = worse(difference / peak, worst);
  }
  return { what: 'all values of all subjects: scalar TypeScript, of the peak', worst, allowed: 1e-12 };
}

async function measureLinear(workload: Workload, folder: string, goalMs: number) {
  const run = runOf(workload.name, folder);
  const subjects = run.individuals.CL!.length;
  const engine = createPopulationEngine();
  const threads = cpus().length;
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL('./linear-worker.mjs', import.meta.url)),
  );
  const pool = createWorkerPool<LinearTask, null>(workers);
  const share = Math.ceil(subjects / threads);
  const tasks = workers.map((_, index) => ({
    name: workload.name,
    folder,
    first: index * share,
    count: Math.min(share, subjects - index * share),
  }));
  const one = await median(REPEATS, () => engine.simulate(run), WARM_UP);
  const all = await median(REPEATS, () => pool.run(tasks), WARM_UP);
  await Promise.all(workers.map((worker) => worker.terminate()));
  const fresh = await median(5, () => createPopulationEngine().simulate(run));
  let scalar = new Float64Array(0);
  const baseline = await median(1, () => {
    scalar = new Float64Array(simulatePopulation(run));
  });
  const values = engine.simulate(run);
  return {
    timings: {
      '1 thread, buffer reused': { ...one, goalMs },
      [`${threads} threads, buffers reused`]: all,
      '1 thread, fresh buffer': fresh,
      'scalar TypeScript, 1 thread': baseline,
    },
    checks: [
      ...check(workload, folder, values, subjects),
      againstScalar(values, scalar, workload.timesH.length),
    ],
  };
}

/**
 * A linear population: one thread, all threads, and one individual after the other.
 * @param goalMs of one thread with its buffer reused
 */
export const linear = (workload: Workload, subjects: number, goalMs: number): Entry => ({
  name: workload.name,
  what: `${subjects} subjects x ${workload.timesH.length} points x ${workload.outputs.length} outputs`,
  measure: (folder) => measureLinear(workload, folder, goalMs),
});
