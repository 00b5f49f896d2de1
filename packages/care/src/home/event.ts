import type { HomeStopId } from './hazards.ts';

/** What a patient may feel on a day, by id; the words are of the patient's app. */
export const homeSideEffects = [
  'sleepy',
  'dizzy',
  'felt-unreal',
  'frightening-experience',
  'saw-or-heard-things',
  'agitated',
  'memory',
  'nausea',
  'vomiting',
  'stomach-pain',
  'headache',
  'blurred-vision',
  'dry-mouth',
  'palpitations',
  'chest-pain',
  'fainted',
  'fell',
  'yellow-skin',
  'itching',
  'other',
] as const;
export type HomeSideEffect = (typeof homeSideEffects)[number];

export const homeUrineSigns = [
  'blood',
  'pain',
  'urgency',
  'frequency',
  'at-night',
  'lower-belly-pain',
] as const;
export type HomeUrineSign = (typeof homeUrineSigns)[number];

export const notTakenReasons = [
  'conditions-not-met',
  'forgot',
  'unwell',
  'did-not-want',
  'no-supply',
  'other',
] as const;
export const goneReasons = ['lost', 'stolen', 'spilled', 'thrown-away'] as const;
export const awakeStates = ['awake', 'drowsy', 'cannot-be-woken'] as const;
export const breathingStates = ['normal', 'slow-or-hard'] as const;
export const hinderedStates = ['no', 'a-little', 'a-lot', 'all-day'] as const;

/** What is entered at home, but corrections. Null: not answered; nothing is assumed for it. */
export type HomeStatement =
  | { readonly kind: 'dose'; readonly packCode: string | null; readonly doseUg: number }
  | {
      readonly kind: 'not-taken';
      readonly reason: (typeof notTakenReasons)[number];
      readonly packCode: string | null;
    }
  /** mmHg. */
  | { readonly kind: 'blood-pressure'; readonly systolic: number; readonly diastolic: number }
  /** Somebody is there, and has said so on the device. */
  | { readonly kind: 'sitter'; readonly present: boolean; readonly confirmed: boolean }
  /** Within the hours that the programme asks for. */
  | {
      readonly kind: 'substances';
      readonly alcohol: boolean;
      readonly sedatives: boolean;
      readonly otherDrugs: boolean;
    }
  | {
      readonly kind: 'after-dose';
      /** Id of the event of the dose. */
      readonly doseId: string;
      /** Which check: one of the minutes of the programme. */
      readonly minute: number;
      readonly awake: (typeof awakeStates)[number];
      readonly breathing: (typeof breathingStates)[number];
      /** mmHg; both or neither. */
      readonly systolic: number | null;
      readonly diastolic: number | null;
      readonly sitter: boolean;
    }
  /** Of one local day. */
  | {
      readonly kind: 'day';
      /** YYYY-MM-DD. */
      readonly date: string;
      /** 0 to 10, as all but relief, which is %. Sleep and mood: 0 worst. */
      readonly painAverage: number | null;
      readonly painWorst: number | null;
      readonly reliefPercent: number | null;
      readonly sleep: number | null;
      readonly mood: number | null;
      readonly hindered: (typeof hinderedStates)[number] | null;
      /** Empty: asked, and none. */
      readonly sideEffects: readonly HomeSideEffect[] | null;
      readonly urine: readonly HomeUrineSign[] | null;
    }
  /** Scores of the week that ends on a day, of one instrument of the clinic. */
  | {
      readonly kind: 'week';
      readonly date: string;
      readonly knowsWhenToStop: boolean | null;
      readonly instrument: string;
      readonly instrumentVersion: number;
      readonly answers: Readonly<Record<string, number>>;
      readonly scores: Readonly<Record<string, number>>;
    }
  /** What will never be taken or returned, micrograms. */
  | {
      readonly kind: 'gone';
      readonly how: (typeof goneReasons)[number];
      readonly packCode: string | null;
      readonly amountUg: number;
    }
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'help'; readonly text: string | null }
  | { readonly kind: 'suicidal-thoughts'; readonly text: string | null }
  /** By the clinic alone: no further dose until it is lifted. */
  | { readonly kind: 'stop'; readonly reason: string }
  /** By the clinic alone: these entries stop no longer. */
  | {
      readonly kind: 'stop-lifted';
      readonly stop: HomeStopId;
      readonly entries: readonly string[];
      readonly reason: string;
    }
  /** By the clinic alone: these corrections, which fit no entry, change nothing and disagree no longer. */
  | { readonly kind: 'set-aside'; readonly corrections: readonly string[]; readonly reason: string };
export type HomeStatementKind = HomeStatement['kind'];

/**
 * Corrects: what was entered stays to be seen. It names the versions that it replaces: the event, or its latest
 * correction; two ids settle a conflict of two corrections. A null replacement strikes the entry out.
 */
export interface HomeCorrection {
  readonly kind: 'correction';
  readonly corrects: readonly string[];
  readonly replacement: { readonly at: string; readonly statement: HomeStatement } | null;
  readonly reason: string;
}
export type HomeContent = HomeStatement | HomeCorrection;

/** One entry as it was made; never altered afterwards. */
export interface HomeEvent {
  /** UUID made where it was entered, so that the same sent again is kept once. */
  readonly id: string;
  /** UUID of the device; for the clinic, of the account. */
  readonly device: string;
  readonly author: 'patient' | 'clinic';
  /** When it was, by the clock of the device; ISO 8601 instant. */
  readonly at: string;
  /** IANA time zone of the device. */
  readonly zone: string;
  readonly content: HomeContent;
}
