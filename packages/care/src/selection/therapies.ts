import type { EntryMatch } from '../bearing/bearing.ts';
import { matchedBy, stateOf } from '../bearing/match.ts';
import type { Medication, RecordEntry } from '../record.ts';

/** Classes of drugs used against neuropathic pain. */
export type DrugClass =
  | 'tricyclic antidepressant'
  | 'SNRI'
  | 'gabapentinoid'
  | 'sodium channel blocker'
  | 'topical'
  | 'botulinum toxin'
  | 'opioid'
  | 'other';

/** A drug of known effect in neuropathic pain, or one that is used for it, and how a record names it. */
export interface Analgesic {
  readonly id: string;
  readonly drugClass: DrugClass;
  readonly match: EntryMatch;
}

const drug = (id: string, drugClass: DrugClass, atc: readonly string[], words: RegExp): Analgesic => ({
  id,
  drugClass,
  match: { atc, words },
});

/** First, second and third line of NeuPSIG (Soliman N et al., Lancet Neurol 2025), and carbamazepines for trigeminal neuralgia. */
export const analgesics: readonly Analgesic[] = [
  drug('amitriptyline', 'tricyclic antidepressant', ['N06AA09'], /\bamitriptylin/i),
  drug('nortriptyline', 'tricyclic antidepressant', ['N06AA10'], /\bnortriptylin/i),
  drug('imipramine', 'tricyclic antidepressant', ['N06AA02'], /\bimipramin/i),
  drug('desipramine', 'tricyclic antidepressant', ['N06AA01'], /\bdesipramin/i),
  drug('clomipramine', 'tricyclic antidepressant', ['N06AA04'], /\bclomipramin/i),
  drug('duloxetine', 'SNRI', ['N06AX21'], /\bduloxetin/i),
  drug('venlafaxine', 'SNRI', ['N06AX16'], /\bvenlafaxin/i),
  drug('milnacipran', 'SNRI', ['N06AX17'], /\bmilnacipran/i),
  drug('gabapentin', 'gabapentinoid', ['N02BF01', 'N03AX12'], /\bgabapentin/i),
  drug('pregabalin', 'gabapentinoid', ['N02BF02', 'N03AX16'], /\bpregabalin/i),
  drug('mirogabalin', 'gabapentinoid', ['N02BF03'], /\bmirogabalin/i),
  drug('carbamazepine', 'sodium channel blocker', ['N03AF01'], /\bcarbamazepin/i),
  drug('oxcarbazepine', 'sodium channel blocker', ['N03AF02'], /\boxcarbazepin/i),
  drug('lamotrigine', 'sodium channel blocker', ['N03AX09'], /\blamotrigin/i),
  drug('lidocaine patch', 'topical', ['N01BB02'], /\blidocaine?\b.*\b(patch|plaster|transdermal|medicated)/i),
  drug('capsaicin 8 %', 'topical', ['N01BX04'], /\bcapsaicin/i),
  drug('botulinum toxin A', 'botulinum toxin', ['M03AX01'], /\bbotulinum/i),
  drug('tramadol', 'opioid', ['N02AX02'], /\btramadol/i),
  drug('tapentadol', 'opioid', ['N02AX06'], /\btapentadol/i),
  drug('morphine', 'opioid', ['N02AA01'], /\bmorphin/i),
  drug('oxycodone', 'opioid', ['N02AA05'], /\boxycodon/i),
  drug('methadone', 'opioid', ['N07BC02'], /\bmethadon/i),
  drug('buprenorphine', 'opioid', ['N02AE01'], /\bbuprenorphin/i),
  drug('fentanyl patch', 'opioid', ['N02AB03'], /\bfentanyl\b.*\b(patch|transdermal)/i),
  drug('hydromorphone', 'opioid', ['N02AA03'], /\bhydromorphon/i),
  drug('baclofen', 'other', ['M03BX01'], /\bbaclofen/i),
];

/** The drug of an id; null when the list has none. */
export function analgesicOf(id: string): Analgesic | null {
  return analgesics.find((one) => one.id === id) ?? null;
}

/** One treatment that was tried. */
export interface Therapy {
  /** Id of an analgesic. */
  readonly drug: string;
  /** As written: "2 x 150 mg". */
  readonly dose: string | null;
  /** How long it was taken, weeks. */
  readonly weeks: number | null;
  readonly tolerated: boolean | null;
  /** Best relief, percent of the pain before. */
  readonly reliefPercent: number | null;
}

/** What makes a trial of a drug adequate, and its result too little: Smith BH et al., BMC Neurology 2012;12:29. */
export const refractory = {
  /** Three months. */
  weeks: 13,
  reliefPercent: 30,
  /** Pain, 0 to 10, at which the result is too little in spite of relief, while quality of life is impaired. */
  pain: 5,
  source: 'Smith BH et al., BMC Neurology 2012;12:29 (88.9 % agreed on four drugs)',
} as const;

export interface TherapyCount {
  /** Taken long enough, or not tolerated, with too little relief; one for each drug. */
  readonly failed: readonly Therapy[];
  /** Something is missing that could make it count. */
  readonly incomplete: readonly Therapy[];
  readonly drugs: number;
  readonly classes: number;
  /** The same if every incomplete one turned out to count. */
  readonly drugsAtMost: number;
  readonly classesAtMost: number;
}

/**
 * How many drugs have failed by the rule of Smith 2012. The order does not matter, and a drug counts once.
 * @param pain average of the last week, 0 to 10; null when not known
 * @param impaired whether quality of life is impaired; null when not known
 */
export function countTherapies(
  therapies: readonly Therapy[],
  pain: number | null,
  impaired: boolean | null,
): TherapyCount {
  const stillBad = pain !== null && impaired !== null && pain >= refractory.pain && impaired;
  const judged = therapies.map((therapy) => ({ therapy, verdict: verdictOn(therapy, stillBad) }));
  const failed = onePerDrug(judged.filter((one) => one.verdict === 'failed').map((one) => one.therapy));
  const incomplete = onePerDrug(
    judged.filter((one) => one.verdict === 'incomplete').map((one) => one.therapy),
  );
  const atMost = onePerDrug([...failed, ...incomplete]);
  return {
    failed,
    incomplete,
    drugs: failed.length,
    classes: classesOf(failed),
    drugsAtMost: atMost.length,
    classesAtMost: classesOf(atMost),
  };
}

function verdictOn(therapy: Therapy, stillBad: boolean): 'failed' | 'incomplete' | 'not failed' {
  if (therapy.tolerated === false) return 'failed';
  const longEnough = therapy.weeks === null ? null : therapy.weeks >= refractory.weeks;
  const tooLittle =
    stillBad || (therapy.reliefPercent === null ? null : therapy.reliefPercent < refractory.reliefPercent);
  if (longEnough === false || tooLittle === false) return 'not failed';
  return longEnough === true && tooLittle === true ? 'failed' : 'incomplete';
}

function onePerDrug(therapies: readonly Therapy[]): Therapy[] {
  const byDrug = new Map<string, Therapy>();
  for (const therapy of therapies) if (!byDrug.has(therapy.drug)) byDrug.set(therapy.drug, therapy);
  return [...byDrug.values()].toSorted((a, b) => (a.drug < b.drug ? -1 : 1));
}

function classesOf(therapies: readonly Therapy[]): number {
  return new Set(therapies.map((therapy) => analgesicOf(therapy.drug)?.drugClass ?? 'other')).size;
}

const weekMs = 7 * 24 * 3600 * 1000;

/** The analgesics of a record's medication, each with what the record says of it; relief is never in a record. */
export function therapiesOf(entries: readonly RecordEntry[], today: string): Therapy[] {
  const medication = entries
    .filter((entry): entry is Medication => entry.kind === 'medication')
    .toSorted((a, b) => (a.sourceId < b.sourceId ? -1 : 1));
  return analgesics.flatMap((analgesic) => {
    const found = medication.filter((entry) => matchedBy(entry, analgesic.match) !== null);
    const longest = found.toSorted((a, b) => (weeksOf(b, today) ?? -1) - (weeksOf(a, today) ?? -1))[0];
    if (longest === undefined) return [];
    return [
      {
        drug: analgesic.id,
        dose: longest.dosage,
        weeks: weeksOf(longest, today),
        tolerated: null,
        reliefPercent: null,
      },
    ];
  });
}

/** Whole weeks from the start to the end, or to today while it is taken. */
function weeksOf(entry: Medication, today: string): number | null {
  const end = entry.ended ?? (stateOf(entry, today) === 'active' ? today : null);
  if (entry.started === null || end === null) return null;
  const weeks = Math.floor((Date.parse(end) - Date.parse(entry.started)) / weekMs);
  return Number.isFinite(weeks) && weeks >= 0 ? weeks : null;
}
