import type { Knowledge } from '../later-evidence.ts';
import { liverInjuryMultiples } from './liver-injury.ts';
import type { RecordEntry } from './patient-record.ts';
import type { Utility } from './utility.ts';

/** What can be done next. */
export type Choice = 'go on' | 'change' | 'stop';

/** What the rules look at. */
export interface IndexState {
  readonly entries: readonly RecordEntry[];
  /** Null before the first diary week after a session. */
  readonly utility: Utility | null;
  /** Weeks of the diary that count. */
  readonly weeks: number;
}

/** A rule by which the inputs favour a choice. */
export interface IndexRule {
  readonly id: string;
  readonly favours: Choice;
  /** Safety comes before weighing: such a rule decides alone. */
  readonly decides: boolean;
  readonly text: string;
  readonly source: string;
  readonly knowledge: Knowledge | 'ours';
  readonly applies: (state: IndexState) => boolean;
}

/** Weeks without benefit after which treatment is not carried on. */
const weeksWithoutBenefit = 8;
/** Weeks in a row with urinary symptoms, of those in which they were asked for, that are more than two weeks. */
const urinaryWeeks = 3;

type Analyte = 'alt' | 'ast' | 'alkalinePhosphatase' | 'gammaGt' | 'bilirubin';
const liverEnzymes = ['alt', 'ast', 'alkalinePhosphatase', 'gammaGt'] as const;

/** The latest measured value, a multiple of the upper limit of normal; a result without it does not hide an older one. */
function latest(entries: readonly RecordEntry[], analyte: Analyte): number {
  const found = entries.findLast((entry) => entry.kind === 'laboratory' && entry[analyte] !== null);
  return found?.kind === 'laboratory' ? (found[analyte] ?? Number.NaN) : Number.NaN;
}

/** Whether any liver enzyme of a laboratory result is at three times the upper limit or more. */
export const liverRaised = (entry: RecordEntry): boolean =>
  entry.kind === 'laboratory' &&
  liverEnzymes.some((enzyme) => (entry[enzyme] ?? 0) >= liverInjuryMultiples.enzyme);

/** Whether an enzyme has reached three times its upper limit and has not been measured at or below that limit since. */
function isStillRaised(entries: readonly RecordEntry[], enzyme: (typeof liverEnzymes)[number]): boolean {
  const values = entries.flatMap((entry) => (entry.kind === 'laboratory' ? (entry[enzyme] ?? []) : []));
  const raised = values.findLastIndex((value) => value >= liverInjuryMultiples.enzyme);
  return raised >= 0 && !values.slice(raised + 1).some((value) => value <= 1);
}

const hasSign = (entries: readonly RecordEntry[], sign: string) =>
  entries.some((entry) => entry.kind === 'sign' && entry.sign === sign);

/** Changes whenever a rule does, so that a stored verdict can be told from a new one. */
export const indexRulesVersion = '2';

/** The rules in the order in which their reasons are told. */
export const indexRules: readonly IndexRule[] = [
  {
    id: 'liver-injury',
    favours: 'stop',
    decides: true,
    text: 'ALT or AST is at three times the upper limit or more with bilirubin above twice it: possible severe liver injury (Hy).',
    source: 'FDA guidance on drug-induced liver injury, 2009',
    knowledge: 'recalled',
    applies: ({ entries }) => {
      const { hysLawTransaminase, hysLawBilirubin } = liverInjuryMultiples;
      const isRaised =
        latest(entries, 'alt') >= hysLawTransaminase || latest(entries, 'ast') >= hysLawTransaminase;
      return isRaised && latest(entries, 'bilirubin') > hysLawBilirubin;
    },
  },
  {
    id: 'liver-enzymes',
    favours: 'stop',
    decides: true,
    text: 'Liver enzymes have reached three times the upper limit and are not yet back at it: stop, and follow them until they are.',
    source: 'Ours, stricter than FDA 2009, after Noppers 2011 (3 of 6 on re-exposure after 16 days)',
    knowledge: 'ours',
    applies: ({ entries }) => liverEnzymes.some((enzyme) => isStillRaised(entries, enzyme)),
  },
  {
    id: 'bladder',
    favours: 'stop',
    decides: true,
    text: 'Urinary symptoms have lasted for more than two weeks.',
    source: 'Ours; bladder harm is named by the esketamine label and FDA 2023',
    knowledge: 'ours',
    applies: ({ entries }) => {
      const asked = entries.filter((entry) => entry.kind === 'diary week' && entry.urinarySymptoms !== null);
      const weeks = asked.slice(-urinaryWeeks);
      return (
        weeks.length === urinaryWeeks &&
        weeks.every((week) => week.kind === 'diary week' && week.urinarySymptoms === true)
      );
    },
  },
  {
    id: 'haematuria',
    favours: 'stop',
    decides: true,
    text: 'Blood was seen in the urine.',
    source: 'Ours',
    knowledge: 'ours',
    applies: ({ entries }) => hasSign(entries, 'visible blood in urine'),
  },
  {
    id: 'mind',
    favours: 'stop',
    decides: true,
    text: 'Psychosis or suicidality was noted.',
    source: 'Ours',
    knowledge: 'ours',
    applies: ({ entries }) => hasSign(entries, 'psychosis or suicidality'),
  },
  {
    id: 'misuse',
    favours: 'stop',
    decides: true,
    text: 'Misuse was noted.',
    source: 'Ours',
    knowledge: 'ours',
    applies: ({ entries }) => hasSign(entries, 'misuse'),
  },
  {
    id: 'no-benefit',
    favours: 'stop',
    decides: false,
    text: `Not one of the last ${weeksWithoutBenefit} weeks or more brought the benefit that the patient asked for.`,
    source: 'Ours; relief that comes is there within weeks in every trial',
    knowledge: 'ours',
    applies: ({ utility, weeks }) => weeks >= weeksWithoutBenefit && utility?.benefit.value === 0,
  },
  {
    id: 'harm-outweighs',
    favours: 'change',
    decides: false,
    text: 'There is benefit, but by the patient’s weights harm outweighs it, and the whole interval says so.',
    source: 'Sheiner and Melmon: benefit less weighted harm, below 0',
    knowledge: 'second-hand',
    applies: ({ utility }) => utility !== null && utility.difference.upper < 0 && utility.benefit.value > 0,
  },
  {
    id: 'harm-alone',
    favours: 'stop',
    decides: false,
    text: 'There is harm without any benefit, and the whole interval of benefit less weighted harm lies below 0.',
    source: 'Sheiner and Melmon: benefit less weighted harm, below 0',
    knowledge: 'second-hand',
    applies: ({ utility }) => utility !== null && utility.difference.upper < 0 && utility.benefit.value === 0,
  },
  {
    id: 'benefit-outweighs',
    favours: 'go on',
    decides: false,
    text: 'By the patient’s weights benefit outweighs harm, and the whole interval says so.',
    source: 'Sheiner and Melmon: benefit less weighted harm, above 0',
    knowledge: 'second-hand',
    applies: ({ utility }) => utility !== null && utility.difference.lower > 0,
  },
];
