import type { HomeUse } from '../home-use.ts';
import { honestHabits, simulatedPlan } from './habits.ts';
import { daily, dateOf, habitsOn, type SimulatedPerson, simulatedYear } from './person.ts';

type Signs = Pick<HomeUse, 'requests' | 'otherPrescribers' | 'urineTests' | 'bladderScores'>;

const yearDays = Array.from({ length: simulatedYear.days }, (_, day) => day);
const every = (days: number, first: number) => yearDays.filter((day) => day >= first && day % days === 0);

/** What else is noted in a simulated year: requests, other prescribers, urine tests, bladder scores. */
export function signsYear(person: SimulatedPerson): Signs {
  const { uniform } = person;
  const isNoted = (name: 'request' | 'other prescriber', day: number, perYear: number) =>
    uniform(name, day) < daily(perYear);
  const { requestsPerYear, otherPrescriberPerYear } = honestHabits;
  const requested = yearDays.filter((day) =>
    isNoted('request', day, habitsOn(person, day).requestsPerYear ?? requestsPerYear),
  );
  const treatedElsewhere = yearDays.filter((day) => isNoted('other prescriber', day, otherPrescriberPerYear));
  const inRegistry = every(simulatedPlan.registryCheckEveryDays, 0).filter(
    (day) => uniform('registry', day) < (habitsOn(person, day).foundInRegistry ?? 0),
  );
  return {
    requests: requested.map((day) => ({ on: dateOf(day), text: 'Asked for more.' })),
    otherPrescribers: [
      ...treatedElsewhere.map((day) => ({ on: dateOf(day), text: 'Ketamine in an emergency department.' })),
      ...inRegistry.map((day) => ({ on: dateOf(day), text: 'Found in the registry.' })),
    ],
    urineTests: every(simulatedPlan.urineTestEveryDays, 1).map((day) => urineTest(person, day)),
    bladderScores: every(simulatedPlan.bladderScoreEveryDays, 0).map((day) => bladderScore(person, day)),
  };
}

function urineTest(person: SimulatedPerson, day: number): HomeUse['urineTests'][number] {
  const { urineMisfit = honestHabits.urineMistaken } = habitsOn(person, day);
  const found = person.uniform('urine', day) < urineMisfit ? 'not found' : 'found';
  const on = dateOf(day);
  return {
    at: `${on}T12:00:00.000Z`,
    on,
    method: 'mass spectrometry',
    ketamine: found,
    norketamine: found,
    others: [],
  };
}

function bladderScore(person: SimulatedPerson, day: number): HomeUse['bladderScores'][number] {
  const { bladderMean, bladderSpread, infection, infectionPoints } = honestHabits;
  const usual = Math.max(0, bladderMean + bladderSpread * person.normal('person bladder'));
  const infected = person.uniform('infection', day) < infection ? infectionPoints : 0;
  const months = person.misuse === null ? 0 : (day - person.misuse.fromDay) / 30;
  const byMisuse = months * (habitsOn(person, day).bladderPerMonth ?? 0);
  const score = usual + person.normal('bladder', day) + infected + byMisuse;
  return { on: dateOf(day), score: Math.min(18, Math.max(0, Math.round(score))) };
}
