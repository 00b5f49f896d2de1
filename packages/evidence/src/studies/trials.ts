import type { Trial } from './study.ts';
import { laterTrials } from './trials/after-the-review.ts';
import { centralNeuropathicTrials } from './trials/central-and-other-neuropathic.ts';
import { crpsTrials } from './trials/crps.ts';
import { neuropathicTrials } from './trials/neuropathic.ts';
import { otherPainTrials } from './trials/other-pain.ts';

/** Every packaged trial, by id. */
export const trials: readonly Trial[] = [
  ...crpsTrials,
  ...neuropathicTrials,
  ...centralNeuropathicTrials,
  ...otherPainTrials,
  ...laterTrials,
].toSorted((a, b) => a.id.localeCompare(b.id));
