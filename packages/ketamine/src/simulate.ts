import {
  type Dose,
  InputError,
  individual,
  type LinearModel,
  outputsAt,
  solve,
} from '@ketame/pharmacometrics';
import { modelNotes, patientRefusals, slowReliefNotes } from './assess.ts';
import { catalogue } from './catalogue.ts';
import type { PatientNote, Refusal } from './course.ts';
import { dahan2011 } from './models/dahan-2011.ts';
import { domino1982, domino1982Model } from './models/domino-1982.ts';
import { fanta2015Otto2021, fanta2015Otto2021Model } from './models/fanta-2015-otto-2021.ts';
import { simons2022, simons2022Racemate, simons2022S } from './models/simons-2022.ts';
import type { Patient } from './patient.ts';
import type { ModelCard, Parameter } from './published.ts';
import type { AmountAs, Drug } from './regimen.ts';
import { slowReliefAt, slowReliefModel } from './slow-relief.ts';
import { baseMg } from './substance.ts';

/** One dose as a specification writes it. An infusion has two of amount, rate and duration. */
export interface SimulatedDose {
  readonly drug: Drug;
  readonly route: 'iv' | 'film';
  readonly timeH: number;
  readonly amountMg?: number | undefined;
  readonly rateMgPerH?: number | undefined;
  readonly durationH?: number | undefined;
  readonly amountAs: AmountAs;
  /** Hours from one to the next, and how many follow the first. */
  readonly iiH?: number | undefined;
  readonly addl?: number | undefined;
}

export interface SimulationRequest {
  /** A name or short name of the catalogue. */
  readonly model: string;
  readonly patient: Patient;
  readonly doses: readonly SimulatedDose[];
  /** Hours, never falling. */
  readonly timesH: Float64Array;
  /** Every output of the model when absent. */
  readonly outputs?: readonly string[] | undefined;
}

export interface SimulatedOutput {
  readonly name: string;
  readonly unit: string;
  readonly values: Float64Array;
}

export type Simulation =
  | { readonly refused: readonly Refusal[] }
  | {
      readonly refused: null;
      readonly card: ModelCard;
      readonly outputs: readonly SimulatedOutput[];
      readonly notes: readonly PatientNote[];
    };

/** The equations of each model of the catalogue, by drug. */
const equations: Readonly<Record<string, Partial<Record<Drug, LinearModel<Parameter>>>>> = {
  [simons2022.name]: { 'S-ketamine': simons2022S, 'racemic ketamine': simons2022Racemate },
  [fanta2015Otto2021.name]: { 'S-ketamine': fanta2015Otto2021Model },
  [domino1982.name]: { 'racemic ketamine': domino1982Model },
  [dahan2011.name]: { 'S-ketamine': slowReliefModel },
};

/** What the slow relief model calls its effect site, and the relief that follows from it. */
const slowSite = { state: 'slow0', output: 'slow effect site' };
const slowRelief = 'slow relief';

/** The card of a model. @throws InputError that lists the names there are. */
function cardOf(name: string): ModelCard {
  const wanted = name.toLowerCase();
  const card = catalogue.find((each) => wanted === each.name || wanted === each.alias.toLowerCase());
  if (card !== undefined) return card;
  const names = catalogue.map((each) => `${each.name} (${each.alias})`).join(', ');
  throw new InputError('model', `there is no model "${name}"; there are ${names}`);
}

/** The one drug of all doses; the first that the model describes when there are none. */
function drugOf(doses: readonly SimulatedDose[], card: ModelCard): Drug {
  const drug = doses[0]?.drug ?? card.drugs[0]!;
  doses.forEach((dose, index) => {
    if (!card.drugs.includes(dose.drug)) {
      throw new InputError(
        `doses[${index}].drug`,
        `"${card.name}" describes ${card.drugs.join(' and ')}, not ${dose.drug}; S-ketamine and the racemate are different drugs and are not converted into each other`,
      );
    }
    if (dose.drug !== drug) {
      throw new InputError(
        `doses[${index}].drug`,
        `it is ${dose.drug} where doses[0] is ${drug}; one simulation holds one drug`,
      );
    }
  });
  return drug;
}

function engineDose(
  { route, timeH, amountMg, rateMgPerH, durationH, amountAs, iiH, addl }: SimulatedDose,
  index: number,
  model: LinearModel,
): Dose {
  if (!Object.hasOwn(model.inputs, route)) {
    throw new InputError(
      `doses[${index}].route`,
      `"${model.name}" has no route "${route}" for this drug; it has ${Object.keys(model.inputs).join(', ')}`,
    );
  }
  return {
    input: route,
    timeH,
    amountMg: amountMg === undefined ? undefined : baseMg(amountMg, amountAs),
    rateMgPerH: rateMgPerH === undefined ? undefined : baseMg(rateMgPerH, amountAs),
    durationH,
    everyH: iiH,
    additional: addl,
  };
}

/**
 * Simulates doses by one published model in one adult.
 * @returns concentrations in ng/mL (the slow relief as a share), or why the adult models do not answer
 * @throws InputError naming the field (`doses[0].drug`, `outputs[1]`) when the model does not describe what is asked
 */
export function simulate({ model: name, patient, doses, timesH, outputs }: SimulationRequest): Simulation {
  const card = cardOf(name);
  const drug = drugOf(doses, card);
  const refused = patientRefusals(patient);
  if (refused.length > 0) return { refused };
  const model = equations[card.name]?.[drug];
  if (model === undefined) throw new Error(`The catalogue names "${card.name}" without equations.`);
  const solution = solve(
    individual(model, { weight: patient.weightKg }),
    doses.map((dose, index) => engineDose(dose, index, model)),
  );
  const isSlow = card === dahan2011;
  const units = new Map(Object.entries(model.outputs).map(([output, { unit }]) => [output, unit]));
  if (isSlow) {
    units.delete(slowSite.state);
    units.set(slowSite.output, 'ng/mL').set(slowRelief, '1');
  }
  const names = outputs ?? [...units.keys()];
  names.forEach((output, index) => {
    if (!units.has(output)) {
      throw new InputError(
        `outputs[${index}]`,
        `"${card.name}" has no output "${output}" for ${drug}; it has ${[...units.keys()].join(', ')}`,
      );
    }
  });
  const values = outputsAt(solution, timesH);
  const valuesOf = (output: string): Float64Array => {
    if (isSlow && output === slowSite.output) return values[slowSite.state]!;
    return isSlow && output === slowRelief ? slowReliefAt(values[slowSite.state]!) : values[output]!;
  };
  return {
    refused: null,
    card,
    outputs: names.map((output) => ({
      name: output,
      unit: units.get(output) ?? '',
      values: valuesOf(output),
    })),
    notes: [...modelNotes(patient, card), ...(isSlow ? slowReliefNotes(patient) : [])],
  };
}
