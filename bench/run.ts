import { cpus, loadavg } from 'node:os';
import type { Entry, Timing } from './entry.ts';
import { individualFit } from './individual-fit.ts';
import { linear } from './linear.ts';
import { michaelisMenten } from './michaelis-menten.ts';
import { populationBand } from './population-band.ts';
import { redraw } from './redraw.ts';
import { tciStep } from './tci-step.ts';
import { w1, w2 } from './workloads.ts';

/** In this order; a further workload is a file of its own and a place here. */
const entries: readonly Entry[] = [
  // On the machine that the goals are from, a native kernel written by hand takes 70 and 12 ms: as fast, and 1.5 times that.
  linear(w1, 1000, 70),
  linear(w2, 10_000, 18),
  michaelisMenten,
  populationBand,
  individualFit,
  tciStep,
  redraw,
];

const [folder = 'bench', wanted = ''] = process.argv.slice(2);
/** How many processes wanted a core over the last minute, before this one began. */
const load = loadavg()[0] ?? Number.NaN;
const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores`;
const milliseconds = (value: number | undefined) =>
  (value === undefined ? '' : value.toFixed(value < 10 ? 1 : 0)).padStart(7);

const goalOf = ({ wallMs, cpuMs = wallMs, goalMs }: Timing) =>
  (goalMs === undefined ? '' : `${goalMs} ${cpuMs <= goalMs ? 'met' : 'MISSED'}`).padStart(12);

console.log(`${machine}, load ${load.toFixed(1)} before, Node ${process.versions.node}
Medians of several runs, in milliseconds. Wall: by the clock, which other work on the machine lengthens. CPU: processor time
of all threads together. Goal: of the CPU time, or of the wall time where there is no other.`);
const report = [];
for (const { name, what, measure } of entries.filter((entry) => entry.name.includes(wanted))) {
  const measured = await measure(folder);
  report.push({ name, what, ...measured });
  console.log(`\n${name}: ${what}`);
  if (measured.skipped) console.log(`  not measured: ${measured.skipped}`);
  else console.log('     wall      CPU          goal');
  for (const [name, timing] of Object.entries(measured.timings)) {
    const { wallMs, cpuMs } = timing;
    console.log(`  ${milliseconds(wallMs)}  ${milliseconds(cpuMs)}  ${goalOf(timing)}   ${name}`);
  }
  if (measured.checks.length > 0)
    console.log('  largest difference from answers found otherwise, and the most allowed');
  for (const { what, worst, allowed } of measured.checks) {
    console.log(
      `  ${worst.toExponential(1).padStart(7)}  ${worst <= allowed ? 'right' : 'WRONG'}   ${what} (${allowed})`,
    );
  }
}
console.log(
  `\nThe same as JSON:\n${JSON.stringify({ machine, load, node: process.versions.node, workloads: report })}`,
);

const wrong = report.flatMap(({ checks }) => checks).filter(({ worst, allowed }) => !(worst <= allowed));
if (wrong.length > 0) {
  console.error(`\n${wrong.length} checks differ from the expected values by more than they may.`);
  process.exitCode = 1;
}
