import { describe, expect, it } from 'vitest';
import { dormandPrince } from '../../src/ode/dormand-prince.ts';
import { createExplicitStepper } from '../../src/ode/explicit-stepper.ts';
import { createIntegrator, type OdeMethod } from '../../src/ode/integrator.ts';
import type { OdeProblem, Stepper } from '../../src/ode/problem.ts';
import { rodas5p } from '../../src/ode/rodas5p.ts';
import { createRosenbrockStepper } from '../../src/ode/rosenbrock-stepper.ts';
import { kepler, nonStiffProblems } from './non-stiff-problems.ts';
import { stiffProblems } from './stiff-problems.ts';

const even = (size: number, absolute: number, relative: number) => ({
  relative,
  absolute: new Float64Array(size).fill(absolute),
});

/** The state at the end, from one run without a look in between. */
function stateAt(
  problem: OdeProblem & { readonly start: readonly number[] },
  endTime: number,
  tolerance: ReturnType<typeof even>,
  method: OdeMethod,
) {
  const state = Float64Array.from(problem.start);
  const integrator = createIntegrator(problem, tolerance, { method });
  const failure = integrator.run(state, 0, endTime, [], 0, 0, () => {});
  return { state, failure, counts: integrator.counts };
}

describe('measured order of convergence: halving the step divides the error by 2 to the order', () => {
  const problem = kepler('', 0.2);
  const end = 2;
  const none = even(4, 1, 1);
  const steppers: Record<string, () => Stepper> = {
    'the pair of Dormand and Prince': () => createExplicitStepper(problem, none, dormandPrince),
    Rodas5P: () => createRosenbrockStepper(problem, none, rodas5p),
  };
  /** Greatest error at the end of the steps, and at a share of each step by the dense output. */
  const errors = (stepper: Stepper, steps: number) => {
    const state = Float64Array.from(problem.start);
    const between = new Float64Array(4);
    const found = { step: 0, dense: 0 };
    const off = (values: Float64Array, time: number) =>
      Math.max(...problem.solution(time).map((wanted, index) => Math.abs(wanted - values[index]!)));
    for (let done = 0; done < steps; done++) {
      stepper.attempt(state, end / steps);
      stepper.prepareInterpolation(state, end / steps);
      stepper.interpolate(state, 0.37, between);
      found.dense = Math.max(found.dense, off(between, ((done + 0.37) * end) / steps));
      state.set(stepper.next);
      stepper.accept();
    }
    found.step = off(state, end);
    return found;
  };
  it.each(Object.entries(steppers))(
    '%s has order 5, its dense output errs like the step to the power 5',
    (_, make) => {
      const coarse = errors(make(), 40);
      const fine = errors(make(), 80);
      for (const each of ['step', 'dense'] as const) {
        const order = Math.log2(coarse[each] / fine[each]);
        expect(order, each).toBeGreaterThan(4.7);
        expect(order, each).toBeLessThan(5.8);
      }
    },
  );
});

describe('the non-stiff set DETEST (Hull 1972) to x = 20, relative tolerance 1e-10', () => {
  it.each(nonStiffProblems)('$name: the whole curve by dense output', (problem) => {
    const times = Float64Array.from({ length: 200 }, (_, index) => (index + 1) / 10);
    const state = Float64Array.from(problem.start);
    const integrator = createIntegrator(problem, even(problem.size, 1e-12, 1e-10), { method: 'explicit' });
    let visited = 0;
    const failure = integrator.run(state, 0, 20, times, 0, times.length, (index, found) => {
      expect(index).toBe(visited++);
      // The nearer two bodies come, the more each passage magnifies the error.
      const bound = problem.name.startsWith('D5') ? 1e-6 : problem.name.startsWith('D4') ? 1e-7 : 1e-8;
      problem.solution(times[index]!).forEach((wanted, component) => {
        expect(
          Math.abs(found[component]! - wanted) / Math.max(1, Math.abs(wanted)),
          `${component} at ${times[index]}`,
        ).toBeLessThan(bound);
      });
    });
    expect(failure).toBeUndefined();
    expect(visited).toBe(200);
  });
});

describe('the stiff set, relative tolerance 1e-10, against the Test Set for IVP Solvers', () => {
  it.each(
    stiffProblems.flatMap((problem) =>
      (['stiff', 'switching'] as const).map((method) => ({ ...problem, method })),
    ),
  )('$name, $method', (problem) => {
    const tolerance = { relative: 1e-10, absolute: Float64Array.from(problem.absolute) };
    const { state, failure, counts } = stateAt(problem, problem.endTime, tolerance, problem.method);
    expect(failure).toBeUndefined();
    problem.wanted.forEach((wanted, index) => {
      const off = Math.abs(state[index]! - wanted);
      if (wanted === 0) expect(off, `state ${index}`).toBeLessThan(1e-30);
      else expect(off / wanted, `state ${index}`).toBeLessThan(1e-10);
    });
    if (problem.method === 'stiff') expect(counts.explicit).toBe(0);
    else expect(counts.stiff).toBeGreaterThan(0);
  });
});

describe('the choice of method', () => {
  it('stays with the explicit pair where nothing is stiff', () => {
    const { counts } = stateAt(kepler('', 0.3), 20, even(4, 1e-12, 1e-10), 'switching');
    expect(counts.stiff).toBe(0);
  });
  it('leaves the explicit pair when a fast state has faded, and takes far fewer steps for it', () => {
    // Rates 1e4 and 1: after the first moments only the slow one moves.
    const problem = {
      size: 2,
      start: [1, 1],
      derivative: (y: Float64Array, into: Float64Array) => {
        into[0] = -1e4 * (y[0]! - y[1]!);
        into[1] = -y[1]!;
      },
      jacobian: (_: Float64Array, into: Float64Array) => into.set([-1e4, 1e4, 0, -1]),
    };
    const explicit = stateAt(problem, 10, even(2, 1e-14, 1e-8), 'explicit');
    const automatic = stateAt(problem, 10, even(2, 1e-14, 1e-8), 'switching');
    expect(automatic.counts.explicit + automatic.counts.stiff).toBeLessThan(explicit.counts.explicit / 20);
    expect(Math.abs(automatic.state[1]! / Math.exp(-10) - 1)).toBeLessThan(1e-8);
  });
  it('comes back to the explicit pair', () => {
    const relaxation = stiffProblems.find(({ name }) => name === 'Oregonator')!;
    const integrator = createIntegrator(relaxation, {
      relative: 1e-8,
      absolute: Float64Array.of(1e-12, 1e-12, 1e-12),
    });
    const state = Float64Array.from(relaxation.start);
    integrator.run(state, 0, 25, [], 0, 0, () => {});
    const early = { ...integrator.counts };
    integrator.run(state, 0, 335, [], 0, 0, () => {});
    expect(early.stiff).toBeGreaterThan(0);
    expect(integrator.counts.explicit).toBeGreaterThan(early.explicit + 100);
  });
});

describe('failure is a value, with its reason and time', () => {
  const explosion = {
    size: 1,
    start: [1],
    // y = 1 / (1 - t): there is nothing beyond t = 1.
    derivative: (y: Float64Array, into: Float64Array) => {
      into[0] = y[0]! ** 2;
    },
    jacobian: (y: Float64Array, into: Float64Array) => {
      into[0] = 2 * y[0]!;
    },
  };
  it.each(['explicit', 'stiff', 'switching'] as const)('%s: a solution that ends early', (method) => {
    const { failure } = stateAt(explosion, 2, even(1, 1e-12, 1e-10), method);
    expect(failure?.reason).toMatch(/step too small|not finite/);
    expect(Math.abs((failure?.time ?? 0) - 1)).toBeLessThan(1e-6);
  });
  it.each(['explicit', 'stiff'] as const)('%s: a derivative that is no number', (method) => {
    const broken = {
      ...explosion,
      derivative: (_: Float64Array, into: Float64Array) => into.fill(Number.NaN),
    };
    expect(stateAt(broken, 2, even(1, 1e-12, 1e-10), method).failure).toEqual({
      reason: 'not finite',
      time: 0,
    });
  });
  it('too many steps', () => {
    const integrator = createIntegrator(kepler('', 0.3), even(4, 1e-12, 1e-10), { mostSteps: 10 });
    const state = Float64Array.from(kepler('', 0.3).start);
    const failure = integrator.run(state, 5, 25, [], 0, 0, () => {});
    expect(failure?.reason).toBe('too many steps');
    expect(failure?.time).toBeGreaterThan(5);
    expect(failure?.time).toBeLessThan(7);
  });
});
