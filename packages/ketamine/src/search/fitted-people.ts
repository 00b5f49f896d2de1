import type { SiteFit } from '../fit/fit-patient.ts';
import { factorOf } from '../systems.ts';
import { type People, type Values, virtualPeople } from './people.ts';

/**
 * Draws from what the fits say of one patient; where they say nothing (a site without measurements or with a fit that
 * failed, the slow relief) virtual patients stand in. What another drug or the genotype did to what was measured is taken
 * out again: whoever uses the people puts in what holds then.
 */
export function fittedPeople(fits: readonly SiteFit[], count: number, seed: number): People {
  const others = virtualPeople(count, seed);
  const drawn = (site: 'arterial' | 'venous', among: Values): Values | null => {
    const fit = fits.find((each) => each.site === site);
    if (!fit?.draws) return null;
    const { draws, change } = fit;
    const parameters = draws.parametersOn(0);
    return Object.fromEntries(
      Object.entries(among).map(([symbol, unfitted]) => [
        symbol,
        // Evenly through the draws, which stand in no random order.
        unfitted.map((value, index) => {
          const own = parameters[symbol]?.[Math.floor(((index + 0.5) * draws.count) / count)];
          return own === undefined ? value : own / factorOf(symbol, change);
        }),
      ]),
    );
  };
  const arterial = drawn('arterial', others.arterial);
  const metabolites = drawn('arterial', others.metabolites);
  const venous = drawn('venous', others.venous);
  const estimates = fits.flatMap(({ parameters, change }) =>
    Object.entries(parameters ?? {}).flatMap(([symbol, { typical }]) =>
      symbol in others.typical ? [[symbol, typical / factorOf(symbol, change)] as const] : [],
    ),
  );
  const known = [...(arterial ? ['arterial'] : []), ...(venous ? ['venous'] : [])];
  if (known.length === 0) return others;
  return {
    ...others,
    arterial: arterial ?? others.arterial,
    metabolites: metabolites ?? others.metabolites,
    venous: venous ?? others.venous,
    typical: { ...others.typical, ...Object.fromEntries(estimates) },
    from: `${count} draws from this patient’s ${known.join(' and ')} concentrations, the rest from virtual patients, seed ${seed}`,
  };
}
