import type { Knowledge } from '../later-evidence.ts';
import type { Flag } from './study.ts';

/** What `poolable` needs of a row; outcomes and adverse events both have it. */
export interface PoolableRow {
  readonly id: string;
  readonly knowledge: Knowledge;
  readonly flags: readonly Flag[];
  readonly controlArm?: string | undefined;
  readonly outcome?: string | undefined;
  readonly event?: string | undefined;
  readonly ketamineN?: number | undefined;
  readonly ketamineMean?: number | undefined;
  readonly ketamineSd?: number | undefined;
  readonly ketamineSe?: number | undefined;
  readonly ketamineEvents?: number | undefined;
  readonly controlN?: number | undefined;
  readonly controlMean?: number | undefined;
  readonly controlSd?: number | undefined;
  readonly controlSe?: number | undefined;
  readonly controlEvents?: number | undefined;
  readonly cohenD?: number | undefined;
  readonly ascertainment?: 'counted' | 'summary' | 'notMeasured' | undefined;
}

/** What the analyst takes responsibility for; without it the rows concerned are refused. */
export interface PoolingTerms {
  /** `means`: two means with spread. `events`: two counts. `d`: means with spread or a known Cohen d. */
  readonly kind: 'means' | 'events' | 'd';
  /** Same people behind several rows: the analysis models the dependence (a multilevel model). */
  readonly dependenceModelled?: boolean;
  /** Correlation between the two measurements of one person in a crossover trial. */
  readonly crossoverCorrelation?: number;
  /** The covariance that a shared control arm makes is part of the analysis. */
  readonly sharedControlCovariance?: boolean;
  /** Unverified figures are wanted, and the result will be marked unverified. */
  readonly acceptUnverified?: boolean;
  /** Back-solved figures are wanted, to show the published calculation, never as evidence. */
  readonly backSolvedDemonstration?: boolean;
  /** The rows measure one thing on different scales (pain on NRS and VAS); for standardised differences only. */
  readonly sameConstruct?: boolean;
  /** Active and inactive control arms may be mixed. */
  readonly mixControls?: boolean;
}

export type Poolability =
  | { readonly poolable: true }
  | { readonly poolable: false; readonly reasons: readonly string[] };

const studyOf = (row: PoolableRow) => row.id.split('-')[0] ?? row.id;

function unitReasons(row: PoolableRow, terms: PoolingTerms): string[] {
  const has = (flag: Flag) => row.flags.includes(flag);
  const reasons: string[] = [];
  const refuse = (why: string) => reasons.push(`${row.id}: ${why}`);

  if (row.ascertainment === 'notMeasured') refuse('not measured; "none reported" is not zero events.');
  if (row.knowledge === 'recalled' && !terms.acceptUnverified) refuse('the figure is unverified.');
  if (has('back-solved') && !terms.backSolvedDemonstration) {
    refuse('back-solved from the pooled result itself: it cannot be evidence for that result.');
  }
  if (has('crossover')) {
    const r = terms.crossoverCorrelation;
    if (r === undefined) {
      refuse(
        'a crossover trial: its two arms are the same people, so the correlation within a person is needed.',
      );
    } else if (!(r > -1 && r < 1))
      refuse(`the correlation within a person must lie between -1 and 1, not ${r}.`);
    if (terms.kind === 'events') {
      refuse('a crossover trial: its two counts are not independent, and the paired table is not known.');
    }
  }
  if (has('not-two-by-two')) refuse('its counts are not the cells of one 2 x 2 table.');
  if (has('no-control')) refuse('it has no control arm.');
  if (has('medians') && terms.kind !== 'events') refuse('its means are medians.');

  const arms = ['ketamine', 'control'] as const;
  const means = arms.every((arm) => row[`${arm}N`] && row[`${arm}Mean`] !== undefined);
  const spreads = arms.every((arm) => row[`${arm}Sd`] ?? row[`${arm}Se`]);
  const events = arms.every((arm) => row[`${arm}N`] && row[`${arm}Events`] !== undefined);
  const d = row.cohenD !== undefined && row.ketamineN && row.controlN;
  if (terms.kind === 'events' && !events) refuse('the events and people of both arms are not known.');
  if (terms.kind === 'means' && !(means && spreads)) {
    refuse('mean, spread and number of people of both arms are not known.');
  }
  if (terms.kind === 'd' && !(d || (means && spreads))) {
    refuse('neither a standardised difference nor mean and spread of both arms are known.');
  }
  return reasons;
}

function setReasons(rows: readonly PoolableRow[], terms: PoolingTerms): string[] {
  const reasons: string[] = [];
  const measured = new Set(rows.map((row) => row.outcome ?? row.event));
  if (measured.size > 1 && !(terms.sameConstruct && terms.kind === 'd')) {
    reasons.push(
      `The rows measure different things: ${[...measured].map((name) => `"${name}"`).join(', ')}.`,
    );
  }
  const ids = rows.map((row) => row.id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) reasons.push(`${twice} stands in the list twice.`);

  const arms = rows.map((row) => row.controlArm).filter((arm) => arm !== undefined);
  const shared = new Set(arms.filter((arm, index) => arms.indexOf(arm) !== index));
  if (!terms.sharedControlCovariance) {
    for (const arm of shared) {
      reasons.push(
        `Several rows share the control arm "${arm}": its people would be counted twice. Keep one row, or give the covariance.`,
      );
    }
  }
  if (!terms.dependenceModelled) {
    const studies = rows.filter((row) => row.controlArm === undefined).map(studyOf);
    for (const study of new Set(studies.filter((id, index) => studies.indexOf(id) !== index))) {
      reasons.push(`Several rows come from the same people (${study}): choose one, or model the dependence.`);
    }
  }
  const active = rows.filter((row) => row.flags.includes('active-control')).length;
  if (!terms.mixControls && active > 0 && active < rows.length) {
    reasons.push('Some control arms had an active drug and others had none.');
  }
  return reasons;
}

/**
 * Whether these rows may be pooled into one estimate, and if not, every reason why not.
 *
 * Nothing here judges clinical likeness; it stops the errors that arithmetic cannot see: crossover rows taken
 * as parallel groups, a control arm counted twice, back-solved or unverified values taken as data, the same
 * people twice, medians as means, "none reported" as zero.
 *
 * @param rows outcomes or adverse events as packaged
 * @param terms kind of effect, and what the analyst answers for
 */
export function poolable(rows: readonly PoolableRow[], terms: PoolingTerms): Poolability {
  const reasons = rows.length === 0 ? ['There are no rows.'] : setReasons(rows, terms);
  reasons.push(...rows.flatMap((row) => unitReasons(row, terms)));
  return reasons.length === 0 ? { poolable: true } : { poolable: false, reasons };
}

/** Thrown when rows were to be pooled that must not be; `reasons` holds them all. */
export class NotPoolableError extends Error {
  override readonly name = 'NotPoolableError';
  readonly reasons: readonly string[];
  constructor(reasons: readonly string[]) {
    super(`These rows cannot be pooled. ${reasons.join(' ')}`);
    this.reasons = reasons;
  }
}
