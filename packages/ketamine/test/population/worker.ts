import { parentPort } from 'node:worker_threads';
import { randomSource, type Subjects, serveTasks } from '@ketame/pharmacometrics';
import type { Patient, Regimen } from '../../src/index.ts';
import { simulatePatients } from '../../src/population/simulate-patients.ts';

export interface SimulationTask {
  readonly regimen: Regimen;
  readonly patient: Patient;
  readonly timesH: Float64Array;
  readonly seed: number;
  readonly subjects: Subjects;
}

if (parentPort === null) throw new Error('This file is started as a worker.');
serveTasks(parentPort, ({ regimen, patient, timesH, seed, subjects }: SimulationTask) =>
  simulatePatients(regimen, patient, timesH, randomSource(seed), subjects),
);
