import type { LaboratoryValue } from './follow-up/result.ts';
import { liverLimits } from './liver-limits.ts';

/** What a blood test says of the liver, judged in the same way in a session and after it. */

export const transaminases = ['ALT', 'AST'] as const;
export const liverEnzymes = ['ALT', 'AST', 'ALP', 'GGT'] as const;

/** Multiples of the upper limit; null when the result gave none. */
export const timesLimit = ({ value, upperLimit }: LaboratoryValue): number | null =>
  upperLimit === null ? null : value / upperLimit;

/** Whether a value reaches so many times its upper limit; not where the result gave none. */
export const isAtLeast = (one: LaboratoryValue, times: number): boolean => (timesLimit(one) ?? 0) >= times;

/** Whether a value is beyond so many times its upper limit; not where the result gave none. */
export const isAbove = (one: LaboratoryValue, times: number): boolean => (timesLimit(one) ?? 0) > times;

/**
 * Whether an enzyme is an injury: 3 times its upper limit, or twice a value that was raised before treatment.
 * @param before the value before treatment; undefined where none is known
 */
export function isLiverInjury(enzyme: LaboratoryValue, before: LaboratoryValue | undefined): boolean {
  if (isAtLeast(enzyme, liverLimits.enzyme.value)) return true;
  return (
    before !== undefined &&
    before !== enzyme &&
    isAbove(before, 1) &&
    enzyme.value >= before.value * liverLimits.ofRaisedBaseline.value
  );
}

/**
 * Whether ALT or AST, bilirubin and alkaline phosphatase of about one time are those of Hy's law (FDA guidance, 2009).
 * @param alp undefined or without an upper limit: nothing then speaks for bile ducts, and the law holds
 */
export function isHysLaw(
  transaminase: LaboratoryValue,
  bilirubin: LaboratoryValue,
  alp: LaboratoryValue | undefined,
): boolean {
  return (
    isAtLeast(transaminase, liverLimits.hysLawTransaminase.value) &&
    isAbove(bilirubin, liverLimits.bilirubin.value) &&
    (alp === undefined || !isAtLeast(alp, liverLimits.hysLawAlp.value))
  );
}

/** Whether ALT or AST passes the limit from which a disturbed clotting counts, and INR is so (FDA guidance, 2009). */
export function isClottingDisturbed(transaminase: LaboratoryValue, inr: LaboratoryValue): boolean {
  return isAbove(transaminase, liverLimits.transaminaseWithOther.value) && inr.value > liverLimits.inr.value;
}
