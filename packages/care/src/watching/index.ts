export { useOfDiary } from './from-diary.ts';
export {
  type HomeUse,
  type MisuseConversation,
  type Noted,
  type RefillRequest,
  type TakenDose,
  takenDose,
  type UsePlan,
} from './home-use.ts';
export {
  type MisuseRule,
  type MisuseRuleId,
  type MisuseStep,
  misuseRuleIds,
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
export {
  readUrineTest,
  type UrineDrugTest,
  type UrineReading,
  urineTestFacts,
  urineTestLimits,
} from './urine-drug-test.ts';
