import { bowdle1998 } from './bowdle-1998.ts';
import { bloodPressureRacemic, cardiacOutput, circulationS } from './cardiovascular.ts';
import type { Effect } from './effect.ts';
import { olofsen2012 } from './olofsen-2012.ts';
import { olofsen2022 } from './olofsen-2022.ts';
import { eegSlowing } from './schuttler-1987.ts';
import { simons2022DrugHigh } from './simons-2022-drug-high.ts';

/** Every acute effect with a published relation or anchor, those that drive a curve first. */
export const acuteEffects: readonly Effect[] = [
  olofsen2022,
  simons2022DrugHigh,
  bowdle1998,
  olofsen2012,
  cardiacOutput,
  bloodPressureRacemic,
  circulationS,
  ...eegSlowing,
];
