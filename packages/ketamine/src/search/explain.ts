import type { Judged } from './judge.ts';
import type { SearchRequest } from './request.ts';

const whole = (value: number) => String(Math.round(value));
const short = (value: number) => String(Number(value.toPrecision(3)));
const percent = (share: number) => `${whole(100 * share)} %`;

/** Differences smaller than this are called the same: half a day, a fiftieth of an amount, 2 % of a chance. Ours. */
const sameDays = 0.5;
const sameShare = 0.02;

function compared(value: number, other: number, words: readonly [string, string], text: string) {
  if (value === other) return null;
  const ratio = other === 0 ? Number.POSITIVE_INFINITY : value / other;
  if (Math.abs(ratio - 1) <= sameShare) return null;
  return { word: ratio > 1 ? words[0] : words[1], text };
}

/** "half", "a third", "twice" where a ratio is near one of them. */
function timesInWords(value: number, other: number): string | null {
  if (!(other > 0)) return null;
  const ratio = value / other;
  const known: readonly (readonly [number, string])[] = [
    [1 / 3, 'a third of'],
    [1 / 2, 'half'],
    [2, 'twice'],
    [3, 'three times'],
  ];
  return known.find(([near]) => Math.abs(ratio / near - 1) < 0.1)?.[1] ?? null;
}

/**
 * Why a proposal is one, in one sentence of its own numbers beside those of a published regimen: means over the people.
 * @param name of the published regimen, "Sigtermans 2009"
 */
export function explain(
  proposal: Judged,
  reference: Judged,
  name: string,
  { relief, drugHighShare }: Pick<SearchRequest, 'relief' | 'drugHighShare'>,
): string {
  const own = proposal.exposure;
  const its = reference.exposure;
  const differences = [
    compared(
      own.totalH,
      its.totalH,
      ['longer', 'shorter'],
      `${short(own.totalH)} h of infusion instead of ${short(its.totalH)}`,
    ),
    compared(
      own.mostMgPerH,
      its.mostMgPerH,
      ['higher', 'lower'],
      `${short(own.mostMgPerH)} mg/h of base instead of ${short(its.mostMgPerH)}`,
    ),
    compared(
      own.mostMgAtOnce,
      its.mostMgAtOnce,
      ['in larger doses', 'in smaller doses'],
      `${short(own.mostMgAtOnce)} mg at once instead of ${short(its.mostMgAtOnce)}`,
    ),
    compared(
      own.days,
      its.days,
      ['on more days', 'on fewer days'],
      `${own.days} instead of ${its.days} ${its.days === 1 ? 'day' : 'days'} with ${own.doses > 0 ? 'a dose' : 'an infusion'}`,
    ),
  ].filter((each) => each !== null);
  const how =
    differences.length === 0
      ? `As ${name}`
      : `${capital(listed(differences.map(({ word }) => word)))} than ${name} (${differences.map(({ text }) => text).join('; ')})`;
  const days = proposal.days.expected;
  const itsDays = reference.days.expected;
  const benefit =
    Math.abs(days - itsDays) < sameDays
      ? `the same ${short(days)} days of at least ${percent(relief)} relief`
      : `${short(days)} days of at least ${percent(relief)} relief instead of ${short(itsDays)}`;
  return `${how}: ${benefit}, ${highText(proposal, reference, drugHighShare)}.`;
}

function highText(proposal: Judged, reference: Judged, share: number): string {
  const high = `a drug high above ${percent(share)}`;
  const own = proposal.chanceOfHigh;
  const its = reference.chanceOfHigh;
  if (Math.abs(own - its) > sameShare) {
    const times = timesInWords(own, its);
    return times === null
      ? `a chance of ${percent(own)} instead of ${percent(its)} of ${high}`
      : `${times} the chance of ${high} (${percent(own)} instead of ${percent(its)})`;
  }
  const days = proposal.highDays.expected;
  const itsDays = reference.highDays.expected;
  const same = `the same chance of ${high} (${percent(own)})`;
  return Math.abs(days - itsDays) < sameDays / 10
    ? same
    : `${same}, on ${short(days)} instead of ${short(itsDays)} days`;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
