import { parentPort } from 'node:worker_threads';
import { createSampler, type RandomEffects, type Subjects } from '../../src/cohort/random-effects.ts';
import { serveTasks } from '../../src/cohort/worker-pool.ts';
import { randomSource } from '../../src/random/draws.ts';

export interface SamplingTask {
  readonly effects: RandomEffects;
  readonly seed: number;
  readonly subjects: Subjects;
}

if (parentPort === null) throw new Error('This file is started as a worker.');
serveTasks(parentPort, ({ effects, seed, subjects }: SamplingTask) =>
  createSampler(effects, randomSource(seed)).parameters(subjects),
);
