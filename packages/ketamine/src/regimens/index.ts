import { amr2010 } from './amr-2010.ts';
import { haines1999 } from './haines-1999.ts';
import { jafarinia2016 } from './jafarinia-2016.ts';
import { noppers2011Fibromyalgia } from './noppers-2011-fibromyalgia.ts';
import type { PublishedRegimen } from './published-regimen.ts';
import { rabben2001 } from './rabben-2001.ts';
import { schwartzman2009 } from './schwartzman-2009.ts';
import { sigtermans2009 } from './sigtermans-2009.ts';

/** The regimens by vein of published trials that come ready, longest infusion first. */
export const publishedRegimens: readonly PublishedRegimen[] = [
  sigtermans2009,
  schwartzman2009,
  amr2010,
  noppers2011Fibromyalgia,
];

/** Regimens by other routes: they bound what a search proposes there, and none of them proves relief. */
const publishedByOtherRoutes: readonly PublishedRegimen[] = [jafarinia2016, haines1999, rabben2001];

export const allPublishedRegimens: readonly PublishedRegimen[] = [
  ...publishedRegimens,
  ...publishedByOtherRoutes,
];
