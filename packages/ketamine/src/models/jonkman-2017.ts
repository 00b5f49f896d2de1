import type { Model } from '@ketame/pharmacometrics';
import { bySymbol, type ModelCard, type Parameter, rowsOf } from '../published.ts';
import { simons2022, simons2022S } from './simons-2022.ts';

const row = rowsOf('abstract', 'A');
const table: readonly Parameter[] = [
  row('Flung', 0.7, '1', 'share of an inhaled dose that is absorbed while there is no ketamine in blood', {
    standardError: 0.05,
  }),
  row('kaLung', 0.05, '1/min', 'absorption from the lung, slow path', { standardError: 0.01 }),
  row('C50lung', 406, 'ng/mL', 'plasma S-ketamine at which that share is halved'),
  row('gLung', 2.25, '1', 'steepness of that fall', {
    row: 'from the text: 0.50 of the dose at 275 and 0.38 at 375 ng/mL give 2.35 and 2.16; the middle',
    status: 'D',
  }),
];

/** Nebulised S-ketamine: the more of it in blood, the less is inhaled. */
export const jonkman2017: ModelCard = {
  ...simons2022,
  name: 'jonkman-2017',
  alias: 'Inhaled',
  version: '1',
  title: 'S-ketamine inhaled from a nebuliser, on the disposition of M1',
  sources: [
    {
      citation: 'Jonkman K et al. Anesthesiology 2017;127:675-83',
      doi: '10.1097/ALN.0000000000001798',
    },
    ...simons2022.sources,
  ],
  status: 'D',
  drugs: ['S-ketamine'],
  analytes: ['S-ketamine', 'S-norketamine', 'S-hydroxynorketamine'],
  population: {
    description: 'absorption: 19 healthy volunteers, 25 to 100 mg inhaled; disposition: the 20 of M1',
    n: 19,
    ageYears: simons2022.population.ageYears,
    weightKg: simons2022.population.weightKg,
    source: 'abstract of Jonkman 2017; ages and weights those of M1',
  },
  parameters: [...simons2022.parameters.filter(({ symbol }) => symbol !== 'ratioR'), ...table],
  assumptions: [
    ...simons2022.assumptions.filter((text) => !text.startsWith('R-ketamine')),
    'Its own disposition table was not found: that of M1, of the same laboratory and arterial too, stands in.',
    'How the dose is divided between its immediate and its slow path was not found: all of it takes the slow one, so that the true rise is steeper.',
    'The share that is lost follows the concentration at the time of absorption.',
  ],
  limits: [
    'Not linear: a larger dose gives less than in proportion. No curve of the studio rests on it.',
    ...simons2022.limits.slice(0, 2),
  ],
};

const fall = '(K1 / (VK1 * volumeScale) / C50lung) ^ gLung';
const share = `Flung / (1 + ${fall})`;

/** As equations: the flows from the lung depend on the ketamine in blood. */
export const jonkman2017Model: Model<Parameter> = {
  ...simons2022S,
  name: jonkman2017.name,
  parameters: { ...simons2022S.parameters, ...bySymbol(table) },
  compartments: [...simons2022S.compartments, 'lung'],
  flows: [
    ...simons2022S.flows,
    { from: 'lung', to: 'K1', rate: `kaLung * ${share}` },
    { from: 'lung', rate: `kaLung * (1 - ${share})` },
  ],
  inputs: { iv: simons2022S.inputs.iv ?? [], inhaled: [{ into: 'lung' }] },
};
