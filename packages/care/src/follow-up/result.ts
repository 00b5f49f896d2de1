import type { Measure } from '../record.ts';

/** What of the blood is followed; those of the record, and what the stop rules of a liver injury ask for beside them. */
export const followedMeasures = [
  'ALT',
  'AST',
  'ALP',
  'GGT',
  'bilirubin',
  'creatinine',
  'eGFR',
  'INR',
  'eosinophils',
] as const satisfies readonly (Measure | 'INR' | 'eosinophils')[];
export type FollowedMeasure = (typeof followedMeasures)[number];

/** UCUM; the first is what a form begins with. Eosinophils are a share of the white cells. */
export const followedUnits = {
  ALT: ['U/L'],
  AST: ['U/L'],
  ALP: ['U/L'],
  GGT: ['U/L'],
  bilirubin: ['umol/L', 'mg/dL'],
  creatinine: ['umol/L', 'mg/dL'],
  eGFR: ['mL/min/{1.73_m2}'],
  INR: ['{INR}'],
  eosinophils: ['%'],
} as const satisfies Record<FollowedMeasure, readonly string[]>;

export interface LaboratoryValue {
  readonly measure: FollowedMeasure;
  readonly value: number;
  readonly unit: string;
  /** Of the laboratory's range, in the same unit; null: the result gives none, and it is not judged. */
  readonly upperLimit: number | null;
}

/** The same with when it was taken, ISO 8601. */
export interface DatedLaboratoryValue extends LaboratoryValue {
  readonly at: string;
}

export const misuseSigns = [
  'early refill',
  'count off by more than 10 %',
  'lost prescription',
  'another prescriber',
  'drug in urine that was not prescribed',
  'route that was not prescribed',
  'seeks the out-of-body state',
  'bladder symptoms with a rising dose',
] as const;
export type MisuseSign = (typeof misuseSigns)[number];

export const notedSigns = [
  'psychosis',
  'suicidal thoughts',
  'flashbacks that trouble',
  'jaundice',
  'symptoms of the liver',
  'obstructed kidney',
] as const;
export type NotedSign = (typeof notedSigns)[number];

export const drugTestMethods = ['immunoassay', 'mass spectrometry'] as const;

/** A urine test for drugs in a patient who has ketamine at home. */
export interface DrugTestResult {
  readonly kind: 'drug test';
  readonly method: (typeof drugTestMethods)[number];
  readonly ketamine: 'found' | 'not found';
  readonly norketamine: 'found' | 'not found' | 'not tested';
  /** Other drugs found that nobody prescribed. */
  readonly others: readonly string[];
}

export const ultrasoundRegions = ['kidneys and bladder', 'liver and bile ducts'] as const;
export const ultrasoundFindings = [
  'normal',
  'widened kidneys',
  'thick bladder wall',
  'widened bile duct',
  'other',
] as const;

/** What is learnt in contacts of how the drug is used at home. */
export const learntOfUse = ['asked for more', 'another prescriber'] as const;

/** The rules of misuse at home, which a conversation can explain; the rules themselves are of `watching`. */
export const misuseRuleIds = [
  'early-refill',
  'count-off',
  'lost-supply',
  'dose-clustering',
  'outside-window',
  'escalating-requests',
  'other-prescriber',
  'urine-test',
  'bladder-with-dose',
] as const;
export type MisuseRuleId = (typeof misuseRuleIds)[number];

export interface QuestionnaireResult {
  readonly kind: 'questionnaire';
  readonly instrument: string;
  readonly version: number;
  /** By item: all of an instrument of our own, the single items of another. */
  readonly answers: Readonly<Record<string, number>>;
  /** By score; the total is among them. */
  readonly scores: Readonly<Record<string, number>>;
}

/** What was measured, asked or noted of a patient between and after sessions. */
export type FollowUpContent =
  /** Mean pain of a day or of the week that ends then, 0 to 10; relief against before the course, %. */
  | {
      readonly kind: 'pain';
      readonly period: 'day' | 'week';
      readonly mean: number;
      readonly reliefPercent: number | null;
    }
  /** Of one blood sample. */
  | { readonly kind: 'laboratory'; readonly values: readonly LaboratoryValue[] }
  | QuestionnaireResult
  | {
      readonly kind: 'urine test';
      readonly blood: 'none' | 'on the strip' | 'visible';
      readonly infection: 'found' | 'excluded' | 'not tested';
    }
  /** Empty: looked for, and found none. */
  | { readonly kind: 'misuse review'; readonly signs: readonly MisuseSign[] }
  /** Holds until the day on which it was over, YYYY-MM-DD; null while it lasts. */
  | {
      readonly kind: 'sign';
      readonly sign: NotedSign;
      readonly text: string;
      readonly resolvedOn: string | null;
    }
  | DrugTestResult
  | {
      readonly kind: 'ultrasound';
      readonly of: (typeof ultrasoundRegions)[number];
      readonly findings: readonly (typeof ultrasoundFindings)[number][];
    }
  | { readonly kind: 'use at home'; readonly learnt: (typeof learntOfUse)[number]; readonly text: string }
  /** With the patient, about what rules of misuse saw; those that it explained count no more. */
  | {
      readonly kind: 'misuse conversation';
      readonly explained: readonly MisuseRuleId[];
      readonly text: string;
    }
  /** Something that was due and will not be done, with the reason: it is due no longer. */
  | { readonly kind: 'not done'; readonly item: string; readonly reason: string };

/** One result as it stands now. */
export interface FollowUpResult {
  readonly id: string;
  /** Goes up by one with each change. */
  readonly version: number;
  /** When it was measured, asked or noted; ISO 8601 instant. */
  readonly at: string;
  readonly content: FollowUpContent;
  readonly savedBy: string;
  readonly savedAt: string;
  /** Why it should not be there at all; null while it counts. */
  readonly struck: string | null;
}

/** What counts, in the order of time. */
export function countedResults(results: readonly FollowUpResult[]): FollowUpResult[] {
  return results
    .filter(({ struck }) => struck === null)
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at) || one.id.localeCompare(other.id));
}

/** A session in which drug was given, as far as follow-up asks. */
export interface GivenSession {
  readonly id: string;
  readonly protocol: { readonly id: string; readonly version: number; readonly title: string };
  /** "4 of 10" */
  readonly session: number;
  readonly of: number;
  readonly startedAt: string;
  /** Of the infusion; null while it runs. */
  readonly endedAt: string | null;
  /** Blood tests in the session: they count for the rules of the liver and the kidney like all others. */
  readonly laboratory: readonly DatedLaboratoryValue[];
}
