import { ageYears } from './age.ts';
import type { EntryMatch } from './bearing/bearing.ts';
import { matchedBy, stateOf } from './bearing/match.ts';
import type { Condition, Identity, Pregnancy, RecordEntry } from './record.ts';

/** Ages at which a pregnancy is thought of, years, both included. Ours: wide on purpose. */
export const childbearingAge = { from: 12, to: 55 } as const;

/** A pregnancy that began longer ago than this is over, whatever its status; weeks. Ours. */
export const longestPregnancyWeeks = 44;

const pregnant: EntryMatch = {
  snomed: ['77386006', '72892002', '47200007'],
  icd10: ['O09', 'O10', 'O11', 'O12', 'O13', 'O14', 'O2', 'O3', 'O4', 'Z33', 'Z34', 'Z35', 'Z3A'],
  words: /\bpregnan(t|cy)\b|\bgravid/i,
  notWords:
    /ectopic|pregnancy (test|prevention)|post-?partum|miscarriage|abortion|termination|after pregnancy|complication of previous/i,
};

const cannotBe: EntryMatch = {
  snomed: ['161800001'],
  icd10: ['Z90.71', 'Z78.0', 'N95', 'Z98.51'],
  words: /hysterectomy|menopaus|absence of (the )?uterus|tubal ligation|bilateral (salpingo-?)?oophorectomy/i,
  notWords: /pre-?menopaus|peri-?menopaus/i,
};

export interface PregnancyFinding {
  readonly pregnancy: Pregnancy;
  /** The conditions that decide it; empty when it is the clinic's word, sex or age. */
  readonly from: readonly Condition[];
}

/**
 * Whether the patient is pregnant or may be: the clinic's own word first, then a condition of the record, then sex and
 * age (12 to 55 years, ours). An active pregnancy that began more than 44 weeks ago counts as possible.
 * @param stated what the clinic has put down; `unknown` when nothing
 * @param today the clinic's date, YYYY-MM-DD
 */
export function pregnancyFinding(
  identity: Identity,
  entries: readonly RecordEntry[],
  stated: Pregnancy,
  today: string,
): PregnancyFinding {
  if (identity.sex === 'male') return { pregnancy: 'not possible', from: [] };
  if (stated !== 'unknown') return { pregnancy: stated, from: [] };
  const conditions = entries.filter((entry) => entry.kind === 'condition');
  const current = conditions.filter(
    (entry) =>
      matchedBy(entry, pregnant) !== null && stateOf(entry, today) !== 'past' && couldLast(entry, today),
  );
  if (current.length > 0) return { pregnancy: 'pregnant', from: current };
  const age = ageYears(identity.birthDate, today);
  if (age < childbearingAge.from || age > childbearingAge.to) return { pregnancy: 'not possible', from: [] };
  const decided = conditions.filter((entry) => matchedBy(entry, cannotBe) !== null);
  return decided.length > 0
    ? { pregnancy: 'not possible', from: decided }
    : { pregnancy: 'possible', from: [] };
}

function couldLast(entry: Condition, today: string): boolean {
  if (entry.onset === null) return true;
  const weeks = (Date.parse(today) - Date.parse(entry.onset)) / (7 * 24 * 3600 * 1000);
  return weeks <= longestPregnancyWeeks;
}
