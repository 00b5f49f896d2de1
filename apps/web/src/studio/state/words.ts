import { doseKindWords, type InfusionStep, type Regimen, type RegimenStep } from '@ketame/ketamine';
import { numberText } from '../../parts/format.ts';
import { unitOf } from './regimen-edits.ts';

/** The letter that stands beside a regimen's colour everywhere. */
export const LETTERS = ['A', 'B', 'C', 'D'] as const;
export const letterOf = (index: number): string => LETTERS[index] ?? '?';

/** A length of time: "20 min", "4 h", "4 h 30 min", "4 d 4 h". */
export function duration(hours: number): string {
  const minutes = Math.round(hours * 60);
  if (minutes < 60) return `${minutes} min`;
  const days = Math.floor(minutes / 1440);
  const restH = Math.floor((minutes % 1440) / 60);
  const restMinutes = minutes % 60;
  if (days < 3) {
    return restMinutes === 0 ? `${days * 24 + restH} h` : `${days * 24 + restH} h ${restMinutes} min`;
  }
  return restH === 0 ? `${days} d` : `${days} d ${restH} h`;
}

/** A moment of the course, counted from the start: "16 h 20 min", "day 4, 4 h". */
export function moment(hours: number): string {
  if (hours < 72) return hours === 0 ? '0 h' : duration(hours);
  const days = Math.floor(hours / 24);
  const rest = Math.floor(hours - days * 24);
  return rest === 0 ? `day ${days}` : `day ${days}, ${rest} h`;
}

function doseInWords(step: RegimenStep): string {
  const unit = unitOf(step.kind, step.basis);
  if (step.kind !== 'infusion') return `${numberText(step.amount)} ${unit} ${doseKindWords[step.kind]}`;
  const cap = step.capMgPerH === undefined ? '' : `, at most ${numberText(step.capMgPerH)} mg/h`;
  return `${numberText(step.rate)} ${unit}${cap}`;
}

function timesInWords(step: RegimenStep): string {
  if (step.repeat === undefined || step.repeat.count === 1) return '';
  const every = step.repeat.everyH === 24 ? 'daily' : `every ${duration(step.repeat.everyH)}`;
  return ` × ${step.repeat.count}, ${every}`;
}

/** One step on one line: "10 mg/h for 4 h × 10, daily, from 24 h". */
export function stepInWords(step: RegimenStep): string {
  const length = step.kind === 'infusion' ? ` for ${duration(step.durationH)}` : '';
  return `${doseInWords(step)}${length}${timesInWords(step)} from ${moment(step.startH)}`;
}

/** Infusions that follow each other without a gap, as one: "5 → 20 mg/h/70 kg over 100 h". */
function titrationInWords(steps: readonly InfusionStep[]): string {
  const first = steps[0] as InfusionStep;
  const last = steps.at(-1) as InfusionStep;
  const span = last.startH + last.durationH - first.startH;
  return `${numberText(first.rate)} → ${numberText(last.rate)} ${unitOf('infusion', first.basis)} over ${duration(span)}`;
}

function isTitration(steps: readonly RegimenStep[]): steps is readonly InfusionStep[] {
  return (
    steps.length > 1 &&
    steps.every((step, index) => {
      const before = steps[index - 1];
      if (step.kind !== 'infusion' || step.repeat !== undefined || step.basis !== steps[0]?.basis)
        return false;
      return (
        before === undefined ||
        (before.kind === 'infusion' && Math.abs(before.startH + before.durationH - step.startH) < 1e-4)
      );
    })
  );
}

/** A regimen on one line, for its card, the print and the screen reader. */
export function regimenInWords(regimen: Regimen): string {
  const { steps } = regimen;
  const [only] = steps;
  if (only === undefined) return 'no steps yet';
  if (steps.length === 1) {
    const start = only.startH === 0 ? '' : `, from ${moment(only.startH)}`;
    const length = only.kind === 'infusion' ? `, ${duration(only.durationH)}` : '';
    return `${doseInWords(only)}${length}${timesInWords(only)}${start}`;
  }
  if (isTitration(steps)) return titrationInWords(steps);
  return `${steps.length} steps over ${duration(Math.max(...steps.map(endOfStep)))}`;
}

function endOfStep(step: RegimenStep): number {
  const last = step.startH + ((step.repeat?.count ?? 1) - 1) * (step.repeat?.everyH ?? 0);
  return step.kind === 'infusion' ? last + step.durationH : last;
}

/** What was ordered, in full: "racemic ketamine, as hydrochloride". */
export const drugInWords = (regimen: Pick<Regimen, 'drug' | 'amountAs'>): string =>
  `${regimen.drug}, as ${regimen.amountAs}`;
