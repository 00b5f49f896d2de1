import { type Draws, drawsOf, type RandomSource } from '@ketame/pharmacometrics';
import { addDays } from '../../follow-up/days.ts';
import type { HomeUse, TakenDose } from '../home-use.ts';
import {
  honestHabits,
  type MisuseHabits,
  type MisusePattern,
  misuseHabits,
  misuseIntensity,
  misusePatterns,
  simulatedPlan,
} from './habits.ts';

/** One simulated patient. Synthetic: no person. */
export interface SimulatedPatient {
  readonly use: HomeUse;
  /** Null: honest all year. */
  readonly misuse: { readonly pattern: MisusePattern; readonly from: string } | null;
}

/** The year that is simulated, its first day and its length. UTC throughout: clocks that change are tested elsewhere. */
export const simulatedYear = { firstDay: '2026-01-01', days: 365 } as const;

/** Of every hundred patients so many misuse: the first of them, so that any whole number of hundreds has the share exactly. */
export const misusersPerHundred = 3;

/** Misuse begins between these days of the year. */
const misuseBegins = [30, 180] as const;

const dates = Array.from({ length: simulatedYear.days + 1 }, (_, day) =>
  addDays(simulatedYear.firstDay, day),
);
const dateOf = (day: number): string => dates[day] ?? addDays(simulatedYear.firstDay, day);

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
type Named = Readonly<Record<(typeof drawn)[number], Draws>>;

function patternOf(subject: number): MisusePattern | null {
  const place = subject % 100;
  if (place >= misusersPerHundred) return null;
  const index = Math.floor(subject / 100) * misusersPerHundred + place;
  return misusePatterns[index % misusePatterns.length] ?? null;
}

/**
 * Simulates patients of a home programme for a year by `habits.ts`. The same seed and number give the same patient
 * whichever others are simulated.
 * @param source of `randomSource`
 * @returns the patient of a number, from 0
 */
export function homePatients(source: RandomSource): (subject: number) => SimulatedPatient {
  const named = Object.fromEntries(drawn.map((name) => [name, drawsOf(source, `home ${name}`)])) as Named;
  return (subject) => {
    const pattern = patternOf(subject);
    const [first, last] = misuseBegins;
    const begins = Math.floor(first + named['misuse begins'].uniform({ subject }) * (last - first));
    const [mildest, fullest] = misuseIntensity;
    const intensity = mildest + named['misuse intensity'].uniform({ subject }) * (fullest - mildest);
    const habits = pattern === null ? {} : scaled(misuseHabits[pattern], intensity);
    return {
      use: yearOf(subject, named, habits, pattern === null ? null : begins),
      misuse: pattern === null ? null : { pattern, from: dateOf(begins) },
    };
  };
}

const scaled = (habits: MisuseHabits, by: number): MisuseHabits =>
  Object.fromEntries(Object.entries(habits).map(([name, value]) => [name, value * by]));

type Rows<Field extends keyof HomeUse> = HomeUse[Field] extends readonly (infer Row)[] ? Row[] : never;

/** @param begins first day of misuse, counted from the first of the year; null without */
function yearOf(subject: number, draw: Named, habits: MisuseHabits, begins: number | null): HomeUse {
  const uniform = (name: keyof Named, occasion = 0) => draw[name].uniform({ subject, occasion });
  const normal = (name: keyof Named, occasion = 0) => draw[name].normal({ subject, occasion });
  const { doseUg, dosesPerDay, minHoursBetween, window, supplyDays } = simulatedPlan;
  const forgets = Math.min(
    0.5,
    honestHabits.notEntered * Math.exp(honestHabits.notEnteredSpread * normal('person forgets')),
  );
  const usualHour = honestHabits.hoursBetweenPeople * normal('person hour');
  const bladderUsual = Math.max(
    0,
    honestHabits.bladderMean + honestHabits.bladderSpread * normal('person bladder'),
  );
  const isRaised = uniform('dose raised') < honestHabits.doseRaisedShare;
  const raisedOn = isRaised ? Math.floor(20 + uniform('dose raised day') * 100) : null;
  const plan = { maxDosesPerDay: dosesPerDay, minHoursBetween, window };
  const plans: Rows<'plans'> = [{ ...plan, from: dateOf(0), doseUg }];
  const raisedUg = doseUg * (1 + honestHabits.doseRaised);
  if (raisedOn !== null) plans.push({ ...plan, from: dateOf(raisedOn), doseUg: raisedUg });

  const doses: TakenDose[] = [];
  const dispensed: HomeUse['supply']['dispensed'][number][] = [];
  const destroyed: HomeUse['supply']['destroyed'][number][] = [];
  const counts: HomeUse['supply']['counts'][number][] = [];
  const refills: Rows<'refills'> = [];
  const losses: Rows<'losses'> = [];
  const requests: Rows<'requests'> = [];
  const otherPrescribers: Rows<'otherPrescribers'> = [];
  const urineTests: Rows<'urineTests'> = [];
  const bladderScores: Rows<'bladderScores'> = [];

  let inHandUg = 0;
  let fetchOn = 0;
  let asksAgainOn = 0;
  let suppliedUntil = 0;
  for (let day = 0; day < simulatedYear.days; day++) {
    const on = dateOf(day);
    const misuses = begins !== null && day >= begins;
    const habit = misuses ? habits : {};
    const daily = (perYear: number) => perYear / simulatedYear.days;
    const amountUg = raisedOn !== null && day >= raisedOn ? raisedUg : doseUg;

    const isRunOut = inHandUg < amountUg;
    if (day >= fetchOn || (isRunOut && misuses && day >= asksAgainOn)) {
      // Asked for long before its time it is refused; the request stays known, and comes again some days later.
      const isGiven = day >= suppliedUntil - simulatedPlan.givenDaysEarly;
      refills.push({ on, days: isGiven ? supplyDays : 0 });
      asksAgainOn = day + 3;
      if (isGiven) {
        const suppliedUg = amountUg * dosesPerDay * supplyDays;
        dispensed.push({ on, amountUg: suppliedUg, pack: null });
        inHandUg += suppliedUg;
        suppliedUntil = Math.max(suppliedUntil, day) + supplyDays;
      }
      const isEarly = uniform('fetch', day) < (habit.fetchedEarly ?? honestHabits.fetchedEarly);
      const early = isEarly
        ? 4 + Math.floor(uniform('fetch days', day) * 3)
        : Math.floor(uniform('fetch days', day) * 3);
      fetchOn = Math.max(asksAgainOn, suppliedUntil - early);
    }

    const take = (hour: number, isEntered: boolean) => {
      if (inHandUg < amountUg) return;
      inHandUg -= amountUg;
      if (isEntered) doses.push(doseAt(on, hour, amountUg));
    };
    for (let index = 0; index < dosesPerDay; index++) {
      const place = day * dosesPerDay + index;
      if (uniform('skip', place) < honestHabits.doseSkipped) continue;
      const tooEarly = index > 0 && uniform('early', place) < honestHabits.doseTooEarly;
      const outside = uniform('outside', place) < (habit.doseOutsideWindow ?? 0);
      const usual = (honestHabits.doseHours[index] ?? 12) + usualHour - (tooEarly ? 7 : 0);
      const hour = outside
        ? 1 + 3 * uniform('hour', place)
        : usual + honestHabits.hoursFromDayToDay * normal('hour', place);
      take(hour, uniform('enter', place) >= forgets);
    }
    if (uniform('extra', day) < (habit.extraDose ?? 0)) {
      take(12 + 4 * uniform('extra hour', day), uniform('extra entered', day) < (habit.extraEntered ?? 0));
    }

    if (uniform('spilled', day) < daily(honestHabits.spilledPerYear) && inHandUg >= amountUg) {
      inHandUg -= amountUg;
      destroyed.push({ on, amountUg, pack: null });
    }
    if (uniform('lost', day) < daily(habit.lostPerYear ?? honestHabits.lostPerYear) && inHandUg > 0) {
      losses.push({ on, text: 'Supply reported as lost.' });
      destroyed.push({ on, amountUg: inHandUg, pack: null });
      inHandUg = 0;
      suppliedUntil = day;
      fetchOn = day + 1;
    }
    if (uniform('request', day) < daily(habit.requestsPerYear ?? honestHabits.requestsPerYear)) {
      requests.push({ on, text: 'Asked for more.' });
    }
    if (uniform('other prescriber', day) < daily(honestHabits.otherPrescriberPerYear)) {
      otherPrescribers.push({ on, text: 'Ketamine in an emergency department.' });
    }
    if (
      day % simulatedPlan.registryCheckEveryDays === 0 &&
      uniform('registry', day) < (habit.foundInRegistry ?? 0)
    ) {
      otherPrescribers.push({ on, text: 'Found in the registry.' });
    }
    if (day > 0 && day % simulatedPlan.urineTestEveryDays === 0) {
      const isMisfit = uniform('urine', day) < (habit.urineMisfit ?? honestHabits.urineMistaken);
      urineTests.push({
        at: `${on}T12:00:00.000Z`,
        on,
        method: 'mass spectrometry',
        ketamine: isMisfit ? 'not found' : 'found',
        norketamine: isMisfit ? 'not found' : 'found',
        others: [],
      });
    }
    if (day % simulatedPlan.bladderScoreEveryDays === 0) {
      const months = misuses && begins !== null ? (day - begins) / 30 : 0;
      const infected = uniform('infection', day) < honestHabits.infection ? honestHabits.infectionPoints : 0;
      const score = bladderUsual + normal('bladder', day) + infected + months * (habit.bladderPerMonth ?? 0);
      bladderScores.push({ on, score: Math.min(18, Math.max(0, Math.round(score))) });
    }
    if (day > 0 && day % simulatedPlan.countEveryDays === 0) {
      const slip = uniform('count', day);
      const isOff = slip < honestHabits.countOffByOne;
      const off = isOff ? (slip < honestHabits.countOffByOne / 2 ? -amountUg : amountUg) : 0;
      counts.push({ on, inHandUg: Math.max(0, inHandUg + off) });
    }
  }
  return {
    plans,
    doses,
    supply: { dispensed, returned: [], destroyed, counts },
    refills,
    losses,
    requests,
    otherPrescribers,
    urineTests,
    bladderScores,
    conversations: [],
  };
}

/** @param hour below 0 or from 24 on it is moved to the nearest minute of the day */
function doseAt(on: string, hour: number, amountUg: number): TakenDose {
  const minutes = Math.min(1439, Math.max(0, Math.round(hour * 60)));
  const clock = [Math.floor(minutes / 60), minutes % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  return { at: `${on}T${clock}:00.000Z`, on, hour: minutes / 60, amountUg, pack: null };
}
