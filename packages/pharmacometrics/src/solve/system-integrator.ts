import { InputError } from '../error.ts';
import type { ModelSystem } from '../model/system.ts';
import { createIntegrator, type Integrator, type IntegratorOptions } from '../ode/integrator.ts';
import type { Tolerance } from '../ode/problem.ts';

/** Up to this order a jump in a derivative is felt by a method of order 5. */
const LAST_ORDER = 5;
/** Times nearer to each other than this many parts of themselves are one. */
const SAME_TIME = 1e-13;

/**
 * An integrator of a model's equations. Where they look back it goes by the method of steps: never further than the shortest
 * delay at once, so that what it looks back on is known, and anew from every time at which a derivative jumps: each change of
 * input, so many delays later, one order higher each time (Hairer, Norsett and Wanner, Solving ODEs I, II.17).
 * @throws InputError for the method `stiff` where they look back
 */
export function createSystemIntegrator(
  system: ModelSystem,
  tolerance: Tolerance,
  options: IntegratorOptions,
): Integrator {
  const { delaysH, clock, past } = system;
  if (delaysH.length === 0) return createIntegrator(system, tolerance, options);
  if (options.method === 'stiff') {
    throw new InputError(
      'solver.method',
      'a model with delays is followed by explicit steps; leave the method out',
    );
  }
  const { onStep } = options;
  const integrator = createIntegrator(system, tolerance, {
    ...options,
    method: 'explicit',
    onStep(from, length, stateAt) {
      past.now.add(from, length, stateAt);
      onStep?.(from, length, stateAt);
    },
  });
  const shortest = Math.min(...delaysH);
  const longest = Math.max(...delaysH);
  /** The next time at which a derivative jumps. */
  const nextBreak = (now: number) => {
    const least = now + SAME_TIME * Math.abs(now);
    const breaks = past.now.breaks();
    let found = { time: Number.POSITIVE_INFINITY, order: LAST_ORDER };
    for (let index = breaks.length - 1; index >= 0 && breaks[index]!.time + longest > now; index--) {
      const { time, order } = breaks[index]!;
      for (const delayH of delaysH) {
        const later = time + delayH;
        if (order < LAST_ORDER && later > least && later < found.time)
          found = { time: later, order: order + 1 };
      }
    }
    return found;
  };
  const run: Integrator['run'] = (state, from, to, times, first, end, visit) => {
    past.now.begin(from);
    let wanted = first;
    for (let now = from; now < to; ) {
      const jump = nextBreak(now);
      const near = Math.min(jump.time, now + shortest);
      const next = to - near > SAME_TIME * Math.abs(to) ? near : to;
      past.readers = delaysH.map((delayH) => past.now.readerAround((now + next) / 2 - delayH));
      let until = wanted;
      while (until < end && (next === to || times[until]! <= next)) until++;
      state[clock!] = now;
      const failure = integrator.run(state, now, next, times, wanted, until, visit);
      if (failure) return failure;
      wanted = until;
      now = next;
      if (next === jump.time) past.now.addBreak(jump);
    }
    return undefined;
  };
  return { run, counts: integrator.counts };
}
