/** Ways of giving a dose at once; an infusion by vein is a step of its own. */
export const doseKinds = ['bolus', 'film', 'oral', 'sublingual', 'nasal', 'intramuscular', 'rectal'] as const;
export type DoseKind = (typeof doseKinds)[number];

/** A route in words that fit behind an amount: "50 mg by mouth". */
export const doseKindWords: Readonly<Record<DoseKind, string>> = {
  bolus: 'bolus',
  film: 'film',
  oral: 'by mouth',
  sublingual: 'under the tongue',
  nasal: 'through the nose',
  intramuscular: 'into muscle',
  rectal: 'rectally',
};
