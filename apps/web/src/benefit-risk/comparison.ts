import {
  acceptability,
  type Criterion,
  type Measurement,
  measurementOf,
  optionValues,
  type PackagedOption,
  swingWeights,
  type TreatmentOption,
  tornado,
  turningWeight,
  valueTree,
  type WeightKnowledge,
} from '@ketame/evidence';
import { parseNumber } from '../parts/parse-number.ts';

/** An option on the page: what comes with Ketame, and what was typed over it, by the criterion's id. */
export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly packaged: PackagedOption['measurements'];
  readonly typed: Readonly<Record<string, string>>;
}

/** What the patient said, by the criterion's id: the swing that matters most, and points of the others beside its 100. */
export interface Answers {
  readonly most: string | null;
  readonly points: Readonly<Record<string, number>>;
}

/** Whether only the order of the points counts, or the points themselves. */
export type Counts = 'order' | 'weights';

/** The points of all swings, once every one of them has been asked for; else null. */
export function pointsOf(
  tree: readonly Criterion[],
  { most, points }: Answers,
): Record<string, number> | null {
  if (!tree.some(({ id }) => id === most)) return null;
  const given = tree.map(({ id }) => [id, id === most ? 100 : points[id]] as const);
  return given.every((one): one is readonly [string, number] => one[1] !== undefined)
    ? Object.fromEntries(given)
    : null;
}

/** Answers that were saved as points: the swing of 100 points is the one that matters most. */
export function answersOf(points: Readonly<Record<string, number>>): Answers {
  return { most: Object.keys(points).find((id) => points[id] === 100) ?? null, points };
}

/** A measurement as the page writes it, and as a person may type it: "26 ± 11", "28/30", "5". */
export function measurementText(measurement: Measurement): string {
  switch (measurement.kind) {
    case 'exact':
      return shortText(measurement.value);
    case 'normal':
      return `${shortText(measurement.mean)} ± ${shortText(measurement.standardError)}`;
    case 'counted':
      return `${measurement.events}/${measurement.n}`;
  }
}

const shortText = (value: number) => String(Number(value.toPrecision(3)));

/**
 * Reads a measurement: a number, "number ± standard error", a percentage, or "people/of all".
 * @returns what is expected, as text, when it is none of these; null for an empty field
 */
export function readMeasurement(text: string): Measurement | string | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const counted = /^(\d+)\s*\/\s*(\d+)$/.exec(trimmed);
  if (counted) {
    const [events, n] = [Number(counted[1]), Number(counted[2])];
    if (n > 0 && events <= n) return { kind: 'counted', events, n };
    return 'no more people with it than there are, such as 28/30';
  }
  const [middle, spread, ...more] = trimmed.split(/±|\+-|\+\/-/).map(numberOf);
  if (middle === undefined || Number.isNaN(middle) || more.length > 0) return expected;
  if (spread === undefined) return { kind: 'exact', value: middle };
  return spread >= 0 ? { kind: 'normal', mean: middle, standardError: spread } : expected;
}

const expected = 'a number, “26 ± 11” with its standard error, a percentage, or “28/30” people';

const numberOf = (text: string): number =>
  text.trim().endsWith('%') ? parseNumber(text.trim().slice(0, -1)) / 100 : parseNumber(text);

/** The measurement of a choice that counts: what was typed goes before what is packaged. */
export function measured(choice: Choice, { id }: Criterion): Measurement | string | null {
  const typed = choice.typed[id];
  return typed === undefined ? (choice.packaged[id]?.measurement ?? null) : readMeasurement(typed);
}

/** What stands in a cell is wrong, in words; null when it is right or empty. */
export function problemOf(choice: Choice, criterion: Criterion): string | null {
  const found = measured(choice, criterion);
  if (found === null) return null;
  if (typeof found === 'string') return `Expected: ${found}.`;
  try {
    measurementOf({ id: choice.id, name: choice.name, measurements: { [criterion.id]: found } }, criterion);
    return null;
  } catch {
    return `Expected: from ${Math.min(criterion.worst, criterion.best)} to ${Math.max(criterion.worst, criterion.best)}.`;
  }
}

/** The criteria on which every choice is measured: only these can be compared. */
export const comparable = (choices: readonly Choice[]): readonly Criterion[] =>
  valueTree.filter((criterion) =>
    choices.every((choice) => {
      const found = measured(choice, criterion);
      return found !== null && problemOf(choice, criterion) === null;
    }),
  );

/** Draws of the analysis; no share is off by more than 0.8 percentage points (one standard error). */
const draws = 4000;
const seed = 1;

/** The whole comparison, or why there is none yet. */
export type Compared = ReturnType<typeof compared>;

/**
 * Compares choices on what all of them are measured by. Until the patient was asked, values are those of equal weights
 * and the shares those over all weights.
 * @param tree the criteria compared, at least one
 * @param choices at least two
 * @param points of each swing, 0 to 100, the greatest 100; null until every swing was asked for
 */
export function compared(
  tree: readonly Criterion[],
  choices: readonly Choice[],
  points: Readonly<Record<string, number>> | null,
  counts: Counts,
) {
  const options = choices.map(
    (choice): TreatmentOption => ({
      id: choice.id,
      name: choice.name,
      measurements: Object.fromEntries(
        tree.map((criterion) => [criterion.id, measured(choice, criterion) as Measurement]),
      ),
    }),
  );
  const weights = points === null ? equalWeights(tree) : swingWeights(tree, points);
  const values = optionValues(tree, options, weights).toSorted((a, b) => b.total - a.total);
  const place = (id: string | undefined) => options.find((option) => option.id === id) as TreatmentOption;
  const first = place(values[0]?.option);
  const second = place(values[1]?.option);
  return {
    tree,
    options,
    weights,
    values,
    acceptability: acceptability(tree, options, knowledgeOf(tree, points, counts), { draws, seed }),
    first,
    second,
    tornado: tornado(tree, first, second, weights),
    turning: tree.map(({ id }) => ({
      criterion: id,
      weight: weights[id] ?? 0,
      turnsAt: tree.length === 1 ? null : turningWeight(tree, first, second, weights, id),
    })),
  };
}

const equalWeights = (tree: readonly Criterion[]) =>
  Object.fromEntries(tree.map(({ id }) => [id, 1 / tree.length]));

function knowledgeOf(
  tree: readonly Criterion[],
  points: Readonly<Record<string, number>> | null,
  counts: Counts,
): WeightKnowledge {
  if (points === null) return { kind: 'nothing' };
  return counts === 'order'
    ? { kind: 'order', order: orderOf(tree, points) }
    : { kind: 'weights', weights: swingWeights(tree, points) };
}

const orderOf = (tree: readonly Criterion[], points: Readonly<Record<string, number>>) =>
  tree.toSorted((a, b) => (points[b.id] ?? 0) - (points[a.id] ?? 0)).map(({ id }) => id);
