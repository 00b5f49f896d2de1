export {
  type AcuteToxicitySheet,
  acuteToxicitySheet,
  type SheetLine,
  type SheetSubject,
} from './acute-toxicity-sheet.ts';
export { homeUseOf, type KnownUse } from './assemble-use.ts';
export * from './ending-plans.ts';
export {
  type DayExposure,
  type DosingPeriod,
  type ExpectedExposure,
  type ExposureBesideSymptoms,
  type ExposureRange,
  expectedExposure,
  exposureBesideSymptoms,
  type HomeDosing,
  type SubstanceExposure,
  steadyDay,
} from './exposure.ts';
export {
  type HomeUse,
  type MisuseConversation,
  type Noted,
  type RefillRequest,
  type TakenDose,
  takenDose,
  type UrineDrugTest,
  type UsePlan,
} from './home-use.ts';
export {
  type MisuseRule,
  type MisuseStep,
  misuseRules,
  misuseSteps,
  talkFrom,
} from './misuse-rules.ts';
export {
  type MisuseContribution,
  type MisuseRuleScore,
  type MisuseScore,
  misuseCourse,
  misuseScore,
} from './misuse-score.ts';
export type { Sighting } from './misuse-sightings.ts';
export { simulatedRates } from './simulated-rates.ts';
export type { Detection, Rate, RuleRates, SimulatedRates } from './simulation/evaluate-rules.ts';
export type { MisusePattern } from './simulation/habits.ts';
export {
  type ToxicityFinding,
  type ToxicityInput,
  type ToxicityWatch,
  toxicityWatch,
} from './toxicity.ts';
export {
  type ToxicityRule,
  type ToxicitySystem,
  toxicityLimits,
  toxicityRules,
} from './toxicity-rules.ts';
export {
  readUrineTest,
  type UrineReading,
  urineTestFacts,
  urineTestLimits,
} from './urine-drug-test.ts';
export { watchReasons } from './watch-reasons.ts';
