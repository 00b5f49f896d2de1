import type { DoseBasis, DoseKind, InfusionStep, Regimen, RegimenStep } from '@ketame/ketamine';
import { durationScale, snap, startScale } from './snapping.ts';

/** Ends and starts closer than this are one and the same boundary, hours (under a second). */
const SAME_TIME_H = 1e-4;

export type StepKind = RegimenStep['kind'];

/** A regimen made from a publication says so once it differs from it. */
function changed(regimen: Regimen, change: Partial<Regimen>): Regimen {
  const { published, ...rest } = regimen;
  return published === undefined ? { ...rest, ...change } : { ...rest, changedFrom: published, ...change };
}

export const renamed = (regimen: Regimen, name: string): Regimen => ({ ...regimen, name });

export const withDrug = (regimen: Regimen, change: Pick<Partial<Regimen>, 'drug' | 'amountAs'>): Regimen =>
  changed(regimen, change);

export const withStep = (regimen: Regimen, index: number, step: RegimenStep): Regimen =>
  regimen.steps[index] === undefined ? regimen : changed(regimen, { steps: regimen.steps.with(index, step) });

export const withoutStep = (regimen: Regimen, index: number): Regimen =>
  regimen.steps[index] === undefined
    ? regimen
    : changed(regimen, { steps: regimen.steps.toSpliced(index, 1) });

const endOf = (step: InfusionStep): number => step.startH + step.durationH;

/** What a new dose begins with, mg: near what the route was studied with. */
const FIRST_AMOUNTS: Readonly<Record<DoseKind, number>> = {
  bolus: 10,
  film: 50,
  oral: 25,
  sublingual: 25,
  nasal: 28,
  intramuscular: 35,
  rectal: 50,
};

/** A new step after the last one, with values that are plausible and plainly meant to be changed. */
export function withNewStep(regimen: Regimen, kind: StepKind | 'sessions'): Regimen {
  const startH = nextFreeH(regimen);
  const step: RegimenStep =
    kind !== 'infusion' && kind !== 'sessions'
      ? { kind, startH, amount: FIRST_AMOUNTS[kind], basis: 'patient' }
      : {
          kind: 'infusion',
          startH,
          durationH: 4,
          rate: 10,
          basis: 'patient',
          ...(kind === 'sessions' ? { repeat: { everyH: 24, count: 10 } } : {}),
        };
  return changed(regimen, { steps: [...regimen.steps, step] });
}

function nextFreeH(regimen: Regimen): number {
  const ends = regimen.steps.map((step) => {
    const first = step.kind === 'infusion' ? endOf(step) : step.startH + 1;
    return first + ((step.repeat?.count ?? 1) - 1) * (step.repeat?.everyH ?? 0);
  });
  return snap(Math.max(0, ...ends), startScale());
}

/** Index of the infusion that begins where this one ends, so that they share one handle; -1 when none does. */
export function followerOf(regimen: Regimen, index: number): number {
  const step = regimen.steps[index];
  if (step?.kind !== 'infusion' || step.repeat !== undefined) return -1;
  return regimen.steps.findIndex(
    (other, at) =>
      at !== index &&
      other.kind === 'infusion' &&
      other.repeat === undefined &&
      Math.abs(other.startH - endOf(step)) < SAME_TIME_H,
  );
}

/** Whether another infusion ends where this one starts: then that one's end handle moves both. */
export const isFollower = (regimen: Regimen, index: number): boolean =>
  regimen.steps.some((_, at) => followerOf(regimen, at) === index);

/**
 * Moves the end of an infusion. An infusion that begins there begins later or earlier with it and keeps its own end.
 * @param hours wanted end; snapped, and held between the start and the end of the follower
 */
export function withEndAt(regimen: Regimen, index: number, hours: number): Regimen {
  const step = regimen.steps[index];
  if (step?.kind !== 'infusion') return regimen;
  const follower = followerOf(regimen, index);
  const next = regimen.steps[follower];
  if (next?.kind !== 'infusion') {
    const durationH = snap(hours - step.startH, durationScale());
    return durationH === step.durationH ? regimen : withStep(regimen, index, { ...step, durationH });
  }
  const room = endOf(next) - step.startH;
  const durationH = snap(hours - step.startH, durationScale(room - durationScale().min));
  if (durationH === step.durationH) return regimen;
  const boundary = step.startH + durationH;
  const moved = withStep(regimen, index, { ...step, durationH });
  return withStep(moved, follower, { ...next, startH: boundary, durationH: endOf(next) - boundary });
}

/** Moves the start of an infusion and keeps its end; moves a bolus or film. */
export function withStartAt(regimen: Regimen, index: number, hours: number): Regimen {
  const step = regimen.steps[index];
  if (step === undefined) return regimen;
  if (step.kind !== 'infusion') {
    const startH = snap(hours, startScale());
    return startH === step.startH ? regimen : withStep(regimen, index, { ...step, startH });
  }
  const startH = snap(hours, startScale(endOf(step) - durationScale().min));
  if (startH === step.startH) return regimen;
  return withStep(regimen, index, { ...step, startH, durationH: endOf(step) - startH });
}

export function withRate(regimen: Regimen, index: number, rate: number): Regimen {
  const step = regimen.steps[index];
  if (step?.kind !== 'infusion' || step.rate === rate) return regimen;
  return withStep(regimen, index, { ...step, rate });
}

/** What a rate or amount is written in: "mg/h", "mg/kg/h", "mg/h/70 kg", "mg", ... */
export function unitOf(kind: StepKind, basis: DoseBasis): string {
  const perHour = kind === 'infusion' ? '/h' : '';
  return { patient: `mg${perHour}`, kg: `mg/kg${perHour}`, '70 kg': `mg${perHour}/70 kg` }[basis];
}
