import type { Allergy, Condition, Medication } from '../record.ts';
import type { BearingEntry, EntryMatch, FindingState } from './bearing.ts';

const snomedSystem = 'http://snomed.info/sct';
const rxnormSystem = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const atcSystem = 'http://www.whocc.no/atc';
/** ICD-10 of WHO, and the national editions that begin alike (icd-10-cm, icd-10-gm of BfArM, ...). */
const icd10System =
  /^(http:\/\/hl7\.org\/fhir\/sid\/icd-10|http:\/\/fhir\.de\/CodeSystem\/(bfarm|dimdi)\/icd-10)/;

/** Words that make the finding someone else's, or none at all, when they stand anywhere in the entry. */
const someoneElse = /\bfamily (history|hx)\b|\bFH(x|:)|\((family history)\)|\b(maternal|paternal) history\b/i;
/**
 * Words that deny what follows them at once or within three words, as in "no evidence of active epilepsy". A word that
 * begins another thought ends the denial: "not well controlled, with neuropathy".
 */
const denied =
  /\b(no|not|denies|denied|without|negative for|ruled out|rule out|excluded|exclusion of|absence of|never|screening for|risk of|at risk for|prophylaxis (of|against|for)|prevention of|vaccination against|immunity to)(\s+(?!(with|but|due|except|has|had|because|despite)\b)[\w'/-]+){0,3}\s*$/i;
/** Words that deny what stands before them in the same clause. */
const deniedAfter = /^[^,.;:()]*\b(excluded|ruled out|refuted|unlikely|negative|not found|absent)\b/i;
/** Words that put the whole entry in the past, whatever its status. */
const pastWords =
  /^\s*((personal|past|previous|known)\s+)*(medical\s+)?history\b|^\s*(hx|h\/o|s\/p|status post|previous|previously|prior|former|formerly)\b|\bin ((full|partial|early|sustained|complete)\s+)*remission\b|\b(resolved|discontinued)\s*$/i;

/** By what an entry matches, or null. A code decides first; words serve where no code of the rule is given. */
export function matchedBy(
  entry: Condition | Medication | Allergy,
  match: EntryMatch,
): (BearingEntry['matchedBy'] & ('code' | 'text')) | null {
  for (const { system, code } of entry.codings) {
    if (system === snomedSystem && match.snomed?.includes(code)) return 'code';
    if (system === rxnormSystem && match.rxnorm?.includes(code)) return 'code';
    if (system === atcSystem && match.atc?.some((group) => code.startsWith(group))) return 'code';
    if (icd10System.test(system) && match.icd10?.some((category) => code.startsWith(category))) return 'code';
  }
  const texts = [entry.text, ...entry.codings.flatMap((coding) => coding.display ?? [])];
  return texts.some((text) => wordsMatch(text, match)) ? 'text' : null;
}

function wordsMatch(text: string, match: EntryMatch): boolean {
  if (someoneElse.test(text) || match.notWords?.test(text)) return false;
  for (const found of text.matchAll(new RegExp(match.words.source, 'gi'))) {
    const after = text.slice(found.index + found[0].length);
    if (!denied.test(text.slice(0, found.index)) && !deniedAfter.test(after)) return true;
  }
  return false;
}

/** Whether an entry holds now: its status, unless it has ended before today or its words say that it is past. */
export function stateOf(entry: Condition | Medication | Allergy, today: string): FindingState {
  if (entry.kind === 'allergy') return entry.status === 'inactive' ? 'past' : entry.status;
  if (entry.status === 'inactive' || pastWords.test(entry.text)) return 'past';
  if (entry.ended !== null && entry.ended.slice(0, today.length) < today) return 'past';
  return entry.status;
}

/** The date of an entry that a reader wants beside it. */
export function dateOf(entry: Condition | Medication | Allergy): string | null {
  switch (entry.kind) {
    case 'condition':
      return entry.onset;
    case 'medication':
      return entry.started;
    case 'allergy':
      return null;
  }
}
