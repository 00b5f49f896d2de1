import { createSampler, type RandomEffects, randomSource } from '@ketame/pharmacometrics';
import {
  arterialEffects,
  metaboliteEffects,
  slowReliefUncertainty,
  venousEffects,
} from '../population/random-effects.ts';

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
  /** MTT_KN, CLN1, VH1, CLH1 of M1. */
  readonly metabolites: Values;
  /** V1, CL of M2. */
  readonly venous: Values;
  /** c50 (ng/mL) and halfLife0 (days) of M7. */
  readonly slow: Values;
  /** The point estimate of each of these parameters: of the population, or of the patient where there is one. */
  readonly typical: Readonly<Record<string, number>>;
}

/** Virtual patients by the published spread between people and the published uncertainty of the slow relief. */
export function virtualPeople(count: number, seed: number): People {
  const source = randomSource(seed);
  const drawn = (effects: RandomEffects) => createSampler(effects, source).parameters({ first: 0, count });
  return {
    count,
    from: `${count} virtual patients, seed ${seed}`,
    arterial: drawn(arterialEffects),
    metabolites: drawn(metaboliteEffects),
    venous: drawn(venousEffects),
    slow: drawn(slowReliefUncertainty),
    typical: Object.fromEntries(
      [arterialEffects, metaboliteEffects, venousEffects, slowReliefUncertainty].flatMap(({ parameters }) =>
        Object.entries(parameters).map(([symbol, { typical }]) => [symbol, typical]),
      ),
    ),
  };
}

/** The same people after one more who has the point estimates. */
export function typicalFirst(people: People): People {
  const put = (values: Values): Values =>
    Object.fromEntries(
      Object.entries(values).map(([symbol, own]) => {
        const typical = people.typical[symbol];
        if (typical === undefined) throw new Error(`No point estimate of "${symbol}".`);
        const list = new Float64Array(own.length + 1).fill(typical);
        list.set(own, 1);
        return [symbol, list];
      }),
    );
  const { arterial, metabolites, venous, slow } = people;
  return {
    ...people,
    count: people.count + 1,
    arterial: put(arterial),
    metabolites: put(metabolites),
    venous: put(venous),
    slow: put(slow),
  };
}
