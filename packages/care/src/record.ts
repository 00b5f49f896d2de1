/** What is read of a patient's record: plain values, codes beside the words. No database, no HTTP, no FHIR shapes. */

/** One code of a terminology: SNOMED CT, ICD-10, RxNorm, ATC or LOINC. */
export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display?: string | undefined;
}

export interface Identity {
  readonly familyName: string;
  readonly givenName: string;
  /** YYYY-MM-DD. */
  readonly birthDate: string;
  readonly sex: Sex;
}

export type Sex = 'female' | 'male';

/** As the record says it; `unknown` where it says nothing, or where a diagnosis is not confirmed. */
export type EntryStatus = 'active' | 'inactive' | 'unknown';

interface Entry {
  /** The record's own id of the entry: what makes a second import find it again. */
  readonly sourceId: string;
  readonly text: string;
  readonly codings: readonly Coding[];
}

export interface Condition extends Entry {
  readonly kind: 'condition';
  readonly status: EntryStatus;
  /** Year, month, day or instant. */
  readonly onset: string | null;
  readonly ended: string | null;
}

export interface Medication extends Entry {
  readonly kind: 'medication';
  readonly status: EntryStatus;
  readonly started: string | null;
  readonly ended: string | null;
  readonly dosage: string | null;
}

export interface Allergy extends Entry {
  readonly kind: 'allergy';
  readonly status: EntryStatus;
  readonly reaction: string | null;
}

/** What is read of the observations; one measure may come by several LOINC codes. */
export const measures = [
  'weight',
  'height',
  'systolic',
  'diastolic',
  'heartRate',
  'creatinine',
  'eGFR',
  'ALT',
  'AST',
  'ALP',
  'GGT',
  'bilirubin',
] as const;
export type Measure = (typeof measures)[number];

export interface ResultRange {
  readonly low: number | null;
  readonly high: number | null;
  /** The laboratory's own words. */
  readonly text: string | null;
}

export interface Observation extends Entry {
  readonly kind: 'observation';
  readonly measure: Measure;
  readonly value: number;
  /** UCUM. */
  readonly unit: string;
  /** Year, month, day or instant. */
  readonly at: string;
  /** From the result itself, in its unit; null when the result carries none (never assumed). */
  readonly range: ResultRange | null;
}

export type RecordEntry = Condition | Medication | Allergy | Observation;

/** Whether the patient is pregnant, as far as the clinic or the record says. */
export type Pregnancy = 'pregnant' | 'possible' | 'not possible' | 'unknown';

/** A reference range of the clinic's laboratory, used where a result carries none. */
export interface LaboratoryRange {
  readonly measure: Measure;
  readonly sex: Sex | 'any';
  readonly low: number | null;
  readonly high: number | null;
  /** UCUM; a result in another unit is not compared. */
  readonly unit: string;
}

export interface LaboratoryProfile {
  readonly name: string;
  readonly ranges: readonly LaboratoryRange[];
}
