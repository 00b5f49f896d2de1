import type { LinearModel, Model, Observation, ObservationError } from '@ketame/pharmacometrics';
import { PairingError } from '../effects/pair.ts';
import {
  fanta2015Otto2021,
  fanta2015Otto2021Covariances,
  fanta2015Otto2021Model,
} from '../models/fanta-2015-otto-2021.ts';
import { simons2022, simons2022ParentRacemate, simons2022S } from '../models/simons-2022.ts';
import { ofPeople, publishedEffects } from '../population/random-effects.ts';
import type { Analyte, ModelCard, Parameter, SamplingSite } from '../published.ts';

/** A published model that a patient's concentrations can be fitted to: with its spread between people and its error. */
export interface MeasuredModel {
  readonly card: ModelCard;
  readonly equations: LinearModel<Parameter> & Pick<Model, 'randomEffects' | 'residualErrors'>;
  /** What of the published spread and error is in it, and what is not, one plain sentence each. */
  readonly assumptions: readonly string[];
}

const rowsOfCard = ({ parameters }: ModelCard, symbols: readonly string[]): Record<string, Parameter> =>
  Object.fromEntries(
    symbols.map((symbol) => {
      const row = parameters.find((each) => each.symbol === symbol);
      if (row === undefined) throw new Error(`No card has the row "${symbol}".`);
      return [symbol, row];
    }),
  );

const arterialAssumptions = [
  'Between people as published: volume and clearance of ketamine, its slow distribution clearance; with metabolites also the transit time and the clearance of norketamine.',
  'The variance between occasions of 0.751 is left out: to which row of the table it belongs is not certain.',
  'By vein: the published spread of a film’s absorption is not in it.',
];

/** M1, arterial: ketamine and norketamine of S-ketamine by vein. */
const arterialS: MeasuredModel = {
  card: simons2022,
  equations: {
    ...simons2022S,
    parameters: {
      ...simons2022S.parameters,
      ...rowsOfCard(simons2022, ['varK', 'sdNK', 'addNK', 'sdHNK', 'addHNK']),
    },
    randomEffects: ofPeople(
      publishedEffects(simons2022.name, simons2022S.parameters, ['VK1', 'CL1', 'Q3', 'MTT_KN', 'CLN1']),
    ),
    residualErrors: {
      'S-ketamine': { kind: 'proportional', proportional: 'sqrt(varK)' },
      'S-norketamine': { kind: 'combined', additive: 'addNK * massNK', proportional: 'sdNK' },
      'S-hydroxynorketamine': { kind: 'combined', additive: 'addHNK * massHNK', proportional: 'sdHNK' },
    },
  },
  assumptions: arterialAssumptions,
};

/** M1, arterial: both enantiomers of the racemate together. */
const arterialRacemate: MeasuredModel = {
  card: simons2022,
  equations: {
    ...simons2022ParentRacemate,
    parameters: { ...simons2022ParentRacemate.parameters, ...rowsOfCard(simons2022, ['varK']) },
    randomEffects: ofPeople(publishedEffects(simons2022.name, simons2022S.parameters, ['VK1', 'CL1', 'Q3'])),
    residualErrors: {
      'S-ketamine': { kind: 'proportional', proportional: 'sqrt(varK)' },
      'R-ketamine': { kind: 'proportional', proportional: 'sqrt(varK)' },
      'racemic ketamine': { kind: 'proportional', proportional: 'sqrt(varK)' },
    },
  },
  assumptions: [
    ...arterialAssumptions,
    'The residual error of S-ketamine is taken for R-ketamine and for both together.',
  ],
};

/** M2, venous: ketamine and norketamine of S-ketamine by vein. */
const venousS: MeasuredModel = {
  card: fanta2015Otto2021,
  equations: {
    ...fanta2015Otto2021Model,
    parameters: { ...fanta2015Otto2021Model.parameters, ...rowsOfCard(fanta2015Otto2021, ['sdK', 'sdNK']) },
    randomEffects: publishedEffects(
      fanta2015Otto2021.name,
      fanta2015Otto2021Model.parameters,
      ['V1', 'CL', 'Vn', 'CLn'],
      [fanta2015Otto2021Covariances.parent, fanta2015Otto2021Covariances.metabolite],
    ),
    residualErrors: {
      'S-ketamine': { kind: 'proportional', proportional: 'sdK' },
      'S-norketamine': { kind: 'proportional', proportional: 'sdNK' },
    },
  },
  assumptions: [
    'Between people as published: volume and clearance of ketamine and of norketamine, with the two published covariances.',
  ],
};

/** Every model that concentrations can be fitted to. */
export const measuredModels: readonly MeasuredModel[] = [arterialS, arterialRacemate, venousS];

/** A concentration as the laboratory reports it, ng/mL of plasma. */
export type Concentration = {
  readonly analyte: Analyte;
  /** Where the blood was drawn. */
  readonly site: SamplingSite;
  /** In place of the model's residual error, such as the assay's own. */
  readonly error?: ObservationError;
} & ({ readonly value: number } | { readonly belowLimit: number });

/**
 * A concentration as an observation of a model. The only way to make one: arterial and venous concentrations differ
 * about two-fold at the end of a short infusion, so neither may be fitted by a model of the other.
 * @throws PairingError when either site is unknown, the sites differ, or the model does not describe the analyte
 */
export function concentrationOf({ card, equations }: MeasuredModel, measured: Concentration): Observation {
  const { analyte, site, ...observed } = measured;
  if (!Object.hasOwn(equations.outputs, analyte)) {
    throw new PairingError(
      `${analyte} was measured; "${card.name}" describes ${Object.keys(equations.outputs).join(', ')} here. Choose a model of ${analyte}.`,
    );
  }
  if (site === 'unknown' || site !== card.samplingSite) {
    const where = site === 'unknown' ? 'at an unknown site' : `in ${site} blood`;
    throw new PairingError(
      `${analyte} was measured ${where}; "${card.name}" was made from ${card.samplingSite} blood. A fit needs the same known site.`,
    );
  }
  return { output: analyte, ...observed };
}
