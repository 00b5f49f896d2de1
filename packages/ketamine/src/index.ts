export { limits, notes, refusals, regimenNotes } from './assess.ts';
export { type Bioavailability, bioavailabilities } from './bioavailability.ts';
export { type Combination, combinations, remifentanilC50Ratio } from './combinations.ts';
export type * from './course.ts';
export { type CourseCurve, type CurveId, courseCurves, modelsInUse } from './course-curves.ts';
export { drawingTimes, eventTimes, lastDoseEndH, occurrences } from './course-times.ts';
export { type CovariateEffect, covariateEffects } from './covariates.ts';
export { type DoseKind, doseKinds, doseKindWords } from './dose-kinds.ts';
export { infusionRateMgPerH, type OrderedDose, orderedDoses } from './doses.ts';
export type { Effect } from './effects/effect.ts';
export { hartvig1995 } from './effects/hartvig-1995.ts';
export { acuteEffects } from './effects/index.ts';
export { type EffectObservation, effectObservations } from './effects/observations.ts';
export { PairingError, pair } from './effects/pair.ts';
export { type FitWarnings, fitWarnings } from './estimation/fit-warnings.ts';
export {
  type Concentration,
  concentrationOf,
  type MeasuredModel,
  measuredModels,
} from './estimation/measured-models.ts';
export {
  type DiaryEntry,
  type ReliefCompared,
  type ReliefDiary,
  type ReliefLearnt,
  reliefDiary,
} from './estimation/relief-diary.ts';
export { type CheckedPoint, type FitCheck, fitCheck } from './fit/fit-check.ts';
export { type FitCurve, fitCourse } from './fit/fit-course.ts';
export {
  fitPatient,
  type PatientFit,
  type SiteFit,
} from './fit/fit-patient.ts';
export {
  followedToH,
  type LearntQuantity,
  learntQuantities,
  type NextBlood,
  type NextBloods,
  nextBlood,
  nextBloods,
} from './fit/next-blood.ts';
export type { MeasuredPoint, PatientData } from './fit/patient-data.ts';
export { idealWeightKg } from './ideal-weight.ts';
export { type Cyp2b6Genotype, clearanceOfGenotype } from './interactions/genotype.ts';
export {
  type ObservedInteraction,
  type OtherDrug,
  observedInteractions,
  otherDrugs,
  type Perpetrator,
  perpetrators,
  unquantifiedInteractions,
} from './interactions/observed.ts';
export {
  type PatientInteraction,
  patientInteractions,
  withoutInteractions,
} from './interactions/patient-interactions.ts';
export {
  clearanceChanges,
  interactionConflicts,
  liverFactorOfCyp2b6,
  notMet,
  predictInteraction,
} from './interactions/predict-interaction.ts';
export { catalogue, type PublishedModel, publishedModels } from './models/published-models.ts';
export type * from './patient.ts';
export {
  type PopulationBand,
  type PopulationCourse,
  type PopulationSize,
  populationCourse,
} from './population/population-course.ts';
export {
  type BandsPrediction,
  type PopulationPrediction,
  predictBands,
  predictPopulation,
} from './population/predict-population.ts';
export { type Simulated, type SimulatedPatients, simulatePatients } from './population/simulate-patients.ts';
export { crpsPatients, type PatientGroup, virtualPatients } from './population/virtual-patients.ts';
export { horizonH, predictCourse, predictCurves, reliefThatCounts } from './predict-course.ts';
export {
  type Analyte,
  type ModelCard,
  type Parameter,
  type SamplingSite,
  type Source,
  type Status,
  statusWords,
} from './published.ts';
export type * from './regimen.ts';
export { allPublishedRegimens, publishedRegimens } from './regimens/index.ts';
export type { PublishedRegimen } from './regimens/published-regimen.ts';
export { shortCitation } from './regimens/short-citation.ts';
export { doseKindsOf, refusedRoutes } from './routes.ts';
export { type HomeLimits, type SearchedRoute, searchedRoutes } from './search/doses.ts';
export { trialEnvelopes } from './search/envelopes.ts';
export type { Exposure } from './search/exposure.ts';
export { fittedPeople } from './search/fitted-people.ts';
export type { Judged, Spread } from './search/judge.ts';
export { type People, virtualPeople } from './search/people.ts';
export {
  type DoseSpace,
  type HarmWeights,
  type SearchConstraints,
  type SearchRequest,
  type SearchSpace,
  usualDurationsH,
  usualEveryDays,
  type Weekday,
  weekdays,
} from './search/request.ts';
export {
  type JudgedPublished,
  type Proposal,
  type RegimenFront,
  type RegimenSearch,
  searchRegimens,
} from './search/search-regimens.ts';
export {
  type SimulatedDose,
  type SimulatedOutput,
  type Simulation,
  type SimulationRequest,
  simulate,
} from './simulate.ts';
export { baseMg, basePerHydrochloride, molarMasses } from './substance.ts';
export { type BandSchedule, type BandSetting, bandSchedule } from './target/band-schedule.ts';
export { pumpCsv } from './target/pump-csv.ts';
export type { PumpRate, PumpSchedule } from './target/pump-schedule.ts';
export {
  type Pump,
  type TargetSchedule,
  type TargetSetting,
  targetSchedule,
} from './target/target-schedule.ts';
