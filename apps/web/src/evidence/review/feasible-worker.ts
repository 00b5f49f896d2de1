import { feasibleInputs, publishedPools } from '@ketame/evidence';

/** Some seconds of arithmetic, away from the page: the inputs that give both published pools, by both models. */
const sets = publishedPools.map((published) => ({
  week: published.week,
  common: feasibleInputs(published, 'EE'),
  random: feasibleInputs(published, 'DL'),
}));

export type FeasibleSets = typeof sets;

postMessage(sets);
