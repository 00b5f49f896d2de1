import { amr2010 } from './amr-2010.ts';
import { noppers2011Fibromyalgia } from './noppers-2011-fibromyalgia.ts';
import type { PublishedRegimen } from './published-regimen.ts';
import { schwartzman2009 } from './schwartzman-2009.ts';
import { sigtermans2009 } from './sigtermans-2009.ts';

/** The regimens of published trials that come ready, longest infusion first. */
export const publishedRegimens: readonly PublishedRegimen[] = [
  sigtermans2009,
  schwartzman2009,
  amr2010,
  noppers2011Fibromyalgia,
];
