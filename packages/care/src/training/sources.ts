/** Where points of the training come from, beside the sources of protocols and home programmes. */
export { spravatoRems } from '../home/sources.ts';
export { consensus2018, esketamineLabel, fda2023, ours, review2014 } from '../protocol/sources.ts';

export const fdaNaloxone2020 =
  'FDA drug safety communication of July 2020: naloxone is discussed with everybody who is prescribed an opioid';
export const naloxoneLabel = 'Label of naloxone nasal spray (Narcan, over the counter, 2023)';
