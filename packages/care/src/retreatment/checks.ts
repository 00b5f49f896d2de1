import type { PatientIndex } from '@ketame/evidence';
import { dateText } from '../follow-up/days.ts';
import type { CareSystem, CareVerdict } from '../follow-up/finding.ts';
import { countedResults, type FollowUpResult } from '../follow-up/result.ts';
import { type FollowUpDue, missingOf } from '../follow-up/schedule.ts';
import type { Basis } from '../protocol/criterion.ts';
import type { FollowUpItem, Protocol, Retreatment } from '../protocol/protocol.ts';
import type { TreatmentCourse } from './course.ts';
import type { PatientGoals } from './goals.ts';
import type { RetreatmentWindow } from './window.ts';

/** One thing that must be true before the next course, and whether it is. */
export interface RetreatmentCheck extends Basis {
  readonly id: string;
  /** What must be true, one sentence. */
  readonly text: string;
  /** `missing`: nobody has looked, so that it cannot be said. */
  readonly outcome: 'met' | 'not met' | 'missing';
  readonly reason: string;
}

/** All that the checks look at. */
export interface RetreatmentState {
  readonly protocol: Protocol;
  /** At least one; the last one is the one after which the next is thought of. */
  readonly courses: readonly TreatmentCourse[];
  readonly results: readonly FollowUpResult[];
  readonly verdict: CareVerdict;
  readonly due: readonly FollowUpDue[];
  readonly goals: PatientGoals | null;
  readonly index: PatientIndex | null;
  readonly window: RetreatmentWindow;
  /** ISO 8601, and the clinic's date then, YYYY-MM-DD. */
  readonly now: string;
  readonly today: string;
}

type Found = Pick<RetreatmentCheck, 'outcome' | 'reason'>;

/** The system whose rules of care decide a check of the protocol, and what must have been looked at after the course. */
const bySystem: Readonly<Record<string, { system: CareSystem; items: readonly FollowUpItem[] }>> = {
  liver: { system: 'liver', items: ['liver enzymes'] },
  bladder: { system: 'bladder and kidney', items: ['urine symptoms'] },
  mind: { system: 'mind', items: ['contact'] },
  misuse: { system: 'misuse', items: ['misuse'] },
};

const own = { source: 'Ours', status: 'ours' } as const;

/** What must be true first, in the order of the protocol, then the interval, the number of courses and the follow-up. */
export function retreatmentChecks(state: RetreatmentState): RetreatmentCheck[] {
  const { retreatment } = state.protocol;
  return [
    ...retreatment.first.map(
      (one): RetreatmentCheck => ({
        id: one.id,
        text: one.text,
        source: one.source,
        status: one.status,
        ...foundFor(one.id, state),
      }),
    ),
    intervalCheck(state),
    perYearCheck(state, retreatment),
    {
      id: 'follow-up',
      text: 'Nothing of the follow-up is overdue.',
      ...own,
      ...followUpFound(state),
    },
  ];
}

function foundFor(id: string, state: RetreatmentState): Found {
  if (id === 'benefit') return benefitFound(state);
  const rule = bySystem[id];
  if (rule === undefined) {
    return { outcome: 'missing', reason: 'No rule decides this: the physician says whether it is true.' };
  }
  const holding = state.verdict.findings.filter(
    ({ rule: { system, outcome } }) => system === rule.system && outcome !== 'watch',
  );
  if (holding.length > 0) {
    return { outcome: 'not met', reason: holding.map(({ reason }) => reason).join(' ') };
  }
  const ended = Date.parse(endOf(state));
  const after = countedResults(state.results).filter(({ at }) => Date.parse(at) > ended);
  const contents = after.map(({ content }) => content);
  const missing = rule.items.flatMap((item) => missingOf(item, contents));
  return missing.length > 0
    ? { outcome: 'missing', reason: `Not looked at since the course ended: ${missing.join(', ')}.` }
    : { outcome: 'met', reason: 'Looked at since the course ended, and no rule holds.' };
}

function benefitFound({ protocol, window, goals, index }: RetreatmentState): Found {
  const { reliefPercent, reliefDays } = protocol.retreatment;
  const wanted = `${reliefPercent.value} % for ${reliefDays.value} days`;
  const { own: course } = window;
  if (course.kind === 'never came') return { outcome: 'not met', reason: window.reason };
  if (course.kind === 'not known') {
    return { outcome: 'missing', reason: 'No relief is known after the course.' };
  }
  const held = course.kind === 'waned' ? course.lastWith : course.day;
  if (held < reliefDays.value) {
    return course.kind === 'waned'
      ? { outcome: 'not met', reason: `${window.reason} The protocol asks for ${wanted}.` }
      : { outcome: 'missing', reason: `Relief is known up to day ${held}; the protocol asks for ${wanted}.` };
  }
  if (goals === null || index?.utility === undefined || index.utility === null) {
    return {
      outcome: 'missing',
      reason: `Relief lasted ${held} days or more. Benefit and harm have not been weighed with the patient.`,
    };
  }
  return { outcome: 'met', reason: `Relief lasted ${held} days or more, and benefit and harm are weighed.` };
}

function intervalCheck({ window, today }: RetreatmentState): RetreatmentCheck {
  const { on, limit } = window.notBefore;
  const isOver = today >= on;
  return {
    id: 'interval',
    text: `At least ${limit.value} days have gone by since the last course.`,
    source: limit.source,
    status: limit.status,
    outcome: isOver ? 'met' : 'not met',
    reason: isOver
      ? `They have, since ${dateText(on)}.`
      : `Not before ${dateText(on)}.${limit.note ? ` ${limit.note}` : ''}`,
  };
}

function perYearCheck(
  { courses, now }: RetreatmentState,
  { greatestPerYear }: Retreatment,
): RetreatmentCheck {
  const since = Date.parse(now) - 365 * 86_400_000;
  const count = courses.filter(({ endedAt }) => Date.parse(endedAt) > since).length;
  return {
    id: 'per-year',
    text: `Fewer than ${greatestPerYear.value} courses in the last 12 months.`,
    source: greatestPerYear.source,
    status: greatestPerYear.status,
    outcome: count < greatestPerYear.value ? 'met' : 'not met',
    reason: `${count} in the last 12 months.`,
  };
}

function followUpFound({ due }: RetreatmentState): Found {
  const overdue = due.filter(({ state }) => state === 'overdue');
  return overdue.length === 0
    ? { outcome: 'met', reason: 'Nothing is overdue.' }
    : {
        outcome: 'missing',
        reason: `Overdue: ${[...new Set(overdue.map(({ item }) => item))].join(', ')}.`,
      };
}

function endOf({ courses }: RetreatmentState): string {
  const last = courses.at(-1);
  if (last === undefined) throw new RangeError('Checks of a next course need one before it.');
  return last.endedAt;
}
