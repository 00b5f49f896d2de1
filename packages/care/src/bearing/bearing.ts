import type { Identity, LaboratoryProfile, Pregnancy, RecordEntry } from '../record.ts';

/**
 * How much a finding weighs: `exclusion` (do not give, or not before the matter is settled), `caution`, `interaction`
 * (of a drug), `information`.
 */
export type Severity = 'exclusion' | 'caution' | 'interaction' | 'information';

/** What a rule rests on: a guideline, a drug's label, a trial or study, or the judgement of Ketame's authors. */
export type RuleStatus = 'guideline' | 'label' | 'trial' | 'ours';

/** Whether the finding holds now, did once, or whether the record does not say. */
export type FindingState = 'active' | 'past' | 'unknown';

/** One entry that a finding came from. */
export interface BearingEntry {
  readonly kind: RecordEntry['kind'] | 'identity';
  readonly sourceId: string;
  readonly text: string;
  readonly date: string | null;
  readonly state: FindingState;
  /** `text` marks an entry recognised by its words alone, which a person should check. */
  readonly matchedBy: 'code' | 'text' | 'value' | 'identity';
}

/** Why something in the record bears on ketamine, with the entries that it came from. */
export interface Bearing {
  /** Id of the rule: "opioid", "hypertension". */
  readonly rule: string;
  readonly version: number;
  readonly title: string;
  readonly severity: Severity;
  readonly state: FindingState;
  /** What it means for ketamine, a few plain sentences. */
  readonly meaning: string;
  readonly source: string;
  readonly status: RuleStatus;
  readonly from: readonly BearingEntry[];
}

/** What the rules read. */
export interface BearingSubject {
  readonly identity: Identity;
  readonly entries: readonly RecordEntry[];
  /** As the clinic has put it down; what the record says is read from the entries. */
  readonly pregnancy: Pregnancy;
  readonly laboratoryProfile: LaboratoryProfile;
  /** The clinic's date, YYYY-MM-DD. */
  readonly today: string;
}

/** What all rules say about themselves. */
export interface RuleStatement {
  readonly id: string;
  /** Goes up when what the rule finds or says changes. */
  readonly version: number;
  readonly title: string;
  readonly meaning: string;
  readonly source: string;
  readonly status: RuleStatus;
}

/** A rule that recognises conditions, medication or allergies by code, else by words. */
export interface EntryRule extends RuleStatement {
  readonly applies: 'condition' | 'medication' | 'allergy';
  readonly severity: Severity;
  /** Severity when every matching entry lies in the past; null: a past one is not reported. */
  readonly past: Severity | null;
  readonly match: EntryMatch;
}

/** Codes of each terminology, and the words that stand for the same where a record has no such code. */
export interface EntryMatch {
  /** SNOMED CT concepts. */
  readonly snomed?: readonly string[];
  /** ICD-10 categories; every code that begins with one matches (WHO's and national editions alike). */
  readonly icd10?: readonly string[];
  /** RxNorm concepts (ingredients; products are recognised by their names). */
  readonly rxnorm?: readonly string[];
  /** ATC groups; every code that begins with one matches. */
  readonly atc?: readonly string[];
  /** Words, matched without regard to case. */
  readonly words: RegExp;
  /** An entry with these words is something else, whatever `words` says. Codes are not affected. */
  readonly notWords?: RegExp;
}
