import type { Drug } from '@ketame/ketamine';
import type { Basis } from '../protocol/criterion.ts';
import type { FollowUpItem, ProtocolNumber } from '../protocol/protocol.ts';
import type { DiaryItem, HomeAlertId, HomeHazardId, HomeStopId } from './hazards.ts';

/** Who needs training before a supply goes home. */
export const trainedAudiences = ['patient', 'sitter', 'physician', 'nurse', 'pharmacist'] as const;
export type TrainedAudience = (typeof trainedAudiences)[number];

/** The modules of the training, by id; their text and questions are of the training itself. */
export const trainingModuleIds = [
  'what-it-does',
  'never-combine',
  'driving',
  'storage-and-children',
  'contraception',
  'naloxone',
  'bladder-and-liver',
  'misuse',
  'whom-to-call',
  'being-the-sitter',
  'physician-home',
  'nurse-home',
  'pharmacist-home',
] as const;
export type TrainingModuleId = (typeof trainingModuleIds)[number];

/** What somebody of the clinic has seen to, with its day. */
export const homeFactKinds = [
  'setting-checked',
  'prescriber-named',
  'pharmacy-checked',
  'consent',
  'locked-storage',
  'sitter-named',
  'blood-pressure-device',
  'other-prescribers-checked',
  'emergency-plan',
  'first-dose-supervised',
  'monthly-review',
] as const;
export type HomeFactKind = (typeof homeFactKinds)[number];

/** The checks that belong to every single dose. */
export const doseChecks = ['conditions', 'after-dose'] as const;
export type DoseCheck = (typeof doseChecks)[number];

/** By what a requirement is met. */
export type MetBy =
  /** A fact entered by the clinic; `validDays` null: once and for all. */
  | { readonly by: 'fact'; readonly fact: HomeFactKind; readonly validDays: number | null }
  /** All modules that the programme asks of this audience, passed and not expired. */
  | { readonly by: 'training'; readonly audience: TrainedAudience }
  /** A result of this item of the follow-up, never older than so many days. */
  | { readonly by: 'follow-up'; readonly item: FollowUpItem; readonly validDays: number }
  /** The last dose that the diary holds passed this check. */
  | { readonly by: 'each-dose'; readonly check: DoseCheck }
  /** The diary holds a day, or a week, no older than so many days. */
  | { readonly by: 'diary'; readonly entry: 'day' | 'week'; readonly validDays: number }
  /** No planned contact is overdue. */
  | { readonly by: 'contacts' }
  /** A count of what is in hand, by visit or video, no older than so many days. */
  | { readonly by: 'count'; readonly validDays: number }
  /** No stop is open. */
  | { readonly by: 'no-stop' };

export const requirementAreas = [
  'setting',
  'prescriber',
  'pharmacy',
  'patient',
  'first dose',
  'each dose',
  'each week',
  'each month',
  'stop',
] as const;
export type RequirementArea = (typeof requirementAreas)[number];

/** One thing that must be true, as the elements to assure safe use of a REMS are. */
export interface Requirement extends Basis {
  readonly id: string;
  readonly area: RequirementArea;
  /** What must be true, one sentence. */
  readonly text: string;
  /** What to do so that it is met, one sentence. */
  readonly unlocks: string;
  readonly metBy: MetBy;
  /** Nothing is supplied while it is not met. The others are shown and worked on, and hold no supply. */
  readonly beforeSupply: boolean;
}

/** Limits of a single dose. */
export interface DoseLimits {
  /** mmHg, before a dose: not above. */
  readonly systolicAtMost: ProtocolNumber;
  readonly diastolicAtMost: ProtocolNumber;
  /** mmHg, after a dose: from here on it is a stop. */
  readonly systolicStopFrom: ProtocolNumber;
  readonly diastolicStopFrom: ProtocolNumber;
  /** For how long an answer before the dose holds, minutes: blood pressure, sitter, substances. */
  readonly answerFreshMin: ProtocolNumber;
  /** Hours without alcohol or anything sedating before a dose. */
  readonly substancesFreeH: ProtocolNumber;
  /** For how long "the conditions are met" is shown before it must be asked again, minutes. */
  readonly metHoldsMin: ProtocolNumber;
  /** Minutes by which the clock of the device may differ from the server's. */
  readonly clockErrorMin: ProtocolNumber;
  /** Days without word from the server after which the answer is "ask the clinic". */
  readonly offlineDays: ProtocolNumber;
}

/** Contacts of one kind, from one day to another after the first dose at home. */
export interface ContactDensity extends Basis {
  readonly kind: ContactKind;
  /** Days after the first day, which is day 0. */
  readonly fromDay: number;
  /** Not after this day; null: for as long as the programme lasts. */
  readonly toDay: number | null;
  readonly everyDays: number;
  /** Still in time until so many days later. */
  readonly withinDays: number;
}

export const contactKinds = ['call', 'video', 'visit'] as const;
export type ContactKind = (typeof contactKinds)[number];

/** One step when a check after a dose stays unanswered. */
export interface SilenceStep {
  /** Minutes after the check was due. */
  readonly afterMin: number;
  readonly to: 'patient' | 'sitter' | 'nurse' | 'physician';
}

/** What a programme sets against one hazard: what is taught, what is asked, what alarms, what stops. */
export interface HazardAnswer {
  readonly hazard: HomeHazardId;
  readonly training: TrainingModuleId;
  readonly diary: DiaryItem;
  readonly alert: HomeAlertId;
  readonly stop: HomeStopId;
}

/** Treatment outside the clinic: data, versioned, each number with its source. */
export interface HomeProgramme {
  readonly id: string;
  /** Goes up when anything in it changes. */
  readonly version: number;
  readonly title: string;
  /** What it is and for whom, two or three sentences. */
  readonly summary: string;
  /** `example`: somebody else's rules, told as data; `clinic`: a copy that a clinic has made its own. */
  readonly origin: 'ours' | 'example' | 'clinic';
  /** `clinic`: doses are taken on site only and nothing is ever supplied to take home. */
  readonly takenAt: 'home' | 'clinic';
  readonly drug: Drug;
  /** "tablet of 10 mg". */
  readonly form: string;
  readonly route: 'oral' | 'sublingual' | 'intranasal';
  /** Micrograms of base. The dose to begin with, and the one that is never exceeded. */
  readonly doseUg: ProtocolNumber;
  readonly greatestDoseUg: ProtocolNumber;
  /** In a calendar day of the patient. */
  readonly maxDosesPerDay: ProtocolNumber;
  /** From one dose to the next, h. */
  readonly minHoursBetween: ProtocolNumber;
  /** Hours of the patient's local clock, 0 to 24, between which a dose may be taken; the last one excluded. */
  readonly window: Basis & { readonly fromHour: number; readonly toHour: number };
  readonly limits: DoseLimits;
  /** Minutes after a dose at which awake, breathing, pressure and sitter are asked. */
  readonly checksAfterDose: Basis & { readonly minutes: readonly number[] };
  /** Steps in the order of time; minutes after a check was due when it counts as never answered. */
  readonly silence: Basis & { readonly steps: readonly SilenceStep[]; readonly givenUpAfterMin: number };
  readonly contacts: readonly ContactDensity[];
  readonly training: readonly {
    readonly audience: TrainedAudience;
    readonly modules: readonly TrainingModuleId[];
  }[];
  readonly hazards: readonly HazardAnswer[];
  readonly requirements: readonly Requirement[];
  /** For a clinic's own: the programme that it was copied from. */
  readonly copiedFrom?: { readonly id: string; readonly version: number };
}
