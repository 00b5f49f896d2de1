import { alarmsOf, instrumentOf } from '../questionnaires/index.ts';
import { careRules } from './care-rules.ts';
import type { CareFinding, CareRule } from './finding.ts';
import type { NotedSign } from './result.ts';
import type { CareState } from './samples.ts';

/** What the rules of mind and of misuse find. */
export function mindAndMisuseFindings(state: CareState): CareFinding[] {
  return [
    signed(state, 'psychosis', careRules.psychosis),
    signed(state, 'suicidal thoughts', careRules.suicidality),
    suicidePathway(state),
    flashbacks(state),
    misuse(state),
  ].filter((finding) => finding !== null);
}

/** A sign that counts whether it is over or not. */
function signed({ results }: CareState, sign: NotedSign, rule: CareRule): CareFinding | null {
  const noted = results.filter(({ content }) => content.kind === 'sign' && content.sign === sign);
  if (noted.length === 0) return null;
  const inputs = noted.map(({ at, content }) => ({
    text: content.kind === 'sign' && content.text !== '' ? `${sign}: ${content.text}` : sign,
    at,
  }));
  return { rule, reason: `Noted: ${sign}.`, inputs, until: null, nextTestOn: null };
}

/** The newest answer to each form's question counts: a later "no" closes it. */
function suicidePathway({ results }: CareState): CareFinding | null {
  const newest = new Map<string, (typeof results)[number]>();
  for (const result of results) {
    const { content } = result;
    if (content.kind !== 'questionnaire') continue;
    const instrument = instrumentOf(content.instrument);
    const asks = [...(instrument?.items ?? []), ...(instrument?.singleItems ?? [])].some(
      ({ alarm }) => alarm,
    );
    if (asks) newest.set(content.instrument, result);
  }
  const open = [...newest.values()].filter(({ content }) => {
    const instrument = content.kind === 'questionnaire' ? instrumentOf(content.instrument) : undefined;
    return (
      content.kind === 'questionnaire' &&
      instrument !== undefined &&
      alarmsOf(instrument, content.answers).includes('suicide')
    );
  });
  if (open.length === 0) return null;
  const inputs = open.map(({ at, content }) => ({
    text: content.kind === 'questionnaire' ? (instrumentOf(content.instrument)?.title ?? '') : '',
    at,
  }));
  return {
    rule: careRules.suicidePathway,
    reason: 'A question about death or self-harm was not answered with no.',
    inputs,
    until: null,
    nextTestOn: null,
  };
}

function flashbacks({ results, today }: CareState): CareFinding | null {
  const noted = results.filter(
    ({ content }) =>
      content.kind === 'sign' &&
      content.sign === 'flashbacks that trouble' &&
      (content.resolvedOn === null || content.resolvedOn > today),
  );
  if (noted.length === 0) return null;
  return {
    rule: careRules.flashbacks,
    reason: 'Noted, and not yet over.',
    inputs: noted.map(({ at }) => ({ text: 'Flashbacks that trouble', at })),
    until: null,
    nextTestOn: null,
  };
}

function misuse({ results }: CareState): CareFinding | null {
  const last = results.findLast(({ content }) => content.kind === 'misuse review');
  if (last?.content.kind !== 'misuse review' || last.content.signs.length === 0) return null;
  return {
    rule: careRules.misuse,
    reason: `Found at the last review: ${last.content.signs.join('; ')}.`,
    inputs: last.content.signs.map((text) => ({ text, at: last.at })),
    until: null,
    nextTestOn: null,
  };
}
