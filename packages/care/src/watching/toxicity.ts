import { addDays, dateIn, dateText } from '../follow-up/days.ts';
import { type CareInput, type CareVerdict, careRules, careVerdict } from '../follow-up/index.ts';
import { countedResults, type FollowUpResult } from '../follow-up/result.ts';
import { careState, inputOf, samplesOf } from '../follow-up/samples.ts';
import type { DiaryEntry } from '../home/diary.ts';
import type { HomeSideEffect, HomeStatement, HomeUrineSign } from '../home/event.ts';
import { homeUrgencies } from '../home/worklist.ts';
import { timesLimit } from '../liver.ts';
import { instrumentOf } from '../questionnaires/index.ts';
import { type ToxicityRule, toxicityLimits, toxicityRules } from './toxicity-rules.ts';

/** An ultrasound, as it was reported. */
type Ultrasound = Extract<FollowUpResult['content'], { kind: 'ultrasound' }> & { readonly at: string };

/** What the rules of toxicity at home look at: that of the rules after a course, and the diary. */
export interface ToxicityInput extends CareInput {
  readonly diary: readonly DiaryEntry[];
}

export interface ToxicityFinding {
  readonly rule: ToxicityRule;
  /** With the values. */
  readonly reason: string;
  readonly inputs: readonly { readonly text: string; readonly at: string }[];
}

export interface ToxicityWatch {
  /** By the rules after a course: liver, bladder and kidney, mind, misuse; weekly scores of the diary among their results. */
  readonly verdict: CareVerdict;
  /** By the rules for home, the most urgent first. */
  readonly findings: readonly ToxicityFinding[];
}

type Day = Extract<HomeStatement, { kind: 'day' }> & { readonly at: string };

/** What the rules share. */
interface Looked {
  readonly input: ToxicityInput;
  /** Those that count, in the order of time. */
  readonly results: readonly FollowUpResult[];
  readonly ultrasounds: readonly Ultrasound[];
  /** Days of the diary that are looked at. */
  readonly days: readonly Day[];
  readonly today: string;
  readonly verdict: CareVerdict;
}

/**
 * What the tests, the diary and ultrasounds say of harm by the drug, with the rules after a course. What must be acted on
 * within minutes or hours (breathing, dangerous pressure, blood seen in the urine, thoughts of suicide) are stops of the
 * programme itself. It advises; the physician decides.
 */
export function toxicityWatch(input: ToxicityInput): ToxicityWatch {
  const today = dateIn(input.timeZone, input.now);
  const results = countedResults([...input.results, ...weeklyResults(input.diary)]);
  const from = addDays(today, -toxicityLimits.diaryDays.value);
  const days = input.diary.flatMap(({ at, now }) =>
    now?.kind === 'day' && now.date > from && now.date <= today ? [{ ...now, at }] : [],
  );
  const verdict = careVerdict({ ...input, results });
  const ultrasounds = results.flatMap(({ at, content }) =>
    content.kind === 'ultrasound' ? [{ ...content, at }] : [],
  );
  const looked: Looked = { input, results, ultrasounds, days, today, verdict };
  const frequency = bladderFrequency(looked);
  const findings = [
    imaged(looked, 'kidneys and bladder'),
    imaged(looked, 'liver and bile ducts'),
    frequency,
    bladderUltrasound(looked, frequency),
    bileUltrasound(looked),
    liverSigns(looked),
    symptomDays(
      looked,
      toxicityRules.upperGut,
      ['stomach-pain', 'nausea', 'vomiting'],
      toxicityLimits.gutDays.value,
    ),
    symptomDays(looked, toxicityRules.memory, ['memory'], toxicityLimits.memoryDays.value),
    changed(looked, toxicityRules.cognitionFell, 'moca', -1),
    changed(looked, toxicityRules.moodWorse, 'phq-9', 1),
    pressure(looked),
  ].filter((finding) => finding !== null);
  const place = ({ rule }: ToxicityFinding) => homeUrgencies.indexOf(rule.urgency);
  return { verdict, findings: findings.sort((one, other) => place(one) - place(other)) };
}

/** Scores of the diary as results, which the rules after a course read. */
function weeklyResults(diary: readonly DiaryEntry[]): FollowUpResult[] {
  return diary.flatMap(({ id, at, versions, now }) => {
    if (now?.kind !== 'week') return [];
    const { instrument, instrumentVersion, answers, scores } = now;
    return [
      {
        id,
        version: Math.max(1, versions.length),
        at,
        content: { kind: 'questionnaire', instrument, version: instrumentVersion, answers, scores },
        savedBy: 'patient',
        savedAt: at,
        struck: null,
      } as const,
    ];
  });
}

const seen = (text: string) => (day: Day) => ({ text: `${dateText(day.date)}: ${text}`, at: day.at });

function symptomDays(
  { days }: Looked,
  rule: ToxicityRule,
  symptoms: readonly HomeSideEffect[],
  atLeast: number,
): ToxicityFinding | null {
  const asked = days.filter(({ sideEffects }) => sideEffects !== null);
  const found = asked.filter(({ sideEffects }) => sideEffects?.some((one) => symptoms.includes(one)));
  if (found.length < atLeast) return null;
  return { rule, reason: onDays(found.length, asked.length, atLeast), inputs: found.map(seen(rule.title)) };
}

const onDays = (found: number, asked: number, atLeast: number) =>
  `On ${found} of the ${asked} days entered in the last ${toxicityLimits.diaryDays.value}; from ${atLeast} it counts.`;

function bladderFrequency({ days }: Looked): ToxicityFinding | null {
  const signs: readonly HomeUrineSign[] = ['frequency', 'urgency', 'at-night'];
  const asked = days.filter(({ urine }) => urine !== null);
  const found = asked.filter(({ urine }) => urine?.some((one) => signs.includes(one)));
  if (found.length < toxicityLimits.frequencyDays.value) return null;
  return {
    rule: toxicityRules.bladderFrequency,
    reason: onDays(found.length, asked.length, toxicityLimits.frequencyDays.value),
    inputs: found.map((day) => seen((day.urine ?? []).join(', '))(day)),
  };
}

/** The findings after which kidneys and bladder are looked at. */
const bladderRules: readonly string[] = [
  careRules.visibleBlood,
  careRules.bloodOnStrip,
  careRules.sterileSymptoms,
  careRules.symptomsUntested,
  careRules.symptomsRise,
  careRules.filtration,
].map(({ id }) => id);

function bladderUltrasound(
  { ultrasounds, days, verdict }: Looked,
  frequency: ToxicityFinding | null,
): ToxicityFinding | null {
  const bloody = days.filter(({ urine }) => urine?.includes('blood')).map(seen('blood'));
  const causes = [
    ...verdict.findings.filter(({ rule }) => bladderRules.includes(rule.id)),
    ...(frequency === null ? [] : [frequency]),
    ...(bloody.length === 0 ? [] : [{ rule: { title: 'Blood in the urine, by the diary' }, inputs: bloody }]),
  ];
  const inputs = causes.flatMap((cause) => cause.inputs);
  const newest = Math.max(...inputs.map(({ at }) => Date.parse(at)));
  if (inputs.length === 0 || isImagedSince(ultrasounds, 'kidneys and bladder', newest)) return null;
  return {
    rule: toxicityRules.bladderUltrasound,
    reason: `${causes.map(({ rule }) => rule.title).join('; ')}. No ultrasound was entered since.`,
    inputs,
  };
}

const msPerDay = 86_400_000;

function isImagedSince(ultrasounds: readonly Ultrasound[], of: Ultrasound['of'], instant: number): boolean {
  const holds = toxicityLimits.ultrasoundHoldsDays.value * msPerDay;
  return ultrasounds.some((one) => one.of === of && Date.parse(one.at) >= instant - holds);
}

/** ALP and GGT above their limits together, in the newest values. */
function bileUltrasound({ input, results, ultrasounds }: Looked): ToxicityFinding | null {
  const { samples } = careState({ ...input, results });
  const newest = (['ALP', 'GGT'] as const).map((measure) => samplesOf(samples, measure).at(-1));
  const raised = newest.filter((one) => one !== undefined).filter((one) => (timesLimit(one) ?? 0) > 1);
  if (raised.length < newest.length) return null;
  const instant = Math.max(...raised.map(({ at }) => Date.parse(at)));
  if (isImagedSince(ultrasounds, 'liver and bile ducts', instant)) return null;
  return {
    rule: toxicityRules.bileUltrasound,
    reason:
      'ALP and GGT are above their ranges together, as when bile does not flow. No ultrasound was entered since.',
    inputs: raised.map(inputOf),
  };
}

/** The newest ultrasound of a region shows harm. */
function imaged({ ultrasounds }: Looked, of: Ultrasound['of']): ToxicityFinding | null {
  const last = ultrasounds.findLast((one) => one.of === of);
  const harm = (last?.findings ?? []).filter((one) => one !== 'normal' && one !== 'other');
  if (last === undefined || harm.length === 0) return null;
  return {
    rule: of === 'kidneys and bladder' ? toxicityRules.bladderImaged : toxicityRules.bileImaged,
    reason: `Found: ${harm.join(', ')}.`,
    inputs: [{ text: `Ultrasound of ${of}: ${harm.join(', ')}`, at: last.at }],
  };
}

/** Until enzymes are measured after the day on which they were told. */
function liverSigns({ days, input, results }: Looked): ToxicityFinding | null {
  const { samples } = careState({ ...input, results });
  const measured = samplesOf(samples, 'ALT').at(-1)?.on ?? '';
  const found = days.filter(
    ({ date, sideEffects }) =>
      date > measured && sideEffects?.some((one) => one === 'yellow-skin' || one === 'itching'),
  );
  if (found.length === 0) return null;
  return {
    rule: toxicityRules.liverSigns,
    reason: 'Told in the diary, and no liver enzyme was measured since.',
    inputs: found.map((day) => seen((day.sideEffects ?? []).join(', '))(day)),
  };
}

/** The newest total of an instrument against the first, by the change that counts. @param worse 1: a greater total is worse */
function changed(
  { results }: Looked,
  rule: ToxicityRule,
  instrument: string,
  worse: 1 | -1,
): ToxicityFinding | null {
  const title = instrumentOf(instrument)?.title ?? instrument;
  const limit = instrumentOf(instrument)?.importantChange?.value;
  const scores = results.flatMap(({ at, content }) =>
    content.kind === 'questionnaire' &&
    content.instrument === instrument &&
    content.scores.total !== undefined
      ? [{ at, total: content.scores.total }]
      : [],
  );
  const [first, last] = [scores[0], scores.at(-1)];
  if (first === undefined || last === undefined || limit === undefined) return null;
  const change = (last.total - first.total) * worse;
  if (change < limit) return null;
  return {
    rule,
    reason: `${title} ${first.total}, then ${last.total}: worse by ${change} points; from ${limit} it counts.`,
    inputs: [first, last].map(({ at, total }) => ({ text: `${title} ${total}`, at })),
  };
}

function pressure({ input, today }: Looked): ToxicityFinding | null {
  const { pressureDays, pressureReadings, systolic, diastolic } = toxicityLimits;
  const from = addDays(today, -pressureDays.value);
  const read = input.diary.flatMap(({ at, zone, now }) =>
    now?.kind === 'blood-pressure' && dateIn(zone, at) > from && Date.parse(at) <= Date.parse(input.now)
      ? [{ ...now, at }]
      : [],
  );
  if (read.length < pressureReadings.value) return null;
  const mean = (of: 'systolic' | 'diastolic') => read.reduce((sum, one) => sum + one[of], 0) / read.length;
  const [high, low] = [mean('systolic'), mean('diastolic')];
  if (high <= systolic.value && low <= diastolic.value) return null;
  return {
    rule: toxicityRules.pressure,
    reason: `${Math.round(high)}/${Math.round(low)} mmHg on average of ${read.length} readings in ${pressureDays.value} days; the limit is ${systolic.value}/${diastolic.value}.`,
    inputs: read.map((one) => ({ text: `${one.systolic}/${one.diastolic} mmHg`, at: one.at })),
  };
}
