import { liverInjuryMultiples } from '@ketame/evidence';
import type { Basis } from './protocol/criterion.ts';
import { noppers2011, ours } from './protocol/sources.ts';

/** A limit of the liver: of whom it was found or for whom it was made, and what it rests on. */
export interface LiverLimit extends Basis {
  readonly value: number;
  readonly unit: string;
  readonly population: string;
}

const upperLimit = 'times the upper limit';
const nobody = 'nobody: no study of ketamine gives it';

/** Patients with complex regional pain syndrome given S-ketamine a second time after 16 days: 3 of 6 were injured. */
const noppers = { population: '6 patients with CRPS-1, S-ketamine for 100 h', source: noppers2011 };
const fdaPopulation = 'people in trials of new drugs, with a normal liver before';
/** Hy's law: an aminotransferase of 3-fold or more and bilirubin above twice its limit, alkaline phosphatase not raised. */
const hysLaw = {
  population: fdaPopulation,
  source: "Hy's law, FDA guidance on drug-induced liver injury, 2009",
  status: 'guideline',
} as const;
/** When a drug under trial is stopped: its limits are passed, not reached. */
const fdaStop = {
  population: fdaPopulation,
  source:
    'FDA guidance on drug-induced liver injury, 2009 (stopping rules as Clin Kidney J 2022;15:1553-1561 lists them)',
  status: 'guideline',
} as const;
const dilin = {
  population: 'people with a drug-induced liver injury',
  source: 'Fontana RJ et al., Hepatology 2010;52:730-742 (terms of drug-induced liver injury)',
  status: 'guideline',
} as const;
const own = { population: nobody, source: ours, status: 'ours' } as const;

/** The numbers of every rule of the liver, each once: of selection, of the session and after it. */
export const liverLimits = {
  /** ALT, AST, ALP or gamma-GT from here on is an injury: the definition of Noppers 2011; to stop at it is ours. */
  enzyme: { value: liverInjuryMultiples.enzyme, unit: upperLimit, ...noppers, status: 'ours' },
  /** Where an enzyme was above its limit before treatment: from here on of that value. */
  ofRaisedBaseline: { value: 2, unit: 'times the value before treatment', ...own },
  /** ALT or AST from here on. */
  hysLawTransaminase: { value: liverInjuryMultiples.hysLawTransaminase, unit: upperLimit, ...hysLaw },
  /** Above it, with an enzyme raised, a danger to life. */
  bilirubin: { value: liverInjuryMultiples.hysLawBilirubin, unit: upperLimit, ...hysLaw },
  /** ALP below it: not cholestatic from the start. The guidance says "not raised"; twice is how it is screened for. */
  hysLawAlp: { value: 2, unit: upperLimit, ...hysLaw },
  transaminaseAlone: { value: 8, unit: upperLimit, ...fdaStop },
  transaminaseLasting: { value: 5, unit: upperLimit, ...fdaStop },
  lastingDays: { value: 14, unit: 'd', ...fdaStop },
  transaminaseWithOther: { value: 3, unit: upperLimit, ...fdaStop },
  inr: { value: 1.5, unit: '1', ...fdaStop },
  eosinophils: { value: 5, unit: '%', ...fdaStop },
  /** R from here on: hepatocellular. */
  hepatocellular: { value: 5, unit: '1', ...dilin },
  /** R up to here: cholestatic; between them mixed. */
  cholestatic: { value: 2, unit: '1', ...dilin },
  /** Values so near to each other in time are judged together. */
  togetherDays: { value: 7, unit: 'd', ...own },
  repeatDays: { value: 7, unit: 'd', ...own },
  /** After an injury no ketamine for so long, whatever the enzymes do. */
  rechallengeMonths: {
    value: 3,
    unit: 'mo',
    population: noppers.population,
    source: `${noppers2011} (3 of 6 on re-exposure); ${ours}`,
    status: 'ours',
  },
} as const satisfies Record<string, LiverLimit>;
