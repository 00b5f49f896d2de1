import {
  type ChartedEvery,
  type DischargeCriterion,
  type FollowUpVisit,
  type HomeInstructions,
  homeInstructionsOf,
  type Monitoring,
  ownItem,
  type Protocol,
} from '@ketame/care';

/** A draft with one part of its care changed. `stored` is what it was made from: it says what each item was before. */

/** One interval of the chart, minutes. */
export function withInterval(
  draft: Protocol,
  stored: Protocol,
  { item, phase }: Pick<ChartedEvery, 'item' | 'phase'>,
  change: Partial<Pick<ChartedEvery, 'everyMin' | 'atNightEveryMin'>>,
): Protocol {
  const isIt = (one: ChartedEvery) => one.item === item && one.phase === phase;
  const was = stored.monitoring.charted.find(isIt);
  const charted = draft.monitoring.charted.map((one) =>
    isIt(one) ? ownItem({ ...one, ...change }, was, intervalWords) : one,
  );
  return { ...draft, monitoring: { ...draft.monitoring, charted } };
}

/** "every 60 min, at night every 120 min" */
export function intervalWords({ everyMin, atNightEveryMin }: ChartedEvery): string {
  return atNightEveryMin === null
    ? `every ${everyMin} min`
    : `every ${everyMin} min, at night every ${atNightEveryMin} min`;
}

/** The hours of the night, HH:MM. */
export function withNight(
  draft: Protocol,
  stored: Protocol,
  change: Partial<Pick<NonNullable<Monitoring['night']>, 'from' | 'to'>>,
): Protocol {
  const { night } = draft.monitoring;
  if (night === null) return draft;
  const was = stored.monitoring.night ?? undefined;
  const next = ownItem({ ...night, ...change }, was, ({ from, to }) => `${from} to ${to}`);
  return { ...draft, monitoring: { ...draft.monitoring, night: next } };
}

/** A blood test of the course, no later than every so many hours. */
export function withLaboratory(draft: Protocol, stored: Protocol, index: number, everyH: number): Protocol {
  const laboratory = draft.monitoring.laboratory.map((one, place) =>
    place === index
      ? ownItem({ ...one, everyH }, stored.monitoring.laboratory[index], (was) => `every ${was.everyH} h`)
      : one,
  );
  return { ...draft, monitoring: { ...draft.monitoring, laboratory } };
}

/** What must be true before the patient leaves: its words, its limit. */
export function withDischargeCriterion(
  draft: Protocol,
  stored: Protocol,
  next: DischargeCriterion,
): Protocol {
  const was = stored.discharge.criteria.find(({ id }) => id === next.id);
  const criteria = draft.discharge.criteria.map((one) =>
    one.id === next.id ? ownItem(next, was, ({ text }) => `"${text}"`) : one,
  );
  return { ...draft, discharge: { ...draft.discharge, criteria } };
}

/** What the patient takes home on paper. */
export function withInstructions(
  draft: Protocol,
  stored: Protocol,
  parts: HomeInstructions['parts'],
): Protocol {
  const was = homeInstructionsOf(stored.discharge);
  const instructions = ownItem({ ...was, parts }, was, () => `version ${stored.version} of ${stored.title}`);
  return { ...draft, discharge: { ...draft.discharge, instructions } };
}

/** A visit of the follow-up in another form. What was moved to another day has said before what it was. */
export function withVisit(
  draft: Protocol,
  stored: Protocol,
  now: FollowUpVisit,
  next: FollowUpVisit,
): Protocol {
  const was = stored.followUp.find(({ day }) => day === now.day);
  const changed = was === undefined ? next : ownItem(next, was, visitWords);
  return { ...draft, followUp: draft.followUp.map((one) => (one === now ? changed : one)) };
}

/** "day 7 (to 10): pain, function" */
export function visitWords({ day, withinDays, items }: FollowUpVisit): string {
  return `day ${day}${withinDays > 0 ? ` (to ${day + withinDays})` : ''}: ${items.join(', ')}`;
}

/** A visit of the clinic's own, four weeks after the last. */
export function withNewVisit(draft: Protocol): Protocol {
  const day = (draft.followUp.at(-1)?.day ?? 0) + 28;
  const visit = { day, withinDays: 7, items: ['pain'] as const, source: '', status: 'ours' as const };
  return { ...draft, followUp: [...draft.followUp, ownItem(visit, undefined, visitWords)] };
}
