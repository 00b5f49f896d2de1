import type { ProtocolNumber } from '../protocol/protocol.ts';
import { careLimits } from './care-limits.ts';
import { careRules } from './care-rules.ts';
import { addDays, addMonths, dateIn, daysBetween } from './days.ts';
import type { CareFinding } from './finding.ts';
import {
  baselineOf,
  type CareState,
  inputOf,
  rounded,
  type Sample,
  samplesOf,
  timesLimit,
} from './samples.ts';

const transaminases = ['ALT', 'AST'] as const;
const enzymes = ['ALT', 'AST', 'ALP', 'GGT'] as const;

export type InjuryPattern = 'hepatocellular' | 'mixed' | 'cholestatic';

/**
 * R of a liver injury: (ALT / its upper limit) / (ALP / its upper limit).
 * Source: Fontana RJ et al., Hepatology 2010;52:730-742.
 * @param alt ALT as a multiple of its upper limit
 * @param alp ALP as a multiple of its upper limit, above 0
 */
export function rValue(alt: number, alp: number): { readonly r: number; readonly pattern: InjuryPattern } {
  const r = alt / alp;
  if (r >= careLimits.hepatocellular.value) return { r, pattern: 'hepatocellular' };
  return { r, pattern: r <= careLimits.cholestatic.value ? 'cholestatic' : 'mixed' };
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

const isAtLeast = (sample: Sample, limit: number) => (timesLimit(sample) ?? 0) >= limit;
const isAbove = (sample: Sample, limit: number) => (timesLimit(sample) ?? 0) > limit;

/** The value of a measure nearest to another sample, within the days that are judged together. */
function beside(state: CareState, sample: Sample, measure: Sample['measure']): Sample | undefined {
  const distance = (one: Sample) => Math.abs(Date.parse(one.at) - Date.parse(sample.at));
  return samplesOf(state.samples, measure)
    .filter((one) => Math.abs(daysBetween(one.on, sample.on)) <= careLimits.togetherDays.value)
    .sort((one, other) => distance(one) - distance(other))[0];
}

const transaminasesOf = ({ samples }: CareState) =>
  samples.filter(({ measure }) => transaminases.some((one) => one === measure));

function hysLaw(state: CareState): CareFinding | null {
  for (const sample of transaminasesOf(state)) {
    if (!isAtLeast(sample, careLimits.enzyme.value)) continue;
    const bilirubin = beside(state, sample, 'bilirubin');
    const alp = beside(state, sample, 'ALP');
    if (bilirubin === undefined || !isAbove(bilirubin, careLimits.bilirubin.value)) continue;
    const alpTimes = alp === undefined ? null : timesLimit(alp);
    if (alp === undefined || alpTimes === null || alpTimes >= careLimits.hysLawAlp.value) continue;
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
  const alone = all.find((one) => isAbove(one, careLimits.transaminaseAlone.value));
  if (alone !== undefined) {
    return finding(
      'fdaStop',
      `${alone.measure} is above ${careLimits.transaminaseAlone.value} times its upper limit.`,
      [alone],
    );
  }
  const lasting = lastingRise(state);
  if (lasting !== null) {
    return finding(
      'fdaStop',
      `${lasting[0].measure} stayed above ${careLimits.transaminaseLasting.value} times its upper limit for more than ${careLimits.lastingDays.value} days.`,
      lasting,
    );
  }
  for (const sample of all.filter((one) => isAbove(one, careLimits.transaminaseWithOther.value))) {
    const above = `${sample.measure} is above ${careLimits.transaminaseWithOther.value} times its upper limit`;
    const bilirubin = beside(state, sample, 'bilirubin');
    if (bilirubin !== undefined && isAbove(bilirubin, careLimits.bilirubin.value)) {
      return finding('fdaStop', `${above}, and bilirubin above ${careLimits.bilirubin.value} times.`, [
        sample,
        bilirubin,
      ]);
    }
    const other = [
      { limit: careLimits.inr.value, found: beside(state, sample, 'INR') },
      { limit: careLimits.eosinophils.value, found: beside(state, sample, 'eosinophils') },
    ].find(({ limit, found }) => found !== undefined && found.value > limit);
    if (other?.found !== undefined) {
      return finding('fdaStop', `${above}, and ${other.found.measure} above ${other.limit}.`, [
        sample,
        other.found,
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
      if (!isAbove(sample, careLimits.transaminaseLasting.value)) first = null;
      else if (first === null) first = sample;
      else if (daysBetween(first.on, sample.on) > careLimits.lastingDays.value) return [first, sample];
    }
  }
  return null;
}

function symptomBeside(state: CareState, sample: Sample): CareFinding['inputs'][number] | undefined {
  for (const { at, content } of state.results) {
    if (content.kind !== 'sign') continue;
    if (content.sign !== 'jaundice' && content.sign !== 'symptoms of the liver') continue;
    const apart = Math.abs(daysBetween(dateIn(state.timeZone, at), sample.on));
    if (apart <= careLimits.togetherDays.value) return { text: `${content.sign}: ${content.text}`, at };
  }
  return undefined;
}

/** Whether a value is an injury: 3 times the upper limit, or twice a value that was raised before treatment. */
function isInjury(state: CareState, sample: Sample): boolean {
  if (isAtLeast(sample, careLimits.enzyme.value)) return true;
  const before = baselineOf(state, sample.measure);
  return (
    before !== undefined &&
    before !== sample &&
    isAbove(before, 1) &&
    sample.value >= before.value * careLimits.ofRaisedBaseline.value
  );
}

function injury(state: CareState): CareFinding | null {
  const injured = state.samples.filter(
    (sample) => enzymes.some((one) => one === sample.measure) && isInjury(state, sample),
  );
  const last = injured.at(-1);
  if (last === undefined) return null;
  const peak = injured.reduce((most, one) => ((timesLimit(one) ?? 0) > (timesLimit(most) ?? 0) ? one : most));
  const until = addMonths(last.on, careLimits.rechallengeMonths.value);
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
    nextTestOn: notNormal.length === 0 ? null : addDays(newest, careLimits.repeatDays.value),
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
    nextTestOn: addDays(newest, careLimits.repeatDays.value),
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
  const until = addDays(dateIn(timeZone, last.endedAt), notBefore.value);
  if (today >= until) return null;
  return {
    rule: careRules.interval,
    reason: `The last course ended ${daysBetween(dateIn(timeZone, last.endedAt), today)} days ago; the protocol allows no other before day ${notBefore.value}.`,
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
