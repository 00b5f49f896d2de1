import {
  type AmountAs,
  catalogue,
  type Drug,
  predictCourse,
  predictCurves,
  type Regimen,
  simulate,
} from '@ketame/ketamine';

/** The person for whom the targets are stated: 70 kg, the mean age of the trial of long infusions. */
export const adult = { weightKg: 70, ageYears: 46, sex: 'female', diagnosis: 'CRPS-1' } as const;

/** One dose by vein, mouth, nose or film, mg of base. */
export interface GivenDose {
  readonly drug: Drug;
  readonly route?: string;
  readonly timeH?: number;
  readonly amountMg: number;
  readonly durationH?: number;
}

/** One infusion from the start, S-ketamine unless told; hours. */
export const infusion = (amountMg: number, durationH: number, drug: Drug = 'S-ketamine'): GivenDose => ({
  drug,
  amountMg,
  durationH,
});

/**
 * Concentrations of one model in the adult.
 * @param timesH hours, rising
 * @returns ng/mL at each time (a share for slow relief)
 */
export function concentrations(
  model: string,
  doses: readonly GivenDose[],
  output: string,
  timesH: Float64Array,
): Float64Array {
  const amountAs: AmountAs = 'base';
  const simulation = simulate({
    model,
    patient: adult,
    doses: doses.map((dose) => ({ route: 'iv', timeH: 0, ...dose, amountAs })),
    timesH,
    outputs: [output],
  });
  const values = simulation.refused === null ? simulation.outputs[0]?.values : undefined;
  if (!values) throw new Error(`${model} gave no ${output}.`);
  return values;
}

const minutes = (hours: number) => Float64Array.from({ length: hours * 60 + 1 }, (_, i) => i / 60);

/** Greatest concentration within some hours, on a grid of minutes, ng/mL. */
export const peakOf = (model: string, doses: readonly GivenDose[], output: string, hours = 12): number =>
  Math.max(...concentrations(model, doses, output, minutes(hours)));

/** Area under the concentrations by the trapezoid rule on a grid of minutes, ng h/mL. */
export function areaOf(model: string, doses: readonly GivenDose[], output: string, hours: number): number {
  return trapezoid(minutes(hours), concentrations(model, doses, output, minutes(hours)));
}

function trapezoid(x: Float64Array, y: Float64Array): number {
  let area = 0;
  for (let i = 1; i < x.length; i++) {
    area += (((y[i] ?? 0) + (y[i - 1] ?? 0)) / 2) * ((x[i] ?? 0) - (x[i - 1] ?? 0));
  }
  return area;
}

/** Concentration at the end of a long infusion of 20 mg/h, ng/mL. */
export function steadyState(model: string, drug: Drug, output: string): number {
  const hours = 200;
  const dose = { drug, amountMg: 20 * hours, durationH: hours };
  return concentrations(model, [dose], output, Float64Array.of(hours))[0] ?? Number.NaN;
}

/**
 * What a pump that runs on the constants of Domino 1982 (M4) gives to hold a target in an adult of 70 kg: a bolus that
 * fills the central volume, then minute by minute what that volume loses. Exact for the constants (Krüger-Thiemer's
 * bolus, elimination and transfer).
 * @param targetNgPerMl concentration to hold, ng/mL
 * @param hours for how long
 */
export function domino1982Pump(targetNgPerMl: number, hours: number, drug: Drug): GivenDose[] {
  const constant = (symbol: string) => parameter('domino-1982', symbol);
  const fillMg = (constant('V1') * adult.weightKg * targetNgPerMl) / 1000;
  /** Share of the fill that goes to a peripheral volume in minute i, per its constants there and back. */
  const transfer = (there: number, back: number, i: number) =>
    (there / back) * (Math.exp(-back * i) - Math.exp(-back * (i + 1)));
  const minutely = Array.from({ length: 60 * hours }, (_, i): GivenDose => {
    const lost =
      constant('k10') +
      transfer(constant('k12'), constant('k21'), i) +
      transfer(constant('k13'), constant('k31'), i);
    return { drug, timeH: i / 60, durationH: 1 / 60, amountMg: fillMg * lost };
  });
  return [{ drug, amountMg: fillMg }, ...minutely];
}

/** Clearance, volume at steady state and terminal half-life of a model after a bolus, by moments. */
export interface Disposition {
  readonly clearanceLPerH: number;
  readonly steadyVolumeL: number;
  readonly terminalHalfLifeH: number;
}

/**
 * Disposition from the curve after a bolus: CL = dose / AUC, Vss = dose x AUMC / AUC squared.
 * The times are dense at the start and reach 400 h.
 */
export function disposition(model: string, drug: Drug, output: string): Disposition {
  const known = dispositions.get(model);
  if (known) return known;
  const found = dispositionOf(model, drug, output);
  dispositions.set(model, found);
  return found;
}

/** Several claims ask for the same models. */
const dispositions = new Map<string, Disposition>();

function dispositionOf(model: string, drug: Drug, output: string): Disposition {
  const amountMg = 100;
  const last = 400;
  const timesH = Float64Array.from({ length: 3001 }, (_, i) =>
    i === 0 ? 0 : 1e-4 * (last / 1e-4) ** ((i - 1) / 2999),
  );
  const values = concentrations(model, [{ drug, amountMg }], output, timesH);
  const area = trapezoid(timesH, values);
  const moment = trapezoid(
    timesH,
    values.map((value, i) => value * (timesH[i] ?? 0)),
  );
  const late = concentrations(model, [{ drug, amountMg }], output, Float64Array.of(36, 48));
  const [early = Number.NaN, later = Number.NaN] = late;
  return {
    clearanceLPerH: (1000 * amountMg) / area,
    steadyVolumeL: (1000 * amountMg * moment) / area ** 2,
    terminalHalfLifeH: (12 * Math.LN2) / Math.log(early / later),
  };
}

/** A parameter of a model's card. @throws Error when the card has none of that symbol */
export function parameter(model: string, symbol: string): number {
  const card = catalogue.find(({ name }) => name === model);
  const found = card?.parameters.find((row) => row.symbol === symbol);
  if (!found) throw new Error(`${model} has no parameter ${symbol}.`);
  return found.value;
}

/**
 * Half-lives of the phases of three compartments, shortest first: ln 2 over the roots of the characteristic cubic,
 * which are real and positive.
 * @param k rate constants, per any unit of time
 * @returns in that unit of time
 */
export function phases(k: { k10: number; k12: number; k21: number; k13: number; k31: number }): number[] {
  const { k10, k12, k21, k13, k31 } = k;
  const a = k10 + k12 + k13 + k21 + k31;
  const b = k10 * k21 + k10 * k31 + k12 * k31 + k13 * k21 + k21 * k31;
  const c = k10 * k21 * k31;
  // Viète's three cosines.
  const p = b - a ** 2 / 3;
  const q = (2 * a ** 3) / 27 - (a * b) / 3 + c;
  const radius = 2 * Math.sqrt(-p / 3);
  const angle = Math.acos(Math.max(-1, Math.min(1, (3 * q) / (p * radius)))) / 3;
  const roots = [0, 1, 2].map((n) => a / 3 - radius * Math.cos(angle - (2 * Math.PI * n) / 3));
  return roots.map((root) => Math.LN2 / root).toSorted((x, y) => x - y);
}

/** What a regimen is predicted to do in the adult, at the times asked for. */
export function courseOf(regimen: Regimen, timesH: Float64Array) {
  const prediction = predictCurves(regimen, adult, timesH);
  if (prediction.refused !== null) throw new Error(`${regimen.name} was refused.`);
  return prediction.course;
}

/** The summary of a regimen in the adult. */
export function summaryOf(regimen: Regimen) {
  const prediction = predictCourse(regimen, adult, Float64Array.of(0));
  if (prediction.refused !== null) throw new Error(`${regimen.name} was refused.`);
  return prediction.answer.summary;
}
