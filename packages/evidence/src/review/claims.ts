import { type CheckedClaim, type Claim, checkClaim } from './claim.ts';
import { computedConcentrationTargets } from './computed-concentration-targets.ts';
import { evidenceTargetClaims } from './evidence-targets.ts';
import { harmClaims, otherUseClaims } from './harm.ts';
import { interactionTargets } from './interaction-targets.ts';
import { measuredConcentrationTargets } from './measured-concentration-targets.ts';
import { pharmacologyClaims } from './pharmacology.ts';
import { pooledEffectClaims } from './pooled-effect.ts';
import { reliefClaims } from './relief.ts';
import { slowReliefTargets } from './slow-relief-targets.ts';
import { table1Claims } from './table-1.ts';

/** Every quantitative statement of the review and every validation target, in the order of the report. */
export const claims: readonly Claim[] = [
  ...pharmacologyClaims,
  ...reliefClaims,
  ...pooledEffectClaims,
  ...table1Claims,
  ...otherUseClaims,
  ...harmClaims,
  ...measuredConcentrationTargets,
  ...computedConcentrationTargets,
  ...slowReliefTargets,
  ...interactionTargets,
  ...evidenceTargetClaims,
];

/** Computes all of them again; takes some seconds. */
export const checkClaims = (): CheckedClaim[] => claims.map(checkClaim);
