import { liverLimits } from '../bearing/findings.ts';
import { esketamineLabel, fda2023, noppers2011, ours } from '../protocol/sources.ts';

const fda2009 = 'FDA guidance on drug-induced liver injury, 2009 (as widely quoted; not read there)';
const dilin = 'Fontana RJ et al., Hepatology 2010;52:730-742 (terms of drug-induced liver injury)';

/** The numbers of the rules of care after a course, each once. Multiples are of the upper limit of the reference range. */
export const careLimits = {
  /** ALT, AST, ALP or gamma-GT from here on is an injury; ours, stricter than FDA 2009. */
  enzyme: liverLimits.enzyme,
  /** Bilirubin above it, with an enzyme raised, is a danger to life. */
  bilirubin: liverLimits.bilirubin,
  /** Where an enzyme was above its limit before treatment: multiples of that value. */
  ofRaisedBaseline: { value: 2, unit: 'times the value before treatment', source: ours },
  /** ALP below it: the injury is not cholestatic from the start. */
  hysLawAlp: { value: 2, unit: 'times the upper limit', source: fda2009 },
  transaminaseAlone: { value: 8, unit: 'times the upper limit', source: fda2009 },
  transaminaseLasting: { value: 5, unit: 'times the upper limit', source: fda2009 },
  lastingDays: { value: 14, unit: 'd', source: fda2009 },
  transaminaseWithOther: { value: 3, unit: 'times the upper limit', source: fda2009 },
  inr: { value: 1.5, unit: '1', source: fda2009 },
  eosinophils: { value: 5, unit: '%', source: fda2009 },
  /** From here hepatocellular. */
  hepatocellular: { value: 5, unit: '1', source: dilin },
  /** Up to here cholestatic; between them mixed. */
  cholestatic: { value: 2, unit: '1', source: dilin },
  /** Values so near to each other in time are judged together. */
  togetherDays: { value: 7, unit: 'd', source: ours },
  repeatDays: { value: 7, unit: 'd', source: ours },
  /** After an injury no ketamine for so long, whatever the enzymes do. */
  rechallengeMonths: { value: 3, unit: 'mo', source: `${noppers2011} (3 of 6 on re-exposure); ${ours}` },
  sterileSymptomsDays: { value: 14, unit: 'd', source: `${esketamineLabel}; ${fda2023}; ${ours}` },
  /** eGFR lower than before treatment by more than this share. */
  filtrationFall: { value: 0.25, unit: '1', source: ours },
} as const;
