import type { Patient, Regimen } from '@ketame/ketamine';
import { type PopulationPrediction, type PopulationSize, predictPopulation } from '@ketame/ketamine';
import { type Endpoint, serveTasks } from '@ketame/pharmacometrics';

/** What the worker is asked for. */
export interface PopulationTask extends PopulationSize {
  readonly regimen: Regimen;
  readonly patient: Patient;
  readonly timesH: Float64Array;
}

serveTasks<PopulationTask, PopulationPrediction>(
  globalThis as unknown as Endpoint,
  ({ regimen, patient, timesH, subjects, seed }) =>
    predictPopulation(regimen, patient, timesH, { subjects, seed }),
);
