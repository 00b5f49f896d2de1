import type { GivenSession } from '../follow-up/result.ts';
import { givenMg, type Session } from '../session/session.ts';

/** A session that is over and in which drug was given, with how much. */
export interface TreatedSession
  extends Omit<GivenSession, 'laboratory' | 'endedAt'>,
    Pick<Session['plan'], 'drug' | 'amountAs'> {
  readonly endedAt: string;
  /** As ordered, by the rates that were charted. */
  readonly givenMg: number;
}

/** Sessions that belong together: one cycle of a protocol. */
export interface TreatmentCourse {
  readonly protocol: TreatedSession['protocol'];
  /** In the order of time; at least one. */
  readonly sessions: readonly TreatedSession[];
  readonly startedAt: string;
  /** Of the last session so far. */
  readonly endedAt: string;
}

/** What a session gave; null while it runs, and where no drug was given. */
export function treatedSession(id: string, session: Session): TreatedSession | null {
  const { plan, startedAt, endedAt } = session;
  if (startedAt === null || endedAt === null) return null;
  return {
    id,
    protocol: plan.protocol,
    session: plan.session,
    of: plan.of,
    drug: plan.drug,
    amountAs: plan.amountAs,
    startedAt,
    endedAt,
    givenMg: givenMg(session, endedAt),
  };
}

/**
 * The courses of a patient, the first one first. A session begins a new course when it is of another protocol than the
 * one before it, or when its number does not go on from there.
 * @param sessions in any order
 */
export function coursesOf(sessions: readonly TreatedSession[]): TreatmentCourse[] {
  const courses: TreatmentCourse[] = [];
  for (const session of inOrder(sessions)) {
    const course = courses.at(-1);
    const before = course?.sessions.at(-1);
    const goesOn = before?.protocol.id === session.protocol.id && session.session > before.session;
    if (course === undefined || !goesOn) {
      const { protocol, startedAt, endedAt } = session;
      courses.push({ protocol, sessions: [session], startedAt, endedAt });
    } else {
      courses[courses.length - 1] = {
        ...course,
        sessions: [...course.sessions, session],
        endedAt: session.endedAt,
      };
    }
  }
  return courses;
}

function inOrder(sessions: readonly TreatedSession[]): TreatedSession[] {
  return [...sessions].sort(
    (one, other) => Date.parse(one.startedAt) - Date.parse(other.startedAt) || one.id.localeCompare(other.id),
  );
}
