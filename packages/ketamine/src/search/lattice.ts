import { horizonH } from '../predict-course.ts';
import type { Drug, Regimen } from '../regimen.ts';
import { baseMg } from '../substance.ts';
import { type Exposure, exposureOf, type Infusion, isWithin, type TrialEnvelope } from './exposure.ts';
import { type SearchConstraints, type SearchRequest, type SearchSpace, weekdays } from './request.ts';

/** Infusions of one duration and spacing, of which any number from the first on makes a regimen. */
export interface Series {
  readonly drug: Drug;
  readonly durationH: number;
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
        return startsH.length === 0 ? [] : [{ drug, durationH, everyDays, startsH }];
      });
    }),
  );
  return spreadOrder(all.length).map((index) => all[index]!);
}

/** mg of base per hour of one step of the pump. */
export function rateStep({ pump, amountAs }: SearchSpace): number {
  return baseMg(pump.stepMlPerH * pump.concentrationMgPerMl, amountAs);
}

/** The first infusions of a series, at 1 mg/h of base. */
export function unitInfusions({ startsH, durationH }: Series, count: number): Infusion[] {
  return startsH.slice(0, count).map((startH) => ({ startH, durationH, mgPerH: 1 }));
}

/** The exposure at another rate than 1 mg/h. */
export function atRate(unit: Exposure, mgPerH: number): Exposure {
  return {
    ...unit,
    mostMgPerH: unit.mostMgPerH * mgPerH,
    mostMgIn24H: unit.mostMgIn24H * mgPerH,
    totalMg: unit.totalMg * mgPerH,
  };
}

/**
 * The greatest number of steps of the pump that the doses of the constraints and, in published mode, the envelope of one
 * trial allow; 0 when none does.
 */
export function mostSteps(
  { drug, startsH, durationH }: Pick<Series, 'drug' | 'startsH' | 'durationH'>,
  count: number,
  request: SearchRequest,
  envelopes: readonly TrialEnvelope[],
): number {
  const { space, constraints, patient, mode } = request;
  const step = rateStep(space);
  const labelStep = space.pump.stepMlPerH * space.pump.concentrationMgPerMl;
  const unit = exposureOf(unitInfusions({ drug, startsH, durationH, everyDays: 1 }, count));
  const whole = (ratio: number) => Math.floor(ratio * (1 + 1e-9));
  const ofConstraints = Math.min(
    whole(space.pump.mostMlPerH / space.pump.stepMlPerH),
    whole((constraints.mostMgPerH ?? Number.POSITIVE_INFINITY) / labelStep),
    whole(((constraints.mostMgPerKgPerH ?? Number.POSITIVE_INFINITY) * patient.weightKg) / labelStep),
    whole((constraints.mostTotalMg ?? Number.POSITIVE_INFINITY) / (labelStep * unit.totalH)),
  );
  if (mode === 'research') return ofConstraints;
  const ofTrials = envelopes
    .filter(({ trial }) => trial.regimen.drug === drug)
    .filter(({ exposure }) => isWithin(atRate(unit, 0), exposure))
    .map(({ exposure }) =>
      Math.min(
        whole(exposure.mostMgPerH / step),
        whole(exposure.mostMgIn24H / (unit.mostMgIn24H * step)),
        whole(exposure.totalMg / (unit.totalMg * step)),
      ),
    );
  return Math.min(ofConstraints, Math.max(0, ...ofTrials));
}

const plain = (value: number) => Number(value.toPrecision(10));

/** "S-ketamine 20 mg/h, 5 × 8 h, every day". */
function nameOf({ drug, durationH, everyDays }: Series, count: number, mgPerH: number): string {
  const times = count === 1 ? `${durationH} h` : `${count} × ${durationH} h`;
  const often = count === 1 ? '' : everyDays === 1 ? ', daily' : `, every ${everyDays} days`;
  return `${drug} ${plain(mgPerH)} mg/h, ${times}${often}`;
}

/** The regimen of the first infusions of a series at so many steps of the pump. */
export function regimenOf(series: Series, count: number, stepsOfPump: number, space: SearchSpace): Regimen {
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
