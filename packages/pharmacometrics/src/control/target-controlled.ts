import type { Dose } from '../dosing/dose.ts';
import { InputError } from '../error.ts';
import type { LinearSystem } from '../model/individual.ts';
import { solve, visitStates } from '../solve/solution.ts';
import { createController } from './controller.ts';
import { checkTarget, type TargetCourse, targetAt } from './target.ts';

/** What the pump and the bedside allow. */
export interface PumpLimits {
  /** A rate holds at least this long, h. */
  readonly intervalH: number;
  /** The greatest rate, mg/h. */
  readonly mostMgPerH: number;
  /** Rates are whole multiples of this, mg/h; any rate when absent. */
  readonly stepMgPerH?: number;
  /** What a full syringe holds, mg, and how long a change of it takes, h; no changes when absent. */
  readonly syringe?: { readonly fullMg: number; readonly leftMg: number; readonly changeH: number };
}

/** What kept a rate from being the exact one. */
export type Limitation = 'greatest rate' | 'whole steps' | 'syringe';

/** A rate that holds until the next. */
export interface RateStep {
  readonly timeH: number;
  readonly rateMgPerH: number;
  /** Why it is less than the exact rate; empty when it is that. */
  readonly limited: readonly Limitation[];
  /** Whether a new syringe is put in from here on. */
  readonly changesSyringe: boolean;
}

export interface TargetControlled {
  /** One entry for each change of rate, in order. */
  readonly steps: readonly RateStep[];
  /** The same as doses of the input. */
  readonly doses: readonly Dose[];
}

export interface TargetRequest {
  /** The input that the pump feeds. */
  readonly input: string;
  readonly target: TargetCourse;
  readonly pump: PumpLimits;
  /** What was really given before `fromH`: pauses and missed boluses are in it by their absence. */
  readonly given?: readonly Dose[];
  readonly fromH: number;
  readonly untilH: number;
}

/** More intervals than this are taken for a mistake. */
const MOST_INTERVALS = 100_000;

/**
 * Rates that bring an output to its target as fast as may be without exceeding it, and keep it there. From what was
 * really given until now, so that after a pause or a missed bolus it is simply asked again.
 * A fall of the target is met by giving nothing from its time on; a rise is prepared as far as the ceiling of now allows.
 *
 * @throws InputError naming the field that is wrong, or a dose that still runs at `fromH`
 */
export function targetControlled(system: LinearSystem, request: TargetRequest): TargetControlled {
  const { input, target, pump, given = [], fromH, untilH } = request;
  checkTarget(target);
  checkPump(pump);
  const intervals = Math.ceil((untilH - fromH) / pump.intervalH - 1e-9);
  if (!(intervals >= 1 && intervals <= MOST_INTERVALS)) {
    throw new InputError(
      'untilH',
      `1 to ${MOST_INTERVALS} intervals from fromH are needed, not ${intervals} (${fromH} to ${untilH} h)`,
    );
  }
  const controller = createController(system, input, target.output, pump.intervalH);
  const syringe = createSyringe(pump);
  let state = stateAt(system, given, fromH);
  const steps: RateStep[] = [];
  for (let index = 0; index < intervals; index++) {
    const timeH = fromH + index * pump.intervalH;
    const now = targetAt(target, timeH + pump.intervalH);
    const exact = controller.rate(state, (ahead) => Math.max(now, targetAt(target, timeH + ahead)));
    const { rateMgPerH, limited, changesSyringe } = syringe.draw(allowed(exact, pump));
    state = controller.advance(state, rateMgPerH);
    const last = steps.at(-1);
    if (last?.rateMgPerH === rateMgPerH && last.limited.join() === limited.join() && !changesSyringe)
      continue;
    steps.push({ timeH, rateMgPerH, limited, changesSyringe });
  }
  const endH = fromH + intervals * pump.intervalH;
  return { steps, doses: dosesOf(steps, input, endH) };
}

function checkPump({ mostMgPerH, stepMgPerH, syringe }: PumpLimits): void {
  if (!(mostMgPerH > 0))
    throw new InputError('pump.mostMgPerH', `a rate above 0 is needed, not ${mostMgPerH}`);
  if (stepMgPerH !== undefined && !(stepMgPerH > 0 && stepMgPerH <= mostMgPerH)) {
    throw new InputError(
      'pump.stepMgPerH',
      `a step above 0 and up to ${mostMgPerH} mg/h is needed, not ${stepMgPerH}`,
    );
  }
  if (syringe === undefined) return;
  const { fullMg, leftMg, changeH } = syringe;
  if (!(fullMg > 0))
    throw new InputError('pump.syringe.fullMg', `an amount above 0 is needed, not ${fullMg}`);
  if (!(leftMg >= 0 && leftMg <= fullMg)) {
    throw new InputError('pump.syringe.leftMg', `an amount from 0 to ${fullMg} is needed, not ${leftMg}`);
  }
  if (!(changeH >= 0))
    throw new InputError('pump.syringe.changeH', `hours from 0 are needed, not ${changeH}`);
}

/** The state from which the pump goes on. */
function stateAt(system: LinearSystem, given: readonly Dose[], fromH: number): Float64Array {
  const solution = solve(system, given);
  const later = solution.stretches.find(({ timeH }) => timeH > fromH);
  if (later !== undefined) {
    throw new InputError(
      'given',
      `something given lasts until ${later.timeH} h; what was given must have ended at ${fromH} h`,
    );
  }
  const state = new Float64Array(system.stateNames.length);
  if (solution.stretches.length > 0) {
    visitStates(solution, [fromH], (_, reached) => {
      state.set(reached);
    });
  }
  return state;
}

interface Allowed {
  readonly rateMgPerH: number;
  readonly limited: readonly Limitation[];
}

/** A rate cut to what the pump can do; downwards, so that no target is exceeded by it. */
function allowed(exact: number, { mostMgPerH, stepMgPerH }: PumpLimits): Allowed {
  const limited: Limitation[] = [];
  if (exact > mostMgPerH) limited.push('greatest rate');
  const cut = Math.min(exact, mostMgPerH);
  if (stepMgPerH === undefined) return { rateMgPerH: cut, limited };
  // A hair below a whole step is that step: 2.9999999999 of them are 3.
  const whole = Math.floor(cut / stepMgPerH + 1e-9) * stepMgPerH;
  if (exact <= mostMgPerH && whole < exact * (1 - 1e-9)) limited.push('whole steps');
  return { rateMgPerH: whole, limited };
}

/** Empties one syringe after the other, with a pause at each change. */
function createSyringe({ intervalH, stepMgPerH, syringe }: PumpLimits) {
  let leftMg = syringe?.leftMg ?? Number.POSITIVE_INFINITY;
  let pause = 0;
  return {
    draw: ({ rateMgPerH, limited }: Allowed): Omit<RateStep, 'timeH'> => {
      if (syringe === undefined) return { rateMgPerH, limited, changesSyringe: false };
      let changesSyringe = false;
      if (pause > 0) {
        pause--;
        if (pause > 0) return { rateMgPerH: 0, limited: ['syringe'], changesSyringe: false };
        leftMg = syringe.fullMg;
        changesSyringe = true;
      }
      const wantedMg = rateMgPerH * intervalH;
      if (wantedMg <= leftMg * (1 + 1e-12)) {
        leftMg -= wantedMg;
        return { rateMgPerH, limited, changesSyringe };
      }
      const exact = leftMg / intervalH;
      const last = stepMgPerH === undefined ? exact : Math.floor(exact / stepMgPerH + 1e-9) * stepMgPerH;
      leftMg = 0;
      pause = Math.ceil(syringe.changeH / intervalH - 1e-9) + 1;
      return { rateMgPerH: last, limited: [...limited, 'syringe'], changesSyringe };
    },
  };
}

/** Steps as infusions, each until the next; a rate of 0 is none. */
function dosesOf(steps: readonly RateStep[], input: string, endH: number): Dose[] {
  return steps.flatMap(({ timeH, rateMgPerH }, index) => {
    const durationH = (steps[index + 1]?.timeH ?? endH) - timeH;
    return rateMgPerH === 0 ? [] : [{ input, timeH, rateMgPerH, durationH }];
  });
}
