import { isResponder, responderThresholds } from './endpoints.ts';
import { type Choice, type IndexRule, indexRules, indexRulesVersion, liverRaised } from './index-rules.ts';
import { checkRecord, type RecordEntry, type TreatmentRecord } from './patient-record.ts';
import { type JointOutcome, type Utility, utilityOfPeople } from './utility.ts';

/** Weeks that are looked back on: those that relief after one course is followed for. */
const weeksBack = 12;

/** Why the inputs favour a choice. */
export type IndexReason = Pick<IndexRule, 'id' | 'favours' | 'decides' | 'text' | 'source' | 'knowledge'>;

/** Benefit and risk of one treatment in one patient, as far as its record goes. It advises; it decides nothing. */
export interface PatientIndex {
  readonly rulesVersion: string;
  /** Of weeks instead of people; null while no diary week follows a session. */
  readonly utility: Utility | null;
  /** The three choices on the scale of benefit less weighted harm. */
  readonly choices: readonly {
    readonly choice: Choice;
    readonly lower: number;
    readonly upper: number;
    readonly assumption: string;
  }[];
  readonly advice: Choice | 'undecided';
  readonly reasons: readonly IndexReason[];
  /** What the index does not know, one plain sentence each. */
  readonly gaps: readonly string[];
}

const timeOf = (entry: RecordEntry): number => Date.parse(entry.at);

/** Benefit and harm of the counted diary weeks, oldest first; each session and result falls into exactly one week. */
function weeksOf(record: TreatmentRecord): JointOutcome[] {
  const { entries, baselinePain, harmsThatCount } = record;
  const threshold = responderThresholds.find(({ id }) => id === record.threshold)!;
  const first = entries.findIndex(({ kind }) => kind === 'session');
  if (first < 0) return [];
  const weeks: JointOutcome[] = [];
  let harm = false;
  for (const entry of entries.slice(first)) {
    harm ||= liverRaised(entry);
    if (entry.kind === 'session') harm ||= entry.harms.some((one) => harmsThatCount.includes(one));
    if (entry.kind !== 'diary week') continue;
    harm ||= entry.urinarySymptoms === true;
    weeks.push({ benefit: isResponder({ baseline: baselinePain, later: entry.pain }, threshold), harm });
    harm = false;
  }
  return weeks.slice(-weeksBack);
}

function gapsOf(entries: readonly RecordEntry[], weeks: number): string[] {
  const lastWeek = entries.findLast(({ kind }) => kind === 'diary week');
  const lastSession = entries.findLast(({ kind }) => kind === 'session');
  const gaps: string[] = [];
  if (weeks === 0) gaps.push('No week of the diary follows a session yet.');
  else if (weeks < 4) gaps.push(`Only ${weeks} of the diary’s weeks follow a session.`);
  if (lastSession && lastWeek && timeOf(lastSession) > timeOf(lastWeek)) {
    gaps.push('The latest session is not yet followed by a week of the diary, so it is not counted.');
  }
  if (!entries.some(({ kind }) => kind === 'laboratory')) gaps.push('Liver enzymes were not measured.');
  if (lastWeek?.kind === 'diary week' && lastWeek.urinarySymptoms === null) {
    gaps.push('Urinary symptoms were not asked for in the latest week.');
  }
  return gaps;
}

function choicesOf(utility: Utility | null): PatientIndex['choices'] {
  const stop = {
    choice: 'stop',
    lower: 0,
    upper: 0,
    assumption: 'Without treatment pain is taken to return to its baseline, and no new harm to arise.',
  } as const;
  if (utility === null) return [stop];
  const { benefit, harm, harmWeight, difference } = utility;
  return [
    {
      choice: 'go on',
      lower: difference.lower,
      upper: difference.upper,
      assumption:
        'The weeks to come are taken to be like those counted, and these as independent of each other: the interval is rather too narrow.',
    },
    {
      choice: 'change',
      lower: -harmWeight * harm.upper,
      upper: benefit.upper,
      assumption:
        'What another dose or interval does is not in the record: from benefit lost and harm kept to benefit kept and harm gone.',
    },
    stop,
  ];
}

function adviceOf(reasons: readonly IndexReason[]): PatientIndex['advice'] {
  const reason = reasons.find(({ decides }) => decides) ?? reasons[0];
  return reason?.favours ?? 'undecided';
}

/**
 * Benefit and risk of one treatment from its stored record alone: the same record gives the same index. The unit is the
 * week: a week with the benefit that the patient asked for, and a week with a harm that counts.
 *
 * @throws InputError naming the entry that is wrong or out of order
 */
export function patientIndex(record: TreatmentRecord): PatientIndex {
  checkRecord(record);
  const { entries, harmWeight } = record;
  const weeks = weeksOf(record);
  const utility = weeks.length === 0 ? null : utilityOfPeople(weeks, harmWeight);
  const state = { entries, utility, weeks: weeks.length };
  const reasons = indexRules
    .filter(({ applies }) => applies(state))
    .map(({ id, favours, decides, text, source, knowledge }) => ({
      id,
      favours,
      decides,
      text,
      source,
      knowledge,
    }));
  return {
    rulesVersion: indexRulesVersion,
    utility,
    choices: choicesOf(utility),
    advice: adviceOf(reasons),
    reasons,
    gaps: gapsOf(entries, weeks.length),
  };
}

/**
 * The index after every entry of a record, each computed from what was known then and nothing later.
 *
 * @throws InputError as `patientIndex` does
 */
export function patientIndexHistory(
  record: TreatmentRecord,
): { readonly at: string; readonly entry: RecordEntry['kind']; readonly index: PatientIndex }[] {
  checkRecord(record);
  return record.entries.map(({ at, kind }, last) => ({
    at,
    entry: kind,
    index: patientIndex({ ...record, entries: record.entries.slice(0, last + 1) }),
  }));
}
