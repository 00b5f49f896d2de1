export { quantile, quantileBands, type Range, shareWithin, timeWithin } from './cohort/bands.ts';
export { type CovariateDistribution, sampleCovariates } from './cohort/covariates.ts';
export { createQuantileSketch, type QuantileSketch } from './cohort/quantile-sketch.ts';
export type * from './cohort/random-effects.ts';
export { createSampler } from './cohort/random-effects.ts';
export { createWorkerPool, type Endpoint, serveTasks, type WorkerPool } from './cohort/worker-pool.ts';
export { type Controller, createController } from './control/controller.ts';
export { type Performance, performance } from './control/performance.ts';
export { type BandRequest, type RobustRates, robustRates } from './control/robust-rates.ts';
export { type TargetCourse, targetAt } from './control/target.ts';
export {
  type Limitation,
  type PumpLimits,
  type RateStep,
  type TargetControlled,
  type TargetRequest,
  targetControlled,
} from './control/target-controlled.ts';
export { createRowReader, type RowReader } from './dataset/read-rows.ts';
export {
  createDataSetSimulator,
  type DataSetOptions,
  type DataSetSimulator,
  type ResultColumn,
} from './dataset/simulate-subjects.ts';
export { type DataRow, type DataSubject, subjectsOf, virtualSubjects } from './dataset/subject.ts';
export type { Dose } from './dosing/dose.ts';
export { InputError } from './error.ts';
export type { PosteriorDiagnostics } from './estimation/attempt.ts';
export { type ChainDiagnostics, chainDiagnostics } from './estimation/chain-diagnostics.ts';
export {
  type ComparedModel,
  compareModels,
  type ModelComparison,
} from './estimation/compare-models.ts';
export {
  type PopulationResidual,
  type PopulationResiduals,
  populationResiduals,
} from './estimation/conditional-residuals.ts';
export type { SoughtDeviate } from './estimation/deviates.ts';
export { createEstimation, type Estimation } from './estimation/estimation.ts';
export type { FitFailure } from './estimation/failure.ts';
export {
  type DeviateEstimate,
  type MapEstimate,
  type MapFit,
  type Misfit,
  mapEstimate,
} from './estimation/map.ts';
export {
  type NextSample,
  type NextSampleRequest,
  type NextSamples,
  nextSample,
} from './estimation/next-sample.ts';
export type { Measurement, Observation, ObservationError, PatientRecord } from './estimation/observation.ts';
export {
  type Posterior,
  type PosteriorDraws,
  type PosteriorOptions,
  samplePosterior,
} from './estimation/posterior.ts';
export {
  type PredictionDiscrepancies,
  predictionDiscrepancies,
} from './estimation/prediction-discrepancies.ts';
export { type PredictiveDensity, predictiveDensity } from './estimation/predictive-density.ts';
export { type Residual, residualsOf } from './estimation/residuals.ts';
export {
  type CheckedBin,
  type CheckedQuantile,
  type VisualCheck,
  type VisualCheckRequest,
  visualPredictiveCheck,
} from './estimation/visual-predictive-check.ts';
export { checkModel, randomEffectsOf } from './model/check-model.ts';
export { individual, type LinearSystem } from './model/individual.ts';
export type * from './model/linear-model.ts';
export type * from './model/model.ts';
export { parseUnit, type Unit } from './model/units.ts';
export { createPopulationEngine, type PopulationEngine } from './population/population-engine.ts';
export { type PopulationRun, simulatePopulation } from './population/simulate-population.ts';
export { type DrawPlace, type Draws, drawsOf, type RandomSource, randomSource } from './random/draws.ts';
export {
  createPolicy,
  type DosingPolicy,
  type PolicyCourse,
  type PolicyDose,
  type PolicyRule,
} from './records/dosing-policy.ts';
export type { DataRecord, Interpolation, RecordOptions } from './records/record.ts';
export type { Measurements } from './records/residual-error.ts';
export { simulateRecords } from './records/simulate-records.ts';
export {
  createSubjectSimulator,
  type SubjectCourse,
  type SubjectOptions,
} from './records/simulate-subject.ts';
export { sensitivitiesByDeviates } from './sensitivity/by-deviates.ts';
export { type Sensitivities, sensitivitiesOf } from './sensitivity/sensitivities.ts';
export { areaUnder, type MassBalance, massBalance } from './solve/area.ts';
export {
  type Course,
  type CourseFailure,
  type CourseRequest,
  courseOf,
  type SolverOptions,
} from './solve/course.ts';
export { type Peak, peak, timeAbove } from './solve/levels.ts';
export { type Measures, type MeasuresRequest, measuresOf, type OutputMeasures } from './solve/measures.ts';
export { outputsAt, type Solution, solve } from './solve/solution.ts';
