import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { createPopulationEngine, type PopulationRun, simulatePopulation } from '@ketame/pharmacometrics';
import { type Workload, w1, w2 } from './workloads.ts';

/** Values and sums must agree with the reference to this, relative. */
const TOLERANCE = 1e-9;
const REPEATS = 5;

const folder = process.argv[2] ?? 'bench';

interface Expected {
  readonly gridIndex: readonly number[];
  /** By subject, then by index of the grid, then by output. */
  readonly values: readonly (readonly (readonly number[])[])[];
}

/** The parameters that the model has, one list each, from the table (a column per parameter). */
function readIndividuals(workload: Workload): Record<string, Float64Array> {
  const [header = '', ...rows] = readFileSync(join(folder, workload.parametersFile), 'utf8')
    .trim()
    .split('\n');
  const cells = rows.map((row) => row.split(',').map(Number));
  return Object.fromEntries(
    header
      .trim()
      .split(',')
      .map((name, column) => [name, Float64Array.from(cells, (row) => row[column]!)] as const)
      .filter(([name]) => Object.hasOwn(workload.model.parameters, name)),
  );
}

const median = (times: readonly number[]): number =>
  [...times].sort((left, right) => left - right)[Math.floor(times.length / 2)]!;

const timed = (work: () => void): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

interface Check {
  readonly what: string;
  readonly worst: number;
}

/** The largest relative differences from the reference: listed values, sums, sums of squares. */
function check(workload: Workload, values: Float64Array, subjects: number): Check[] {
  const expected = JSON.parse(readFileSync(join(folder, workload.expectedFile), 'utf8')) as Expected;
  const { length } = workload.timesH;
  const relative = (found: number, wanted: number) =>
    found === wanted ? 0 : Math.abs(found - wanted) / Math.abs(wanted);
  return workload.outputs.flatMap((name, output) => {
    let worst = 0;
    expected.values.forEach((bySubject, subject) => {
      expected.gridIndex.forEach((index, place) => {
        const found = values[(output * subjects + subject) * length + index]!;
        const difference = relative(found, bySubject[place]![output]!);
        worst = difference > worst || Number.isNaN(difference) ? difference : worst;
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
    return [
      { what: `${name}: ${expected.values.length} subjects x ${expected.gridIndex.length} values`, worst },
      { what: `${name}: sum over all`, worst: relative(sum, workload.sums[name]!) },
      { what: `${name}: sum of squares over all`, worst: relative(squares, workload.sumsOfSquares[name]!) },
    ];
  });
}

let allRight = true;
console.log(
  `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.versions.node}, one thread`,
);
for (const workload of [w1, w2]) {
  const individuals = readIndividuals(workload);
  const run: PopulationRun = { ...workload, individuals };
  const subjects = individuals.CL!.length;
  const points = workload.timesH.length;
  const engine = createPopulationEngine();
  engine.simulate(run);
  const fresh = Array.from({ length: REPEATS }, () => timed(() => createPopulationEngine().simulate(run)));
  const reused = Array.from({ length: REPEATS }, () => timed(() => engine.simulate(run)));
  const buffer = engine.simulate(run);
  const scalar = timed(() => simulatePopulation(run));
  console.log(
    `\n${workload.name}: ${subjects} subjects x ${points} points x ${workload.outputs.length} outputs\n` +
      `  reused buffer ${median(reused).toFixed(0)} ms, fresh buffer ${median(fresh).toFixed(0)} ms (median of ${REPEATS}), ` +
      `scalar TypeScript ${scalar.toFixed(0)} ms`,
  );
  for (const { what, worst } of check(workload, buffer, subjects)) {
    const right = worst <= TOLERANCE;
    allRight &&= right;
    console.log(`  ${right ? 'right' : 'WRONG'}  ${worst.toExponential(1)}  ${what}`);
  }
}
if (!allRight) {
  console.error(`\nA value differs from the reference by more than ${TOLERANCE} relative.`);
  process.exitCode = 1;
}
