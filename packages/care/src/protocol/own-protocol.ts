import type { Basis, Criterion } from './criterion.ts';
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
  return problems;
}

function sameTest(one: Criterion, other: Criterion): boolean {
  return (
    one.hard === true &&
    JSON.stringify([one.test, one.when ?? null]) === JSON.stringify([other.test, other.when ?? null])
  );
}

const rises = (values: readonly number[]): boolean =>
  values.every((value, index) => index === 0 || value > (values[index - 1] ?? Number.NEGATIVE_INFINITY));

/** What a value rests on once a clinic has changed it. @param was the value before, in words */
export function changedByClinic(basis: Basis, was: string): Basis {
  return { source: `This clinic; before: ${was} (${basis.source})`, status: 'ours' };
}
