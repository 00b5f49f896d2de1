import { changedByClinic } from '../protocol/own-protocol.ts';
import type { ProtocolNumber } from '../protocol/protocol.ts';
import type { HomeProgramme } from './programme.ts';

/** What a clinic may set in a programme of its own. Training, hazards, checks and stops stay as they are. */
export interface HomeProgrammeChange {
  /** Micrograms of base, h, hours of the local clock. */
  readonly doseUg?: number | undefined;
  readonly maxDosesPerDay?: number | undefined;
  readonly minHoursBetween?: number | undefined;
  readonly window?: { readonly fromHour: number; readonly toHour: number } | undefined;
}

/** A clinic's own copy of a programme, each changed number with what it was before. @param id of the copy */
export function ownHomeProgramme(
  original: HomeProgramme,
  {
    id,
    title,
    change,
  }: { readonly id: string; readonly title: string; readonly change: HomeProgrammeChange },
): HomeProgramme {
  const changed = (was: ProtocolNumber, value: number | undefined): ProtocolNumber =>
    value === undefined || value === was.value
      ? was
      : { value, unit: was.unit, ...changedByClinic(was, `${was.value} ${was.unit}`) };
  const { window } = original;
  return {
    ...original,
    id,
    version: 1,
    title,
    origin: 'clinic',
    doseUg: changed(original.doseUg, change.doseUg),
    maxDosesPerDay: changed(original.maxDosesPerDay, change.maxDosesPerDay),
    minHoursBetween: changed(original.minHoursBetween, change.minHoursBetween),
    window:
      change.window === undefined
        ? window
        : { ...change.window, ...changedByClinic(window, `${window.fromHour}:00 to ${window.toHour}:00`) },
    copiedFrom: { id: original.id, version: original.version },
  };
}

/**
 * What makes a clinic's own programme unfit for use, each in words for its author; empty when nothing does. Within the
 * greatest dose a clinic chooses the dose; in number and distance it may be stricter than the original, never looser.
 */
export function ownHomeProgrammeProblems(own: HomeProgramme, original: HomeProgramme): string[] {
  const { fromHour, toHour } = own.window;
  const spanH = (own.maxDosesPerDay.value - 1) * own.minHoursBetween.value;
  return [
    ...(own.doseUg.value > own.greatestDoseUg.value
      ? [`The dose is above ${milligrams(own.greatestDoseUg.value)}, the greatest of the programme.`]
      : []),
    ...(own.maxDosesPerDay.value > original.maxDosesPerDay.value
      ? [`More doses in a day than the ${original.maxDosesPerDay.value} of the original.`]
      : []),
    ...(own.minHoursBetween.value < original.minHoursBetween.value
      ? [`Less than the ${original.minHoursBetween.value} h between doses of the original.`]
      : []),
    ...(fromHour >= toHour ? ['The hours for a dose must begin before they end.'] : []),
    ...(fromHour < toHour && spanH >= toHour - fromHour
      ? [`${own.maxDosesPerDay.value} doses do not fit between ${fromHour}:00 and ${toHour}:00.`]
      : []),
  ];
}

const milligrams = (ug: number): string => `${ug / 1000} mg`;
