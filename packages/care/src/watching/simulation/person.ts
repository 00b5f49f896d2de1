import { type Draws, drawsOf, type RandomSource } from '@ketame/pharmacometrics';
import { addDays } from '../../follow-up/days.ts';
import type { UsePlan } from '../home-use.ts';
import {
  honestHabits,
  type MisuseHabits,
  type MisusePattern,
  misuseHabits,
  misuseIntensity,
  misusePatterns,
  simulatedPlan,
} from './habits.ts';

/** The year that is simulated. UTC throughout: clocks that change are tested where the diary is read. */
export const simulatedYear = { firstDay: '2026-01-01', days: 365 } as const;

/** Of every hundred patients so many misuse: the first of them, so that any whole number of hundreds has the share exactly. */
const misusersPerHundred = 3;

/** Misuse begins between these days of the year. */
const misuseBegins = [30, 180] as const;

const dates = Array.from({ length: simulatedYear.days + 1 }, (_, day) =>
  addDays(simulatedYear.firstDay, day),
);

/** The date of a day of the year, from 0. */
export const dateOf = (day: number): string => dates[day] ?? addDays(simulatedYear.firstDay, day);

const drawn = [
  'person hour',
  'person forgets',
  'person bladder',
  'dose raised',
  'dose raised day',
  'misuse begins',
  'misuse intensity',
  'skip',
  'hour',
  'enter',
  'early',
  'extra',
  'extra entered',
  'extra hour',
  'outside',
  'count',
  'fetch',
  'fetch days',
  'spilled',
  'lost',
  'request',
  'other prescriber',
  'registry',
  'urine',
  'bladder',
  'infection',
] as const;
export type Drawn = (typeof drawn)[number];

/** A simulated patient before the year is lived. Synthetic: no person. */
export interface SimulatedPerson {
  /** Above 0 and below 1, evenly; the same whenever it is asked for. */
  readonly uniform: (name: Drawn, occasion?: number) => number;
  readonly normal: (name: Drawn, occasion?: number) => number;
  /** Null: honest all year. Days count from the first of the year. */
  readonly misuse: {
    readonly pattern: MisusePattern;
    readonly fromDay: number;
    readonly habits: MisuseHabits;
  } | null;
  /** The day from which the clinic gives more; null: never. */
  readonly raisedOn: number | null;
}

/**
 * The people of a simulated programme. The same seed and number give the same person whichever others are simulated.
 * @param source of `randomSource`
 * @returns the person of a number, from 0
 */
export function simulatedPeople(source: RandomSource): (subject: number) => SimulatedPerson {
  const named = Object.fromEntries(drawn.map((name) => [name, drawsOf(source, `home ${name}`)])) as Readonly<
    Record<Drawn, Draws>
  >;
  return (subject) => {
    const uniform = (name: Drawn, occasion = 0) => named[name].uniform({ subject, occasion });
    const normal = (name: Drawn, occasion = 0) => named[name].normal({ subject, occasion });
    const pattern = patternOf(subject);
    const [first, last] = misuseBegins;
    const [mildest, fullest] = misuseIntensity;
    const intensity = mildest + uniform('misuse intensity') * (fullest - mildest);
    const isRaised = uniform('dose raised') < honestHabits.doseRaisedShare;
    return {
      uniform,
      normal,
      misuse:
        pattern === null
          ? null
          : {
              pattern,
              fromDay: Math.floor(first + uniform('misuse begins') * (last - first)),
              habits: scaled(misuseHabits[pattern], intensity),
            },
      raisedOn: isRaised ? Math.floor(20 + uniform('dose raised day') * 100) : null,
    };
  };
}

function patternOf(subject: number): MisusePattern | null {
  const place = subject % 100;
  if (place >= misusersPerHundred) return null;
  const index = Math.floor(subject / 100) * misusersPerHundred + place;
  return misusePatterns[index % misusePatterns.length] ?? null;
}

const scaled = (habits: MisuseHabits, by: number): MisuseHabits =>
  Object.fromEntries(Object.entries(habits).map(([name, value]) => [name, value * by]));

/** What misuse changes on a day; nothing before it begins. */
export function habitsOn({ misuse }: SimulatedPerson, day: number): MisuseHabits {
  return misuse !== null && day >= misuse.fromDay ? misuse.habits : {};
}

/** The plans of the year. */
export function plansOf({ raisedOn }: SimulatedPerson): UsePlan[] {
  const { doseUg, dosesPerDay, minHoursBetween, window } = simulatedPlan;
  const plan = { maxDosesPerDay: dosesPerDay, minHoursBetween, window };
  const first = { ...plan, from: dateOf(0), doseUg };
  return raisedOn === null ? [first] : [first, { ...plan, from: dateOf(raisedOn), doseUg: raisedUg }];
}

const raisedUg = simulatedPlan.doseUg * (1 + honestHabits.doseRaised);

/** Micrograms of a dose on a day. */
export const doseOn = ({ raisedOn }: SimulatedPerson, day: number): number =>
  raisedOn !== null && day >= raisedOn ? raisedUg : simulatedPlan.doseUg;

/** The chance of a day for what happens so many times a year. */
export const daily = (perYear: number): number => perYear / simulatedYear.days;
