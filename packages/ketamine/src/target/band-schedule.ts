import {
  type Dose,
  InputError,
  individual,
  type LinearSystem,
  outputsAt,
  quantileBands,
  robustRates,
  solve,
} from '@ketame/pharmacometrics';
import { refusals } from '../assess.ts';
import type { Band, Refusal } from '../course.ts';
import { changeByVein } from '../interactions/patient-interactions.ts';
import type { Patient } from '../patient.ts';
import { changed } from '../population/simulate-patients.ts';
import { curveModels, curveSystem } from '../predict-course.ts';
import type { AmountAs, Drug, Regimen } from '../regimen.ts';
import type { People } from '../search/people.ts';
import { baseMg } from '../substance.ts';
import { type PumpRate, type PumpSchedule, pumpSchedule } from './pump-schedule.ts';
import { type Pump, targetSchedule } from './target-schedule.ts';

/** A band in which a concentration is to lie, in as many people as can be. */
export interface BandSetting {
  readonly drug: Drug;
  readonly amountAs: AmountAs;
  readonly patient: Patient;
  /** Of M1 (arterial plasma), or the "effect site" of acute relief. */
  readonly output: string;
  /** ng/mL. */
  readonly low: number;
  readonly high: number;
  /** Without a plan for its syringes. */
  readonly pump: Omit<Pump, 'syringe'>;
  readonly untilH: number;
}

export type BandSchedule =
  | { readonly refused: readonly Refusal[] }
  | (PumpSchedule & {
      readonly refused: null;
      /** From here on the band counts, h: the typical person has reached it by then. */
      readonly countsFromH: number;
      /** Mean over people and time of lying within the band, 0 to 1: with these rates, and with those that keep the typical person in the middle of the band. */
      readonly shareWithin: number;
      readonly shareByTypical: number;
      readonly timesH: Float64Array;
      /** Share of the people within the band at each time. */
      readonly within: Float64Array;
      /** Of the people, ng/mL: 5 % lie below `low`, half below `typical`, 5 % above `high`. */
      readonly people: Band;
      /** Who they are. */
      readonly from: string;
      /** In what they do not differ though people do, one plain sentence each. */
      readonly notVaried: readonly string[];
    });

/** Points of time in each interval at which people are looked at. */
const POINTS = 4;
/** More changes of rate than this take longer than a person waits. Our own choice. */
const MOST_INTERVALS = 96;

/**
 * The pump's schedule that keeps a concentration within a band in as many people, for as long, as it can be done: people
 * like the patient (or draws from what is known of the patient), all given the same rates. What follows is said of the
 * rates as the pump can give them, in whole steps.
 * @throws InputError or RangeError naming the field that is wrong
 */
export function bandSchedule(setting: BandSetting, people: People): BandSchedule {
  const { drug, amountAs, patient, output, low, high, pump, untilH } = setting;
  const nothing: Regimen = { name: 'given', drug, amountAs, steps: [] };
  const refused = refusals(nothing, patient);
  if (refused.length > 0) return { refused };
  if (!(low >= 0 && low < high)) {
    throw new InputError(
      'band',
      `a lower edge from 0 and an upper one above it are needed, not ${low} to ${high}`,
    );
  }
  const intervalH = pump.intervalMin / 60;
  const intervals = Math.ceil(untilH / intervalH - 1e-9);
  if (!(intervals >= 1 && intervals <= MOST_INTERVALS)) {
    throw new InputError(
      'untilH',
      `1 to ${MOST_INTERVALS} intervals of the pump are needed, not ${intervals}: change the rate less often, or for a shorter time`,
    );
  }
  const typical = targetSchedule({
    ...{ drug, amountAs, patient, given: [], fromH: 0, untilH },
    target: { output, points: [{ timeH: 0, value: (low + high) / 2 }] },
    pump: { ...pump, stepMlPerH: null, syringe: null },
  });
  if (typical.refused !== null) return { refused: typical.refused };
  const { concentrationMgPerMl, mostMlPerH, stepMlPerH } = pump;
  const baseMgPerMl = baseMg(concentrationMgPerMl, amountAs);
  const systems = systemsOf(setting, people);
  const timesH = Float64Array.from({ length: intervals * POINTS }, (_, m) => ((m + 1) * intervalH) / POINTS);
  const dosesOf = (mlPerH: Float64Array): Dose[] =>
    Array.from(mlPerH, (rate, j) => ({
      ...{ input: 'iv', timeH: j * intervalH, rateMgPerH: rate * baseMgPerMl, durationH: intervalH },
    })).filter(({ rateMgPerH }) => rateMgPerH > 0);
  const coursesOf = (these: readonly LinearSystem[], mlPerH: Float64Array): Float64Array => {
    const doses = dosesOf(mlPerH);
    const all = new Float64Array(these.length * timesH.length);
    these.forEach((system, person) => {
      all.set(outputsAt(solve(system, doses), timesH, [output])[output]!, person * timesH.length);
    });
    return all;
  };
  const startMlPerH = Float64Array.from({ length: intervals }, (_, j) => {
    const rate = typical.rates.findLast(({ timeH }) => timeH <= j * intervalH + 1e-9);
    return rate?.mlPerH ?? 0;
  });
  const reached = coursesOf([curveSystem(drug, patient)], startMlPerH).findIndex((value) => value >= low);
  const firstCounted = Math.max(0, reached);
  const counted = (shares: Float64Array) => mean(shares.subarray(firstCounted));
  const roundedBest = (fromMlPerH: Float64Array): Float64Array =>
    robustRates(
      systems,
      {
        ...{ input: 'iv', output, low, high, intervalH, intervals },
        countsFromH: timesH[firstCounted]!,
        mostMgPerH: mostMlPerH * baseMgPerMl,
      },
      fromMlPerH.map((rate) => rate * baseMgPerMl),
    ).ratesMgPerH.map((rate) => {
      const asked = rate / baseMgPerMl;
      return stepMlPerH === null ? asked : Math.min(mostMlPerH, Math.round(asked / stepMlPerH) * stepMlPerH);
    });
  const shareOf = (mlPerH: Float64Array) =>
    counted(shareWithin(coursesOf(systems, mlPerH), timesH.length, setting));
  const shareByTypical = shareOf(startMlPerH);
  const calm = roundedBest(smoothed(startMlPerH));
  const mlPerH = shareOf(calm) >= shareByTypical ? calm : roundedBest(startMlPerH);
  const courses = coursesOf(systems, mlPerH);
  const within = shareWithin(courses, timesH.length, setting);
  const [below, middle, above] = quantileBands(courses, timesH.length, [0.05, 0.5, 0.95]);
  return {
    refused: null,
    ...pumpSchedule(ratesOf(mlPerH, intervalH, setting), intervals * intervalH, concentrationMgPerMl, {
      ...{ name: `Band of ${output}`, drug, amountAs, given: [] },
    }),
    countsFromH: timesH[firstCounted]!,
    shareWithin: counted(within),
    shareByTypical,
    timesH,
    within,
    people: { low: below!, typical: middle!, high: above! },
    from: people.from,
    notVaried: notVaried(output),
  };
}

/** What bears on an output, and of which no spread between people is published. */
function notVaried(output: string): string[] {
  const site =
    'The delay to the effect site is the same in all: its estimate is published with an interval (Olofsen 2022), a spread between people is not.';
  const occasion =
    'From one occasion to another each person stays the same: to what the published variance between occasions (0.751, Simons 2022) belongs is not certain.';
  if (output === 'effect site') return [site];
  return output.includes('norketamine') ? [occasion] : [];
}

/** The model of the curves with the numbers of each person. */
function systemsOf({ drug, patient }: BandSetting, { count, arterial, metabolites }: People): LinearSystem[] {
  const model = curveModels[drug];
  const change = changeByVein(patient, drug);
  const values = Object.entries(changed({ ...arterial, ...metabolites }, model, change));
  return Array.from({ length: count }, (_, person) =>
    individual(
      model,
      { weight: patient.weightKg },
      Object.fromEntries(values.map(([symbol, own]) => [symbol, own[person]!])),
    ),
  );
}

/**
 * Rates after the first, each the mean of itself and the next: those that meet a level at an effect site exactly swing from
 * interval to interval, and a band needs no such swing.
 */
function smoothed(rates: Float64Array): Float64Array {
  const last = rates.length - 1;
  return rates.map((rate, j) => (j === 0 ? rate : (rate + rates[j === last ? j - 1 : j + 1]!) / 2));
}

function shareWithin(courses: Float64Array, times: number, { low, high }: BandSetting): Float64Array {
  const people = courses.length / times;
  const counts = new Float64Array(times);
  courses.forEach((value, index) => {
    if (value >= low && value <= high) counts[index % times]!++;
  });
  return counts.map((count) => count / people);
}

/** A line for each change of rate. */
function ratesOf(mlPerH: Float64Array, intervalH: number, { pump }: BandSetting): PumpRate[] {
  return Array.from(mlPerH).flatMap((rate, j) =>
    j > 0 && rate === mlPerH[j - 1]
      ? []
      : [
          {
            timeH: j * intervalH,
            mlPerH: rate,
            mgPerH: rate * pump.concentrationMgPerMl,
            limited: [],
            changesSyringe: false,
          },
        ],
  );
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
