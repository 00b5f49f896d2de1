import type { Criterion } from '../criterion.ts';
import { bodyCriteria } from './body.ts';
import { crpsGrade, neuropathicGrade, screeningScore } from './diagnosis.ts';
import { bipolar, drugAbuse, psychiatricEvaluation, psychosis } from './mind.ts';
import { baselineTests, medicationListComplete, recordFindings } from './tests.ts';
import { impaired, neverFirstOrSecond, resistant, severe } from './treatment.ts';

export { diagnosisCriterion } from './diagnosis.ts';

/** The criteria of every shipped protocol, after its own diagnosis. */
export const sharedCriteria: readonly Criterion[] = [
  crpsGrade,
  neuropathicGrade,
  screeningScore,
  neverFirstOrSecond,
  resistant,
  severe,
  impaired,
  psychosis,
  bipolar,
  drugAbuse,
  psychiatricEvaluation,
  ...bodyCriteria,
  ...baselineTests,
  medicationListComplete,
  recordFindings,
];
