import type { ChainDiagnostics } from './chain-diagnostics.ts';
import type { FitFailure } from './failure.ts';

/** Whether the draws may be believed. */
export interface PosteriorDiagnostics {
  readonly importance?: {
    readonly paretoK: number;
    /** Above this the weights are not reliable with so many draws. */
    readonly greatestParetoK: number;
    readonly effectiveSize: number;
  };
  readonly chains?: {
    readonly chains: number;
    /** The worst of all deviates and of the log-density. */
    readonly worst: ChainDiagnostics;
    readonly divergences: number;
  };
}

/** What one way to draw from a posterior came to. */
export type Attempt =
  | {
      readonly method: 'importance' | 'no-U-turn';
      readonly z: Float64Array;
      readonly diagnostics: PosteriorDiagnostics;
    }
  | { readonly failure: FitFailure; readonly diagnostics: PosteriorDiagnostics };

/** Effective draws needed: 100 for each of four chains (Vehtari 2021). */
export const LEAST_EFFECTIVE = 400;

export const tooFew = (effective: number, advice: string): FitFailure => ({
  reason: 'too few effective draws',
  message: `The draws are worth ${Math.round(effective)} independent ones, where ${LEAST_EFFECTIVE} are the least.`,
  advice,
});
