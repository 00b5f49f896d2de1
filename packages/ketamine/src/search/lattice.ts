import { doseKindWords } from '../dose-kinds.ts';
import { horizonH } from '../predict-course.ts';
import type { Drug, Regimen } from '../regimen.ts';
import { baseMg } from '../substance.ts';
import type { HomeLimits, SearchedRoute } from './doses.ts';
import { exposureOfGiven, type Given, isWithin, type TrialEnvelope } from './envelopes.ts';
import type { Exposure } from './exposure.ts';
import { envelopesOf } from './judge.ts';
import { type SearchConstraints, type SearchRequest, type SearchSpace, weekdays } from './request.ts';
import { gridH } from './responses.ts';
import { isUnsearchable } from './unsearched.ts';

/** Infusions, or days of doses, of one pattern, of which any number from the first on makes a regimen. */
export interface Series {
  readonly drug: Drug;
  readonly route: Given['route'];
  /** Hours of an infusion; 0 for doses. */
  readonly durationH: number;
  /** Doses on a day, and hours from one to the next; 1 infusion. */
  readonly perDay: number;
  readonly apartH: number;
  readonly everyDays: number;
  /** Starts of all, h. */
  readonly startsH: readonly number[];
}

/** Order of 0 to n - 1 in which every beginning is spread over the whole: the bits of the numbers reversed. */
export function spreadOrder(count: number): number[] {
  const bits = Math.ceil(Math.log2(Math.max(1, count)));
  const order: number[] = [];
  for (let k = 0; k < 2 ** bits; k++) {
    let reversed = 0;
    for (let bit = 0; bit < bits; bit++) if (k & (1 << bit)) reversed |= 1 << (bits - 1 - bit);
    if (reversed < count) order.push(reversed);
  }
  return order;
}

/** Starts on days on which the clinic is open, each at least so many days after the one before. */
function startsOf(
  durationH: number,
  everyDays: number,
  most: number,
  { openOn, begins }: SearchConstraints['clinic'],
): number[] {
  const first = weekdays.indexOf(begins);
  const isOpen = (day: number) => openOn.some((name) => weekdays.indexOf(name) === (first + day) % 7);
  const startsH: number[] = [];
  let day = 0;
  while (startsH.length < most) {
    while (!isOpen(day)) day++;
    if (day * 24 + durationH > horizonH) break;
    startsH.push(day * 24);
    day += everyDays;
  }
  return startsH;
}

/** Every series of a search, so ordered that the first ones are spread over all of them. */
export function seriesOf({ space, constraints }: SearchRequest): Series[] {
  const { clinic } = constraints;
  const all = space.drugs.flatMap((drug) =>
    space.durationsH.flatMap((durationH) => {
      if (durationH > clinic.hoursPerDay && clinic.hoursPerDay < 24) return [];
      return space.everyDays.flatMap((everyDays): Series[] => {
        // The next infusion begins after the last one ended.
        if (everyDays * 24 < durationH) return [];
        const startsH = startsOf(durationH, everyDays, space.mostInfusions, clinic);
        return startsH.length === 0
          ? []
          : [{ drug, route: 'iv', durationH, perDay: 1, apartH: 0, everyDays, startsH }];
      });
    }),
  );
  all.push(...doseSeriesOf(space, constraints));
  return spreadOrder(all.length).map((index) => all[index]!);
}

/** Hours from one dose of a day to the next, on half hours: around the clock, or within the hours of the programme. */
function hoursApart(perDay: number, home: HomeLimits | undefined): number {
  const round = 24 / perDay;
  if (home === undefined || perDay === 1) return Math.floor(round / gridH) * gridH;
  const within = (home.hoursOfDay - gridH) / (perDay - 1);
  return Math.floor(Math.min(round, within) / gridH) * gridH;
}

/** Days of doses by other routes, for which no clinic need be open. */
function doseSeriesOf({ drugs, doses, everyDays }: SearchSpace, { home }: SearchConstraints): Series[] {
  if (doses === undefined) return [];
  const { routes, perDay: numbers, mostDays } = doses;
  return drugs.flatMap((drug) =>
    routes.flatMap((route) => {
      if (isUnsearchable(drug, route)) return [];
      if (home !== undefined && (home.drug !== drug || home.route !== route)) return [];
      return numbers.flatMap((perDay) => {
        const apartH = hoursApart(perDay, home);
        if (home !== undefined && (perDay > home.mostDosesPerDay || apartH < home.leastHoursBetween))
          return [];
        return everyDays.map((days): Series => {
          const last = Math.min(mostDays, Math.floor(horizonH / 24 / days));
          const startsH = Array.from({ length: last * perDay }, (_, index) => {
            const day = Math.floor(index / perDay);
            return day * days * 24 + (index - day * perDay) * apartH;
          });
          return { drug, route, durationH: 0, perDay, apartH, everyDays: days, startsH };
        });
      });
    }),
  );
}

/** mg of base per hour of one step of the pump, or mg of one step of a dose. */
export function unitOf({ pump, doses, amountAs }: SearchSpace, { route }: Pick<Series, 'route'>): number {
  return baseMg(
    route === 'iv' ? pump.stepMlPerH * pump.concentrationMgPerMl : (doses?.stepMg ?? 0),
    amountAs,
  );
}

/** The first ones of a series at 1 mg/h, or 1 mg, of base. */
function unitGiven({ route, startsH, durationH }: Series, count: number): Given {
  const starts = startsH.slice(0, count);
  return route === 'iv'
    ? { route, infusions: starts.map((startH) => ({ startH, durationH, mgPerH: 1 })) }
    : { route, doses: starts.map((startH) => ({ startH, mg: 1 })) };
}

/** The exposure at another rate than 1 mg/h, or dose than 1 mg. */
function times(unit: Exposure, mg: number): Exposure {
  return {
    ...unit,
    mostMgPerH: unit.mostMgPerH * mg,
    mostMgIn24H: unit.mostMgIn24H * mg,
    mostMgAtOnce: unit.mostMgAtOnce * mg,
    totalMg: unit.totalMg * mg,
  };
}

const whole = (ratio: number) => Math.floor(ratio * (1 + 1e-9));

/** Steps that the request itself allows: pump, largest dose, home and limits. */
function stepsOfRequest(
  { route }: Series,
  unit: Exposure,
  { space, constraints, patient }: SearchRequest,
): number {
  const { pump, doses } = space;
  const none = Number.POSITIVE_INFINITY;
  const { mostMgPerH = none, mostMgPerKgPerH = none, mostTotalMg = none, home } = constraints;
  if (route === 'iv') {
    const labelStep = pump.stepMlPerH * pump.concentrationMgPerMl;
    return Math.min(
      whole(pump.mostMlPerH / pump.stepMlPerH),
      whole(mostMgPerH / labelStep),
      whole((mostMgPerKgPerH * patient.weightKg) / labelStep),
      whole(mostTotalMg / (labelStep * unit.totalH)),
    );
  }
  if (doses === undefined) return 0;
  return Math.min(
    whole(doses.mostMgAtOnce / doses.stepMg),
    whole(mostTotalMg / (doses.stepMg * unit.doses)),
    home === undefined ? none : whole(home.mostMgAtOnce / baseMg(doses.stepMg, space.amountAs)),
  );
}

/**
 * The greatest number of steps of the pump, or of a dose, that the constraints and, in published mode, the envelope of
 * one trial allow; 0 when none does.
 */
export function mostSteps(
  series: Series,
  count: number,
  request: SearchRequest,
  envelopes: readonly TrialEnvelope[],
): number {
  const step = unitOf(request.space, series);
  const unit = exposureOfGiven(unitGiven(series, count));
  const ofRequest = stepsOfRequest(series, unit, request);
  if (request.mode === 'research') return ofRequest;
  const scaled = ['mostMgPerH', 'mostMgAtOnce', 'mostMgIn24H', 'totalMg'] as const;
  const ofTrials = envelopesOf(envelopes, series.drug, series.route)
    .filter(({ exposure }) => isWithin(times(unit, 0), exposure))
    .map(({ exposure }) =>
      Math.min(
        ...scaled.filter((name) => unit[name] > 0).map((name) => whole(exposure[name] / (unit[name] * step))),
      ),
    );
  return Math.min(ofRequest, Math.max(0, ...ofTrials));
}

const plain = (value: number) => Number(value.toPrecision(10));

/** "S-ketamine 20 mg/h, 5 × 8 h, every day". */
function nameOf({ drug, durationH, everyDays }: Series, count: number, mgPerH: number): string {
  const times = count === 1 ? `${durationH} h` : `${count} × ${durationH} h`;
  const often = count === 1 ? '' : everyDays === 1 ? ', daily' : `, every ${everyDays} days`;
  return `${drug} ${plain(mgPerH)} mg/h, ${times}${often}`;
}

/** "racemic ketamine by mouth 20 mg, 3 a day, 14 days". */
function nameOfDoses(
  { drug, perDay, everyDays }: Series,
  route: SearchedRoute,
  days: number,
  mg: number,
): string {
  const often =
    days === 1 ? '' : everyDays === 1 ? `, ${days} days` : `, ${days} times every ${everyDays} days`;
  return `${drug} ${doseKindWords[route]} ${plain(mg)} mg${perDay === 1 ? '' : `, ${perDay} a day`}${often}`;
}

/** The regimen of the first days of a series of doses, of so many steps each. */
function dosesOf(
  series: Series,
  route: SearchedRoute,
  count: number,
  amount: number,
): Omit<Regimen, 'amountAs'> {
  const { drug, perDay, apartH, everyDays } = series;
  const days = count / perDay;
  return {
    name: nameOfDoses(series, route, days, amount),
    drug,
    steps: Array.from({ length: perDay }, (_, index) => ({
      kind: route,
      startH: index * apartH,
      amount,
      basis: 'patient' as const,
      ...(days === 1 ? {} : { repeat: { everyH: 24 * everyDays, count: days } }),
    })),
  };
}

/** The regimen of the first ones of a series at so many steps of the pump, or of a dose. */
export function regimenOf(series: Series, count: number, stepsOfPump: number, space: SearchSpace): Regimen {
  if (series.route !== 'iv') {
    const amount = plain(stepsOfPump * (space.doses?.stepMg ?? 0));
    return { ...dosesOf(series, series.route, count, amount), amountAs: space.amountAs };
  }
  const rate = plain(stepsOfPump * space.pump.stepMlPerH * space.pump.concentrationMgPerMl);
  const { drug, durationH } = series;
  const startsH = series.startsH.slice(0, count);
  const gapH = (startsH[1] ?? 0) - (startsH[0] ?? 0);
  const isEven = startsH.every((startH, index) => startH === index * gapH);
  const infusion = { kind: 'infusion', durationH, rate, basis: 'patient' } as const;
  return {
    name: nameOf(series, count, rate),
    drug,
    amountAs: space.amountAs,
    steps:
      count === 1
        ? [{ ...infusion, startH: 0 }]
        : isEven
          ? [{ ...infusion, startH: 0, repeat: { everyH: gapH, count } }]
          : startsH.map((startH) => ({ ...infusion, startH })),
  };
}
