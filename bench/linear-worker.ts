import { parentPort } from 'node:worker_threads';
import { createPopulationEngine, type PopulationRun, serveTasks } from '@ketame/pharmacometrics';
import { type LinearTask, runOf } from './linear.ts';

const engine = createPopulationEngine();
const runs = new Map<string, PopulationRun>();

if (parentPort === null) throw new Error('linear-worker.ts runs as a worker of the benchmark.');
serveTasks<LinearTask, null>(parentPort, ({ name, folder, first, count }) => {
  const key = `${name} ${first} ${count}`;
  const run = runs.get(key) ?? runOf(name, folder, first, count);
  runs.set(key, run);
  engine.simulate(run);
  return null;
});
