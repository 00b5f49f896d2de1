import type { AmountOnDay } from '../../dispensing/reconciliation.ts';
import type { HomeUse, Noted, RefillRequest, TakenDose } from '../home-use.ts';
import { honestHabits, simulatedPlan } from './habits.ts';
import { daily, dateOf, doseOn, habitsOn, type SimulatedPerson, simulatedYear } from './person.ts';

/** What a person has at home, lived day by day, and what is written down of it. */
interface Household {
  readonly person: SimulatedPerson;
  readonly forgets: number;
  readonly usualHour: number;
  inHandUg: number;
  suppliedUntil: number;
  fetchOn: number;
  asksAgainOn: number;
  readonly doses: TakenDose[];
  readonly dispensed: AmountOnDay[];
  readonly destroyed: AmountOnDay[];
  readonly counts: { readonly on: string; readonly inHandUg: number }[];
  readonly refills: RefillRequest[];
  readonly losses: Noted[];
}

/** Supplies, doses, losses and counts of a simulated year. */
export function supplyYear(
  person: SimulatedPerson,
): Pick<HomeUse, 'doses' | 'supply' | 'refills' | 'losses'> {
  const { notEntered, notEnteredSpread, hoursBetweenPeople } = honestHabits;
  const home: Household = {
    person,
    forgets: Math.min(0.5, notEntered * Math.exp(notEnteredSpread * person.normal('person forgets'))),
    usualHour: hoursBetweenPeople * person.normal('person hour'),
    inHandUg: 0,
    suppliedUntil: 0,
    fetchOn: 0,
    asksAgainOn: 0,
    doses: [],
    dispensed: [],
    destroyed: [],
    counts: [],
    refills: [],
    losses: [],
  };
  for (let day = 0; day < simulatedYear.days; day++) {
    fetchSupply(home, day);
    takeDoses(home, day);
    loseSome(home, day);
    countAll(home, day);
  }
  const { doses, refills, losses, dispensed, destroyed, counts } = home;
  return { doses, refills, losses, supply: { dispensed, returned: [], destroyed, counts } };
}

function fetchSupply(home: Household, day: number): void {
  const { person } = home;
  const { supplyDays, dosesPerDay, givenDaysEarly } = simulatedPlan;
  const amountUg = doseOn(person, day);
  const misuses = person.misuse !== null && day >= person.misuse.fromDay;
  const asksForMore = misuses && home.inHandUg < amountUg && day >= home.asksAgainOn;
  if (day < home.fetchOn && !asksForMore) return;
  // Asked for long before its time it is refused; the request stays known, and comes again some days later.
  const isGiven = day >= home.suppliedUntil - givenDaysEarly;
  home.refills.push({ on: dateOf(day), days: isGiven ? supplyDays : 0 });
  home.asksAgainOn = day + 3;
  if (isGiven) {
    const suppliedUg = amountUg * dosesPerDay * supplyDays;
    home.dispensed.push({ on: dateOf(day), amountUg: suppliedUg, pack: null });
    home.inHandUg += suppliedUg;
    home.suppliedUntil = Math.max(home.suppliedUntil, day) + supplyDays;
  }
  const { fetchedEarly = honestHabits.fetchedEarly } = habitsOn(person, day);
  const least = person.uniform('fetch', day) < fetchedEarly ? 4 : 0;
  const early = least + Math.floor(person.uniform('fetch days', day) * 3);
  home.fetchOn = Math.max(home.asksAgainOn, home.suppliedUntil - early);
}

function takeDoses(home: Household, day: number): void {
  const { person, forgets, usualHour } = home;
  const { extraDose = 0, extraEntered = 0, doseOutsideWindow = 0 } = habitsOn(person, day);
  const { doseHours, doseSkipped, doseTooEarly, hoursFromDayToDay } = honestHabits;
  doseHours.forEach((plannedHour, index) => {
    const place = day * doseHours.length + index;
    if (person.uniform('skip', place) < doseSkipped) return;
    const isTooEarly = index > 0 && person.uniform('early', place) < doseTooEarly;
    const isOutside = person.uniform('outside', place) < doseOutsideWindow;
    const usual = plannedHour + usualHour - (isTooEarly ? 7 : 0);
    const hour = isOutside
      ? 1 + 3 * person.uniform('hour', place)
      : usual + hoursFromDayToDay * person.normal('hour', place);
    takeOne(home, day, hour, person.uniform('enter', place) >= forgets);
  });
  if (person.uniform('extra', day) < extraDose) {
    const hour = 12 + 4 * person.uniform('extra hour', day);
    takeOne(home, day, hour, person.uniform('extra entered', day) < extraEntered);
  }
}

function takeOne(home: Household, day: number, hour: number, isEntered: boolean): void {
  const amountUg = doseOn(home.person, day);
  if (home.inHandUg < amountUg) return;
  home.inHandUg -= amountUg;
  if (isEntered) home.doses.push(doseAt(dateOf(day), hour, amountUg));
}

/** @param hour below 0 or from 24 on it becomes the nearest minute of the day */
function doseAt(on: string, hour: number, amountUg: number): TakenDose {
  const minutes = Math.min(1439, Math.max(0, Math.round(hour * 60)));
  const clock = [Math.floor(minutes / 60), minutes % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  return { at: `${on}T${clock}:00.000Z`, on, hour: minutes / 60, amountUg, pack: null };
}

function loseSome(home: Household, day: number): void {
  const { person } = home;
  const on = dateOf(day);
  const amountUg = doseOn(person, day);
  if (person.uniform('spilled', day) < daily(honestHabits.spilledPerYear) && home.inHandUg >= amountUg) {
    home.inHandUg -= amountUg;
    home.destroyed.push({ on, amountUg, pack: null });
  }
  const { lostPerYear = honestHabits.lostPerYear } = habitsOn(person, day);
  if (person.uniform('lost', day) < daily(lostPerYear) && home.inHandUg > 0) {
    home.losses.push({ on, text: 'Supply reported as lost.' });
    home.destroyed.push({ on, amountUg: home.inHandUg, pack: null });
    home.inHandUg = 0;
    home.suppliedUntil = day;
    home.fetchOn = day + 1;
  }
}

function countAll(home: Household, day: number): void {
  if (day === 0 || day % simulatedPlan.countEveryDays !== 0) return;
  const { countOffByOne } = honestHabits;
  const slip = home.person.uniform('count', day);
  const amountUg = doseOn(home.person, day);
  const off = slip >= countOffByOne ? 0 : slip < countOffByOne / 2 ? -amountUg : amountUg;
  home.counts.push({ on: dateOf(day), inHandUg: Math.max(0, home.inHandUg + off) });
}
