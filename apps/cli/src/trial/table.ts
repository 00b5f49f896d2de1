import type { TrialComparison, TrialResult } from '@ketame/evidence';
import { columns, lineWidth, wrapped } from '../columns.ts';

const points = (value: number) => value.toFixed(2);
const hundredths = (value: number) => (100 * value).toFixed(1);
const orNever = (value: number | null, text: (value: number) => string) =>
  value === null ? '-' : text(value);

function found({ day, arm, people, difference, standardDeviation, power }: TrialComparison) {
  return [
    String(day),
    arm,
    people.map((count) => Number(count.toFixed(1))).join(' v '),
    `${points(difference.value)} (${points(difference.lower)} to ${points(difference.upper)})`,
    points(standardDeviation),
    `${hundredths(power.value)} (${hundredths(power.lower)} to ${hundredths(power.upper)})`,
  ];
}

function neededRow({ day, arm, standardisedDifference, needed }: TrialComparison) {
  return [
    String(day),
    arm,
    points(standardisedDifference),
    points(needed.leastSignificant),
    points(needed.forPower),
    orNever(needed.peoplePerArm, String),
    orNever(needed.halfLifeDays, (days) => `${days.toFixed(1)} d`),
  ];
}

/** What the simulated trials found, and what would have to be true, as text for people. */
export function toTable({ design, random, comparisons, assumptions }: TrialResult): string {
  const { alpha, power } = design.analysis;
  const heading = ['day', 'arm', 'people', 'difference (95 % of trials)', 'SD', 'power (95 % CI), %'];
  const needs = [
    'day',
    'arm',
    'd',
    'least d',
    `d for ${100 * power} %`,
    'people per arm',
    'half-life needed',
  ];
  return [
    `${design.name}\n${design.trials} trials, seed ${random.seed}, P < ${alpha}; pain 0 to 10, ${design.control} less arm\n`,
    `${columns([heading, ...comparisons.map(found)])}\n`,
    `What would have to be true\n${columns([needs, ...comparisons.map(neededRow)])}\n`,
    `${assumptions.map((line) => wrapped(line, lineWidth).join('\n')).join('\n')}\n`,
  ].join('\n');
}
