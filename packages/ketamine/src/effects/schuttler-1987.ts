import type { Analyte, Parameter } from '../published.ts';
import { assumedOne, type Effect } from './effect.ts';

const row = 'abstract; inhibitory sigmoid relation, five volunteers';

/** Slowing of the EEG of each form of ketamine: far above the doses of a pain clinic, and without a delay. */
function slowing(analyte: Analyte, id: string, emaxHz: number, ic50: number): Effect {
  const hertz: Parameter = {
    symbol: 'Emax',
    meaning: 'greatest fall of the median frequency',
    value: emaxHz,
    unit: 'Hz',
    row,
    status: 'A',
  };
  return {
    id,
    title: `EEG slowing, ${analyte}`,
    endpoint: 'fall of the median frequency of the EEG under anaesthesia, Hz',
    analyte,
    samplingSite: 'unknown',
    siteNote: 'not stated in what was read',
    relation: {
      kind: 'sigmoid',
      c50: {
        symbol: 'IC50',
        meaning: `${analyte} with half of the greatest fall`,
        value: ic50,
        unit: 'ng/mL',
        row,
        status: 'A',
      },
      emax: hertz,
      gamma: assumedOne('gamma'),
    },
    delay: null,
    population: '5 volunteers, each form on another day',
    source: { citation: 'Schüttler J et al. 1987', doi: '10.1007/BF01066320' },
    status: 'A',
    notes: ['The exponent was not seen and is taken as 1.', 'Anaesthetic concentrations.'],
  };
}

export const eegSlowing: readonly Effect[] = [
  slowing('S-ketamine', 'schuttler-1987-s', 8.3, 800),
  slowing('racemic ketamine', 'schuttler-1987-racemate', 7.6, 2000),
  slowing('R-ketamine', 'schuttler-1987-r', 4.4, 1800),
];
