import {
  bayesianMetaAnalysis,
  type Effect,
  eggerTest,
  influence,
  leaveOneOut,
  limitMetaAnalysis,
  MetaError,
  type Method,
  type Moderator,
  metaAnalysis,
  mixedFunnelTest,
  pooled,
  rankTest,
  subgroups,
  type TauPrior,
  type Test,
  trimAndFill,
} from '@ketame/evidence';

/** Effects that were pooled, with what further analyses may ask of them. */
export interface PooledSet {
  readonly effects: readonly Effect[];
  /** Short names of the studies, in order. */
  readonly labels: readonly string[];
  readonly method: Method;
  readonly test: Test;
  /** Effects are logarithms; their ratios are shown. */
  readonly ratio: boolean;
  /** What studies may be grouped by: a word for each. */
  readonly groupings: readonly { readonly name: string; readonly values: readonly string[] }[];
  /** Numbers that may explain the effects. */
  readonly moderators: readonly Moderator[];
}

/** One line of an answer; without numbers where the method cannot answer, and why. */
export interface Line {
  readonly name: string;
  readonly estimate?: { readonly estimate: number; readonly lower: number; readonly upper: number };
  readonly p?: number;
  readonly remark?: string;
}

/** A line, or why there is none. */
function answered(name: string, compute: () => Omit<Line, 'name'>): Line {
  try {
    return { name, ...compute() };
  } catch (error) {
    if (error instanceof MetaError) return { name, remark: error.message };
    throw error;
  }
}

const percent = (value: number) => `${value.toFixed(1)} %`;

/** Whether small studies find more, and what would be left without that. */
export const smallStudyLines = ({ effects, method }: PooledSet): readonly Line[] => [
  answered('Egger’s regression', () => ({ p: eggerTest(effects).p, remark: 'P of asymmetry' })),
  answered('Rank correlation', () => ({ p: rankTest(effects).p, remark: 'P of asymmetry' })),
  answered('Limit of the regression on the standard error', () => {
    const { limit, p } = mixedFunnelTest(effects, method);
    return { estimate: limit, p };
  }),
  answered('Trim and fill', () => {
    const { fit, missing, side } = trimAndFill(effects, { method });
    return {
      estimate: pooled(fit),
      remark: missing === 0 ? 'none missing' : `${missing} put in on the ${side}`,
    };
  }),
  answered('Limit meta-analysis', () => {
    const { adjusted, smallStudy, G2 } = limitMetaAnalysis(effects, method);
    const { estimate, ciLower: lower, ciUpper: upper } = adjusted;
    return {
      estimate: { estimate, lower, upper },
      p: smallStudy.p,
      remark: `P of small-study effects; G² ${percent(G2)}`,
    };
  }),
];

/** The pooled effect without each study, and how much the study weighs on it. */
export const withoutEachLines = ({ effects, labels, method, test }: PooledSet): readonly Line[] => {
  if (effects.length < 3) return [];
  const marks = influence(metaAnalysis(effects, { method, test }));
  return leaveOneOut(effects, { method, test }).map((fit, i) => ({
    name: `Without ${labels[i]}`,
    estimate: pooled(fit),
    remark: `Cook’s distance ${marks[i]?.cookD.toFixed(2)}, weight ${percent(marks[i]?.weight ?? Number.NaN)}`,
  }));
};

/** One estimate for each group, and whether they differ. */
export function subgroupLines(
  { effects, method, test }: PooledSet,
  values: readonly string[],
): readonly Line[] {
  const found = subgroups(effects, values, { method, test });
  return [
    ...found.groups.map(({ name, fit }) => ({
      name: `${name} (${fit.k})`,
      estimate: pooled(fit),
      remark: fit.k === 1 ? 'its own effect' : `tau² ${fit.tau2.toFixed(3)}`,
    })),
    { name: 'Between the groups', p: found.p, remark: `Q ${found.Q.toFixed(2)} on ${found.df}` },
  ];
}

/** A meta-regression on some moderators. */
export function regressionLines(
  { effects, method, test }: PooledSet,
  moderators: readonly Moderator[],
): readonly Line[] {
  const fit = metaAnalysis(effects, { method, test, moderators });
  return [
    ...fit.coefficients.map(({ name, estimate, ciLower: lower, ciUpper: upper, p }) => ({
      name,
      estimate: { estimate, lower, upper },
      p,
    })),
    {
      name: 'All moderators together',
      p: fit.moderatorTest?.p ?? Number.NaN,
      remark: fit.moderatorTest?.R2 == null ? 'R² cannot be told' : `R² ${percent(fit.moderatorTest.R2)}`,
    },
  ];
}

/** Posterior of a Bayesian random-effects model with a flat prior of the mean. */
export function bayesianLines({ effects }: PooledSet, prior: TauPrior): readonly Line[] {
  const { mean, lower, upper, probabilityBelow0, tau, prediction } = bayesianMetaAnalysis(effects, prior);
  return [
    {
      name: 'Mean effect',
      estimate: { estimate: mean, lower, upper },
      remark: `probability above no effect ${percent(100 * (1 - probabilityBelow0))}`,
    },
    { name: 'Effect of a new study', estimate: { estimate: mean, ...prediction } },
    {
      name: 'tau',
      remark: `${tau.median.toFixed(2)} (${tau.lower.toFixed(2)} to ${tau.upper.toFixed(2)}), on the scale of pooling`,
    },
  ];
}
