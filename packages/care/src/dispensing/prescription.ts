import { addDays, addMonths } from '../follow-up/days.ts';
import type { RegisterProfile } from '../jurisdiction/register-profile.ts';

/** What is ordered: doses at an interval, and how often the supply is repeated. Dates are local, YYYY-MM-DD. */
export interface PrescribedSupply {
  /** One dose, micrograms of base. */
  readonly doseUg: number;
  /** In one supply. */
  readonly doses: number;
  /** The least time between two doses, hours. */
  readonly intervalHours: number;
  /** Supplies after the first. */
  readonly refills: number;
  readonly validFrom: string;
  /** The last day on which it can be supplied. */
  readonly validUntil: string;
}

/** All that may be supplied, micrograms. */
export function prescribedUg({ doseUg, doses, refills }: PrescribedSupply): number {
  return doseUg * doses * (refills + 1);
}

/** The last day on which a prescription may be valid in a country. @param validFrom YYYY-MM-DD */
export function latestValidUntil(validFrom: string, profile: RegisterProfile): string {
  const { validFor } = profile.prescription.value;
  return 'months' in validFor ? addMonths(validFrom, validFor.months) : addDays(validFrom, validFor.days);
}

/** Why a prescription cannot be written in a country, for the physician; null when it can. */
export function prescriptionProblem(supply: PrescribedSupply, profile: RegisterProfile): string | null {
  const { refills } = profile.prescription.value;
  const rule = `(${profile.title}: ${profile.prescription.source}; ${profile.prescription.status})`;
  if (supply.refills > refills) {
    return `At most ${refills} refills may be ordered, this orders ${supply.refills} ${rule}. Write a new prescription after them.`;
  }
  const latest = latestValidUntil(supply.validFrom, profile);
  if (supply.validUntil > latest) {
    return `A prescription valid from ${supply.validFrom} may be valid until ${latest}, this says ${supply.validUntil} ${rule}. Choose an earlier day.`;
  }
  if (supply.validUntil < supply.validFrom) {
    return `The last day, ${supply.validUntil}, is before the first, ${supply.validFrom}. Choose a later one.`;
  }
  return null;
}
