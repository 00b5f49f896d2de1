import { checkedEffect, type Effect, MetaError } from './effect.ts';

/** People with the event and all people of one arm. */
export interface EventArm {
  readonly events: number;
  readonly n: number;
}

/** A study with two arms, first against second. */
export interface EventStudy {
  readonly study: string;
  readonly first: EventArm;
  readonly second: EventArm;
}

/** Log risk ratio, log odds ratio, risk difference, Peto's log odds ratio, difference of arcsines. */
export type EventsMeasure = 'RR' | 'OR' | 'RD' | 'PETO' | 'AS';

function checkArm(study: string, arm: EventArm): void {
  if (!Number.isInteger(arm.n) || arm.n < 1) {
    throw new MetaError(`${study}: an arm needs a whole number of people above 0, not ${arm.n}.`);
  }
  if (!Number.isInteger(arm.events) || arm.events < 0 || arm.events > arm.n) {
    throw new MetaError(`${study}: the events must be a whole number from 0 to ${arm.n}, not ${arm.events}.`);
  }
}

/** @throws MetaError naming the study and the wrong number */
export function checkEventStudy({ study, first, second }: EventStudy): void {
  checkArm(study, first);
  checkArm(study, second);
}

/** The four cells of the table, 1/2 added to each when one is empty (metafor's add = 1/2, to = "only0"). */
export function continuityCorrected({ first, second }: EventStudy) {
  const cells = [first.events, first.n - first.events, second.events, second.n - second.events];
  const add = cells.includes(0) ? 0.5 : 0;
  const [a, b, c, d] = cells.map((cell) => cell + add) as [number, number, number, number];
  return { a, b, c, d, n1: a + b, n2: c + d };
}

/**
 * Observed minus expected events of the first arm, and its hypergeometric variance (Yusuf et al., Prog
 * Cardiovasc Dis 1985;27:335-71). Counts may be fractions.
 */
export function petoParts({ first, second }: { readonly first: EventArm; readonly second: EventArm }) {
  const n = first.n + second.n;
  const events = first.events + second.events;
  const expected = (first.n * events) / n;
  const variance = (first.n * second.n * events * (n - events)) / (n * n * (n - 1));
  return { observedMinusExpected: first.events - expected, variance };
}

/**
 * Effect of two counts, first against second; ratios on the logarithmic scale. Conventions are metafor's:
 * where a cell is empty, 1/2 is added to all four (not for AS, which needs none).
 *
 * @throws MetaError for impossible counts
 */
export function eventsEffect(measure: EventsMeasure, input: EventStudy): Effect {
  checkEventStudy(input);
  const { study, first, second } = input;
  if (measure === 'AS') {
    const arcsine = (arm: EventArm) => Math.asin(Math.sqrt(arm.events / arm.n));
    return checkedEffect(study, arcsine(first) - arcsine(second), 1 / (4 * first.n) + 1 / (4 * second.n));
  }
  const { a, b, c, d, n1, n2 } = continuityCorrected(input);
  if (measure === 'PETO') {
    const corrected = { first: { events: a, n: n1 }, second: { events: c, n: n2 } };
    const { observedMinusExpected, variance } = petoParts(corrected);
    return checkedEffect(study, observedMinusExpected / variance, 1 / variance);
  }
  if (measure === 'RR') {
    return checkedEffect(study, Math.log(a / n1) - Math.log(c / n2), 1 / a - 1 / n1 + 1 / c - 1 / n2);
  }
  if (measure === 'OR') {
    return checkedEffect(study, Math.log((a * d) / (b * c)), 1 / a + 1 / b + 1 / c + 1 / d);
  }
  return checkedEffect(study, a / n1 - c / n2, (a * b) / n1 ** 3 + (c * d) / n2 ** 3);
}

/**
 * One proportion: itself (PR), its logit (PLO, 1/2 added to an empty cell), or the double arcsine of Freeman
 * and Tukey (PFT; Ann Math Stat 1950;21:607-11) as metafor scales it.
 *
 * @throws MetaError
 */
export function proportionEffect(measure: 'PR' | 'PLO' | 'PFT', study: string, arm: EventArm): Effect {
  checkArm(study, arm);
  const { events, n } = arm;
  if (measure === 'PFT') {
    const arcsine = (x: number) => Math.asin(Math.sqrt(x / (n + 1)));
    return checkedEffect(study, (arcsine(events) + arcsine(events + 1)) / 2, 1 / (4 * n + 2));
  }
  const add = events === 0 || events === n ? 0.5 : 0;
  const x = events + add;
  const rest = n - events + add;
  if (measure === 'PR') return checkedEffect(study, x / (x + rest), (x * rest) / (x + rest) ** 3);
  return checkedEffect(study, Math.log(x / rest), 1 / x + 1 / rest);
}

/**
 * A pooled Freeman-Tukey value back as a proportion (Miller, Am Stat 1978;32:138).
 *
 * @param t pooled double arcsine
 * @param n number of people to transform with; for a pool the harmonic mean of the studies' numbers
 */
export function freemanTukeyProportion(t: number, n: number): number {
  const lowest = 0.5 * Math.asin(Math.sqrt(1 / (n + 1)));
  if (t <= lowest) return 0;
  if (t >= Math.PI / 2 - lowest) return 1;
  const sine = Math.sin(2 * t);
  const inner = sine + (sine - 1 / sine) / n;
  return 0.5 * (1 - Math.sign(Math.cos(2 * t)) * Math.sqrt(Math.max(0, 1 - inner ** 2)));
}

/**
 * Covariance of two effects that share a control arm: the sampling variance of the control part alone
 * (Gleser and Olkin 2009).
 */
export function sharedControlEventsCovariance(
  measure: Exclude<EventsMeasure, 'PETO'>,
  control: EventArm,
): number {
  const { events, n } = control;
  if (measure === 'AS') return 1 / (4 * n);
  if (measure === 'RD') return (events * (n - events)) / n ** 3;
  if (events === 0 || events === n) {
    throw new MetaError(
      'A shared control arm without events, or with events only, gives no covariance of ratios.',
    );
  }
  return measure === 'RR' ? 1 / events - 1 / n : 1 / events + 1 / (n - events);
}
