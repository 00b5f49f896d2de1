import type { Basis, Criterion } from './criterion.ts';
import { homeInstructionsOf } from './home-instructions.ts';
import { ownLimitProblems } from './own-limits.ts';
import type { Protocol } from './protocol.ts';

/**
 * A copy of a protocol as a clinic's own, to be changed.
 * @param id of the new protocol
 */
export function copyProtocol(protocol: Protocol, id: string, title: string): Protocol {
  return { ...protocol, id, version: 1, title, copiedFrom: { id: protocol.id, version: protocol.version } };
}

/** What makes a clinic's own protocol unfit for use, each in words for its author; empty when nothing does. */
export function ownProtocolProblems(own: Protocol, original: Protocol): string[] {
  const kept = new Map(own.criteria.map((criterion) => [criterion.id, criterion]));
  const problems: string[] = [];
  if (kept.size !== own.criteria.length) problems.push('A criterion stands there twice.');
  for (const hard of original.criteria.filter((criterion) => criterion.hard === true)) {
    const found = kept.get(hard.id);
    if (found === undefined || !sameTest(found, hard))
      problems.push(`"${hard.title}" is a hard criterion and stays as it is.`);
  }
  const rates = own.regimen.steps.map((step) => step.rate.value);
  const hours = own.regimen.steps.map((step) => step.notBeforeH.value);
  if (rates.some((rate) => rate > own.regimen.greatestRate.value))
    problems.push('A rate of the titration is higher than the highest allowed.');
  if (rises(rates) === false) problems.push('The rates of the titration must rise.');
  if (hours[0] !== 0 || rises(hours) === false)
    problems.push('The titration begins at hour 0, and each step comes later than the one before.');
  if (own.regimen.drug !== original.regimen.drug)
    problems.push(
      'The drug stays that of the original: S-ketamine and the racemate are never turned into each other.',
    );
  return [
    ...problems,
    ...monitoringProblems(own, original),
    ...dischargeProblems(own, original),
    ...followUpProblems(own, original),
    ...ownLimitProblems(own, original),
  ];
}

/** What is charted and tested may be so more or less often, but is not left out. */
function monitoringProblems({ monitoring }: Protocol, original: Protocol): string[] {
  const { charted, laboratory, reviewEveryH, handoverEveryH } = monitoring;
  const left = original.monitoring.charted.filter(
    (one) => !charted.some(({ item, phase }) => item === one.item && phase === one.phase),
  );
  const tested = new Set(laboratory.flatMap(({ measures }) => measures));
  const untested = original.monitoring.laboratory
    .flatMap(({ measures }) => measures)
    .filter((measure) => !tested.has(measure));
  return [
    ...left.map(({ item, phase }) => `The original charts ${item} in the ${phase}: it is not left out.`),
    ...untested.map((measure) => `The original tests ${measure} in the course: it is not left out.`),
    ...[reviewEveryH, handoverEveryH]
      .filter((number) => number?.value === 0)
      .map(() => 'A review or a handover is due every so many hours: more than 0.'),
  ];
}

function dischargeProblems({ discharge }: Protocol, original: Protocol): string[] {
  const { criteria } = discharge;
  const left = original.discharge.criteria.filter(({ id }) => !criteria.some((one) => one.id === id));
  const otherwise = criteria.filter(
    ({ text, limit }) =>
      limit !== undefined &&
      ![...text.matchAll(/\d+(\.\d+)?/g)].some(([number]) => Number(number) === limit.value),
  );
  const empty = homeInstructionsOf(discharge).parts.filter(({ lines }) => lines.length === 0);
  return [
    ...left.map(({ text }) => `"${text}" must be true before the patient leaves: it is not left out.`),
    ...otherwise.map(({ text, limit }) => `"${text}" must name its limit, ${limit?.value}.`),
    ...empty.map(({ title }) => `The instructions for home say nothing under "${title}".`),
  ];
}

function followUpProblems({ followUp }: Protocol, original: Protocol): string[] {
  const days = followUp.map(({ day }) => day);
  const early = followUp.filter(({ day, withinDays }) => day - withinDays < 0);
  const followed = new Set(followUp.flatMap(({ items }) => items));
  const left = new Set(original.followUp.flatMap(({ items }) => items).filter((item) => !followed.has(item)));
  return [
    ...(rises(days)
      ? []
      : ['The visits of the follow-up stand in the order of their days, one for each day.']),
    ...early.map(({ day }) => `The visit of day ${day} would open before the course has ended.`),
    ...[...left].map((item) => `The original follows ${item} after the course: at least one visit does.`),
  ];
}

function sameTest(one: Criterion, other: Criterion): boolean {
  return (
    one.hard === true &&
    JSON.stringify([one.test, one.when ?? null]) === JSON.stringify([other.test, other.when ?? null])
  );
}

const rises = (values: readonly number[]): boolean =>
  values.every((value, index) => index === 0 || value > (values[index - 1] ?? Number.NEGATIVE_INFINITY));

/**
 * An item of a protocol as a clinic would have it: as stored where nothing differs, else with its source saying so.
 * @param was the stored one; absent for an item that the clinic adds
 * @param words what it was, to be read
 */
export function ownItem<T extends Basis>(now: T, was: T | undefined, words: (was: T) => string): T {
  if (was === undefined) return { ...now, source: 'This clinic', status: 'ours' };
  const { source, status } = was;
  const isSame = JSON.stringify({ ...now, source, status }) === JSON.stringify({ ...was, source, status });
  return isSame ? was : { ...now, ...changedByClinic(was, words(was)) };
}

/** What a value rests on once a clinic has changed it. @param was the value before, in words */
export function changedByClinic(basis: Basis, was: string): Basis {
  return { source: `This clinic; before: ${was} (${basis.source})`, status: 'ours' };
}
