import type { Dose } from '../dosing/dose.ts';
import { schedule } from '../dosing/schedule.ts';
import { InputError } from '../error.ts';
import type { Model } from '../model/model.ts';
import { type ModelSystem, systemOf } from '../model/system.ts';
import type { OdeMethod, OnStep } from '../ode/integrator.ts';
import type { OdeFailure } from '../ode/problem.ts';
import { checkTimes, solve, visitStates } from './solution.ts';
import { createSystemIntegrator } from './system-integrator.ts';

export interface CourseRequest {
  /** By name, each in the unit that the model states for it. */
  readonly covariates?: Readonly<Record<string, number>>;
  /** Parameters given instead of the model's, in the unit the model prints. */
  readonly overrides?: Readonly<Record<string, number>>;
  readonly doses: readonly Dose[];
  /** Hours, never falling. */
  readonly timesH: ArrayLike<number>;
  /** Names of outputs; all when absent. */
  readonly outputs?: readonly string[];
  readonly solver?: SolverOptions;
}

/** How to solve what cannot be solved exactly. */
export interface SolverOptions {
  /** `exact` is for linear models alone. When absent, those are solved exactly and all others by `switching`. */
  readonly method?: 'exact' | OdeMethod;
  /** What a step may err by, relative to each state; 1e-10 when absent. */
  readonly relativeTolerance?: number;
  /** Steps tried between two changes of input before it is given up; a million when absent. */
  readonly mostSteps?: number;
}

export interface CourseFailure {
  readonly reason: OdeFailure['reason'];
  /** Up to here the course is known. */
  readonly timeH: number;
}

/** The course of one individual, or why and when the solver gave up. */
export type Course =
  | {
      readonly failure: null;
      readonly solvedBy: 'exact' | 'adaptive';
      /** One list of values per output, as long as `timesH`, in the unit the output states. */
      readonly outputs: Readonly<Record<string, Float64Array>>;
    }
  | { readonly failure: CourseFailure };

const RELATIVE_TOLERANCE = 1e-10;
/** Below this share of its usual size a state is known to so many digits less. */
const SMALL_SHARE = 1e-3;

/**
 * Outputs of any model at any times: a linear model is solved exactly, any other by adaptive steps that start anew at
 * each change of input. At the very time of a bolus the value is that just after it. Amounts are 0 before the first dose;
 * turnovers have their initial values until 0 h or the first dose, whichever is earlier, and move from there on.
 * @throws InputError naming the place in the model, the dose, time or output that is wrong
 */
export function courseOf(model: Model, request: CourseRequest): Course {
  const { covariates = {}, overrides = {}, doses, timesH, solver = {} } = request;
  const names = request.outputs ?? Object.keys(model.outputs);
  checkOutputs(model, names);
  checkTimes(timesH);
  const system = systemOf(model, covariates, overrides);
  const { method = system.isLinear ? 'exact' : 'switching' } = solver;
  if (method === 'exact' && !system.isLinear) {
    throw new InputError(
      'solver.method',
      `the model "${model.name}" is not linear and has no exact solution`,
    );
  }
  const columns = names.map(() => new Float64Array(timesH.length));
  const readout = system.readout(names);
  const row = new Float64Array(names.length);
  const visit = (index: number, state: Float64Array) => {
    system.checkRates(state, timesH[index]!);
    readout(state, row);
    for (let output = 0; output < columns.length; output++) columns[output]![index] = row[output]!;
  };
  const failure =
    method === 'exact'
      ? visitExact(system, doses, timesH, visit)
      : visitAdaptive(system, doses, timesH, { ...solver, method }, visit);
  if (failure) return { failure };
  return {
    failure: null,
    solvedBy: method === 'exact' ? 'exact' : 'adaptive',
    outputs: Object.fromEntries(names.map((name, index) => [name, columns[index]!])),
  };
}

/** @throws InputError naming the output that the model does not have */
export function checkOutputs(model: Model, names: readonly string[]): void {
  const unknown = names.findIndex((name) => !Object.hasOwn(model.outputs, name));
  if (unknown < 0) return;
  throw new InputError(
    `outputs[${unknown}]`,
    `the model "${model.name}" has no output "${names[unknown]}"; it has ${Object.keys(model.outputs).join(', ')}`,
  );
}

type Visit = (index: number, state: Float64Array) => void;

function visitExact(
  { linear, placeOf, size }: ModelSystem,
  doses: readonly Dose[],
  timesH: ArrayLike<number>,
  visit: Visit,
): undefined {
  const own = new Float64Array(size);
  visitStates(solve(linear, doses), timesH, (index, state) => {
    for (let from = 0; from < placeOf.length; from++) {
      if (placeOf[from]! >= 0) own[placeOf[from]!] = state[from]!;
    }
    visit(index, own);
  });
}

/**
 * Follows a course by adaptive steps and visits the state at each time.
 * @param onStep is told of every step
 * @returns why and when the solver gave up, if it did
 */
export function visitAdaptive(
  system: ModelSystem,
  doses: readonly Dose[],
  timesH: ArrayLike<number>,
  { method, relativeTolerance = RELATIVE_TOLERANCE, mostSteps }: SolverOptions & { method: OdeMethod },
  visit: Visit,
  onStep?: OnStep,
): CourseFailure | undefined {
  if (!(relativeTolerance >= 1e-13 && relativeTolerance < 1)) {
    throw new InputError(
      'solver.relativeTolerance',
      `a number from 1e-13 to 1 is needed, not ${relativeTolerance}`,
    );
  }
  const stretches = schedule(system.linear, doses, true);
  const compartmentOf = new Map(
    [...system.linear.inputs.values()].flat().map(({ source, compartment }) => [source, compartment]),
  );
  const given = stretches.map(({ timeH, boluses, rates, absorbing = [] }, index) => {
    const lastsH = (stretches[index + 1]?.timeH ?? timeH) - timeH;
    const infused = rates.reduce((sum, { rateMgPerH }) => sum + rateMgPerH * lastsH, 0);
    return [...boluses, ...absorbing].reduce((sum, { amountMg }) => sum + amountMg, infused);
  });
  const sizes = system.sizes(given.reduce((most, each) => Math.max(most, each), 0) || 1);
  const integrator = createSystemIntegrator(
    system,
    {
      relative: relativeTolerance,
      absolute: sizes.map((each) => each * relativeTolerance * SMALL_SHARE),
    },
    { method, mostSteps, onStep },
  );

  const state = system.initial.slice();
  system.inputRates.fill(0);
  const endH = timesH.length > 0 ? timesH[timesH.length - 1]! : Number.NEGATIVE_INFINITY;
  system.absorbing.now = [];
  let nowH = Math.min(0, stretches[0]?.timeH ?? 0);
  let wanted = 0;
  const visitUntil = (timeH: number, isIncluded: boolean) => {
    while (wanted < timesH.length && (timesH[wanted]! < timeH || (isIncluded && timesH[wanted] === timeH))) {
      visit(wanted++, state);
    }
  };
  /** Carries the state to a time, and visits the times before it. */
  const goTo = (timeH: number): CourseFailure | undefined => {
    let end = wanted;
    while (end < timesH.length && timesH[end]! < timeH) end++;
    if (system.clock !== undefined) state[system.clock] = nowH;
    const failure = integrator.run(state, nowH, timeH, timesH, wanted, end, visit);
    if (failure) return { reason: failure.reason, timeH: failure.time };
    wanted = end;
    nowH = timeH;
    return undefined;
  };

  visitUntil(nowH, false);
  for (const { timeH, boluses, rates, absorbing = [] } of stretches) {
    if (timeH > endH) break;
    const failure = goTo(timeH);
    if (failure) return failure;
    for (const { compartment, amountMg } of boluses) state[compartment] = state[compartment]! + amountMg;
    system.inputRates.fill(0);
    for (const { source, rateMgPerH } of rates) system.inputRates[compartmentOf.get(source)!] = rateMgPerH;
    system.absorbing.now = absorbing;
    system.checkRates(state, timeH);
    visitUntil(timeH, true);
  }
  if (endH > nowH) {
    const failure = goTo(endH);
    if (failure) return failure;
  }
  visitUntil(endH, true);
  return undefined;
}
