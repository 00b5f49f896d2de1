import {
  backSolvedEffects,
  backSolvedSets,
  leaveOneOut,
  type Method,
  metaAnalysis,
  pooled,
  type Test,
} from '@ketame/evidence';

/** Models of the same inputs, the published one first. */
export const models: readonly { readonly label: string; readonly method: Method; readonly test: Test }[] = [
  { label: 'Common effect (as published)', method: 'EE', test: 'z' },
  { label: 'Random effects, DerSimonian-Laird', method: 'DL', test: 'z' },
  { label: 'Random effects, REML', method: 'REML', test: 'z' },
  { label: 'DerSimonian-Laird with Hartung-Knapp', method: 'DL', test: 'knha' },
  { label: 'the same, with its floor', method: 'DL', test: 'adhoc' },
];

export interface Interval {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/** Every back-solved set under every model, and without the trial of the integrity flag. */
export const fragility = () =>
  backSolvedSets.map(({ name }) => {
    const effects = backSolvedEffects(name);
    const withoutAmr = leaveOneOut(effects, { method: 'EE' })[2];
    if (!withoutAmr) throw new Error(`${name} does not hold three trials.`);
    return {
      name,
      byModel: models.map(({ method, test }): Interval => pooled(metaAnalysis(effects, { method, test }))),
      withoutAmr: pooled(withoutAmr) as Interval,
    };
  });
