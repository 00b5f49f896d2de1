import { chiSquareUpper } from './distributions.ts';
import { type Effect, MetaError } from './effect.ts';
import { type MetaFit, type MetaOptions, metaAnalysis } from './random-effects.ts';

/** One estimate per subgroup, each with its own variance between studies, and whether they differ. */
export interface Subgroups {
  readonly groups: readonly { readonly name: string; readonly fit: MetaFit }[];
  /** Q between the groups, with one degree of freedom fewer than groups. */
  readonly Q: number;
  readonly df: number;
  readonly p: number;
}

/**
 * Separate analyses of subgroups and the Q test between them (Borenstein et al., Introduction to Meta-Analysis,
 * 2009, ch. 19). A subgroup of one study stands by its own effect.
 *
 * @param names the subgroup of each effect
 */
export function subgroups(
  effects: readonly Effect[],
  names: readonly string[],
  options: Omit<MetaOptions, 'moderators' | 'tau2'> = {},
): Subgroups {
  if (names.length !== effects.length) {
    throw new MetaError(`Expected the name of a subgroup for each of the ${effects.length} studies.`);
  }
  const groups = [...new Set(names)].toSorted().map((name) => {
    const members = effects.filter((_, i) => names[i] === name);
    const fit = metaAnalysis(
      members,
      members.length === 1 ? { ...options, method: 'EE', test: 'z' } : options,
    );
    return { name, fit };
  });
  const estimates = groups.map(({ name, fit: { coefficients } }) => {
    const [pooled] = coefficients;
    if (!pooled) throw new MetaError(`${name}: no estimate.`);
    return { study: name, yi: pooled.estimate, vi: pooled.se ** 2 };
  });
  const { Q } = metaAnalysis(estimates, { method: 'EE' });
  const df = groups.length - 1;
  return { groups, Q, df, p: chiSquareUpper(Q, df) };
}
