import type { AmountAs, Drug, Patient } from '@ketame/ketamine';
import type { ConfirmedLimits } from '../alerts/limits.ts';
import type { DatedLaboratoryValue } from '../follow-up/result.ts';
import type { Discharge, Monitoring, Protocol } from '../protocol/protocol.ts';

/** One rate of the ladder that the protocol allows. */
export interface PlannedRate {
  /** mg/h of the drug as ordered, for this patient. */
  readonly mgPerH: number;
  /** Hours from the start of the infusion before which it is not set. */
  readonly notBeforeH: number;
}

/**
 * All that one session follows, as it was when the session was planned: what becomes of the protocol later changes no
 * session that has begun.
 */
export interface SessionPlan {
  readonly patientId: string;
  /** What the models read. */
  readonly patient: Patient;
  readonly protocol: { readonly id: string; readonly version: number; readonly title: string };
  /** "4 of 10" */
  readonly session: number;
  readonly of: number;
  /** Whether it is the patient's first treatment with ketamine. */
  readonly firstTreatment: boolean;
  readonly plannedStart: string;
  /** IANA zone of the clinic, for the hours of the night. */
  readonly timeZone: string;
  readonly drug: Drug;
  readonly amountAs: AmountAs;
  /** From the lowest to the highest; the first is the start. */
  readonly rates: readonly PlannedRate[];
  /** mg/h. */
  readonly maximumMgPerH: number;
  /** Hours of infusion before weaning. */
  readonly hours: number;
  /** After those hours, as fractions of the last rate; empty when it is simply stopped. */
  readonly weaning: readonly { readonly fraction: number; readonly hours: number }[];
  readonly monitoring: Monitoring;
  readonly discharge: Discharge;
  /** The alert limits that the clinic had confirmed; null when it had not: such a session cannot be armed. */
  readonly limits: ConfirmedLimits | null;
  /** Blood tests known when it was planned, the first of each measure that before treatment; absent where none were kept. */
  readonly laboratoryBefore?: readonly DatedLaboratoryValue[] | undefined;
}

/**
 * What a session of a protocol is in one patient: the protocol's rates in mg/h by weight, none above its greatest.
 * @param about what the protocol does not know
 */
export function sessionPlanOf(
  protocol: Protocol,
  about: Pick<
    SessionPlan,
    | 'patientId'
    | 'patient'
    | 'session'
    | 'firstTreatment'
    | 'plannedStart'
    | 'timeZone'
    | 'limits'
    | 'laboratoryBefore'
  >,
): SessionPlan {
  const { regimen, monitoring, discharge } = protocol;
  const factor = { patient: 1, kg: about.patient.weightKg, '70 kg': about.patient.weightKg / 70 }[
    regimen.basis
  ];
  const maximumMgPerH = Math.min(
    regimen.greatestRate.value * factor,
    regimen.greatestMgPerH?.value ?? Number.POSITIVE_INFINITY,
  );
  return {
    ...about,
    of: regimen.sessions.value,
    protocol: { id: protocol.id, version: protocol.version, title: protocol.title },
    drug: regimen.drug,
    amountAs: regimen.amountAs,
    rates: regimen.steps.map(({ rate, notBeforeH }) => ({
      mgPerH: Math.min(rate.value * factor, maximumMgPerH),
      notBeforeH: notBeforeH.value,
    })),
    maximumMgPerH,
    hours: regimen.hoursPerSession.value,
    weaning: regimen.weaning.map(({ fraction, hours }) => ({ fraction, hours: hours.value })),
    monitoring,
    discharge,
  };
}
