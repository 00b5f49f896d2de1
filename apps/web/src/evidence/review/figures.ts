import {
  backSolvedEffects,
  type FeasibleInput,
  impliedHalfLife,
  metaAnalysis,
  pooled,
  pooledTrialSizes,
  publishedPools,
} from '@ketame/evidence';
import { courseFigure, forestFigure, regionFigure, type Theme } from '@ketame/figures';

const knownByName: Readonly<Record<string, readonly string[]>> = { 'week 4': ['Amr 2010'] };

/** The trials whose effect is known in a set; the others are back-solved. */
const knownIn = (set: string) => knownByName[set] ?? ['Sigtermans 2009'];

/** The published calculation from one back-solved set, common effect. */
export function backSolvedForest(set: string, width: number, theme: Theme): string {
  const effects = backSolvedEffects(set);
  const fit = metaAnalysis(effects, { method: 'EE' });
  const week = set.startsWith('week 4') ? 4 : 1;
  return forestFigure({
    title: `Week ${week}: one set of inputs that gives the published result (BACK-SOLVED)`,
    description: `Forest plot of a back-solved set, ${set}; only ${knownIn(set).join(' and ')} is known.`,
    axis: 'Standardised difference, Cohen d (above 0: less pain under ketamine)',
    scale: 'difference',
    rows: effects.map(({ yi, vi }, i) => {
      const name = pooledTrialSizes[i]?.name ?? '';
      return {
        label: `${name} ${knownIn(set).includes(name) ? '(known)' : '(back-solved)'}`,
        effect: { estimate: yi, lower: yi - 1.96 * Math.sqrt(vi), upper: yi + 1.96 * Math.sqrt(vi) },
        weight: fit.weights[i] ?? 0,
      };
    }),
    pooled: { label: 'Common effect', ...pooled(fit) },
    prediction: null,
    notes: [
      `Q ${fit.Q.toFixed(2)}; I² ${fit.I2.toFixed(0)} %.`,
      'The back-solved effects are computed from the pooled result: no evidence for it.',
    ],
    width,
    theme,
  });
}

/** All inputs that give one published pool, with the packaged sets as rings. */
export function feasibleFigure(
  week: 1 | 4,
  sets: { readonly common: readonly FeasibleInput[]; readonly random: readonly FeasibleInput[] },
  width: number,
  theme: Theme,
): string {
  const point = ({ sigtermans, schwartzman, amr }: FeasibleInput) =>
    week === 1 ? { x: schwartzman, y: amr } : { x: schwartzman, y: sigtermans };
  const marks =
    week === 1
      ? ['A', 'B', 'C'].map((letter) => {
          const effects = backSolvedEffects(`week 1, ${letter}`);
          return { label: letter, x: effects[1]?.yi ?? 0, y: effects[2]?.yi ?? 0 };
        })
      : [
          {
            label: 'packaged set',
            x: backSolvedEffects('week 4')[1]?.yi ?? 0,
            y: backSolvedEffects('week 4')[0]?.yi ?? 0,
          },
        ];
  return regionFigure({
    title: `Week ${week}: every pair of unknown effects that gives the published result`,
    description: `${sets.common.length} pairs under a common effect and ${sets.random.length} under random effects, on a grid of 0.01.`,
    x: { label: 'Schwartzman 2009, Cohen d', from: week === 1 ? 0 : -0.5, to: week === 1 ? 2 : 1.5 },
    y:
      week === 1
        ? { label: 'Amr 2010, Cohen d', from: 1, to: 2.5 }
        : { label: 'Sigtermans 2009, Cohen d', from: 0, to: 0.8 },
    sets: [
      { name: `Common effect: ${sets.common.length} pairs`, colour: 'blue', points: sets.common.map(point) },
      {
        name: `Random effects (DerSimonian-Laird): ${sets.random.length} pairs`,
        colour: 'orange',
        points: sets.random.map(point),
      },
    ],
    marks,
    notes: [
      week === 1
        ? 'Sigtermans is held at 1.02, from its abstract; Amr lies above the effect that P < 0.0001 implies.'
        : 'Amr is held at 0.37, from P = 0.25.',
      'Back-solved from the pooled result: it shows what is possible, not what was measured.',
    ],
    width,
    theme,
  });
}

/** Half-life of the fall between the published pools, days. */
export const publishedHalfLifeDays = (): number => {
  const [first, second] = publishedPools;
  if (!first || !second) throw new Error('The review published two pools.');
  return impliedHalfLife(first.estimate, second.estimate, 7 * (second.week - first.week));
};

/**
 * The two published pools, and the fall from the first with a half-life.
 * @param slowHalfLifeDays of the pharmacodynamic model
 */
export function decayFigure(slowHalfLifeDays: number, width: number, theme: Theme): string {
  const [first, second] = publishedPools;
  if (!first || !second) throw new Error('The review published two pools.');
  const days = Array.from({ length: 78 }, (_, i) => 7 + i);
  const times = Float64Array.from(days, (day) => 24 * day);
  const falling = (halfLife: number) =>
    Float64Array.from(days, (day) => first.estimate * 2 ** (-(day - 7) / halfLife));
  return courseFigure({
    title: 'How fast the published effect falls',
    description: `From ${first.estimate} in week 1 to ${second.estimate} in week 4, with half-lives of ${publishedHalfLifeDays().toFixed(1)} and ${slowHalfLifeDays} days.`,
    panels: [
      {
        title: 'Standardised difference',
        unit: 'Cohen d',
        source: 'Niesters 2013; Dahan 2011',
        band: '95 % interval of the pool',
        reachesTo: 1.7,
        height: 180,
        series: [
          {
            label: `${publishedHalfLifeDays().toFixed(1)} d, through both pools`,
            colour: 'blue',
            kind: 'predicted',
            times,
            values: falling(publishedHalfLifeDays()),
          },
          {
            label: `${slowHalfLifeDays} d, Dahan 2011`,
            colour: 'orange',
            kind: 'predicted',
            times,
            values: falling(slowHalfLifeDays),
          },
          {
            label: 'published pools',
            colour: 'ink',
            kind: 'measured',
            times: [7 * 24, 28 * 24],
            values: [first.estimate, second.estimate],
            low: [first.lower, second.lower],
            high: [first.upper, second.upper],
          },
        ],
      },
    ],
    time: { from: 0, to: 84 * 24, unit: 'weeks' },
    width,
    theme,
  });
}
