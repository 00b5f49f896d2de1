import { courseOf, type Dose, InputError, type Model } from '@ketame/pharmacometrics';
import { modelNotes, patientRefusals, slowReliefNotes } from './assess.ts';
import type { PatientNote, Refusal } from './course.ts';
import {
  interactionNotes,
  noChange,
  type PatientInteraction,
  patientInteractions,
} from './interactions/patient-interactions.ts';
import { dahan2011 } from './models/dahan-2011.ts';
import { fanta2015Otto2021 } from './models/fanta-2015-otto-2021.ts';
import { otherRoutes } from './models/other-routes.ts';
import { type PublishedModel, publishedModels } from './models/published-models.ts';
import { simons2022 } from './models/simons-2022.ts';
import type { Patient } from './patient.ts';
import type { ModelCard } from './published.ts';
import type { AmountAs, Drug } from './regimen.ts';
import { routeRefusal } from './routes.ts';
import { slowReliefAt } from './slow-relief.ts';
import { baseMg } from './substance.ts';
import { changedParameters } from './systems.ts';

/** One dose as a specification writes it. An infusion has two of amount, rate and duration. */
export interface SimulatedDose {
  readonly drug: Drug;
  /** One of the model's routes. */
  readonly route: string;
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

/** What the slow relief model calls its effect site, and the relief that follows from it. */
const slowSite = { state: 'slow0', output: 'slow effect site' };
const slowRelief = 'slow relief';

/** A model by its name or short name. @throws InputError that lists the names there are. */
function modelOf(name: string): PublishedModel {
  const wanted = name.toLowerCase();
  const found = publishedModels.find(
    ({ card }) => wanted === card.name || wanted === card.alias.toLowerCase(),
  );
  if (found !== undefined) return found;
  const names = publishedModels.map(({ card }) => `${card.name} (${card.alias})`).join(', ');
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
  { drug, route, timeH, amountMg, rateMgPerH, durationH, amountAs, iiH, addl }: SimulatedDose,
  index: number,
  model: Model,
): Dose {
  if (!Object.hasOwn(model.inputs, route)) {
    const why = routeRefusal(drug, route);
    throw new InputError(
      `doses[${index}].route`,
      `"${model.name}" has no route "${route}" for this drug; it has ${Object.keys(model.inputs).join(', ')}${why === undefined ? '' : `. For ${drug}: ${why.reason}`}`,
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

/** What a model asks of a patient, in the units that it states. */
function covariatesOf(model: Model, patient: Patient): Record<string, number> {
  const known: Readonly<Record<string, number>> = { weight: patient.weightKg, age: patient.ageYears };
  return Object.fromEntries(Object.keys(model.covariates ?? {}).map((name) => [name, known[name]!]));
}

/** The models whose clearance of ketamine and shares of a swallowed dose an interaction changes. */
const changeable: readonly ModelCard[] = [simons2022, fanta2015Otto2021, dahan2011, otherRoutes];

/** What the other drugs and the genotype do to these doses. @throws InputError for a model that they cannot change */
function interactionsOf(
  { patient, doses }: SimulationRequest,
  drug: Drug,
  card: ModelCard,
): PatientInteraction[] {
  // In the models everything by vein is one route.
  const steps = doses.map(({ route }) => ({ kind: route === 'iv' ? 'infusion' : route }));
  const found = patientInteractions(patient, { drug, steps });
  const acting = found.find(({ change }) => change !== null);
  if (acting !== undefined && !changeable.includes(card)) {
    throw new InputError(
      acting.name.startsWith('CYP2B6') ? 'patient.cyp2b6' : 'patient.otherDrugs',
      `${acting.name} does not change "${card.name}" here; it changes ${changeable.map(({ name }) => name).join(', ')}`,
    );
  }
  return found;
}

/**
 * Simulates doses by one published model in one person.
 * @returns concentrations in ng/mL (the slow relief as a share), or why the model does not answer
 * @throws InputError naming the field (`doses[0].drug`, `outputs[1]`) when the model does not describe what is asked
 */
export function simulate(request: SimulationRequest): Simulation {
  const { model: name, patient, doses, timesH, outputs } = request;
  const { card, equations } = modelOf(name);
  const drug = drugOf(doses, card);
  const refused = patientRefusals(patient, card.people);
  if (refused.length > 0) return { refused };
  const model = equations[drug];
  if (model === undefined) throw new Error(`"${card.name}" has no equations of ${drug}.`);
  const given = doses.map((dose, index) => engineDose(dose, index, model));
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
  const covariates = covariatesOf(model, patient);
  const interactions = interactionsOf(request, drug, card);
  const change = interactions.find((each) => each.change !== null)?.change ?? noChange;
  const overrides = changedParameters(model, change);
  const course = courseOf(model, { covariates, overrides, doses: given, timesH });
  if (course.failure !== null) {
    throw new InputError(
      'doses',
      `"${card.name}" cannot be solved beyond ${course.failure.timeH} h (${course.failure.reason})`,
    );
  }
  const values = course.outputs;
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
    notes: [
      ...modelNotes(patient, card),
      ...(isSlow ? slowReliefNotes(patient) : []),
      ...interactionNotes(interactions),
    ],
  };
}
