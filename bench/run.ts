import { cpus } from 'node:os';
import type { Entry } from './entry.ts';
import { individualFit } from './individual-fit.ts';
import { linear } from './linear.ts';
import { michaelisMenten } from './michaelis-menten.ts';
import { populationBand } from './population-band.ts';
import { redraw } from './redraw.ts';
import { tciStep } from './tci-step.ts';
import { w1, w2 } from './workloads.ts';

/** In this order; a further workload is a file of its own and a place here. */
const entries: readonly Entry[] = [
  linear(w1, 1000),
  linear(w2, 10_000),
  michaelisMenten,
  populationBand,
  individualFit,
  tciStep,
  redraw,
];

const [folder = 'bench', wanted = ''] = process.argv.slice(2);
const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores`;
const milliseconds = (value: number | undefined) =>
  (value === undefined ? '' : value.toFixed(value < 10 ? 1 : 0)).padStart(7);

console.log(`${machine}, Node ${process.versions.node}; medians`);
const report = [];
for (const { name, what, measure } of entries.filter((entry) => entry.name.includes(wanted))) {
  const measured = await measure(folder);
  report.push({ name, what, ...measured });
  console.log(`\n${name}: ${what}`);
  if (measured.skipped) console.log(`  not measured: ${measured.skipped}`);
  else console.log('  wall ms   CPU ms');
  for (const [timing, { wallMs, cpuMs }] of Object.entries(measured.timings)) {
    console.log(`  ${milliseconds(wallMs)}  ${milliseconds(cpuMs)}   ${timing}`);
  }
  if (measured.checks.length > 0) console.log('  largest difference from the expected values');
  for (const { what, worst, allowed } of measured.checks) {
    console.log(
      `  ${worst.toExponential(1).padStart(7)}  ${worst <= allowed ? 'right' : 'WRONG'}   ${what} (${allowed} allowed)`,
    );
  }
}
console.log(`\n${JSON.stringify({ machine, node: process.versions.node, workloads: report })}`);

const wrong = report.flatMap(({ checks }) => checks).filter(({ worst, allowed }) => !(worst <= allowed));
if (wrong.length > 0) {
  console.error(`\n${wrong.length} checks differ from the expected values by more than they may.`);
  process.exitCode = 1;
}
