import { crpsPatients, type Regimen, simulatePatients, virtualPatients } from '@ketame/ketamine';
import { drawsOf, InputError, quantile, randomSource } from '@ketame/pharmacometrics';
import { normalCdf } from '../meta/distributions.ts';
import type { Estimate } from './estimate.ts';
import { type JointOutcome, type Utility, utilityOfMargins, utilityOfPeople } from './utility.ts';

/** Utility at one place of an axis: hours from the start, or ng/mL at the effect site. */
export interface UtilityAt {
  readonly at: number;
  readonly utility: Utility;
}

/** How the chance of an effect rises with the concentration at the effect site. */
export interface ChanceByConcentration {
  /** ng/mL at which half of the people have the effect, with its interval. */
  readonly c50: Estimate;
  /** Standard deviation of ln C50 between people (probit), or slope of the logit in ln C. */
  readonly form:
    | { readonly kind: 'probit'; readonly spread: number }
    | { readonly kind: 'logit'; readonly slope: number };
}

/**
 * Chance of an effect at a concentration: Φ((ln C - ln C50) / spread), or the logistic of slope x (ln C - ln C50). The
 * interval is that of C50, since the chance falls as C50 rises.
 *
 * @param ngPerMl at the effect site, from 0
 * @throws InputError for a concentration, C50 or steepness that is none
 */
export function chanceAt({ c50, form }: ChanceByConcentration, ngPerMl: number): Estimate {
  if (!(ngPerMl >= 0)) throw new InputError('ngPerMl', `a concentration from 0 is needed, not ${ngPerMl}`);
  if (!(c50.lower > 0 && c50.lower <= c50.value && c50.value <= c50.upper)) {
    throw new InputError(
      'c50',
      `limits above 0 around the value are needed, not ${c50.lower} to ${c50.upper}`,
    );
  }
  const steepness = form.kind === 'probit' ? 1 / form.spread : form.slope;
  if (!(steepness > 0 && Number.isFinite(steepness))) {
    throw new InputError('form', 'a spread or slope above 0 is needed');
  }
  const chance = (half: number) => {
    const x = steepness * Math.log(ngPerMl / half);
    return form.kind === 'probit' ? normalCdf(x) : 1 / (1 + Math.exp(-x));
  };
  return { value: chance(c50.value), lower: chance(c50.upper), upper: chance(c50.lower), level: c50.level };
}

/**
 * Utility over the concentration at the effect site. Who has both effects is not known from two curves, so that the
 * joint probability comes as bounds.
 *
 * @param concentrations ng/mL
 * @param harmWeight lambda, set by the patient
 * @throws InputError as `chanceAt` and `utilityOfMargins` do
 */
export function utilityOverConcentration(
  concentrations: readonly number[],
  benefit: ChanceByConcentration,
  harm: ChanceByConcentration,
  harmWeight: number,
): UtilityAt[] {
  return concentrations.map((ngPerMl) => ({
    at: ngPerMl,
    utility: utilityOfMargins(chanceAt(benefit, ngPerMl), chanceAt(harm, ngPerMl), harmWeight),
  }));
}

/**
 * Utility over time from people followed together.
 *
 * @param timesH hours
 * @param people of each person the outcomes at all times
 * @throws InputError when a person has not as many outcomes as there are times
 */
export function utilityOverTime(
  timesH: readonly number[],
  people: readonly (readonly JointOutcome[])[],
  harmWeight: number,
): UtilityAt[] {
  people.forEach((outcomes, index) => {
    if (outcomes.length === timesH.length) return;
    throw new InputError(`people[${index}]`, `${timesH.length} outcomes are needed, not ${outcomes.length}`);
  });
  return timesH.map((timeH, index) => ({
    at: timeH,
    utility: utilityOfPeople(
      people.map((outcomes) => outcomes[index]!),
      harmWeight,
    ),
  }));
}

/** What counts as benefit and as harm in a virtual patient. */
export interface OutcomeQuestion {
  /** Share of the baseline pain relieved from which it is a benefit. */
  readonly leastRelief: number;
  /** Arterial S-ketamine from which the drug high counts as harm, ng/mL. */
  readonly harmfulNgPerMl: number;
  /** Chance to respond to the drug at all, 0 to 1. */
  readonly chanceToRespond: number;
  /** How many virtual patients, and the seed that makes the same ones again. */
  readonly people: number;
  readonly seed: number;
}

/** The same, with what a harm weighs. */
export interface UtilityQuestion extends OutcomeQuestion {
  /** Lambda. */
  readonly harmWeight: number;
}

/**
 * Benefit and harm of virtual patients over time, in each of whom relief and drug high come from the same doses.
 * Patients are those in whom M7 was measured. Only S-ketamine: a racemate's drug high is not known by enantiomer.
 *
 * @param timesH hours from the start, rising
 * @returns of each person the outcomes at all times
 * @throws InputError for another drug, or numbers outside what they mean
 */
export function simulatedOutcomes(
  regimen: Regimen,
  timesH: readonly number[],
  question: OutcomeQuestion,
): JointOutcome[][] {
  const { leastRelief, harmfulNgPerMl, chanceToRespond, people, seed } = question;
  if (regimen.drug !== 'S-ketamine') {
    throw new InputError('regimen.drug', `S-ketamine is needed, not ${regimen.drug}`);
  }
  if (!(Number.isInteger(people) && people >= 1 && people <= 20_000)) {
    throw new InputError('people', `a whole number from 1 to 20000 is needed, not ${people}`);
  }
  if (!(chanceToRespond >= 0 && chanceToRespond <= 1)) {
    throw new InputError('chanceToRespond', `a number from 0 to 1 is needed, not ${chanceToRespond}`);
  }
  const source = randomSource(seed);
  const responds = drawsOf(source, 'responds');
  const times = Float64Array.from(timesH);
  return virtualPatients(crpsPatients, source, { first: 0, count: people }).map((patient, subject) => {
    const course = simulatePatients(regimen, patient, times, source, { first: subject, count: 1 });
    const responder = responds.uniform({ subject }) < chanceToRespond;
    return timesH.map((_, index) => ({
      benefit: responder && course.slowRelief[index]! >= leastRelief,
      harm: course.ketamine[index]! >= harmfulNgPerMl,
    }));
  });
}

/**
 * Utility of a regimen over time from virtual patients.
 *
 * @param timesH hours from the start, rising
 * @throws InputError as `simulatedOutcomes` does
 */
export const simulatedUtility = (
  regimen: Regimen,
  timesH: readonly number[],
  { harmWeight, ...question }: UtilityQuestion,
): UtilityAt[] => utilityOverTime(timesH, simulatedOutcomes(regimen, timesH, question), harmWeight);

/** Utility where an infusion has come to rest, with the concentration there. */
export interface UtilityAtRest extends UtilityAt {
  /** Rate that leads there, mg/h of S-ketamine. */
  readonly mgPerH: number;
}

/**
 * Utility over the concentration at the effect site from virtual patients, in each of whom relief and drug high come from
 * the same infusion: at the end of a long infusion at each of some rates, when the effect site of minutes has the
 * concentration of arterial blood. The share with both is counted, not bounded.
 *
 * @param ratesMgPerH S-ketamine, mg/h
 * @param durationH long enough for the slow relief to come, and for the blood to come to rest
 * @returns at the median concentration of the patients, ng/mL, one for each rate
 * @throws InputError as `simulatedOutcomes` does
 */
export function simulatedUtilityOverConcentration(
  ratesMgPerH: readonly number[],
  durationH: number,
  { harmWeight, ...question }: UtilityQuestion,
): UtilityAtRest[] {
  return ratesMgPerH.map((rate) => {
    const regimen: Regimen = {
      name: `${rate} mg/h`,
      drug: 'S-ketamine',
      amountAs: 'base',
      steps: [{ kind: 'infusion', startH: 0, durationH, rate, basis: 'patient' }],
    };
    const source = randomSource(question.seed);
    const end = Float64Array.of(durationH);
    const atEnd = virtualPatients(crpsPatients, source, { first: 0, count: question.people }).map(
      (patient, subject) =>
        simulatePatients(regimen, patient, end, source, { first: subject, count: 1 }).ketamine[0]!,
    );
    const outcomes = simulatedOutcomes(regimen, [durationH], question);
    return {
      at: quantile(Float64Array.from(atEnd), 0.5),
      mgPerH: rate,
      utility: utilityOfPeople(
        outcomes.map(([only]) => only!),
        harmWeight,
      ),
    };
  });
}
