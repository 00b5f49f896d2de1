import type { SyringeCheck } from './event.ts';
import type { SessionPlan } from './plan.ts';
import { type Refusal, refusal } from './refusal.ts';

/** Ours: what a pump rounds away, as a share of the rate. */
const rounding = 0.02;
/** Ours: a rate this many times too high or too low is taken for a decimal point gone wrong. */
const tenFold = { least: 8, most: 12.5 };

/**
 * Why a pump's programme must not run; null when it may. The slips that hurt have their own words: mL/h and mg/h that
 * do not belong together, a rate per kg entered per patient or the reverse, ten times too much or too little.
 * @param expectedMgPerH what the pump should be giving, mg/h
 */
export function programmeRefusal(
  programme: Pick<SyringeCheck, 'rateMgPerH' | 'rateMlPerH' | 'concentrationMgPerMl'>,
  plan: SessionPlan,
  expectedMgPerH: number,
): Refusal | null {
  const { rateMgPerH, rateMlPerH, concentrationMgPerMl } = programme;
  const givenMgPerH = rateMlPerH * concentrationMgPerMl;
  const { maximumMgPerH } = plan;
  const weight = plan.patient.weightKg;
  const expected = `${number(expectedMgPerH)} mg/h`;
  if (!isClose(givenMgPerH, rateMgPerH)) {
    return refusal(
      'rates-differ',
      `${number(rateMlPerH)} mL/h of ${number(concentrationMgPerMl)} mg/mL gives ${number(givenMgPerH)} mg/h, but the pump is said to give ${number(rateMgPerH)} mg/h.`,
      'Read concentration and both rates again from syringe and pump.',
    );
  }
  if (isClose(rateMgPerH, expectedMgPerH) && rateMgPerH <= maximumMgPerH * (1 + rounding)) return null;
  const ratio = rateMgPerH / expectedMgPerH;
  if (isClose(rateMgPerH * weight, expectedMgPerH) || isClose(rateMgPerH, expectedMgPerH * weight)) {
    return refusal(
      'wrong-unit',
      `${number(rateMgPerH)} mg/h is the planned ${expected} ${ratio < 1 ? 'divided' : 'multiplied'} by the weight of ${number(weight)} kg: mg/kg/h has been taken for mg/h.`,
      `Set the unit and the rate of the pump again: ${expected} for this patient.`,
    );
  }
  if ([ratio, 1 / ratio].some((times) => times >= tenFold.least && times <= tenFold.most)) {
    return refusal(
      'ten-fold',
      `${number(rateMgPerH)} mg/h is about ten times too ${ratio > 1 ? 'much' : 'little'}: planned are ${expected}.`,
      'Look for the decimal point in rate and concentration, and set the pump again.',
    );
  }
  if (rateMgPerH > maximumMgPerH) {
    return refusal(
      'above-maximum',
      `${number(rateMgPerH)} mg/h is above the ${number(maximumMgPerH)} mg/h that the protocol allows this patient.`,
      `Set ${expected}, or have a physician plan the session anew.`,
    );
  }
  return refusal(
    'not-as-planned',
    `The pump is set to ${number(rateMgPerH)} mg/h; planned are ${expected}.`,
    `Set the pump to ${expected}.`,
  );
}

function isClose(one: number, other: number): boolean {
  return Math.abs(one - other) <= rounding * Math.max(one, other);
}

/** Four digits, for reading. */
function number(value: number): string {
  return String(Number(value.toPrecision(4)));
}
