import type { AmountAs, DoseBasis, Drug } from '@ketame/ketamine';
import type { Measure } from '../record.ts';
import type { Basis, Criterion } from './criterion.ts';

/** A number of a protocol, with its unit and what it rests on. */
export interface ProtocolNumber extends Basis {
  readonly value: number;
  /** UCUM, or a plain word where UCUM has none. */
  readonly unit: string;
  readonly note?: string;
  /** Why a clinic has a looser number than the protocol that it copied. */
  readonly reason?: string | undefined;
}

/** How a course is given. Rates are in the unit of `basis`: mg/h (patient), mg/kg/h (kg) or mg/h per 70 kg (70 kg). */
export interface ProtocolRegimen {
  readonly drug: Drug;
  readonly amountAs: AmountAs;
  readonly basis: DoseBasis;
  /** The rates in order, the first one the start; a step up is one place further and never before its time. */
  readonly steps: readonly {
    readonly rate: ProtocolNumber;
    /** Hours from the start of the session before which this rate is not set. */
    readonly notBeforeH: ProtocolNumber;
  }[];
  /** The rate is never set higher than this; in the unit of `basis`. */
  readonly greatestRate: ProtocolNumber;
  /** For the whole patient whatever the weight, mg/h; null where the protocol names none. */
  readonly greatestMgPerH: ProtocolNumber | null;
  readonly hoursPerSession: ProtocolNumber;
  readonly sessions: ProtocolNumber;
  /** From the start of one session to the start of the next, hours; null for a single one. */
  readonly everyH: ProtocolNumber | null;
  /** Rates after the last hour, as fractions of the last rate, each for so many hours; empty: it is simply stopped. */
  readonly weaning: readonly { readonly fraction: number; readonly hours: ProtocolNumber }[];
  /** Other drugs of the trial, or of the clinic. */
  readonly beside: string;
  /** Id of the published regimen (@ketame/ketamine) that it follows; null where it follows none. */
  readonly published: string | null;
}

/** What is looked at and charted. Names of rows of the chart. */
export const chartedItems = [
  'heart rate',
  'blood pressure',
  'oxygen saturation',
  'respiration',
  'sedation',
  'pain',
  'drug high',
  'internal perception',
  'external perception',
  'nausea',
] as const;
export type ChartedItem = (typeof chartedItems)[number];

/** How often something is charted in one phase of a session. */
export interface ChartedEvery extends Basis {
  readonly item: ChartedItem;
  readonly phase: 'infusion' | 'recovery';
  /** Minutes. */
  readonly everyMin: number;
  /** Minutes, at night, while rate and state are unchanged; null where a session never lasts over night. */
  readonly atNightEveryMin: number | null;
}

export interface Monitoring {
  readonly charted: readonly ChartedEvery[];
  /** Clock times of the clinic between which the intervals of the night hold, HH:MM; null without a night. */
  readonly night: (Basis & { readonly from: string; readonly to: string }) | null;
  /** Blood tests while a course runs, no later than every so many hours; empty for a course of one day. */
  readonly laboratory: readonly (Basis & {
    readonly measures: readonly Measure[];
    readonly everyH: number;
  })[];
  /** A physician sees the patient and writes it down, every so many hours; null for a course of one day. */
  readonly reviewEveryH: ProtocolNumber | null;
  /** Length of a shift: a course that outlasts it is handed over, every so many hours. Absent for a course of one day. */
  readonly handoverEveryH?: ProtocolNumber | undefined;
}

/** One thing that must be true before the patient leaves. */
export interface DischargeCriterion extends Basis {
  readonly id: string;
  /** What must be true, one sentence. */
  readonly text: string;
  /** The limit where it is a number. */
  readonly limit?: {
    readonly item: ChartedItem;
    readonly worse: 'above' | 'below';
    readonly value: number;
    readonly unit: string;
  };
}

/** What the patient is told for the days after, in plain language, under headings. */
export interface HomeInstructions extends Basis {
  readonly parts: readonly { readonly title: string; readonly lines: readonly string[] }[];
}

export interface Discharge {
  /** From the end of the infusion, minutes. */
  readonly observationMin: ProtocolNumber;
  readonly criteria: readonly DischargeCriterion[];
  /** Absent: those of Ketame (`homeInstructionsOf`). */
  readonly instructions?: HomeInstructions | undefined;
}

export const followUpItems = [
  'contact',
  'pain',
  'function',
  'mood',
  'liver enzymes',
  'creatinine',
  'urine symptoms',
  'cognition',
  'misuse',
] as const;
export type FollowUpItem = (typeof followUpItems)[number];

/** What is due after the course ended, and when. */
export interface FollowUpVisit extends Basis {
  /** Days after the end of the course. */
  readonly day: number;
  /** Still in time until so many days later. */
  readonly withinDays: number;
  readonly items: readonly FollowUpItem[];
}

export interface Retreatment {
  /** Never before so many days after the end of the last course, whatever else is true. */
  readonly notBeforeDays: ProtocolNumber;
  /** The window in which the next decision is thought of, days after the end of the course. */
  readonly windowFromDays: ProtocolNumber;
  readonly windowToDays: ProtocolNumber;
  readonly greatestPerYear: ProtocolNumber;
  /** Relief, percent, and for how many days, that the course must have brought. */
  readonly reliefPercent: ProtocolNumber;
  readonly reliefDays: ProtocolNumber;
  /** What must be true first, one sentence each; the liver comes first. */
  readonly first: readonly (Basis & { readonly id: string; readonly text: string })[];
}

/** When to end it, and what then. */
export interface StopRule extends Basis {
  readonly id: string;
  readonly when: string;
  readonly action: 'pause' | 'stop' | 'stop for good';
  /** Why a clinic has it milder, or in other words, than the protocol that it copied. */
  readonly reason?: string | undefined;
}

/** How a clinic treats with ketamine, from whom to choose to the next decision: data, versioned, each number with its source. */
export interface Protocol {
  readonly id: string;
  /** Goes up when anything in it changes. */
  readonly version: number;
  readonly title: string;
  /** What it is and for whom, two or three sentences. */
  readonly summary: string;
  readonly setting: 'inpatient' | 'outpatient';
  readonly criteria: readonly Criterion[];
  readonly regimen: ProtocolRegimen;
  readonly monitoring: Monitoring;
  readonly discharge: Discharge;
  readonly followUp: readonly FollowUpVisit[];
  readonly retreatment: Retreatment;
  readonly stopRules: readonly StopRule[];
  /** For a clinic's own: the shipped protocol that it was copied from. */
  readonly copiedFrom?: { readonly id: string; readonly version: number };
}
