import type { Sex } from '../record.ts';
import type { CutOff, Instrument, ItemAlarm, Score } from './instrument.ts';
import { contactForm, functionForm, urineForm } from './own-instruments.ts';
import { publishedInstruments } from './published-instruments.ts';

/** All that are shipped, our own first. */
export const instruments: readonly Instrument[] = [
  contactForm,
  functionForm,
  urineForm,
  ...publishedInstruments,
];

export const instrumentOf = (id: string): Instrument | undefined =>
  instruments.find((instrument) => instrument.id === id);

type Numbers = Readonly<Record<string, number>>;

/**
 * The scores of a form in which every item is answered: the same for browser and server.
 * @returns by id of the score; a score that is entered from a paper form is not among them, nor one with an answer missing
 */
export function scoresOf({ scores }: Pick<Instrument, 'scores'>, answers: Numbers): Record<string, number> {
  const computed: [string, number][] = [];
  for (const { id, of } of scores) {
    if (of === undefined || of.items.some((item) => answers[item] === undefined)) continue;
    const sum = of.items.reduce((add, item) => add + (answers[item] ?? 0), 0);
    computed.push([id, of.by === 'sum' ? sum : sum / of.items.length]);
  }
  return Object.fromEntries(computed);
}

/** What is wrong with one answer, in words; null when nothing is. */
export function itemProblem(instrument: Instrument, item: string, value: number): string | null {
  const own = instrument.items.find(({ id }) => id === item);
  if (own !== undefined) {
    const values = own.choices.map((choice) => choice.value);
    return values.includes(value) ? null : `one of ${values.join(', ')}`;
  }
  const single = instrument.singleItems.find(({ id }) => id === item);
  if (single === undefined) return `an item of ${instrument.title}`;
  const fits = Number.isInteger(value) && value >= single.least && value <= single.greatest;
  return fits ? null : `a whole number from ${single.least} to ${single.greatest}`;
}

/** The same of what is kept while a form is filled in: its answers, and the scores that are entered from paper. */
export function draftProblem(instrument: Instrument, id: string, value: number): string | null {
  const score = instrument.scores.find((one) => one.id === id);
  if (score === undefined || score.of !== undefined) return itemProblem(instrument, id, value);
  return scoreProblem(score, value, undefined);
}

/**
 * What is wrong with a form that is handed in, each with its path: an answer missing or impossible, a score that
 * differs from the one computed here, or lies outside its range. Empty when nothing is.
 */
export function formProblems(
  instrument: Instrument,
  { answers, scores }: { readonly answers: Numbers; readonly scores: Numbers },
): { path: string; expected: string }[] {
  const problems: { path: string; expected: string }[] = [];
  for (const { id } of [...instrument.items, ...instrument.singleItems]) {
    if (answers[id] === undefined) problems.push({ path: `answers.${id}`, expected: 'an answer' });
  }
  for (const [id, value] of Object.entries(answers)) {
    const expected = itemProblem(instrument, id, value);
    if (expected !== null) problems.push({ path: `answers.${id}`, expected });
  }
  const computed = scoresOf(instrument, answers);
  for (const score of instrument.scores) {
    const expected = scoreProblem(score, scores[score.id], computed[score.id]);
    if (expected !== null) problems.push({ path: `scores.${score.id}`, expected });
  }
  for (const id of Object.keys(scores)) {
    if (!instrument.scores.some((score) => score.id === id)) {
      problems.push({ path: `scores.${id}`, expected: `a score of ${instrument.title}` });
    }
  }
  const inTotal = instrument.singleItems
    .filter((item) => item.inTotal)
    .reduce((sum, { id }) => sum + (answers[id] ?? 0), 0);
  if ((scores.total ?? inTotal) < inTotal) {
    problems.push({ path: 'scores.total', expected: `at least ${inTotal}, of the single answers` });
  }
  return problems;
}

function scoreProblem(
  { of, least, greatest, fractions }: Score,
  given: number | undefined,
  computed: number | undefined,
): string | null {
  if (of !== undefined) {
    // With an answer missing there is nothing to compare with, and the answer is asked for.
    return computed === undefined || given === computed ? null : `${computed}, as the answers give`;
  }
  const fits = given !== undefined && given >= least && given <= greatest;
  if (fits && (fractions === true || Number.isInteger(given))) return null;
  return `a ${fractions === true ? '' : 'whole '}number from ${least} to ${greatest}`;
}

/** The word of the furthest cut-off that a score has reached; undefined where none is published for it. */
export function wordOf(
  { cutOffs }: Pick<Instrument, 'cutOffs'>,
  score: string,
  value: number,
  sex: Sex,
): CutOff | undefined {
  return cutOffs
    .filter((one) => one.score === score && (one.sex === undefined || one.sex === sex))
    .filter(({ worse, from }) => (worse === 'above' ? value >= from : value <= from))
    .sort((one, other) => (one.worse === 'above' ? other.from - one.from : one.from - other.from))[0];
}

/** The pathways that single answers open, whatever the total. */
export function alarmsOf(instrument: Instrument, answers: Numbers): ItemAlarm['pathway'][] {
  return [...instrument.items, ...instrument.singleItems].flatMap(({ id, alarm }) =>
    alarm !== undefined && (answers[id] ?? 0) >= alarm.from ? [alarm.pathway] : [],
  );
}
