import { dahan2011 } from './models/dahan-2011.ts';
import { domino1982 } from './models/domino-1982.ts';
import { fanta2015Otto2021 } from './models/fanta-2015-otto-2021.ts';
import { simons2022 } from './models/simons-2022.ts';
import type { ModelCard } from './published.ts';

/** The cards of every model, in the order of their short names. */
export const catalogue: readonly ModelCard[] = [simons2022, fanta2015Otto2021, domino1982, dahan2011];
