import { InputError } from '@ketame/pharmacometrics';
import type { ResponderThreshold } from './endpoints.ts';

/** Harms of a session that a patient may want counted or not. */
export const sessionHarms = ['psychotomimetic effects', 'nausea', 'blood pressure'] as const;
export type SessionHarm = (typeof sessionHarms)[number];

/** What was stored of a treatment, in order of time; no identity. Instants are ISO 8601 with their zone. */
export type RecordEntry =
  | {
      readonly kind: 'session';
      readonly at: string;
      /** Those that distressed the patient or needed action; empty when all were asked for and none was. */
      readonly harms: readonly SessionHarm[];
    }
  | {
      /** A week of the diary; `at` is its end. */
      readonly kind: 'diary week';
      readonly at: string;
      /** Mean pain, 0 to 10. */
      readonly pain: number;
      /** New urgency, frequency or pain of the bladder; null when not asked. */
      readonly urinarySymptoms: boolean | null;
    }
  | {
      readonly kind: 'laboratory';
      readonly at: string;
      /** Multiples of the upper limit of normal; null when not measured. */
      readonly alt: number | null;
      readonly ast: number | null;
      readonly alkalinePhosphatase: number | null;
      readonly gammaGt: number | null;
      readonly bilirubin: number | null;
    }
  | {
      readonly kind: 'sign';
      readonly at: string;
      readonly sign: 'visible blood in urine' | 'psychosis or suicidality' | 'misuse';
    };

/** What the index is computed from. */
export interface TreatmentRecord {
  /** Mean pain before the first session, above 0 and up to 10. */
  readonly baselinePain: number;
  /** What the patient calls benefit. */
  readonly threshold: ResponderThreshold['id'];
  /** What the patient wants counted as harm of a session. */
  readonly harmsThatCount: readonly SessionHarm[];
  /** Weight of a week with harm against a week with benefit (lambda), set with the patient. */
  readonly harmWeight: number;
  readonly entries: readonly RecordEntry[];
}

const isShare = (value: number, most: number) => value >= 0 && value <= most;

function checkEntry(path: string, entry: RecordEntry): void {
  if (entry.kind === 'diary week' && !isShare(entry.pain, 10)) {
    throw new InputError(`${path}.pain`, `pain from 0 to 10 is needed, not ${entry.pain}`);
  }
  if (entry.kind !== 'laboratory') return;
  for (const name of ['alt', 'ast', 'alkalinePhosphatase', 'gammaGt', 'bilirubin'] as const) {
    const value = entry[name];
    if (value !== null && !isShare(value, 1000)) {
      throw new InputError(
        `${path}.${name}`,
        `a multiple of the upper limit of normal is needed, not ${value}`,
      );
    }
  }
}

/** @throws InputError naming the entry that is wrong or out of order */
export function checkRecord({ baselinePain, harmWeight, entries }: TreatmentRecord): void {
  if (!(baselinePain > 0 && baselinePain <= 10)) {
    throw new InputError('baselinePain', `pain above 0 and up to 10 is needed, not ${baselinePain}`);
  }
  if (!(harmWeight >= 0 && Number.isFinite(harmWeight))) {
    throw new InputError('harmWeight', `a number from 0 is needed, not ${harmWeight}`);
  }
  let before = Number.NEGATIVE_INFINITY;
  entries.forEach((entry, index) => {
    const path = `entries[${index}]`;
    const time = Date.parse(entry.at);
    if (Number.isNaN(time)) throw new InputError(`${path}.at`, `an instant is needed, not "${entry.at}"`);
    if (time < before)
      throw new InputError(`${path}.at`, `entries in order of time are needed, not ${entry.at}`);
    before = time;
    checkEntry(path, entry);
  });
}
