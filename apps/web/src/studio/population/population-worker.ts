import {
  type BandsPrediction,
  type Patient,
  type PopulationSize,
  predictBands,
  type Regimen,
  type Simulated,
} from '@ketame/ketamine';
import { type Endpoint, serveTasks } from '@ketame/pharmacometrics';

/** What the worker is asked for. */
export interface PopulationTask extends PopulationSize {
  readonly regimen: Regimen;
  readonly patient: Patient;
  readonly timesH: Float64Array;
  readonly wanted: readonly Simulated[];
}

serveTasks<PopulationTask, BandsPrediction>(
  globalThis as unknown as Endpoint,
  ({ regimen, patient, timesH, subjects, seed, wanted }) =>
    predictBands(regimen, patient, timesH, { subjects, seed }, wanted),
);
