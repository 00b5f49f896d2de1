import {
  adverseEvents,
  type MetaFit,
  type Method,
  type Moderator,
  metaAnalysis,
  multilevel,
  NotPoolableError,
  type PoolableRow,
  type PooledEffects,
  type PoolingTerms,
  pooled,
  pooledEffects,
  type Test,
  trials,
} from '@ketame/evidence';

/** Measures that packaged rows can give. */
export const measures = [
  { id: 'SMD', label: 'Standardised difference, Hedges g', rows: 'outcomes', ratio: false },
  { id: 'SMDd', label: 'Standardised difference, Cohen d', rows: 'outcomes', ratio: false },
  { id: 'MD', label: 'Difference of means', rows: 'outcomes', ratio: false },
  { id: 'ROM', label: 'Ratio of means', rows: 'outcomes', ratio: true },
  { id: 'RR', label: 'Risk ratio', rows: 'events', ratio: true },
  { id: 'OR', label: 'Odds ratio', rows: 'events', ratio: true },
  { id: 'RD', label: 'Risk difference', rows: 'events', ratio: false },
  { id: 'PETO', label: 'Peto’s odds ratio', rows: 'events', ratio: true },
  { id: 'AS', label: 'Difference of arcsines', rows: 'events', ratio: false },
] as const;

export type Measure = (typeof measures)[number];

export const methods = [
  'EE',
  'DL',
  'PM',
  'REML',
  'ML',
  'HE',
  'HS',
  'SJ',
  'EB',
] as const satisfies readonly Method[];

/** A row that can be chosen, in words. */
export interface Candidate {
  readonly row: PoolableRow;
  readonly label: string;
  /** The same short enough for a figure. */
  readonly short: string;
  readonly group: string;
  /** What the row may be grouped by. */
  readonly groupings: Readonly<Record<string, string>>;
  /** What may explain its effect; what is not known is absent. */
  readonly numbers: Readonly<Record<string, number | undefined>>;
}

const people = (row: PoolableRow) =>
  row.ketamineN === undefined || row.controlN === undefined ? undefined : row.ketamineN + row.controlN;

const outcomes: readonly Candidate[] = trials.flatMap((trial) =>
  trial.outcomes.map((row) => ({
    row,
    label: `${trial.citation.split(/[ .]/)[0]} ${trial.year}: ${row.outcome}, ${row.time} (${row.id})`,
    short: `${trial.citation.split(/[ .]/)[0]} ${trial.year} (${row.id})`,
    group: trial.syndrome,
    groupings: {
      'kind of pain': trial.syndrome,
      drug: trial.drug,
      route: trial.route,
      'control arm': row.flags.includes('active-control') ? 'active' : 'inactive',
    },
    numbers: { year: trial.year, 'days since the start': row.days, people: people(row) },
  })),
);
const harms: readonly Candidate[] = adverseEvents.map((row) => ({
  row,
  label: `${row.study}: ${row.event} (${row.id})`,
  short: `${row.study.replace(/ \(.*\)/, '')} (${row.id})`,
  group: 'Harm',
  groupings: { route: row.route, setting: row.setting, study: row.study },
  numbers: { people: people(row) },
}));

const hasCounts = ({ row }: Candidate) =>
  row.ketamineEvents !== undefined || row.ascertainment === 'notMeasured';
const isHarm = ({ group }: Candidate) => group === 'Harm';

/** Rows that may be asked for with a measure: whether they can be pooled is said when they are chosen. */
export const candidatesFor = ({ rows }: Measure): readonly Candidate[] =>
  rows === 'events'
    ? [...harms.filter(hasCounts), ...outcomes.filter(hasCounts)]
    : outcomes.filter((one) => !isHarm(one) && one.row.ketamineEvents === undefined);

/** What all of some rows can be grouped by. */
export const groupingsOf = (rows: readonly Candidate[]) =>
  Object.keys(rows[0]?.groupings ?? {}).map((name) => ({
    name,
    values: rows.map(({ groupings }) => groupings[name] ?? 'not told'),
  }));

/** Numbers that are known of all of some rows. */
export const moderatorsOf = (rows: readonly Candidate[]): Moderator[] =>
  Object.keys(rows[0]?.numbers ?? {}).flatMap((name) => {
    const values = rows.map(({ numbers }) => numbers[name]);
    return values.every((value) => value !== undefined) ? [{ name, values }] : [];
  });

export type Terms = Omit<PoolingTerms, 'kind' | 'dependenceModelled'>;

/** What comes of a choice: an estimate, or every reason why there is none. */
export type PoolAnswer =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused'; readonly reasons: readonly string[] }
  | {
      readonly kind: 'pooled';
      readonly input: PooledEffects;
      /** Null where the effects depend on one another: then the common effect of dependent effects stands. */
      readonly fit: MetaFit | null;
      readonly result: {
        readonly estimate: number;
        readonly lower: number;
        readonly upper: number;
        readonly p: number;
      };
    };

/** Pools what was chosen; an error of the methods becomes a reason too. */
export function poolChosen(
  measure: Measure,
  rows: readonly PoolableRow[],
  method: Method,
  test: Test,
  terms: Terms,
): PoolAnswer {
  if (rows.length === 0) return { kind: 'nothing' };
  try {
    const input = pooledEffects(measure.id, rows, terms);
    if (input.samplingCovariance !== null && rows.some(({ controlArm }) => controlArm !== undefined)) {
      const [first] = multilevel(input.effects, [], {
        samplingCovariance: input.samplingCovariance,
      }).coefficients;
      if (!first) throw new Error('The model gave no estimate.');
      const { estimate, ciLower: lower, ciUpper: upper, p } = first;
      return { kind: 'pooled', input, fit: null, result: { estimate, lower, upper, p } };
    }
    const one = input.effects.length === 1;
    const fit = metaAnalysis(input.effects, one ? { method: 'EE' } : { method, test });
    return { kind: 'pooled', input, fit, result: pooled(fit) };
  } catch (error) {
    if (error instanceof NotPoolableError) return { kind: 'refused', reasons: error.reasons };
    if (error instanceof Error) return { kind: 'refused', reasons: [error.message] };
    throw error;
  }
}
