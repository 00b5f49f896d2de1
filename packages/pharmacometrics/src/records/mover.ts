import { InputError } from '../error.ts';
import type { Model } from '../model/model.ts';
import { type ModelSystem, systemOf } from '../model/system.ts';
import type { Integrator } from '../ode/integrator.ts';
import type { SolverOptions } from '../solve/course.ts';
import { createSystemIntegrator } from '../solve/system-integrator.ts';
import { createWalker } from '../solve/walker.ts';
import type { Change } from './agenda.ts';
import type { Running } from './body.ts';
import type { RepeatedInput } from './check-record.ts';
import { periodicState } from './periodic-state.ts';
import type { DataRecord } from './record.ts';
import { constantState, steadyState } from './steady-state.ts';
import { Unsolvable } from './unsolvable.ts';

/** Times at which the course is wanted: of `times`, in hours and never falling, those from `first` on and before `end`. */
export interface Ahead {
  readonly times: ArrayLike<number>;
  readonly first: number;
  readonly end: number;
}

/** A model with the numbers of one individual that can be carried through time; its states are those of the system. */
export interface Mover {
  readonly system: ModelSystem;
  /** How what enters by a record depends on the parameters that sensitivities are asked for. */
  readonly withSlopes?: (input: RepeatedInput, record: DataRecord) => RepeatedInput;
  /** Moves the sensitivities in `state`, and those of the constant rates, just before a change of input. */
  readonly beforeChange?: (state: Float64Array, rates: Float64Array, change: Change) => void;
  /** Adds to the constant rates of sensitivities what so many infusions that are already under way bring. */
  readonly underWay?: (rates: Float64Array, input: RepeatedInput, count: number) => void;
  /**
   * Carries `state`, in place, through a time in which no input changes.
   * @param ahead what is wanted from `toH` on, as long as nothing changes
   * @throws Unsolvable when the solver gives up on the way
   */
  readonly move: (
    state: Float64Array,
    running: Running,
    fromH: number,
    toH: number,
    ahead?: () => Ahead,
  ) => void;
  /**
   * The state that an input repeated for ever comes back to.
   * @param phaseH time since the last dose arrived, from 0 up to `everyH`
   * @throws Unsolvable when it comes back to none
   */
  readonly steady: (input: RepeatedInput, everyH: number, phaseH: number) => Float64Array;
  /** The state under a constant input for ever. @throws Unsolvable when there is none */
  readonly constant: (compartment: number, rateMgPerH: number) => Float64Array;
}

export const RELATIVE_TOLERANCE = 1e-10;
/** A steady state far slower than its interval enlarges the errors of one interval: it is solved so much more precisely. */
export const STEADY_SHARE = 0.01;
export const LEAST_TOLERANCE = 1e-13;
/** Below this share of its usual size a state is known to so many digits less. */
const SMALL_SHARE = 1e-3;

/**
 * @param amountMg the greatest dose: what absolute tolerances go by
 * @throws InputError naming the place in the model or the solver's option
 */
export function createMover(
  model: Model,
  covariates: Readonly<Record<string, number>>,
  parameters: Readonly<Record<string, number>>,
  solver: SolverOptions,
  amountMg: number,
): Mover {
  const system = systemOf(model, covariates, parameters);
  const { method = system.isLinear ? 'exact' : 'switching' } = solver;
  if (method !== 'exact') return createAdaptive(system, { ...solver, method }, amountMg);
  if (system.isLinear) return createExact(system);
  throw new InputError('solver.method', `the model "${model.name}" is not linear and has no exact solution`);
}

function createExact(system: ModelSystem): Mover {
  const { linear, placeOf, size } = system;
  const walker = createWalker(linear);
  const sources = new Map([...linear.inputs.values()].flat().map((each) => [each.compartment, each.source]));
  const own = (state: Float64Array, into: Float64Array) => {
    for (let from = 0; from < placeOf.length; from++) {
      if (placeOf[from]! >= 0) into[placeOf[from]!] = state[from]!;
    }
    return into;
  };
  const start = new Float64Array(linear.stateNames.length);
  const settled = (state: Float64Array | undefined) => {
    if (state) return own(state, new Float64Array(size));
    throw new Unsolvable(
      'there is no steady state: drug that enters here gathers for ever or has no way out of the body',
    );
  };
  return {
    system,
    move(state, { rates }, fromH, toH) {
      for (let to = 0; to < placeOf.length; to++) start[to] = placeOf[to]! < 0 ? 0 : state[placeOf[to]!]!;
      for (const [compartment, source] of sources) start[source] = rates[compartment]!;
      walker.restart(fromH, start);
      walker.goTo(toH);
      own(walker.state, state);
    },
    steady: (input, everyH, phaseH) => {
      const source = sources.get(input.compartment)!;
      return settled(steadyState(linear, { ...input, source }, everyH, phaseH));
    },
    constant: (compartment, rateMgPerH) => settled(constantState(linear, compartment, rateMgPerH)),
  };
}

/** By adaptive steps. */
export function createAdaptive(
  system: ModelSystem,
  {
    method,
    relativeTolerance = RELATIVE_TOLERANCE,
    mostSteps,
  }: SolverOptions & { method: 'explicit' | 'stiff' | 'switching' },
  amountMg: number,
): Mover {
  if (!(relativeTolerance >= LEAST_TOLERANCE && relativeTolerance < 1)) {
    throw new InputError(
      'solver.relativeTolerance',
      `a number from ${LEAST_TOLERANCE} to 1 is needed, not ${relativeTolerance}`,
    );
  }
  const integratorOf = (relative: number): Integrator => {
    const absolute = system.sizes(amountMg).map((each) => each * relative * SMALL_SHARE);
    return createSystemIntegrator(system, { relative, absolute }, { method, mostSteps });
  };
  // Made when a record first asks for a steady state.
  let precise: Mover['move'] | undefined;
  const steady: Mover['steady'] = (input, everyH, phaseH) => {
    if (system.delaysH.length > 0) {
      throw new Unsolvable(
        'a steady state of a model with delays is not computed; give the doses that lead to it',
      );
    }
    precise ??= moving(system, integratorOf(Math.max(STEADY_SHARE * relativeTolerance, LEAST_TOLERANCE)));
    return periodicState(system, precise, input, everyH, phaseH);
  };
  return {
    system,
    move: moving(system, integratorOf(relativeTolerance)),
    steady,
    constant: constantBy(steady),
  };
}

const DAY_H = 24;

/** What no longer changes comes back to itself after any time. */
export const constantBy =
  (steady: Mover['steady']): Mover['constant'] =>
  (compartment, rateMgPerH) =>
    steady({ compartment, bolusMg: 0, rateMgPerH, durationH: DAY_H }, DAY_H, 0);

/**
 * Moves by an integrator that starts anew only where something has changed: it goes through all that is wanted until then,
 * and keeps the states there for the moves that follow. So observations neither shorten steps nor change what comes out.
 */
function moving(system: ModelSystem, integrator: Integrator): Mover['move'] {
  const ratesThen = new Float64Array(system.size);
  let absorbingThen: Running['absorbing'] = [];
  let passed: { readonly timeH: number; readonly state: Float64Array }[] = [];
  let next = 0;
  const isNext = (state: Float64Array, fromH: number, toH: number) => {
    const [here, there] = [passed[next - 1], passed[next]];
    return here?.timeH === fromH && there?.timeH === toH && isSame(state, here.state);
  };
  return (state, { rates, absorbing, history }, fromH, toH, ahead) => {
    if (!isNext(state, fromH, toH) || !isSame(rates, ratesThen) || absorbing !== absorbingThen) {
      passed = [];
      next = 0;
      ratesThen.set(rates);
      system.inputRates.set(rates);
      absorbingThen = absorbing;
      system.absorbing.now = absorbing;
      system.past.now = history;
      if (system.clock !== undefined) state[system.clock] = fromH;
      const { times, first, end } = ahead?.() ?? { times: [toH], first: 0, end: 1 };
      const failure = integrator.run(state, fromH, times[end - 1]!, times, first, end, (index, at) => {
        const timeH = times[index]!;
        if (passed.at(-1)?.timeH !== timeH) passed.push({ timeH, state: at.slice() });
      });
      if (failure && passed.length === 0) {
        throw new Unsolvable(`the course cannot be computed beyond ${failure.time} h: ${failure.reason}`);
      }
    }
    state.set(passed[next++]!.state);
  };
}

const isSame = (left: Float64Array, right: Float64Array): boolean =>
  left.every((value, index) => value === right[index]);
