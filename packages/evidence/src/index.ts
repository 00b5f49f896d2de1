export * from './benefit-risk/acceptability.ts';
export * from './benefit-risk/endpoints.ts';
export * from './benefit-risk/estimate.ts';
export * from './benefit-risk/index-rules.ts';
export * from './benefit-risk/liver-injury.ts';
export * from './benefit-risk/mcda.ts';
export * from './benefit-risk/numbers-needed.ts';
export * from './benefit-risk/packaged-options.ts';
export * from './benefit-risk/patient-index.ts';
export * from './benefit-risk/patient-record.ts';
export * from './benefit-risk/risk-difference.ts';
export * from './benefit-risk/utility.ts';
export * from './benefit-risk/utility-course.ts';
export * from './benefit-risk/value-tree.ts';
export * from './benefit-risk/win-ratio.ts';
export * from './later-evidence.ts';
export * from './meta/analyse-table.ts';
export * from './meta/bayesian.ts';
export { normalQuantile } from './meta/distributions.ts';
export * from './meta/effect.ts';
export * from './meta/events.ts';
export * from './meta/funnel.ts';
export * from './meta/limit-meta-analysis.ts';
export * from './meta/means.ts';
export * from './meta/measures.ts';
export * from './meta/multilevel.ts';
export * from './meta/pooled-tables.ts';
export * from './meta/random-effects.ts';
export { type MetaTable, readMetaTable } from './meta/read-table.ts';
export * from './meta/reported.ts';
export * from './meta/sensitivity.ts';
export * from './meta/subgroups.ts';
export { columnsOf, type TableMethod, tableKinds, tableMeasures, tableMethods } from './meta/table-kinds.ts';
export type { BackTransformed, MetaTableResult, StudyResult } from './meta/table-result.ts';
export * from './meta/tau2.ts';
export * from './meta/tau2-interval.ts';
export {
  type CheckedClaim,
  type Comparison,
  chapters,
  comparisonVerdict,
  type Verdict,
  verdictWords,
} from './review/claim.ts';
export { checkClaims } from './review/claims.ts';
export { backSolvedEffects, pooled } from './review/pooled-effect.ts';
export { syndromeAnswers } from './review/syndrome-answers.ts';
export * from './studies/adverse-events.ts';
export * from './studies/csv.ts';
export * from './studies/observational-studies.ts';
export * from './studies/poolable.ts';
export * from './studies/pooled-effects.ts';
export * from './studies/protocols.ts';
export * from './studies/published-meta-analyses.ts';
export * from './studies/review-pool.ts';
export * from './studies/study.ts';
export * from './studies/syndromes.ts';
export * from './studies/topics.ts';
export * from './studies/trials.ts';
export * from './virtual-trial/design.ts';
export * from './virtual-trial/power.ts';
export * from './virtual-trial/published-designs.ts';
export * from './virtual-trial/simulate-trial.ts';
export * from './virtual-trial/trial-result.ts';
export * from './virtual-trial/trial-tasks.ts';
