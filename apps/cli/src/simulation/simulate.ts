import {
  type InlineSimulation,
  inlineSimulationSchema,
  type PublishedSimulation,
  publishedSimulationSchema,
} from '@ketame/contract';
import { type CourseFailure, checkModel, courseOf, type Dose, InputError } from '@ketame/pharmacometrics';
import { wrongFields } from '../field-errors.ts';
import { UserError } from '../user-error.ts';
import { infusionsOf } from './infusions.ts';
import { simulatePublished } from './published.ts';
import { refuseUnknown } from './refuse-unknown.ts';
import type { Computed, SimulationResult } from './result.ts';
import { timesForFigure, timesOf } from './times.ts';

/**
 * Computes what a specification asks for.
 * @param value the specification as read from JSON, not yet checked
 * @param name what to call it in an error, such as its file
 * @param purpose `numbers` at the times asked for; `figure` also between them, so that curves are smooth
 * @throws UserError naming every wrong field and what was expected there.
 */
export function simulateSpecification(
  value: unknown,
  name: string,
  purpose: 'numbers' | 'figure',
): SimulationResult {
  const isInline =
    typeof value === 'object' && value !== null && 'model' in value && typeof value.model === 'object';
  const read = isInline
    ? inlineSimulationSchema.safeParse(value)
    : publishedSimulationSchema.safeParse(value);
  if (!read.success) throw wrongFields(name, read.error, value);
  const simulation = read.data;
  const infusions = infusionsOf(simulation.doses);
  const asked = timesOf(simulation.times);
  const timesH = purpose === 'figure' ? timesForFigure(asked, infusions) : asked;
  try {
    const computed = isModelInline(simulation)
      ? simulateInline(simulation, timesH)
      : simulatePublished(simulation, timesH);
    return { ...computed, timesH, infusions };
  } catch (error) {
    if (error instanceof InputError)
      throw new UserError(`${name}: ${placed(error, isModelInline(simulation))}`);
    throw error;
  }
}

function isModelInline(simulation: InlineSimulation | PublishedSimulation): simulation is InlineSimulation {
  return typeof simulation.model === 'object';
}

function simulateInline(simulation: InlineSimulation, timesH: Float64Array): Computed {
  const { model } = simulation;
  const names = simulation.outputs ?? Object.keys(model.outputs);
  refuseUnknown('outputs', names, model.name, 'output', Object.keys(model.outputs));
  const routes = simulation.doses.map(({ route }) => route);
  refuseUnknown('doses', routes, model.name, 'input', Object.keys(model.inputs), '.route');
  checkModel(model);
  const { covariates } = simulation;
  const course = courseOf(model, {
    covariates,
    doses: simulation.doses.map(engineDose),
    timesH,
    outputs: names,
  });
  if (course.failure) {
    throw new UserError(
      `The model "${model.name}" can be followed to ${course.failure.timeH} h and no further: ${failures[course.failure.reason]}`,
    );
  }
  return {
    model: {
      name: model.name,
      version: null,
      source: `the model "${model.name}" of the specification`,
      samplingSite: null,
    },
    outputs: names.map((output) => ({
      name: output,
      unit: model.outputs[output]?.unit ?? '',
      values: course.outputs[output] ?? new Float64Array(),
    })),
    notes: [],
  };
}

const failures: Readonly<Record<CourseFailure['reason'], string>> = {
  'step too small': 'there its states change faster than any step can follow. Do they grow without bound?',
  'too many steps':
    'it would take more steps than are worth waiting for. Are there rates far faster than needed?',
  'not finite':
    'there a rate is not a finite number. Is there a division by 0, or the logarithm of what can be 0?',
};

function engineDose({ route, iiH, addl, ...dose }: InlineSimulation['doses'][number]): Dose {
  return { ...dose, input: route, everyH: iiH, additional: addl };
}

/**
 * The engine's error with its place as the specification writes it: `doses[0].route` is `doses.0.route`, and what the
 * engine calls `flows[2].rate` stands at `model.flows.2.rate` when the model is inline.
 */
function placed({ path, message }: InputError, isInline: boolean): string {
  const problem = message.startsWith(`${path}: `) ? message.slice(path.length + 2) : message;
  const place = path.replace(/\[(\d+)\]/g, '.$1');
  const isOfModel = isInline && !/^(doses|covariates|times)\b/.test(place);
  return `${isOfModel ? `model.${place}` : place}: ${problem}`;
}
