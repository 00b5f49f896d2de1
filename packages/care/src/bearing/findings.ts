import { ageYears } from '../age.ts';
import { type LatestMeasure, latestMeasure } from '../latest.ts';
import { liverEnzymes } from '../liver.ts';
import { liverLimits } from '../liver-limits.ts';
import { pregnancyFinding } from '../pregnancy.ts';
import type { Measure } from '../record.ts';
import type { Bearing, BearingEntry, BearingSubject, RuleStatement, Severity } from './bearing.ts';
import { dateOf } from './match.ts';
import { consensus2018, esketamineLabel, ours } from './sources.ts';

/** A limit with where it is from. */
interface Limit {
  readonly value: number;
  readonly unit: string;
  readonly source: string;
}

/** Above these, the label of nasal esketamine asks to delay the dose. */
export const bloodPressureLimits = {
  systolic: { value: 140, unit: 'mm[Hg]', source: esketamineLabel },
  diastolic: { value: 90, unit: 'mm[Hg]', source: esketamineLabel },
} as const satisfies Record<string, Limit>;

const kdigo = 'KDIGO guideline on chronic kidney disease, 2024 (categories G3a to G5)';
/** Below this the kidney function counts as decreased. */
export const filtrationLimit: Limit = { value: 60, unit: 'mL/min/{1.73_m2}', source: kdigo };

const liverInjury = `${liverLimits.enzyme.source} (ALT, AST, ALP or GGT of 3 times the upper limit or more in 3 of 6 patients on re-exposure)`;

/** What sex, age and the clinic's word say: under 18, pregnant, possibly pregnant. */
export function identityFindings(subject: BearingSubject): Bearing[] {
  const { identity, entries, pregnancy: stated, today } = subject;
  const age = ageYears(identity.birthDate, today);
  const person: BearingEntry = {
    kind: 'identity',
    sourceId: '',
    text: `${identity.sex}, ${age} years`,
    date: identity.birthDate,
    state: 'active',
    matchedBy: 'identity',
  };
  const findings: Bearing[] = [];
  if (age < 18) {
    findings.push(
      bearing('exclusion', [person], {
        id: 'under-18',
        version: 1,
        title: 'Under 18 years',
        meaning:
          'The models are of adults and refuse. Children clear ketamine differently and have models of their own.',
        source: ours,
        status: 'ours',
      }),
    );
  }
  const { pregnancy, from } = pregnancyFinding(identity, entries, stated, today);
  const evidence: BearingEntry[] =
    from.length === 0
      ? [person]
      : from.map((entry) => ({
          kind: entry.kind,
          sourceId: entry.sourceId,
          text: entry.text,
          date: dateOf(entry),
          state: 'active',
          matchedBy: entry.codings.length > 0 ? 'code' : 'text',
        }));
  if (pregnancy === 'pregnant') {
    findings.push(
      bearing('exclusion', evidence, {
        id: 'pregnant',
        version: 1,
        title: 'Pregnant',
        meaning: 'Ketamine for chronic pain is not recommended in pregnancy, and the models refuse.',
        source: esketamineLabel,
        status: 'label',
      }),
    );
  }
  if (pregnancy === 'possible') {
    findings.push(
      bearing('caution', evidence, {
        id: 'pregnancy-possible',
        version: 1,
        title: 'Pregnancy possible',
        meaning:
          'By sex and age alone (12 to 55 years); no condition on record excludes it, and procedures are not read. Ask, test where it is not certain, and put the answer down.',
        source: `${ours}, from: ${esketamineLabel}`,
        status: 'ours',
      }),
    );
  }
  return findings;
}

/** What the newest measured values say: blood pressure, liver enzymes, bilirubin, kidney function. */
export function measuredFindings(subject: BearingSubject): Bearing[] {
  return [...bloodPressure(subject), ...liver(subject), ...kidney(subject)];
}

function bloodPressure(subject: BearingSubject): Bearing[] {
  const high = (['systolic', 'diastolic'] as const)
    .flatMap((measure) => latestOf(subject, measure))
    .filter((one) => one.unit === bloodPressureLimits[one.measure as 'systolic' | 'diastolic'].unit)
    .filter((one) => one.value > bloodPressureLimits[one.measure as 'systolic' | 'diastolic'].value);
  if (high.length === 0) return [];
  return [
    bearing(
      'caution',
      high.map((one) => measured(one)),
      {
        id: 'blood-pressure-high',
        version: 1,
        title: 'Last blood pressure above 140/90 mmHg',
        meaning:
          'Ketamine raises it further. Measure again; while it stays above 140/90 a dose is better delayed.',
        source: `${esketamineLabel}; ${consensus2018}`,
        status: 'label',
      },
    ),
  ];
}

function liver(subject: BearingSubject): Bearing[] {
  const enzymes = liverEnzymes.flatMap((measure) => latestOf(subject, measure));
  const bilirubin = latestOf(subject, 'bilirubin');
  const far = enzymes.filter((one) => (multiple(one) ?? 0) >= liverLimits.enzyme.value);
  const above = enzymes.filter((one) => one.flag === 'high' && !far.includes(one));
  const unjudged = [...enzymes, ...bilirubin].filter((one) => upperLimit(one) === null);
  const yellow = bilirubin.filter((one) => one.flag === 'high');
  const transaminaseFar = far.filter((one) => one.measure === 'ALT' || one.measure === 'AST');
  const danger = bilirubin.filter((one) => (multiple(one) ?? 0) > liverLimits.bilirubin.value);

  const findings: Bearing[] = [];
  if (far.length > 0) {
    const grave = transaminaseFar.length > 0 && danger.length > 0;
    findings.push(
      bearing('exclusion', [...far, ...(grave ? danger : [])].map(measured), {
        id: 'liver-enzymes-far-above',
        version: 1,
        title: 'Liver enzymes at 3 times the upper limit or more',
        meaning: `Do not begin a course until this is explained and over; during one, stop.${grave ? ' Bilirubin above twice its limit beside it means a danger to life unless the bile ducts are the cause.' : ''}`,
        source: grave ? `${liverInjury}; ${liverLimits.bilirubin.source}` : liverInjury,
        status: 'ours',
      }),
    );
  }
  if (above.length > 0 || yellow.length > 0) {
    findings.push(
      bearing('caution', [...above, ...yellow].map(measured), {
        id: 'liver-values-above',
        version: 1,
        title: 'Liver values above the reference range',
        meaning: 'Explain them before a course, take them as the baseline, and measure during and after it.',
        source: `${consensus2018}; ${liverInjury}`,
        status: 'guideline',
      }),
    );
  }
  if (unjudged.length > 0) {
    findings.push(
      bearing('information', unjudged.map(measured), {
        id: 'liver-values-without-range',
        version: 1,
        title: 'Liver values without a reference range',
        meaning:
          "Neither the result nor the clinic's laboratory profile gives an upper limit in this unit, so that they cannot be judged here. Enter the laboratory's ranges.",
        source: ours,
        status: 'ours',
      }),
    );
  }
  return findings;
}

function kidney(subject: BearingSubject): Bearing[] {
  const low = latestOf(subject, 'eGFR').filter((one) => one.value < filtrationLimit.value);
  const high = latestOf(subject, 'creatinine').filter((one) => one.flag === 'high');
  if (low.length === 0 && high.length === 0) return [];
  return [
    bearing('caution', [...low, ...high].map(measured), {
      id: 'kidney-function',
      version: 1,
      title: 'Kidney function decreased',
      meaning:
        'Little unchanged ketamine leaves by the kidney, metabolites do. A fall after ketamine can mean an obstruction of the ureters.',
      source: kdigo,
      status: 'guideline',
    }),
  ];
}

/** The newest value of a measure as a list of one, or of none. */
function latestOf(subject: BearingSubject, measure: Measure): LatestMeasure[] {
  const latest = latestMeasure(subject.entries, measure, subject.identity.sex, subject.laboratoryProfile);
  return latest === null ? [] : [latest];
}

function upperLimit(one: LatestMeasure): number | null {
  return one.range?.high ?? null;
}

/** How many times the upper limit a value is; null without one. */
function multiple(one: LatestMeasure): number | null {
  const limit = upperLimit(one);
  return limit === null || limit <= 0 ? null : one.value / limit;
}

function measured(one: LatestMeasure): BearingEntry {
  const limit = upperLimit(one);
  const range =
    limit === null
      ? ''
      : ` (upper limit ${limit}, from the ${one.range?.from === 'result' ? 'result' : "clinic's laboratory profile"})`;
  return {
    kind: 'observation',
    sourceId: one.sourceId,
    text: `${one.measure} ${forReading(one.value)} ${unitForReading(one.unit)}${range}`,
    date: one.at,
    state: 'active',
    matchedBy: 'value',
  };
}

function bearing(severity: Severity, from: readonly BearingEntry[], rule: RuleStatement): Bearing {
  const { id, ...statement } = rule;
  return { rule: id, ...statement, severity, state: 'active', from };
}

/** Four digits: the words are for reading, the entry keeps the value as it was reported. */
function forReading(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** A UCUM unit as people read it. */
export function unitForReading(unit: string): string {
  return unit.replace('mm[Hg]', 'mmHg').replace('{1.73_m2}', '1.73 m²');
}
