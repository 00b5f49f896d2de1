import {
  bioavailabilities,
  type DoseKind,
  type Drug,
  type Patient,
  type PatientNote,
  patientInteractions,
  predictCurves,
  publishedModels,
  type Refusal,
  type Regimen,
  regimenNotes,
  simulate,
  simulatePatients,
} from '@ketame/ketamine';
import { quantile, randomSource } from '@ketame/pharmacometrics';
import type { HomeProgramme } from '../home/programme.ts';
import type { Noted } from './home-use.ts';

/** How a patient takes the drug at home, every day alike. */
export interface HomeDosing {
  readonly drug: Drug;
  readonly route: HomeProgramme['route'] | 'film';
  /** One dose, micrograms of base. */
  readonly doseUg: number;
  /** Hours of the day at which doses are taken, from 0 to below 24, rising. */
  readonly hours: readonly number[];
}

/** ng/mL. `low` and `high` are null where no spread is published. */
export interface ExposureRange {
  readonly low: number | null;
  readonly typical: number;
  readonly high: number | null;
}

/** Of one day: the greatest concentration, and its mean over 24 h. */
export interface DayExposure {
  readonly peak: ExposureRange;
  readonly mean: ExposureRange;
}

export interface SubstanceExposure {
  readonly firstDay: DayExposure;
  readonly steadyDay: DayExposure;
  /** Mean of the steady day over that of the first, of the typical person. */
  readonly accumulation: number;
  /** What the interval is; which model. */
  readonly basis: string;
}

export type ExpectedExposure =
  | { readonly refused: readonly Refusal[] }
  | {
      readonly refused: null;
      /** The one that draws the curves first, then those that it is compared with. */
      readonly models: readonly {
        readonly name: string;
        readonly title: string;
        readonly limits: readonly string[];
      }[];
      /** S, or S + R of a racemate. */
      readonly ketamine: SubstanceExposure;
      /** Norketamine of S-ketamine: of R no model is published. */
      readonly norketamine: SubstanceExposure;
      /** Interactions and genotype of the patient, what the models leave out. */
      readonly notes: readonly PatientNote[];
    };

/** The day that stands for the steady state: norketamine, the slower, is within 1 % of it. */
export const steadyDay = 7;
const stepH = 0.25;
const hoursPerDay = 24;
const perDay = hoursPerDay / stepH;
const virtualPatients = 200;
const seed = 1;

/** The models behind home routes beside the one that draws the curves, where they describe the drug by this route. */
const secondModels = ['ashraf-2018', 'perez-ruixo-2021'] as const;
const doseKindOf: Readonly<Record<HomeDosing['route'], DoseKind>> = {
  oral: 'oral',
  sublingual: 'sublingual',
  intranasal: 'nasal',
  film: 'film',
};
const shareOf: Readonly<Record<Drug, Partial<Record<HomeDosing['route'], string>>>> = {
  'S-ketamine': { oral: 'ForalS' },
  'racemic ketamine': { oral: 'Foral', sublingual: 'Fsublingual' },
};

/**
 * What ketamine and norketamine a patient is expected to have in the blood at home, on the first day and when it no
 * longer rises: by the model of the studio for that route, with the interactions that it draws.
 *
 * Ketamine: 90 % of virtual patients with the patient's weight, whose absorption is the typical one; then widened by the
 * least and the greatest absorbed share that is published for drug and route. Norketamine: the typical person; where
 * other published models describe the route, the least and the greatest of the models.
 * @throws RangeError for doses that are none
 */
export function expectedExposure(dosing: HomeDosing, patient: Patient): ExpectedExposure {
  const regimen = regimenOf(dosing);
  const timesH = Float64Array.from({ length: steadyDay * perDay + 1 }, (_, index) => index * stepH);
  const curves = predictCurves(regimen, patient, timesH);
  if (curves.refused !== null) return { refused: curves.refused };
  const { ketamine, sNorketamine } = curves.course.plasma;
  const shares = shareRange(dosing);
  const virtual = simulatePatients(
    regimen,
    patient,
    timesH,
    randomSource(seed),
    { first: 0, count: virtualPatients },
    ['ketamine'],
  ).ketamine;
  const people = Array.from({ length: virtualPatients }, (_, index) =>
    virtual.subarray(index * timesH.length, (index + 1) * timesH.length),
  );
  const interactions = patientInteractions(patient, regimen);
  const isChanged = interactions.some(({ change }) => change !== null);
  const others = isChanged ? [] : otherModels(dosing, patient, timesH);
  const half = dosing.drug === 'racemic ketamine' ? ', norketamine of the S half alone' : '';
  const name = dosing.route === 'film' ? 'simons-2022' : 'other-routes';
  return {
    refused: null,
    models: [modelOf(name), ...others.map(({ model }) => modelOf(model))],
    ketamine: {
      ...exposureOf(ketamine, (day, of) => {
        const values = Float64Array.from(people, (course) => of(course, day));
        return [quantile(values, 0.05) * shares.least, quantile(values, 0.95) * shares.greatest];
      }),
      basis: `90 % of ${virtualPatients} virtual patients of this weight (seed ${seed})${shares.words}.`,
    },
    norketamine: {
      ...exposureOf(sNorketamine, (day, of) => {
        if (others.length === 0) return null;
        const all = [sNorketamine, ...others.map(({ norketamine }) => norketamine)].map((one) =>
          of(one, day),
        );
        return [Math.min(...all), Math.max(...all)];
      }),
      basis:
        others.length === 0
          ? `The typical person${half}: no spread of norketamine between people can be drawn here.`
          : `The typical person; the interval spans ${others.length + 1} published models.`,
    },
    notes: [
      ...regimenNotes(regimen),
      ...interactions.map(({ message, source }) => ({ code: 'interaction', message, source })),
    ],
  };
}

/** @throws RangeError */
function regimenOf({ drug, route, doseUg, hours }: HomeDosing): Regimen {
  if (!Number.isSafeInteger(doseUg) || doseUg <= 0) {
    throw new RangeError(`doseUg: a whole number of micrograms above 0 is needed, not ${doseUg}.`);
  }
  const isRising = hours.every((hour, index) => index === 0 || hour > (hours[index - 1] ?? hour));
  if (hours.length === 0 || !isRising || hours.some((hour) => !(hour >= 0 && hour < hoursPerDay))) {
    throw new RangeError(`hours: rising hours from 0 to below 24 are needed, not ${hours.join(', ')}.`);
  }
  return {
    name: 'at home',
    drug,
    amountAs: 'base',
    steps: hours.map((startH) => ({
      kind: doseKindOf[route],
      startH,
      amount: doseUg / 1000,
      basis: 'patient',
      repeat: { everyH: hoursPerDay, count: steadyDay },
    })),
  };
}

type OfDay = (course: Float64Array, day: number) => number;
const dayOf = (course: Float64Array, day: number) => course.subarray((day - 1) * perDay, day * perDay + 1);
const peakOf: OfDay = (course, day) => Math.max(...dayOf(course, day));
/** By the trapezoidal rule. */
const meanOf: OfDay = (course, day) => {
  const values = dayOf(course, day);
  const ends = ((values[0] ?? 0) + (values.at(-1) ?? 0)) / 2;
  return (values.reduce((sum, value) => sum + value, 0) - ends) / perDay;
};

/** @param interval of a measure of a day; null where there is none */
function exposureOf(
  typical: Float64Array,
  interval: (day: number, of: OfDay) => readonly [number, number] | null,
): Pick<SubstanceExposure, 'firstDay' | 'steadyDay' | 'accumulation'> {
  const range = (day: number, of: OfDay): ExposureRange => {
    const [low, high] = interval(day, of) ?? [null, null];
    return { low, typical: of(typical, day), high };
  };
  const onDay = (day: number): DayExposure => ({ peak: range(day, peakOf), mean: range(day, meanOf) });
  return {
    firstDay: onDay(1),
    steadyDay: onDay(steadyDay),
    accumulation: meanOf(typical, steadyDay) / meanOf(typical, 1),
  };
}

/** The published absorbed shares against the one of the model. */
function shareRange({ drug, route }: HomeDosing): { least: number; greatest: number; words: string } {
  const symbol = shareOf[drug][route];
  const own =
    symbol === undefined
      ? undefined
      : modelCard('other-routes').parameters.find((one) => one.symbol === symbol);
  if (own === undefined) return { least: 1, greatest: 1, words: '; the absorbed share is that of the model' };
  const shares = bioavailabilities
    .filter((one) => one.route === route && one.drug === drug)
    .map(({ share }) => share);
  const [least, greatest] = [Math.min(...shares), Math.max(...shares)];
  return {
    least: least / own.value,
    greatest: greatest / own.value,
    words: `, widened from the absorbed share ${own.value} of the model to the published ${least} to ${greatest}`,
  };
}

function modelCard(name: string) {
  const found = publishedModels.find(({ card }) => card.name === name);
  if (found === undefined) throw new Error(`There is no model "${name}".`);
  return found.card;
}

function modelOf(name: string) {
  const { title, limits } = modelCard(name);
  return { name, title, limits };
}

function otherModels(
  { drug, route, doseUg, hours }: HomeDosing,
  patient: Patient,
  timesH: Float64Array,
): { readonly model: string; readonly norketamine: Float64Array }[] {
  if (drug !== 'S-ketamine' || route !== 'oral') return [];
  return secondModels.flatMap((model) => {
    const doses = hours.map((timeH) => ({
      drug,
      route,
      timeH,
      amountMg: doseUg / 1000,
      amountAs: 'base' as const,
      iiH: hoursPerDay,
      addl: steadyDay - 1,
    }));
    const simulated = simulate({ model, patient, doses, timesH, outputs: ['S-norketamine'] });
    const values = simulated.refused === null ? simulated.outputs[0]?.values : undefined;
    return values === undefined ? [] : [{ model, norketamine: values }];
  });
}

/** A time with one dosing, to the day before the next begins; null: until now. */
export interface DosingPeriod {
  readonly from: string;
  readonly to: string | null;
  readonly exposure: ExpectedExposure;
}

/** What was expected in the blood, beside what the patient told in that time. It shows no cause. */
export interface ExposureBesideSymptoms {
  readonly period: DosingPeriod;
  /** Days of the diary in the period. */
  readonly days: number;
  /** Each symptom and on how many days it was told, the most frequent first. */
  readonly symptoms: readonly { readonly text: string; readonly days: number }[];
}

/**
 * @param periods in the order of time
 * @param told symptoms, one row for each day and symptom
 * @param days dates on which the diary was kept
 */
export function exposureBesideSymptoms(
  periods: readonly DosingPeriod[],
  told: readonly Noted[],
  days: readonly string[],
): ExposureBesideSymptoms[] {
  return periods.map((period) => {
    const isIn = (on: string) => on >= period.from && (period.to === null || on <= period.to);
    const counts = new Map<string, Set<string>>();
    for (const { on, text } of told.filter((row) => isIn(row.on))) {
      counts.set(text, (counts.get(text) ?? new Set()).add(on));
    }
    const symptoms = [...counts]
      .map(([text, on]) => ({ text, days: on.size }))
      .sort((one, other) => other.days - one.days || one.text.localeCompare(other.text));
    return { period, days: new Set(days.filter(isIn)).size, symptoms };
  });
}
