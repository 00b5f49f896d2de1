import type { AmountAs, Drug } from '@ketame/ketamine';
import type { SessionPlan } from './plan.ts';

/** Who did something: an account, with name and role as they were. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

/** Blood pressure in mmHg, rates per minute, saturation in %. */
export interface VitalValues {
  readonly systolic?: number;
  readonly diastolic?: number;
  readonly heartRate?: number;
  readonly oxygenSaturation?: number;
  readonly respiration?: number;
}

/** A score of a sedation scale: RASS -5 to +4, MOAA/S 0 to 5. */
export type Sedation =
  | { readonly scale: 'RASS'; readonly score: number }
  | { readonly scale: 'MOAA/S'; readonly score: number };

/** Each 0 to 10. */
export interface Ratings {
  readonly pain?: number;
  readonly drugHigh?: number;
  readonly internalPerception?: number;
  readonly externalPerception?: number;
  readonly nausea?: number;
}

export interface CheckIn {
  readonly kind: 'check-in';
  /** Hours since food; null when the patient does not know. */
  readonly fastedH: number | null;
  readonly fasted: boolean;
  /** Who takes the patient home, in words; null when nobody does. */
  readonly escort: string | null;
  readonly baseline: Required<VitalValues>;
  /** Taken in the last day (Spravato monitoring form). */
  readonly takes: {
    readonly benzodiazepine: boolean;
    readonly hypnotic: boolean;
    readonly opioid: boolean;
    readonly psychostimulant: boolean;
    readonly monoamineOxidaseInhibitor: boolean;
  };
  /** Why treatment goes on although blood pressure is above the limit, or the patient has not fasted, or has no escort. */
  readonly reasonToGoOn: string | null;
}

/** One person's own reading of syringe, pump and patient; two people enter theirs, neither sees the other's before. */
export interface SyringeCheck {
  readonly kind: 'syringe-check';
  /** 1, 2, 3 in the order of use. */
  readonly syringe: number;
  /** Of the person in the bed, from wristband or by asking name and birth date. */
  readonly patientId: string;
  readonly drug: Drug;
  readonly amountAs: AmountAs;
  readonly concentrationMgPerMl: number;
  readonly volumeMl: number;
  readonly lot: string;
  /** YYYY-MM-DD. */
  readonly expires: string;
  /** As the pump shows it. */
  readonly rateMlPerH: number;
  readonly rateMgPerH: number;
}

/** What the patient or staff report; by code, so that rules can find it. */
export const reportCodes = [
  'psychosis',
  'suicidal thoughts',
  'seizure',
  'loss of consciousness',
  'chest pain',
  'hypersensitivity',
  'jaundice',
  'pain under the right ribs',
  'visible blood in urine',
  'painful urination',
  'urgency',
  'cannot pass urine',
  'vomiting',
  'headache',
  'anxiety',
  'asks for more than relief needs',
  'pump or line tampered with',
  'drug in urine that was not prescribed',
  'other',
] as const;
export type ReportCode = (typeof reportCodes)[number];

/** Kinds that say what was seen or done; they change no state and are always accepted, late ones too. */
export type Observed =
  | ({ readonly kind: 'chart'; readonly sedation?: Sedation } & VitalValues & Ratings)
  | {
      readonly kind: 'drug-given';
      readonly drug: string;
      readonly amount: number;
      /** UCUM: "mg", "ug". */
      readonly unit: string;
      readonly route: string;
      readonly reason: string;
    }
  | {
      readonly kind: 'laboratory';
      readonly measure: 'ALT' | 'AST' | 'ALP' | 'GGT' | 'bilirubin' | 'creatinine' | 'eGFR' | 'INR';
      readonly value: number;
      readonly unit: string;
      /** Of the laboratory's range, in the same unit; null: the result gives none, and only eGFR and INR can be judged. */
      readonly upperLimit: number | null;
    }
  | {
      readonly kind: 'adverse-event';
      readonly code: ReportCode;
      readonly text: string;
      readonly serious: boolean;
      /** When it was over; null while it lasts. */
      readonly resolvedAt: string | null;
    }
  | { readonly kind: 'handover'; readonly text: string }
  | { readonly kind: 'take-over' }
  | {
      readonly kind: 'daily-review';
      readonly decision: 'go on' | 'wean' | 'stop';
      readonly text: string;
    }
  | { readonly kind: 'syringe-removed'; readonly syringe: number; readonly volumeLeftMl: number }
  | { readonly kind: 'acknowledge'; readonly alert: string; readonly reason: string }
  | { readonly kind: 'audio-pause'; readonly seconds: number }
  | { readonly kind: 'deviation'; readonly text: string }
  | { readonly kind: 'note'; readonly text: string };

/** Kinds that move the session on; each has its gate. */
export type Step =
  | CheckIn
  | SyringeCheck
  | { readonly kind: 'arm'; readonly syringe: number }
  | { readonly kind: 'start' }
  | {
      readonly kind: 'rate';
      readonly rateMgPerH: number;
      readonly rateMlPerH: number;
      readonly reason: string;
    }
  | { readonly kind: 'change-syringe'; readonly syringe: number }
  | { readonly kind: 'wean' }
  | { readonly kind: 'pause'; readonly reason: string }
  | { readonly kind: 'resume' }
  | { readonly kind: 'end' }
  | { readonly kind: 'abort'; readonly reason: string }
  | {
      readonly kind: 'discharge';
      /** When the patient would have been ready to leave without the rule of a least observation. */
      readonly readyAt: string;
      /** Handed over and explained: no driving until the day after, whom to call, what to watch. */
      readonly instructionsGiven: boolean;
      readonly escortPresent: boolean;
      /** Ids of the protocol's criteria that no number decides and that the person who discharges confirms. */
      readonly confirmed: readonly string[];
      /** Why the patient leaves although something is not met; signed by a physician. */
      readonly override: string | null;
    };

/** A later entry that stands for an earlier one; the old values stay and are shown. */
export interface Correction {
  readonly kind: 'correction';
  /** Id of the entry that it corrects. */
  readonly corrects: string;
  /** Null when the entry should not be there at all. */
  readonly replacement: Observed | null;
  readonly reason: string;
}

export type EventContent =
  | { readonly kind: 'plan'; readonly plan: SessionPlan }
  | Observed
  | Step
  | Correction;

export type EventKind = EventContent['kind'];

/** One thing that happened, never altered. */
export interface SessionEvent {
  /** Made by the client, so that the same entry sent twice is one. */
  readonly id: string;
  /** 1, 2, 3 without a gap, in the order in which the server took them. */
  readonly sequence: number;
  /** When it happened, by the client's clock. */
  readonly occurredAt: string;
  /** When the server took it. */
  readonly recordedAt: string;
  readonly by: Person;
  /** Id of the signature that stands under it; null for what needs none. */
  readonly signature: string | null;
  readonly content: EventContent;
}
