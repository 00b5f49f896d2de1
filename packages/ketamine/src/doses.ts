import type { Dose } from '@ketame/pharmacometrics';
import type { DoseKind } from './dose-kinds.ts';
import type { Patient } from './patient.ts';
import type { AmountAs, Regimen, RegimenStep } from './regimen.ts';
import { baseMg, nasalDevice } from './substance.ts';

/** One dose as given to this patient, in mg of the drug as ordered. */
export interface OrderedDose {
  readonly route: 'iv' | Exclude<DoseKind, 'bolus'> | 'nasal, later device';
  readonly timeH: number;
  readonly amountMg: number;
  /** Hours of constant infusion; 0 for a dose given at once. */
  readonly durationH: number;
}

/** The weight to which amounts "per 70 kg" refer, kg. */
const referenceWeightKg = 70;

function scale(step: RegimenStep, patient: Patient): number {
  if (step.basis === 'patient') return 1;
  return step.basis === 'kg' ? patient.weightKg : patient.weightKg / referenceWeightKg;
}

function check(path: string, value: number, least: number): void {
  if (Number.isFinite(value) && value >= least) return;
  throw new RangeError(`${path} is ${value}; expected a number of at least ${least}.`);
}

function checkStep(step: RegimenStep, path: string): void {
  check(`${path}.startH`, step.startH, 0);
  if (step.kind === 'infusion') {
    check(`${path}.durationH`, step.durationH, Number.MIN_VALUE);
    check(`${path}.rate`, step.rate, 0);
    if (step.capMgPerH !== undefined) check(`${path}.capMgPerH`, step.capMgPerH, 0);
  } else {
    check(`${path}.amount`, step.amount, 0);
  }
  if (step.repeat === undefined) return;
  check(`${path}.repeat.everyH`, step.repeat.everyH, Number.MIN_VALUE);
  check(`${path}.repeat.count`, step.repeat.count, 1);
  if (!Number.isInteger(step.repeat.count)) {
    throw new RangeError(`${path}.repeat.count is ${step.repeat.count}; expected a whole number.`);
  }
}

/**
 * Infusion rate of a step in this patient, mg/h of the drug as ordered: by weight, then held at its cap.
 */
export function infusionRateMgPerH(step: RegimenStep & { kind: 'infusion' }, patient: Patient): number {
  return Math.min(step.rate * scale(step, patient), step.capMgPerH ?? Number.POSITIVE_INFINITY);
}

/** What one dose is given as: nasal S-ketamine comes in devices, of which the first is absorbed better. */
function partsOf(
  kind: RegimenStep['kind'],
  amountMg: number,
  { drug, amountAs }: Regimen,
): Pick<OrderedDose, 'route' | 'amountMg'>[] {
  if (kind === 'infusion' || kind === 'bolus') return [{ route: 'iv', amountMg }];
  const first = nasalDevice.value / baseMg(1, amountAs);
  if (kind !== 'nasal' || drug !== 'S-ketamine' || amountMg <= first) return [{ route: kind, amountMg }];
  return [
    { route: 'nasal', amountMg: first },
    { route: 'nasal, later device', amountMg: amountMg - first },
  ];
}

/**
 * Every dose of a regimen in this patient, in mg as ordered, repeats written out, in order of time.
 * @throws RangeError naming the field when a time, rate or amount is negative, not finite or missing.
 */
export function orderedDoses(regimen: Regimen, patient: Patient): OrderedDose[] {
  check('patient.weightKg', patient.weightKg, Number.MIN_VALUE);
  const doses: OrderedDose[] = [];
  regimen.steps.forEach((step, index) => {
    checkStep(step, `steps.${index}`);
    const durationH = step.kind === 'infusion' ? step.durationH : 0;
    const amountMg =
      step.kind === 'infusion'
        ? infusionRateMgPerH(step, patient) * step.durationH
        : step.amount * scale(step, patient);
    if (amountMg === 0) return;
    const count = step.repeat?.count ?? 1;
    for (let k = 0; k < count; k++) {
      const timeH = step.startH + k * (step.repeat?.everyH ?? 0);
      for (const part of partsOf(step.kind, amountMg, regimen)) doses.push({ ...part, timeH, durationH });
    }
  });
  return doses.sort((a, b) => a.timeH - b.timeH);
}

/**
 * The same doses as the engine takes them: mg of base of the drug, or of one enantiomer of it.
 * S-ketamine is all S; of the racemate half is S and half is R.
 * @param doses in mg as ordered
 * @param share share of the base that counts, 1 for the drug itself
 */
export function engineDoses(doses: readonly OrderedDose[], amountAs: AmountAs, share: number): Dose[] {
  return doses.map(({ route, timeH, amountMg, durationH }) => ({
    input: route,
    timeH,
    amountMg: baseMg(amountMg, amountAs) * share,
    durationH: durationH === 0 ? undefined : durationH,
  }));
}

/** Infusion rate in force at each time, mg/h as ordered; at a change the rate that begins there. */
export function infusionRates(doses: readonly OrderedDose[], timesH: Float64Array): Float64Array {
  const rates = new Float64Array(timesH.length);
  for (const dose of doses) {
    if (dose.durationH === 0) continue;
    const rate = dose.amountMg / dose.durationH;
    const endH = dose.timeH + dose.durationH;
    for (let i = 0; i < timesH.length; i++) {
      const time = timesH[i]!;
      if (time >= dose.timeH && time < endH) rates[i]! += rate;
    }
  }
  return rates;
}
