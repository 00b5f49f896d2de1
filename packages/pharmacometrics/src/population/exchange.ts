import type { Stretch } from '../dosing/schedule.ts';
import { MOST_MODES } from '../kernel/modes.ts';
import { type Individuals, isZero } from '../model/individual.ts';
import { statesBehind } from '../solve/slow-state.ts';
import type { PopulationRun } from './simulate-population.ts';

export interface Exchange {
  readonly observed: number;
  /** The compartments, `observed` among them. */
  readonly states: readonly number[];
  /** Pairs of places in `states` between which both ways are open. */
  readonly edges: readonly (readonly [number, number])[];
}

/**
 * The compartments that make the outputs of a run: one, given into and seen, and those that it exchanges with and that
 * form no ring; undefined where they are not of this kind.
 */
export function exchangeOf(
  run: PopulationRun,
  { structure, rates, outputs }: Individuals,
  stretches: readonly Stretch[],
): Exchange | undefined {
  const { pattern, left, sources } = structure;
  const { size, place } = pattern;
  const isWeighted = (state: number) =>
    run.outputs.some((name) => {
      const column = outputs.get(name)?.weights[state];
      return column !== undefined && !isZero(column);
    });
  const weighted = Array.from({ length: structure.stateNames.length }, (_, state) => state).filter(
    isWeighted,
  );
  const [observed] = weighted;
  if (observed === undefined || weighted.length > 1 || observed >= left) return undefined;
  const behind = statesBehind(pattern, (state) => state === observed);
  // What is behind it and gets nothing from it stays empty, unless a dose goes there.
  const states = behind.filter((state) => place[state * size + observed]! >= 0);
  if (states.length > MOST_MODES) return undefined;

  const isDirect = (to: number, from: number) => {
    const entry = place[to * size + from]!;
    return entry >= 0 && !isZero(rates[entry]!);
  };
  const edges: [number, number][] = [];
  for (const [q, to] of states.entries()) {
    for (const [p, from] of states.slice(0, q).entries()) {
      if (isDirect(to, from) !== isDirect(from, to)) return undefined;
      if (isDirect(to, from)) edges.push([p, q]);
    }
  }
  // All lead to the observed one: with more pairs than a tree has there is a ring.
  if (edges.length >= states.length) return undefined;
  const isElsewhere = (state: number) =>
    state !== observed && state !== sources.get(observed) && behind.includes(state);
  const isSuited = stretches.every(
    ({ boluses, rates }) =>
      !boluses.some(({ compartment }) => isElsewhere(compartment)) &&
      !rates.some(({ source }) => isElsewhere(source)),
  );
  return isSuited ? { observed, states, edges } : undefined;
}
