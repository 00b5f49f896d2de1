/** A row of the review's Table 1: a kind of pain and how many randomised trials of ketamine it had. */
export interface Syndrome {
  readonly name: string;
  /** Trials that the review counts; null for a kind of pain outside its table. */
  readonly table1Trials: number | null;
}

/**
 * Kinds of pain: the 15 rows of Table 1 of the review (37 trials in all; its caption says 2009-2012, which fits the paper that
 * it counts from, while the trials run from 1994), then those that it leaves out.
 */
export const syndromes = [
  { name: 'Acute and chronic migraine', table1Trials: 2 },
  { name: 'Breakthrough (non)-cancer pain', table1Trials: 1 },
  { name: 'Central neuropathic pain', table1Trials: 2 },
  { name: 'Chemotherapy-induced neuropathy', table1Trials: 1 },
  { name: 'Chronic neuropathic pain (various causes)', table1Trials: 9 },
  { name: 'Complex regional pain syndrome', table1Trials: 3 },
  { name: 'Fibromyalgia', table1Trials: 3 },
  { name: 'Painful limb ischemia', table1Trials: 2 },
  { name: 'Peripheral nerve injury (traumatic)', table1Trials: 4 },
  { name: 'Phantom limb pain', table1Trials: 1 },
  { name: 'Postherpetic neuralgia', table1Trials: 1 },
  { name: 'Spinal cord injury', table1Trials: 2 },
  { name: 'Temporomandibular pain', table1Trials: 2 },
  { name: 'Trigeminal neuropathic pain', table1Trials: 1 },
  { name: 'Whiplash', table1Trials: 3 },
  { name: 'Cancer pain', table1Trials: null },
  { name: 'Flare of chronic pain', table1Trials: null },
  { name: 'Primary headache', table1Trials: null },
  { name: 'Prevention after surgery', table1Trials: null },
] as const satisfies readonly Syndrome[];

export type SyndromeName = (typeof syndromes)[number]['name'];
