/** What becomes of a printed number when it is computed again, or of a statement in the light of later work. */
export type Verdict = 'holds' | 'holds within' | 'superseded' | 'contradicted' | 'not reproducible';

/** The same in words, for people. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  holds: 'computed again it gives what is printed',
  'holds within': 'not to the printed digit, but within the bounds that are stated',
  superseded: 'later work measured it better, or found otherwise',
  contradicted: 'the sources, or the computation, say something else',
  'not reproducible': 'what would be needed to compute it is not public, or not told',
};

/** One number as printed, and the same number as Ketame computes it. */
export interface Comparison {
  readonly what: string;
  /** UCUM, or a word; "1" for a number without unit. */
  readonly unit: string;
  /** A value with its printed decimals, or the limits of a printed range. */
  readonly printed:
    | { readonly value: number; readonly decimals: number }
    | { readonly low: number; readonly high: number };
  readonly computed: number;
  /** Wider bounds in which the statement still holds, and why they are these. */
  readonly within?: { readonly low: number; readonly high: number; readonly why: string };
  /** Shown beside the others for what it says, without a part in the verdict. */
  readonly aside?: boolean;
}

export type Chapter = (typeof chapters)[number];

/** Parts of the report, in order. */
export const chapters = [
  'Pharmacology',
  'Relief and its duration',
  'The pooled effect',
  'Table 1',
  'Other uses',
  'Harm',
  'Validation targets: concentrations',
  'Validation targets: slow relief',
  'Validation targets: interactions',
  'Validation targets: evidence',
] as const;

/** One quantitative statement of the review, or one target that a source sets, in our words. */
export interface Claim {
  readonly id: string;
  readonly chapter: Chapter;
  readonly text: string;
  /** Where it stands: the review's section, or the paper that set the target. */
  readonly place: string;
  /** On what it rests. */
  readonly source: string;
  readonly comparisons: () => readonly Comparison[];
  /** Where numbers alone do not decide: the verdict and the reason. */
  readonly judgement?: { readonly verdict: Exclude<Verdict, 'holds'>; readonly why: string };
  /** What a reader should know beside it. */
  readonly note?: string;
}

/** A claim with its numbers computed. */
export interface CheckedClaim extends Omit<Claim, 'comparisons'> {
  readonly comparisons: readonly Comparison[];
  readonly verdict: Verdict;
}

/** Floating-point noise at a printed limit, relative. */
const noise = 1e-9;

/** What the numbers of one comparison say. */
export function comparisonVerdict({
  printed,
  computed,
  within,
}: Comparison): 'holds' | 'holds within' | 'contradicted' {
  const inside = (low: number, high: number) => {
    const slack = noise * Math.max(Math.abs(low), Number.isFinite(high) ? Math.abs(high) : 0);
    return computed >= low - slack && computed <= high + slack;
  };
  if ('low' in printed) {
    if (inside(printed.low, printed.high)) return 'holds';
  } else {
    const half = 0.5 * 10 ** -printed.decimals;
    if (inside(printed.value - half, printed.value + half)) return 'holds';
  }
  return within && inside(within.low, within.high) ? 'holds within' : 'contradicted';
}

const worse = ['holds', 'holds within', 'contradicted'] as const;

/** Computes a claim's numbers; its verdict is the judgement, or the worst of its comparisons. */
export function checkClaim(claim: Claim): CheckedClaim {
  const comparisons = claim.comparisons();
  const found = comparisons.filter(({ aside }) => !aside).map(comparisonVerdict);
  const worst = worse[Math.max(0, ...found.map((verdict) => worse.indexOf(verdict)))] ?? 'contradicted';
  return { ...claim, comparisons, verdict: claim.judgement?.verdict ?? worst };
}

/** Bounds an amount to either side of a printed value. */
export const margin = (value: number, amount: number, why: string) => ({
  low: value - amount,
  high: value + amount,
  why,
});

/** Bounds a share to either side of a printed value. */
export const tolerance = (value: number, share: number, why: string) =>
  margin(value, share * Math.abs(value), why);
