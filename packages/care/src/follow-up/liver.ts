import {
  liverEnzymes as enzymes,
  isAbove,
  isClottingDisturbed,
  isHysLaw,
  isLiverInjury,
  timesLimit,
  transaminases,
} from '../liver.ts';
import { liverLimits } from '../liver-limits.ts';
import type { ProtocolNumber } from '../protocol/protocol.ts';
import { careRules } from './care-rules.ts';
import { addDays, addMonths, dateIn, dateText, daysBetween } from './days.ts';
import type { CareFinding } from './finding.ts';
import { baselineOf, type CareState, inputOf, rounded, type Sample, samplesOf } from './samples.ts';

export type InjuryPattern = 'hepatocellular' | 'mixed' | 'cholestatic';

/**
 * R of a liver injury: (ALT / its upper limit) / (ALP / its upper limit).
 * Source: Fontana RJ et al., Hepatology 2010;52:730-742.
 * @param alt ALT as a multiple of its upper limit
 * @param alp ALP as a multiple of its upper limit, above 0
 */
export function rValue(alt: number, alp: number): { readonly r: number; readonly pattern: InjuryPattern } {
  const r = alt / alp;
  if (r >= liverLimits.hepatocellular.value) return { r, pattern: 'hepatocellular' };
  return { r, pattern: r <= liverLimits.cholestatic.value ? 'cholestatic' : 'mixed' };
}

/**
 * What the rules of the liver find.
 * @param notBefore days after a finished course before which the protocol allows no other; null without a protocol
 */
export function liverFindings(state: CareState, notBefore: ProtocolNumber | null): CareFinding[] {
  const injured = injury(state);
  // Until the enzymes are normal the rule of the injury says when to test.
  const isFollowed = injured?.rule.id === careRules.injury.id;
  return [
    hysLaw(state),
    fdaStop(state),
    injured,
    isFollowed ? null : raised(state),
    interval(state, notBefore),
  ].filter((finding) => finding !== null);
}

/** The value of a measure nearest to another sample, within the days that are judged together. */
function beside(state: CareState, sample: Sample, measure: Sample['measure']): Sample | undefined {
  const distance = (one: Sample) => Math.abs(Date.parse(one.at) - Date.parse(sample.at));
  return samplesOf(state.samples, measure)
    .filter((one) => Math.abs(daysBetween(one.on, sample.on)) <= liverLimits.togetherDays.value)
    .sort((one, other) => distance(one) - distance(other))[0];
}

const transaminasesOf = ({ samples }: CareState) =>
  samples.filter(({ measure }) => transaminases.some((one) => one === measure));

function hysLaw(state: CareState): CareFinding | null {
  for (const sample of transaminasesOf(state)) {
    const bilirubin = beside(state, sample, 'bilirubin');
    const alp = beside(state, sample, 'ALP');
    if (bilirubin === undefined || alp === undefined || timesLimit(alp) === null) continue;
    if (!isHysLaw(sample, bilirubin, alp)) continue;
    return finding(
      'hysLaw',
      `${sample.measure} and bilirubin are raised together and alkaline phosphatase is below twice its limit: without another cause this is Hy's law.`,
      [sample, bilirubin, alp],
    );
  }
  return null;
}

function fdaStop(state: CareState): CareFinding | null {
  const all = transaminasesOf(state);
  const alone = all.find((one) => isAbove(one, liverLimits.transaminaseAlone.value));
  if (alone !== undefined) {
    return finding(
      'fdaStop',
      `${alone.measure} is above ${liverLimits.transaminaseAlone.value} times its upper limit.`,
      [alone],
    );
  }
  const lasting = lastingRise(state);
  if (lasting !== null) {
    return finding(
      'fdaStop',
      `${lasting[0].measure} stayed above ${liverLimits.transaminaseLasting.value} times its upper limit for more than ${liverLimits.lastingDays.value} days.`,
      lasting,
    );
  }
  for (const sample of all.filter((one) => isAbove(one, liverLimits.transaminaseWithOther.value))) {
    const above = `${sample.measure} is above ${liverLimits.transaminaseWithOther.value} times its upper limit`;
    const bilirubin = beside(state, sample, 'bilirubin');
    if (bilirubin !== undefined && isAbove(bilirubin, liverLimits.bilirubin.value)) {
      return finding('fdaStop', `${above}, and bilirubin above ${liverLimits.bilirubin.value} times.`, [
        sample,
        bilirubin,
      ]);
    }
    const inr = beside(state, sample, 'INR');
    if (inr !== undefined && isClottingDisturbed(sample, inr)) {
      return finding('fdaStop', `${above}, and INR above ${liverLimits.inr.value}.`, [sample, inr]);
    }
    const eosinophils = beside(state, sample, 'eosinophils');
    if (eosinophils !== undefined && eosinophils.value > liverLimits.eosinophils.value) {
      return finding('fdaStop', `${above}, and eosinophils above ${liverLimits.eosinophils.value} %.`, [
        sample,
        eosinophils,
      ]);
    }
    const symptom = symptomBeside(state, sample);
    if (symptom !== undefined) {
      const found = finding('fdaStop', `${above}, with symptoms.`, [sample]);
      return { ...found, inputs: [...found.inputs, symptom] };
    }
  }
  return null;
}

/** First and last sample of the same transaminase that stayed above the limit for longer than two weeks. */
function lastingRise({ samples }: CareState): readonly [Sample, Sample] | null {
  for (const measure of transaminases) {
    let first: Sample | null = null;
    for (const sample of samplesOf(samples, measure)) {
      if (!isAbove(sample, liverLimits.transaminaseLasting.value)) first = null;
      else if (first === null) first = sample;
      else if (daysBetween(first.on, sample.on) > liverLimits.lastingDays.value) return [first, sample];
    }
  }
  return null;
}

function symptomBeside(state: CareState, sample: Sample): CareFinding['inputs'][number] | undefined {
  for (const { at, content } of state.results) {
    if (content.kind !== 'sign') continue;
    if (content.sign !== 'jaundice' && content.sign !== 'symptoms of the liver') continue;
    const apart = Math.abs(daysBetween(dateIn(state.timeZone, at), sample.on));
    if (apart <= liverLimits.togetherDays.value) return { text: `${content.sign}: ${content.text}`, at };
  }
  return undefined;
}

const isInjury = (state: CareState, sample: Sample): boolean =>
  isLiverInjury(sample, baselineOf(state, sample.measure));

function injury(state: CareState): CareFinding | null {
  const injured = state.samples.filter(
    (sample) => enzymes.some((one) => one === sample.measure) && isInjury(state, sample),
  );
  const last = injured.at(-1);
  if (last === undefined) return null;
  const peak = injured.reduce((most, one) => ((timesLimit(one) ?? 0) > (timesLimit(most) ?? 0) ? one : most));
  const until = addMonths(last.on, liverLimits.rechallengeMonths.value);
  const now = enzymes.flatMap((measure) => samplesOf(state.samples, measure).at(-1) ?? []);
  const isNormal = (one: Sample) => one.on > last.on && isBack(state, one);
  const notNormal = enzymes.filter((measure) => !now.some((one) => one.measure === measure && isNormal(one)));
  const pattern = patternText(state, peak);
  if (notNormal.length === 0 && state.today >= until) {
    return finding('injuryBefore', `${peak.measure} was at ${times(peak)}. ${pattern}`, [peak]);
  }
  const newest =
    now
      .map(({ on }) => on)
      .sort()
      .at(-1) ?? last.on;
  const course =
    notNormal.length === 0
      ? 'All four enzymes are normal again.'
      : `Not yet shown to be normal again: ${notNormal.join(', ')}.`;
  return {
    ...finding('injury', `${peak.measure} reached ${times(peak)}. ${pattern} ${course}`, [
      peak,
      ...now.filter((one) => one !== peak),
    ]),
    until,
    nextTestOn: notNormal.length === 0 ? null : addDays(newest, liverLimits.repeatDays.value),
  };
}

/** Within the reference range, or no higher than before treatment where that was raised. */
function isBack(state: CareState, sample: Sample): boolean {
  const before = baselineOf(state, sample.measure);
  const isNoHigher =
    before !== undefined && before !== sample && isAbove(before, 1) && sample.value <= before.value;
  return isNoHigher || (timesLimit(sample) ?? Number.POSITIVE_INFINITY) <= 1;
}

function patternText(state: CareState, sample: Sample): string {
  const alt = sample.measure === 'ALT' ? sample : beside(state, sample, 'ALT');
  const alp = alt === undefined ? undefined : beside(state, alt, 'ALP');
  const [altTimes, alpTimes] = [alt, alp].map((one) => (one === undefined ? null : timesLimit(one)));
  if (!altTimes || !alpTimes) return 'R is not known: ALT and ALP with their limits are needed.';
  const { r, pattern } = rValue(altTimes, alpTimes);
  return `R ${rounded(r)}: ${pattern}.`;
}

const times = (sample: Sample): string => {
  const multiple = timesLimit(sample);
  return multiple === null ? `${sample.value} ${sample.unit}` : `${rounded(multiple)} times its upper limit`;
};

function raised(state: CareState): CareFinding | null {
  const above = enzymes
    .flatMap((measure) => samplesOf(state.samples, measure).at(-1) ?? [])
    .filter((one) => !isBack(state, one) && timesLimit(one) !== null && !isInjury(state, one));
  const newest = above
    .map(({ on }) => on)
    .sort()
    .at(-1);
  if (newest === undefined) return null;
  return {
    ...finding(
      'raised',
      `${above.map(({ measure }) => measure).join(', ')} above the reference range.`,
      above,
    ),
    nextTestOn: addDays(newest, liverLimits.repeatDays.value),
  };
}

function interval(
  { sessions, timeZone, today }: CareState,
  notBefore: ProtocolNumber | null,
): CareFinding | null {
  const last = sessions.at(-1);
  if (notBefore === null || last === undefined || last.endedAt === null) return null;
  // Within a course the protocol's own intervals hold.
  if (last.session < last.of) return null;
  const endedOn = dateIn(timeZone, last.endedAt);
  const until = addDays(endedOn, notBefore.value);
  if (today >= until) return null;
  return {
    rule: careRules.interval,
    reason: `The last course ended on ${dateText(endedOn)}; the protocol allows no other before day ${notBefore.value}.`,
    inputs: [{ text: `End of session ${last.session} of ${last.of}`, at: last.endedAt }],
    until,
    nextTestOn: null,
  };
}

function finding(rule: keyof typeof careRules, reason: string, samples: readonly Sample[]): CareFinding {
  return { rule: careRules[rule], reason, inputs: samples.map(inputOf), until: null, nextTestOn: null };
}

/** What the rules of the liver could not judge, one plain sentence each. */
export function liverNotKnown(state: CareState): string[] {
  const unjudged = enzymes.filter((measure) => {
    const last = samplesOf(state.samples, measure).at(-1);
    return last !== undefined && last.upperLimit === null;
  });
  const ended = state.sessions.at(-1)?.endedAt;
  const since = state.samples.filter(
    ({ measure, at }) =>
      enzymes.some((one) => one === measure) && ended && Date.parse(at) >= Date.parse(ended),
  );
  const gaps: string[] = [];
  if (unjudged.length > 0)
    gaps.push(`${unjudged.join(', ')} came without an upper limit and cannot be judged.`);
  if (ended && since.length === 0) gaps.push('No liver enzyme was measured since the last session.');
  return gaps;
}
