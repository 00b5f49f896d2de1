import { publishedRegimens, type Regimen } from '@ketame/ketamine';
import { InputError } from '@ketame/pharmacometrics';

/** One arm of a trial that is simulated. */
export interface TrialArm {
  readonly name: string;
  /** People randomised to it. */
  readonly people: number;
  /** Id of a published regimen, a regimen, or null for placebo. */
  readonly regimen: string | Regimen | null;
  /** Chance to respond, 0 to 1: on a regimen with the slow relief of the engine, on placebo with `placeboRelief`. */
  readonly chanceToRespond: number;
  /** Chance of psychotomimetic effects, by which a person believes to be on ketamine, 0 to 1. */
  readonly chanceOfPsychotomimetic: number;
  /** Share of those still there that is lost each week, 0 to below 1. */
  readonly dropOutPerWeek: number;
}

/** A trial as data; simulating it again with its seed gives the same result. */
export interface TrialDesign {
  readonly name: string;
  readonly arms: readonly TrialArm[];
  /** Name of the arm with which every other one is compared. */
  readonly control: string;
  /** Days from the start of treatment on which pain is asked for, rising. */
  readonly outcomeDays: readonly number[];
  /** Pain before treatment, 0 to 10, between people. */
  readonly baselinePain: { readonly mean: number; readonly standardDeviation: number };
  /** Standard deviation of one person's answers around the own mean, points. */
  readonly withinPerson: number;
  /** Relief of those who respond to placebo: share of the baseline at the start, and its half-life in days. */
  readonly placeboRelief: { readonly share: number; readonly halfLifeDays: number };
  /** Points by which people who believe to be on ketamine report less pain. */
  readonly beliefPoints: number;
  readonly analysis: {
    /** Pain on the day, or its change from the baseline as it was answered. */
    readonly outcome: 'pain' | 'change';
    /** Who is lost is left out, or counted with the baseline. */
    readonly missing: 'left out' | 'baseline';
    /** Two-sided. */
    readonly alpha: number;
    /** Chance of significance that a sample size is asked for. */
    readonly power: number;
  };
  /** How often the trial is simulated. */
  readonly trials: number;
  /** How many virtual patients the engine makes, of whom each trial draws its own. */
  readonly virtualPatients: number;
  /** Whole number from 0. */
  readonly seed: number;
}

/** The regimen of an arm; null for placebo. @throws InputError for an id that is not known */
export function regimenOf({ regimen }: TrialArm, path: string): Regimen | null {
  if (typeof regimen !== 'string') return regimen;
  const found = publishedRegimens.find(({ id }) => id === regimen);
  if (found) return found.regimen;
  const known = publishedRegimens.map(({ id }) => id).join(', ');
  throw new InputError(
    path,
    `one of ${known} is needed, or a regimen, or null for placebo, not "${regimen}"`,
  );
}

/** @throws InputError naming what no schema of single fields can see: names, order of days */
export function checkDesign({ arms, control, outcomeDays }: TrialDesign): void {
  const names = arms.map(({ name }) => name);
  if (arms.length < 2) throw new InputError('arms', 'at least two are needed');
  const twice = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (twice >= 0) throw new InputError(`arms[${twice}].name`, `"${names[twice]}" is the name of another arm`);
  if (!names.includes(control)) {
    throw new InputError('control', `one of the arms is needed (${names.join(', ')}), not "${control}"`);
  }
  outcomeDays.forEach((day, index) => {
    if (day > (outcomeDays[index - 1] ?? 0)) return;
    throw new InputError(
      `outcomeDays[${index}]`,
      `a day after ${outcomeDays[index - 1] ?? 0} is needed, not ${day}`,
    );
  });
  arms.forEach((arm, index) => {
    regimenOf(arm, `arms[${index}].regimen`);
  });
}
