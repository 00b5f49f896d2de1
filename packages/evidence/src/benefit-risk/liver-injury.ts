/**
 * From which multiple of the upper limit of normal a liver is injured. The rules of the index and those of the clinic's
 * sessions and follow-up read the same numbers.
 */
export const liverInjuryMultiples = {
  /** ALT, AST, ALP or gamma-GT from here on: the definition of Noppers 2011. */
  enzyme: 3,
  /** Hy's law (FDA guidance on drug-induced liver injury, 2009): ALT or AST from here on, ... */
  hysLawTransaminase: 3,
  /** ... with bilirubin above this. */
  hysLawBilirubin: 2,
} as const;
