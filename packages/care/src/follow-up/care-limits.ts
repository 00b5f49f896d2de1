import { esketamineLabel, fda2023, ours } from '../protocol/sources.ts';

/** The numbers of the rules of bladder and kidney after a course, each once; those of the liver are `liverLimits`. */
export const careLimits = {
  sterileSymptomsDays: { value: 14, unit: 'd', source: `${esketamineLabel}; ${fda2023}; ${ours}` },
  /** eGFR lower than before treatment by more than this share, in a session too. */
  filtrationFall: { value: 0.25, unit: '1', source: ours },
} as const;
