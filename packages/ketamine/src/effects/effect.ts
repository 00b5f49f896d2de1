import type { Analyte, Parameter, SamplingSite, Source, Status } from '../published.ts';

/** Share of the greatest effect = C^gamma / (C50^gamma + C^gamma). */
export interface SigmoidRelation {
  readonly kind: 'sigmoid';
  /** ng/mL. */
  readonly c50: Parameter;
  readonly emax: Parameter;
  readonly gamma: Parameter;
}

/** Effect = sum of slope x concentration, each analyte at its effect site. */
export interface LinearRelation {
  readonly kind: 'linear';
  /** What one unit of the effect is. */
  readonly unit: string;
  /** Concentrations over which it was studied, ng/mL. */
  readonly studiedNgPerMl: readonly [number, number];
  readonly slopes: readonly { readonly analyte: Analyte; readonly slope: Parameter }[];
}

/** Effects seen at single concentrations; nothing is published in between. */
export interface AnchorsRelation {
  readonly kind: 'anchors';
  readonly anchors: readonly Parameter[];
}

/** A published relation between a concentration and an acute effect. */
export interface Effect {
  readonly id: string;
  readonly title: string;
  /** What was measured. */
  readonly endpoint: string;
  /** The analyte whose concentration the relation was fitted to. */
  readonly analyte: Analyte;
  readonly samplingSite: SamplingSite;
  readonly siteNote?: string;
  readonly relation: SigmoidRelation | LinearRelation | AnchorsRelation;
  /** Half-life of the delay between blood and effect site, min; null where none is published. */
  readonly delay: Parameter | null;
  readonly population: string;
  readonly source: Source;
  readonly status: Status;
  /** Assumptions, conflicts with other papers, limits. */
  readonly notes: readonly string[];
}

/** Where a relation's exponent or greatest effect was not seen, it is taken as 1 and says so. */
export function assumedOne(symbol: 'Emax' | 'gamma'): Parameter {
  return {
    symbol,
    meaning: symbol === 'Emax' ? 'greatest effect, as a share' : 'steepness of the relation',
    value: 1,
    unit: '1',
    row: 'not seen in what was read; taken as 1',
    status: 'ours',
  };
}

/** Share of the greatest effect, 0 to 1, at concentrations in ng/mL. */
export function shareOfGreatest(
  relation: SigmoidRelation,
  concentrations: Float64Array,
  c50 = relation.c50.value,
): Float64Array {
  const emax = relation.emax.value;
  const gamma = relation.gamma.value;
  const shares = new Float64Array(concentrations.length);
  for (let i = 0; i < shares.length; i++) {
    const ratio = concentrations[i]! / c50;
    const drive = gamma === 1 ? ratio : ratio ** gamma;
    shares[i] = (emax * drive) / (1 + drive);
  }
  return shares;
}
