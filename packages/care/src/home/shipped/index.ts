import type { HomeProgramme } from '../programme.ts';
import { oralProgramme } from './oral.ts';
import { spravatoExample } from './spravato-example.ts';
import { sublingualProgramme } from './sublingual.ts';

/** The programmes that Ketame comes with. */
export const shippedHomeProgrammes: readonly HomeProgramme[] = [
  oralProgramme,
  sublingualProgramme,
  spravatoExample,
];
