import { InputError } from '../error.ts';
import type { Model } from '../model/model.ts';
import { type ModelSystem, systemOf } from '../model/system.ts';
import type { OnStep } from '../ode/integrator.ts';
import { areaUnder, checkSpan } from './area.ts';
import { type CourseFailure, type CourseRequest, checkOutputs, visitAdaptive } from './course.ts';
import { gaussLegendre } from './gauss-legendre.ts';
import { type Peak, peak, timeAbove } from './levels.ts';
import { solve } from './solution.ts';
import { FINE, zeroBetween } from './zeros.ts';

export interface MeasuresRequest extends Omit<CourseRequest, 'timesH'> {
  /** Hours. */
  readonly fromH: number;
  readonly toH: number;
  /** By output, in its unit: for the hours above. */
  readonly levels?: Readonly<Record<string, number>>;
}

/** What one output comes to between two times. */
export interface OutputMeasures {
  /** Area under the output, its unit times hours. */
  readonly area: number;
  /** The greatest value and the first time it is reached. */
  readonly peak: Peak;
  /** Hours above the level; undefined when none was given. */
  readonly hoursAbove: number | undefined;
}

/** The measures of one individual, or why and when the solver gave up. */
export type Measures =
  | {
      readonly failure: null;
      readonly solvedBy: 'exact' | 'adaptive';
      readonly outputs: Readonly<Record<string, OutputMeasures>>;
    }
  | { readonly failure: CourseFailure };

/**
 * Area, peak and time above a level of the outputs of any model. Those of a linear model are exact, unless an
 * output is an expression. Any other course is followed by adaptive steps, and within each step by the method's own
 * interpolation: the area by Gauss-Legendre quadrature, turns and crossings by bracketing. They are as good as the
 * course itself: about 1e-9 of the peak at the usual tolerance.
 * @throws InputError naming the place in the model, the dose, the span, the output or the level that is wrong
 */
export function measuresOf(model: Model, request: MeasuresRequest): Measures {
  const { covariates = {}, overrides = {}, doses, fromH, toH, levels = {}, solver = {} } = request;
  const names = request.outputs ?? Object.keys(model.outputs);
  checkOutputs(model, names);
  checkSpan(fromH, toH);
  for (const [name, level] of Object.entries(levels)) {
    if (!names.includes(name)) throw new InputError(`levels.${name}`, 'no such output is measured');
    if (!Number.isFinite(level))
      throw new InputError(`levels.${name}`, `a finite level is needed, not ${level}`);
  }
  const system = systemOf(model, covariates, overrides);
  const canBeExact = system.isLinear && names.every((name) => system.linear.outputs.has(name));
  const { method = canBeExact ? 'exact' : 'switching' } = solver;
  if (method === 'exact') {
    if (!canBeExact) {
      throw new InputError(
        'solver.method',
        `the model "${model.name}" is not linear, or an output is an expression: there is no exact answer`,
      );
    }
    const solution = solve(system.linear, doses);
    const outputs = names.map((name) => {
      const level = levels[name];
      return [
        name,
        {
          area: areaUnder(solution, name, fromH, toH),
          peak: peak(solution, name, fromH, toH),
          hoursAbove: level === undefined ? undefined : timeAbove(solution, name, level, fromH, toH),
        },
      ] as const;
    });
    return { failure: null, solvedBy: 'exact', outputs: Object.fromEntries(outputs) };
  }
  const meters = names.map((name) => createMeter(system, name, fromH, toH, levels[name]));
  const failure = visitAdaptive(
    system,
    doses,
    [fromH, toH],
    { ...solver, method },
    (index, state) => {
      for (const meter of meters) (index === 0 ? meter.begin : meter.end)(state);
    },
    (startH, lengthH, stateAt) => {
      for (const meter of meters) meter.step(startH, lengthH, stateAt);
    },
  );
  if (failure) return { failure };
  return {
    failure: null,
    solvedBy: 'adaptive',
    outputs: Object.fromEntries(names.map((name, index) => [name, meters[index]!.measures()])),
  };
}

/** Measures one output step by step. */
interface Meter {
  /** The state at the start of the span: told before or after the step that holds it. */
  readonly begin: (state: Float64Array) => void;
  readonly step: OnStep;
  /** The state at the end of the span. */
  readonly end: (state: Float64Array) => void;
  readonly measures: () => OutputMeasures;
}

/** Exact for polynomials up to degree 9; the interpolation within a step is of degree 4. */
const RULE = gaussLegendre(5);
/** Parts of a step in each of which the slope is looked at. A step is short against the turns of the curve. */
const PARTS = 4;
/** For the slope: this share of a step to both sides. */
const ASIDE = 1e-4;

function createMeter(
  system: ModelSystem,
  name: string,
  fromH: number,
  toH: number,
  level: number | undefined,
): Meter {
  const readout = system.readout([name]);
  const row = new Float64Array(1);
  const state = new Float64Array(system.size);
  const slope = new Float64Array(system.size);
  const outputOf = (at: Float64Array) => {
    readout(at, row);
    return row[0]!;
  };
  let knownToH = fromH;
  let first = Number.NaN;
  let area = 0;
  let hoursAbove = 0;
  let highest: Peak = { value: Number.NEGATIVE_INFINITY, timeH: fromH };
  const consider = (timeH: number, value: number) => {
    if (value > highest.value) highest = { value, timeH };
  };
  /** Nothing moves before the first dose. */
  const stay = (untilH: number) => {
    if (untilH <= knownToH) return;
    area += first * (untilH - knownToH);
    if (level !== undefined && first > level) hoursAbove += untilH - knownToH;
    knownToH = untilH;
  };

  return {
    begin(at) {
      first = outputOf(at);
      consider(fromH, first);
    },
    end(at) {
      stay(toH);
      consider(toH, outputOf(at));
    },
    step(startH, lengthH, stateAt) {
      const low = Math.max(startH, fromH);
      const high = Math.min(startH + lengthH, toH);
      if (!(high > low)) return;
      stay(low);
      knownToH = high;
      const value = (timeH: number) => {
        stateAt((timeH - startH) / lengthH, state);
        return outputOf(state);
      };
      /** How fast the output changes, from the derivative of the states. */
      const rise = (timeH: number) => {
        stateAt((timeH - startH) / lengthH, state);
        system.derivative(state, slope);
        const aside = ASIDE * lengthH;
        const after = outputOf(state.map((each, index) => each + aside * slope[index]!));
        return after - outputOf(state.map((each, index) => each - aside * slope[index]!));
      };
      for (let node = 0; node < RULE.nodes.length; node++) {
        const timeH = low + ((RULE.nodes[node]! + 1) / 2) * (high - low);
        area += (RULE.weights[node]! / 2) * (high - low) * value(timeH);
      }
      const edges = [low];
      for (let part = 0, fromPart = low, before = rise(low); part < PARTS; part++) {
        const toPart = part === PARTS - 1 ? high : low + ((part + 1) / PARTS) * (high - low);
        const after = rise(toPart);
        if (before * after < 0) edges.push(zeroBetween(rise, fromPart, toPart, before, after, FINE));
        [fromPart, before] = [toPart, after];
      }
      edges.push(high);
      const values = edges.map(value);
      edges.forEach((timeH, index) => {
        consider(timeH, values[index]!);
      });
      if (level === undefined) return;
      for (let index = 0; index + 1 < edges.length; index++) {
        const [startOf, endOf] = [edges[index]!, edges[index + 1]!];
        const [before, after] = [values[index]! - level, values[index + 1]! - level];
        if (before * after < 0) {
          const crossing = zeroBetween((timeH) => value(timeH) - level, startOf, endOf, before, after, FINE);
          hoursAbove += before > 0 ? crossing - startOf : endOf - crossing;
        } else if (before > 0 || after > 0) {
          hoursAbove += endOf - startOf;
        }
      }
    },
    measures: () => ({ area, peak: highest, hoursAbove: level === undefined ? undefined : hoursAbove }),
  };
}
