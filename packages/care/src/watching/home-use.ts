import type { SupplyRecord } from '../dispensing/reconciliation.ts';
import { dateIn } from '../follow-up/days.ts';
import type { DrugTestResult, MisuseRuleId } from '../follow-up/result.ts';

/** What the plan of a patient allows from a day on (YYYY-MM-DD, the patient's date). */
export interface UsePlan {
  readonly from: string;
  /** Micrograms of base. */
  readonly doseUg: number;
  readonly maxDosesPerDay: number;
  readonly minHoursBetween: number;
  /** Hours of the patient's clock, 0 to 24; over midnight where `fromHour` is the greater. */
  readonly window: { readonly fromHour: number; readonly toHour: number };
}

/** A dose as the diary tells it. */
export interface TakenDose {
  /** ISO 8601 instant. */
  readonly at: string;
  /** The patient's date and clock then: YYYY-MM-DD, hours from 0 to below 24. */
  readonly on: string;
  readonly hour: number;
  /** Micrograms of base. */
  readonly amountUg: number;
  readonly pack: string | null;
}

/** Something noted on a day. */
export interface Noted {
  readonly on: string;
  readonly text: string;
}

/** A supply that was asked for, and the days for which it lasts by the plan: 0 where it was not given. */
export interface RefillRequest {
  readonly on: string;
  readonly days: number;
}

/** A urine test for drugs, with its time. */
export interface UrineDrugTest extends Omit<DrugTestResult, 'kind'> {
  /** When the urine was passed, ISO 8601. */
  readonly at: string;
  /** The patient's date, YYYY-MM-DD. */
  readonly on: string;
}

/** A conversation that explained what some rules had found until then: it counts no more, and stays to be seen. */
export interface MisuseConversation extends Noted {
  readonly explained: readonly MisuseRuleId[];
}

/** What is known of how one patient uses the drug at home: plain rows, in any order; days are the patient's dates. */
export interface HomeUse {
  readonly plans: readonly UsePlan[];
  readonly doses: readonly TakenDose[];
  /** As `reconcile` reads it; what was taken is in `doses`. */
  readonly supply: Omit<SupplyRecord, 'taken'>;
  readonly refills: readonly RefillRequest[];
  /** Supplies reported as lost or stolen. */
  readonly losses: readonly Noted[];
  /** Requests for a higher dose or for more doses. */
  readonly requests: readonly Noted[];
  /** Ketamine, or another drug of misuse, from somebody else: found in a prescription registry, or told. */
  readonly otherPrescribers: readonly Noted[];
  readonly urineTests: readonly UrineDrugTest[];
  /** Totals of the form "ketame-urine", 0 to 18. */
  readonly bladderScores: readonly { readonly on: string; readonly score: number }[];
  readonly conversations: readonly MisuseConversation[];
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/**
 * A dose of the diary with the patient's date and clock.
 * @param at ISO 8601 instant
 * @param timeZone IANA zone in which the device was
 * @param amountUg micrograms of base
 */
export function takenDose(
  at: string,
  timeZone: string,
  amountUg: number,
  pack: string | null = null,
): TakenDose {
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    clocks.set(timeZone, clock);
  }
  const [hours = 0, minutes = 0] = clock.format(Date.parse(at)).split(':').map(Number);
  return { at, on: dateIn(timeZone, at), hour: hours + minutes / 60, amountUg, pack };
}
