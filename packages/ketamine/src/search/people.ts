import { createSampler, type RandomEffects, randomSource } from '@ketame/pharmacometrics';
import { arterialEffects, slowReliefUncertainty, venousEffects } from '../population/random-effects.ts';

/** Parameters by symbol, one value per person. */
export type Values = Readonly<Record<string, Float64Array>>;

/**
 * Those in whom every regimen of a search is tried, the same ones each time (common random numbers): virtual patients, or
 * draws from what is known of one patient.
 */
export interface People {
  readonly count: number;
  /** In words, for the page. */
  readonly from: string;
  /** VK1, CL1, Q3 of M1. */
  readonly arterial: Values;
  /** V1, CL of M2. */
  readonly venous: Values;
  /** c50 (ng/mL) and halfLife0 (days) of M7. */
  readonly slow: Values;
}

/** Virtual patients by the published spread between people and the published uncertainty of the slow relief. */
export function virtualPeople(count: number, seed: number): People {
  const source = randomSource(seed);
  const drawn = (effects: RandomEffects) => createSampler(effects, source).parameters({ first: 0, count });
  return {
    count,
    from: `${count} virtual patients, seed ${seed}`,
    arterial: drawn(arterialEffects),
    venous: drawn(venousEffects),
    slow: drawn(slowReliefUncertainty),
  };
}

/** The same people after one more who is typical in all: the point estimate stands first. */
export function typicalFirst(people: People): People {
  const put = (effects: RandomEffects, values: Values): Values =>
    Object.fromEntries(
      Object.entries(effects.parameters).map(([symbol, { typical }]) => {
        const list = new Float64Array(people.count + 1).fill(typical);
        const own = values[symbol];
        if (own !== undefined) list.set(own, 1);
        return [symbol, list];
      }),
    );
  return {
    ...people,
    count: people.count + 1,
    arterial: put(arterialEffects, people.arterial),
    venous: put(venousEffects, people.venous),
    slow: put(slowReliefUncertainty, people.slow),
  };
}
