import { dormandPrince } from './dormand-prince.ts';
import { createExplicitStepper } from './explicit-stepper.ts';
import type { OdeFailure, OdeProblem, Stepper, Tolerance } from './problem.ts';
import { rodas5p } from './rodas5p.ts';
import { createRosenbrockStepper } from './rosenbrock-stepper.ts';
import { firstStep, refusedFactor, stepFactor } from './step-size.ts';

/** Which method steps: the explicit pair, the L-stable Rosenbrock method, or whichever suits, changing on the way. */
export type OdeMethod = 'explicit' | 'stiff' | 'switching';

export interface IntegratorOptions {
  readonly method?: OdeMethod;
  /** Steps tried in one run before it is given up. */
  readonly mostSteps?: number;
  /** Is told of every step that was taken, while it can be looked into. */
  readonly onStep?: OnStep;
}

/**
 * A step from a time over a length.
 * @param stateAt writes the state at a share from 0 to 1 of the step
 */
export type OnStep = (
  from: number,
  length: number,
  stateAt: (share: number, into: Float64Array) => void,
) => void;

/** Carries a state through time. One integrator serves one run after the other and keeps its memory. */
export interface Integrator {
  /**
   * Carries `state`, in place, over a stretch in which nothing changes from outside. Starts anew with a small step.
   * @param from and to: times; `to` is not before `from`
   * @param times where output is wanted, never falling
   * @param first and end: of the times, those from `first` on and before `end`, all after `from` and none after `to`
   * @param visit gets each of these with the state there, which it must not keep
   * @returns why it came to an end before `to`, if it did
   */
  readonly run: (
    state: Float64Array,
    from: number,
    to: number,
    times: ArrayLike<number>,
    first: number,
    end: number,
    visit: (index: number, state: Float64Array) => void,
  ) => OdeFailure | undefined;
  /** Steps so far, by method, and those that were tried and refused. */
  readonly counts: { explicit: number; stiff: number; refused: number };
}

/**
 * Step times eigenvalue near the edge of stability of the explicit pair, which lies at 3.3. Where accuracy sets the
 * step at a tight tolerance it stays far below.
 */
const EDGE_SPEED = 2;
/** After this many steps there the explicit pair gives way (Hairer and Wanner, Solving ODEs II, IV.2). */
const STEPS_TO_STIFF = 15;
/** Calm steps that make it forget those at the edge. */
const STEPS_TO_FORGET = 6;
/** The Rosenbrock method gives way after this many steps that the explicit pair would take without trouble. */
const STEPS_TO_EXPLICIT = 10;
/** Step times eigenvalue that the explicit pair takes without trouble. */
const EASY_SPEED = 1;
const MOST_STEPS = 1_000_000;
/** A step of fewer units in the last place of the time passed cannot be told from none. */
const LEAST_STEP = 4 * 2 ** -52;
/** Nor is a first step worth trying that is shorter than this share of the stretch. */
const LEAST_FIRST_STEP = 1e-24;

/** An integrator of one problem at one tolerance. */
export function createIntegrator(
  problem: OdeProblem,
  tolerance: Tolerance,
  { method = 'switching', mostSteps = MOST_STEPS, onStep }: IntegratorOptions = {},
): Integrator {
  const { size } = problem;
  const explicit = createExplicitStepper(problem, tolerance, dormandPrince);
  const stiff = createRosenbrockStepper(problem, tolerance, rodas5p);
  const counts = { explicit: 0, stiff: 0, refused: 0 };
  const between = new Float64Array(size);
  const memory = [new Float64Array(size), new Float64Array(size)] as const;
  let stepper: Stepper = method === 'stiff' ? stiff : explicit;
  let atEdge = 0;
  let calm = 0;

  const change = (to: Stepper) => {
    stepper = to;
    stepper.restart();
    atEdge = 0;
    calm = 0;
  };
  /** Watches an accepted step, and changes the method when the other one suits better. */
  const watch = (state: Float64Array, step: number) => {
    const speed = stepper.speed(state, step);
    if (stepper === explicit) {
      if (speed > EDGE_SPEED) {
        atEdge++;
        calm = 0;
      } else if (atEdge > 0 && ++calm === STEPS_TO_FORGET) {
        atEdge = 0;
      }
      if (atEdge === STEPS_TO_STIFF) return stiff;
    } else {
      calm = speed < EASY_SPEED ? calm + 1 : 0;
      if (calm === STEPS_TO_EXPLICIT) return explicit;
    }
    return stepper;
  };

  const run: Integrator['run'] = (state, from, to, times, first, end, visit) => {
    const span = to - from;
    let wanted = first;
    let since = 0;
    let errorBefore = 1;
    let wasRefused = false;
    stepper.restart();
    let step = Math.max(
      100 * LEAST_FIRST_STEP * span,
      firstStep(problem, tolerance, stepper.estimateOrder, state, between, memory[0], memory[1]),
    );
    for (let tried = 0; since < span; tried++) {
      const least = Math.max(LEAST_STEP * since, LEAST_FIRST_STEP * span);
      // A derivative that is not finite leaves no step to begin with.
      if (!(step > least)) {
        return { reason: step > 0 ? 'step too small' : 'not finite', time: from + since };
      }
      if (tried === mostSteps) return { reason: 'too many steps', time: from + since };
      const isLast = since + 1.01 * step >= span;
      const taken = isLast ? span - since : step;
      const error = stepper.attempt(state, taken);
      if (!(error <= 1)) {
        counts.refused++;
        const factor = Number.isFinite(error) ? refusedFactor(error, stepper.estimateOrder) : 0.1;
        if (!Number.isFinite(error) && !(taken * factor > least)) {
          return { reason: 'not finite', time: from + since };
        }
        step = taken * factor;
        wasRefused = true;
        continue;
      }
      if (stepper === explicit) counts.explicit++;
      else counts.stiff++;
      const isWanted = wanted < end && (isLast || times[wanted]! - from <= since + taken);
      if (isWanted || onStep) {
        stepper.prepareInterpolation(state, taken);
        onStep?.(from + since, taken, (share, into) => stepper.interpolate(state, share, into));
        while (wanted < end && (isLast || times[wanted]! - from <= since + taken)) {
          const share = Math.min(1, (times[wanted]! - from - since) / taken);
          stepper.interpolate(state, share, between);
          visit(wanted++, between);
        }
      }
      const better = method === 'switching' ? watch(state, taken) : stepper;
      state.set(stepper.next);
      stepper.accept();
      if (better !== stepper) change(better);
      since = isLast ? span : since + taken;
      const factor = stepFactor(error, errorBefore, stepper.estimateOrder);
      step = taken * (wasRefused ? Math.min(1, factor) : factor);
      errorBefore = Math.max(error, 1e-4);
      wasRefused = false;
    }
    return undefined;
  };
  return { run, counts };
}
