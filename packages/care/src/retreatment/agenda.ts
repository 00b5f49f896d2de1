import { dateIn, dateText } from '../follow-up/days.ts';
import type { CareFinding } from '../follow-up/finding.ts';
import { type RetreatmentCheck, type RetreatmentState, retreatmentChecks } from './checks.ts';
import { coursesOf, type TreatedSession } from './course.ts';
import { cumulativeExposure, type Exposure } from './exposure.ts';
import { type RetreatmentWindow, reliefAfter, retreatmentWindow } from './window.ts';

/** What is decided about the next course. */
export const courseDecisions = ['go on', 'change', 'stop'] as const;
export type CourseDecision = (typeof courseDecisions)[number];

/** What the decision about the next course is taken from: the answer first, then what it rests on. */
export interface RetreatmentAgenda {
  readonly answer: 'not again' | 'not now' | 'not yet' | 'something is missing' | 'can be weighed';
  /** The answer in one or two sentences. */
  readonly text: string;
  /** The first day on which it may be otherwise, YYYY-MM-DD; null where no day is known. */
  readonly from: string | null;
  /** What stops it, the gravest first; the liver outranks the window. */
  readonly findings: readonly CareFinding[];
  /** What the rules of care could not judge. */
  readonly notKnown: readonly string[];
  readonly checks: readonly RetreatmentCheck[];
  readonly window: RetreatmentWindow;
  readonly exposure: readonly Exposure[];
  readonly course: { readonly title: string; readonly startedAt: string; readonly endedAt: string };
}

export interface AgendaInput
  extends Pick<RetreatmentState, 'protocol' | 'results' | 'verdict' | 'due' | 'goals' | 'index' | 'now'> {
  /** All that the patient has had here, in any order. */
  readonly sessions: readonly TreatedSession[];
  /** IANA zone of the clinic. */
  readonly timeZone: string;
}

/**
 * The agenda of the decision about the next course; null before the first. The rules of care speak first, and of them
 * the liver's: no window opens what they close.
 */
export function retreatmentAgenda(input: AgendaInput): RetreatmentAgenda | null {
  const { protocol, results, verdict, goals, sessions, now, timeZone } = input;
  const courses = coursesOf(sessions);
  const course = courses.at(-1);
  if (course === undefined) return null;
  const relief = reliefAfter(course.endedAt, results, goals?.baselinePain ?? null, timeZone);
  const window = retreatmentWindow(protocol.retreatment, course.endedAt, relief, { now, timeZone });
  const checks = retreatmentChecks({ ...input, courses, window, today: dateIn(timeZone, now) });
  const findings = verdict.findings.filter(({ rule }) => rule.outcome !== 'watch').sort(liverFirst);
  return {
    ...answerOf(findings, checks, window),
    findings,
    notKnown: verdict.notKnown,
    checks,
    window,
    exposure: cumulativeExposure(sessions, now),
    course: { title: course.protocol.title, startedAt: course.startedAt, endedAt: course.endedAt },
  };
}

const gravity = { watch: 0, hold: 1, stop: 2, 'stop for good': 3 } as const;

function liverFirst({ rule: one }: CareFinding, { rule: other }: CareFinding): number {
  return (
    gravity[other.outcome] - gravity[one.outcome] ||
    Number(other.system === 'liver') - Number(one.system === 'liver')
  );
}

function answerOf(
  findings: readonly CareFinding[],
  checks: readonly RetreatmentCheck[],
  window: RetreatmentWindow,
): Pick<RetreatmentAgenda, 'answer' | 'text' | 'from'> {
  const [gravest] = findings;
  if (gravest !== undefined) {
    const { system, title } = gravest.rule;
    const isForGood = gravest.rule.outcome === 'stop for good';
    const latest = findings.some(({ until }) => until === null)
      ? null
      : latestOf([window.notBefore.on, ...findings.map(({ until }) => until ?? '')]);
    const ranks = system === 'liver' ? 'The rule of the liver outranks the window. ' : '';
    return {
      answer: isForGood ? 'not again' : 'not now',
      text: `${title}. ${ranks}${isForGood ? '' : latest === null ? 'No day is known on which this changes.' : `Not before ${dateText(latest)}.`}`.trim(),
      from: isForGood ? null : latest,
    };
  }
  const failed = checks.filter(({ outcome }) => outcome === 'not met');
  if (failed.some(({ id }) => id !== 'interval')) {
    const [first] = failed.filter(({ id }) => id !== 'interval');
    return { answer: 'not now', text: first?.reason ?? '', from: null };
  }
  if (failed.length > 0) {
    return {
      answer: 'not yet',
      text: `Not before ${dateText(window.notBefore.on)}.`,
      from: window.notBefore.on,
    };
  }
  const missing = checks.filter(({ outcome }) => outcome === 'missing');
  if (missing.length > 0) {
    return {
      answer: 'something is missing',
      text: `It cannot be weighed yet: ${missing.length} of ${checks.length} things are not known.`,
      from: null,
    };
  }
  if (window.state === 'before') {
    return { answer: 'not yet', text: window.reason, from: window.from };
  }
  return {
    answer: 'can be weighed',
    text: 'All that must be true first is true. Benefit and risk are the agenda of the decision.',
    from: null,
  };
}

const latestOf = (dates: readonly string[]): string => [...dates].sort().at(-1) ?? '';
