import { letterOf } from '../state/words.ts';
import { populationLabel } from './draw-population.ts';
import classes from './population.module.css';
import type { PopulationBandState } from './use-population.ts';

/** What the dotted band is, and what is not in it. */
export function PopulationNote({
  state: { population, problem },
  index,
}: {
  readonly state: PopulationBandState;
  readonly index: number;
}) {
  if (problem !== null) {
    return <p className={classes.note}>The population band could not be computed: {problem}</p>;
  }
  if (population === null) return null;
  const { generator, version } = population.random;
  return (
    <p className={classes.note}>
      <strong>
        Dotted band of {letterOf(index)}: {populationLabel(population)}
      </strong>{' '}
      ({generator}, version {version}). {population.assumptions.join(' ')}
    </p>
  );
}
