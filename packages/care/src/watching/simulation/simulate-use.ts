import type { RandomSource } from '@ketame/pharmacometrics';
import type { HomeUse } from '../home-use.ts';
import type { MisusePattern } from './habits.ts';
import { dateOf, plansOf, simulatedPeople } from './person.ts';
import { signsYear } from './signs-year.ts';
import { supplyYear } from './supply-year.ts';

/** A simulated patient after a year. Synthetic: no person. */
export interface SimulatedPatient {
  readonly use: HomeUse;
  /** Null: honest all year. */
  readonly misuse: { readonly pattern: MisusePattern; readonly from: string } | null;
}

/**
 * Patients of a home programme over a year, by the habits of `habits.ts`.
 * @param source of `randomSource`
 * @returns the patient of a number, from 0: the same whichever others are simulated
 */
export function homePatients(source: RandomSource): (subject: number) => SimulatedPatient {
  const personOf = simulatedPeople(source);
  return (subject) => {
    const person = personOf(subject);
    const { misuse } = person;
    return {
      use: { plans: plansOf(person), ...supplyYear(person), ...signsYear(person), conversations: [] },
      misuse: misuse === null ? null : { pattern: misuse.pattern, from: dateOf(misuse.fromDay) },
    };
  };
}
