import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { createPopulationEngine, type PopulationRun, simulatePopulation } from '@ketame/pharmacometrics';
import { type Workload, w1, w2 } from './workloads.ts';

/** Values and sums must agree with the reference to this, relative. */
const TOLERANCE = 1e-9;
const REPEATS = 5;
/** Runs before the clock starts, so that the compilers have done their work. */
const WARM_UP = 3;

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

interface Timing {
  readonly wallMs: number;
  /** Of the processor: what the machine's other work does not lengthen. */
  readonly cpuMs: number;
}

function timed(work: () => void): Timing {
  const before = process.cpuUsage();
  const start = performance.now();
  work();
  const wallMs = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { wallMs, cpuMs: (user + system) / 1000 };
}

/** The median of wall and of processor time over some runs. */
function median(runs: number, work: () => void): Timing {
  const timings = Array.from({ length: runs }, () => timed(work));
  const middle = (pick: (timing: Timing) => number) =>
    timings.map(pick).sort((left, right) => left - right)[Math.floor(runs / 2)]!;
  return { wallMs: middle(({ wallMs }) => wallMs), cpuMs: middle(({ cpuMs }) => cpuMs) };
}

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

const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores`;
const report = [w1, w2].map((workload) => {
  const individuals = readIndividuals(workload);
  const run: PopulationRun = { ...workload, individuals };
  const engine = createPopulationEngine();
  for (let round = 0; round < WARM_UP; round++) engine.simulate(run);
  const timings = {
    'reused buffer': median(REPEATS, () => engine.simulate(run)),
    'fresh buffer': median(REPEATS, () => createPopulationEngine().simulate(run)),
    'scalar TypeScript': median(1, () => simulatePopulation(run)),
  };
  const subjects = individuals.CL!.length;
  const checks = check(workload, engine.simulate(run), subjects);
  return {
    name: workload.name,
    subjects,
    points: workload.timesH.length,
    outputs: workload.outputs.length,
    timings,
    checks,
  };
});

console.log(
  `${machine}, Node ${process.versions.node}, one thread, medians of ${REPEATS} runs (scalar: one run)`,
);
for (const { name, subjects, points, outputs, timings, checks } of report) {
  console.log(`\n${name}: ${subjects} subjects x ${points} points x ${outputs} outputs`);
  console.log('  wall ms   CPU ms');
  for (const [what, { wallMs, cpuMs }] of Object.entries(timings)) {
    console.log(`  ${wallMs.toFixed(0).padStart(7)}  ${cpuMs.toFixed(0).padStart(7)}   ${what}`);
  }
  console.log('  largest relative difference from the reference');
  for (const { what, worst } of checks) {
    console.log(
      `  ${worst.toExponential(1).padStart(7)}  ${worst <= TOLERANCE ? 'right' : 'WRONG'}   ${what}`,
    );
  }
}
console.log(`\n${JSON.stringify({ machine, node: process.versions.node, workloads: report })}`);

const wrong = report.flatMap(({ checks }) => checks).filter(({ worst }) => !(worst <= TOLERANCE));
if (wrong.length > 0) {
  console.error(`\n${wrong.length} checks differ from the reference by more than ${TOLERANCE} relative.`);
  process.exitCode = 1;
}
