import { dateText } from '../follow-up/days.ts';
import type { MisuseRuleId } from '../follow-up/result.ts';
import type { HomeUse, TakenDose, UsePlan } from './home-use.ts';
import type { MisuseRule } from './misuse-rules.ts';
import { readUrineTest } from './urine-drug-test.ts';

/** What a rule saw on a day, with the values. */
export interface Sighting {
  /** YYYY-MM-DD. */
  readonly on: string;
  readonly text: string;
}

type Look = (use: HomeUse, limits: MisuseRule['limits']) => Sighting[];

const msPerHour = 3_600_000;
const msPerDay = 24 * msPerHour;
const dayNumber = (on: string): number => Date.parse(on) / msPerDay;
const percent = (share: number): string => `${Math.round(share * 100)} %`;
/** Supplies of several doses a day may last for parts of days. */
const daysText = (days: number): string => String(Number(days.toFixed(1)));
const byDay = <Row extends { readonly on: string }>(rows: readonly Row[]): Row[] =>
  rows.toSorted((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
const inTime = (doses: readonly TakenDose[]): TakenDose[] =>
  doses.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));

function limit(limits: MisuseRule['limits'], name: string): number {
  const found = limits[name];
  if (found === undefined) throw new Error(`The rule has no limit "${name}".`);
  return found.value;
}

/** The plan in force on each day, for days asked in their order. */
function planOf(plans: readonly UsePlan[]): (on: string) => UsePlan | undefined {
  const sorted = plans.toSorted((one, other) => (one.from < other.from ? -1 : 1));
  return (on) => sorted.findLast(({ from }) => from <= on);
}

const earlyRefill: Look = ({ refills, losses }, limits) => {
  const found: Sighting[] = [];
  const lost = losses.map(({ on }) => dayNumber(on));
  let lastsUntil: number | null = null;
  let before = Number.NEGATIVE_INFINITY;
  let interval = 0;
  for (const { on, days } of byDay(refills)) {
    const asked = dayNumber(on);
    // What was lost lasts no longer: that it was lost is for its own rule.
    const isLost = lost.some((day) => day >= before && day <= asked);
    const left: number = lastsUntil === null || isLost ? 0 : lastsUntil - asked;
    if (left > limit(limits, 'toleranceDays') && left >= limit(limits, 'leftShare') * interval) {
      found.push({
        on,
        text: `Asked ${daysText(left)} days before the end of a supply of ${daysText(interval)} days.`,
      });
    }
    if (days === 0) continue;
    lastsUntil = asked + Math.max(0, left) + days;
    before = asked;
    interval = days;
  }
  return found;
};

/** Micrograms at home by day: what came is positive. */
function changes({ supply, doses }: HomeUse): { readonly on: string; readonly amountUg: number }[] {
  const gone = [...supply.returned, ...supply.destroyed, ...doses];
  return byDay([...supply.dispensed, ...gone.map(({ on, amountUg }) => ({ on, amountUg: -amountUg }))]);
}

const countOff: Look = (use, limits) => {
  const found: Sighting[] = [];
  const moved = changes(use);
  let next = 0;
  let inHand = 0;
  for (const { on, inHandUg } of byDay(use.supply.counts)) {
    let there = inHand;
    let expected = inHand;
    for (let change = moved[next]; change !== undefined && change.on <= on; change = moved[++next]) {
      expected += change.amountUg;
      if (change.amountUg > 0) there += change.amountUg;
    }
    const off = expected - inHandUg;
    if (Math.abs(off) > limit(limits, 'offShare') * there) {
      const share = there === 0 ? '' : `, ${percent(Math.abs(off) / there)} of what there was`;
      const side = off > 0 ? 'fewer' : 'more';
      found.push({ on, text: `${Math.abs(off) / 1000} mg ${side} than expected${share}.` });
    }
    inHand = inHandUg;
  }
  return found;
};

const clustering: Look = ({ plans, doses }, limits) => {
  const planAt = planOf(plans);
  const found = new Map<string, string>();
  const perDay = new Map<string, number>();
  let before: TakenDose | undefined;
  for (const dose of inTime(doses)) {
    const plan = planAt(dose.on);
    const today = (perDay.get(dose.on) ?? 0) + 1;
    perDay.set(dose.on, today);
    if (plan !== undefined) {
      const hours =
        before === undefined
          ? Number.POSITIVE_INFINITY
          : (Date.parse(dose.at) - Date.parse(before.at)) / msPerHour;
      if (today > plan.maxDosesPerDay) {
        found.set(dose.on, `${today} doses; the plan allows ${plan.maxDosesPerDay} a day.`);
      } else if (hours < plan.minHoursBetween - limit(limits, 'toleranceHours')) {
        found.set(
          dose.on,
          `Two doses ${hours.toFixed(1)} h apart; the plan asks for ${plan.minHoursBetween} h.`,
        );
      }
    }
    before = dose;
  }
  return [...found].map(([on, text]) => ({ on, text }));
};

const outsideWindow: Look = ({ plans, doses }, limits) => {
  const planAt = planOf(plans);
  const tolerance = limit(limits, 'toleranceHours');
  const found = new Map<string, string>();
  for (const { on, hour } of inTime(doses)) {
    const plan = planAt(on);
    if (plan === undefined) continue;
    const { fromHour, toHour } = plan.window;
    const isLate = hour > toHour + tolerance;
    const isEarly = hour < fromHour - tolerance;
    if (fromHour <= toHour ? isLate || isEarly : isLate && isEarly) {
      const minutes = String(Math.floor((hour % 1) * 60)).padStart(2, '0');
      found.set(on, `A dose at ${Math.floor(hour)}:${minutes}; the plan has ${fromHour} to ${toHour} h.`);
    }
  }
  return [...found].map(([on, text]) => ({ on, text }));
};

const urine: Look = ({ urineTests, doses }) =>
  byDay(urineTests).flatMap((test) => {
    const { answer, reason } = readUrineTest(test, doses);
    return answer === 'does not fit' ? [{ on: test.on, text: reason }] : [];
  });

/** Micrograms taken per day, over the days up to and with one. */
function takenPerDay(doses: readonly TakenDose[], until: number, days: number): number {
  let sum = 0;
  for (const { on, amountUg } of doses) {
    const day = dayNumber(on);
    if (day <= until && day > until - days) sum += amountUg;
  }
  return sum / days;
}

const bladder: Look = ({ bladderScores, doses, requests, otherPrescribers, plans }, limits) => {
  const planAt = planOf(plans);
  const scores = byDay(bladderScores).map(({ on, score }) => ({ on, score, day: dayNumber(on) }));
  const meanDays = limit(limits, 'meanDays');
  const lookBackDays = limit(limits, 'lookBackDays');
  /** In doses of the plan of that day: what the clinic raised is no rise. */
  const dosesPerDay = (on: string) =>
    takenPerDay(doses, dayNumber(on), meanDays) / (planAt(on)?.doseUg ?? Number.NaN);
  return scores.flatMap(({ on, score, day }, index) => {
    const earlier = scores.slice(0, index).filter((one) => day - one.day <= lookBackDays);
    const lowest = earlier.sort((one, other) => one.score - other.score)[0];
    if (lowest === undefined || score - lowest.score < limit(limits, 'scoreRise')) return [];
    const rose = `Score ${lowest.score} to ${score} of 18`;
    const more = [...requests, ...otherPrescribers].find(
      (row) => row.on <= on && day - dayNumber(row.on) <= lookBackDays,
    );
    if (more !== undefined) return [{ on, text: `${rose}; on ${dateText(more.on)}: ${more.text}` }];
    const [before, now] = [dosesPerDay(lowest.on), dosesPerDay(on)];
    if (!(before > 0 && now >= before * (1 + limit(limits, 'doseRise')))) return [];
    return [{ on, text: `${rose}, doses a day ${before.toFixed(1)} to ${now.toFixed(1)}.` }];
  });
};

/** What each rule looks for. */
export const looks: Readonly<Record<MisuseRuleId, Look>> = {
  'early-refill': earlyRefill,
  'count-off': countOff,
  'lost-supply': ({ losses }) => byDay(losses),
  'dose-clustering': clustering,
  'outside-window': outsideWindow,
  'escalating-requests': ({ requests }) => byDay(requests),
  'other-prescriber': ({ otherPrescribers }) => byDay(otherPrescribers),
  'urine-test': urine,
  'bladder-with-dose': bladder,
};
