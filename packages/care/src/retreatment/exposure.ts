import { coursesOf, type TreatedSession } from './course.ts';

/** How much of one drug a patient has had here. Amounts of another drug, or as salt and as base, are never added up. */
export interface Exposure extends Pick<TreatedSession, 'drug' | 'amountAs'> {
  readonly lifetime: ExposureSum;
  /** In the 365 days before. */
  readonly year: ExposureSum;
}

export interface ExposureSum {
  readonly givenMg: number;
  readonly sessions: number;
  readonly courses: number;
  /** On infusion. */
  readonly hours: number;
}

const yearMs = 365 * 86_400_000;

/**
 * Cumulative exposure by drug, from what was given in the sessions of this clinic and from nothing else.
 * @param sessions in any order
 * @param now ISO 8601; a session counts for the year when it ended within 365 days before
 */
export function cumulativeExposure(sessions: readonly TreatedSession[], now: string): Exposure[] {
  const since = Date.parse(now) - yearMs;
  const kinds = new Map(sessions.map(({ drug, amountAs }) => [`${drug} ${amountAs}`, { drug, amountAs }]));
  return [...kinds.values()].map((kind) => {
    const own = sessions.filter(({ drug, amountAs }) => drug === kind.drug && amountAs === kind.amountAs);
    return {
      ...kind,
      lifetime: sumOf(own),
      year: sumOf(own.filter(({ endedAt }) => Date.parse(endedAt) > since)),
    };
  });
}

function sumOf(sessions: readonly TreatedSession[]): ExposureSum {
  return {
    givenMg: sessions.reduce((sum, { givenMg }) => sum + givenMg, 0),
    sessions: sessions.length,
    courses: coursesOf(sessions).length,
    hours: sessions.reduce(
      (sum, { startedAt, endedAt }) => sum + (Date.parse(endedAt) - Date.parse(startedAt)) / 3_600_000,
      0,
    ),
  };
}
