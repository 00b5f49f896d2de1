import { density, densityByNumbers, densitySlope } from '../dosing/inverse-gaussian.ts';
import type { Model } from '../model/model.ts';
import { type ModelSystem, systemOf } from '../model/system.ts';
import type { Change } from '../records/agenda.ts';
import type { RepeatedInput } from '../records/check-record.ts';
import { type WrittenModel, writeModel } from './written-model.ts';

type Values = Readonly<Record<string, number>>;

/**
 * A model's system together with the derivatives of its states by parameters: behind the states x stand, for each
 * parameter p, the sensitivities s = dx/dp, with ds/dt = (df/dx) s + df/dp (the variational equations). Inside, parameters
 * are in the engine's units.
 */
export interface DifferentiatedSystem extends ModelSystem {
  /** Of the model itself: how many states come before the first sensitivities. */
  readonly states: number;
  readonly written: WrittenModel;
  /** The derivatives of a node that depends on parameters alone. */
  readonly slope: (node: number) => Float64Array;
  readonly value: (node: number) => number;
  /** What a change of input does to sensitivities. */
  readonly beforeChange: (state: Float64Array, rates: Float64Array, change: Change) => void;
  /** What infusions that are already under way add to the rates of sensitivities. */
  readonly underWay: (rates: Float64Array, input: RepeatedInput, count: number) => void;
}

/** Outputs are followed by their derivatives: by output, by parameter, in the output's unit per the engine's. */
export function differentiate(
  model: Model,
  covariates: Values,
  overrides: Values,
  parameters: readonly string[],
): DifferentiatedSystem {
  const system = systemOf(model, covariates, overrides);
  const { size, clock } = system;
  const count = parameters.length;
  const wide = size * (1 + count);
  const written = writeModel(model, covariates, overrides, parameters, size);
  const { program, values, derivatives } = written;
  const inputs = new Float64Array(size + count);
  inputs.set(values, size);
  const gradient = new Float64Array(size + count);
  const evaluate = (state: Float64Array) => {
    for (let index = 0; index < size; index++) inputs[index] = state[index]!;
    program.evaluate(inputs);
  };
  /** By each parameter, of a node at the last state evaluated. */
  const slopesInto = (node: number, state: Float64Array, put: (parameter: number, slope: number) => void) => {
    program.gradient(node, gradient);
    for (let parameter = 0; parameter < count; parameter++) {
      let sum = gradient[size + parameter]!;
      const first = (1 + parameter) * size;
      for (let index = 0; index < size; index++) sum += gradient[index]! * state[first + index]!;
      put(parameter, sum);
    }
  };
  const nothing = new Float64Array(wide);
  evaluate(nothing);
  const slope = (node: number) => {
    program.gradient(node, gradient);
    return gradient.slice(size);
  };
  const value = (node: number) => program.values[node]!;
  const initial = new Float64Array(wide);
  written.initial.forEach((node, index) => {
    initial[index] = value(node);
    slopesInto(node, nothing, (parameter, by) => {
      initial[(1 + parameter) * size + index] = by;
    });
  });

  const inputRates = new Float64Array(wide);
  const absorbing: ModelSystem['absorbing'] = { now: [] };
  const derivative = (state: Float64Array, into: Float64Array) => {
    evaluate(state);
    into.set(inputRates);
    for (let index = 0; index < size; index++) {
      const node = derivatives[index]!;
      into[index] = into[index]! + program.values[node]!;
      slopesInto(node, state, (parameter, by) => {
        const at = (1 + parameter) * size + index;
        into[at] = into[at]! + by;
      });
    }
    for (const dose of absorbing.now) {
      const sinceH = state[clock!]! - dose.startH;
      const rate = density(dose, sinceH);
      const { byMean, byDispersion } = densityByNumbers(dose, sinceH);
      const byTime = densitySlope(dose, sinceH);
      const { compartment, amountMg, slopes } = dose;
      into[compartment] = into[compartment]! + amountMg * rate;
      for (let parameter = 0; slopes && parameter < count; parameter++) {
        const at = (1 + parameter) * size + compartment;
        const faster =
          byMean * slopes.meanH[parameter]! +
          byDispersion * slopes.relativeDispersion[parameter]! -
          byTime * slopes.startH[parameter]!;
        into[at] = into[at]! + amountMg * faster + slopes.amountMg[parameter]! * rate;
      }
    }
  };

  const underWay: DifferentiatedSystem['underWay'] = (rates, { compartment, slopes }, more) => {
    for (let parameter = 0; slopes && parameter < count; parameter++) {
      const at = (1 + parameter) * size + compartment;
      rates[at] = rates[at]! + more * slopes.rateMgPerH[parameter]!;
    }
  };
  const before = new Float64Array(size);
  /** The derivatives of the states without what doses bring. */
  const flow = (state: Float64Array, into: Float64Array) => {
    evaluate(state);
    for (let index = 0; index < size; index++) into[index] = value(derivatives[index]!);
  };
  /**
   * At a change at the time T the sensitivities jump by what the change itself depends on, and by (f before - f after) dT/dp:
   * later means longer as before (Rozenvasser, Autom Remote Control 1967;28:395-400).
   */
  const beforeChange: DifferentiatedSystem['beforeChange'] = (state, rates, { kind, input }) => {
    const { compartment, bolusMg, rateMgPerH, slopes } = input;
    if (!slopes) return;
    const moved = state.slice();
    moved[compartment] = moved[compartment]! + bolusMg;
    const after = new Float64Array(size);
    flow(moved, after);
    flow(state, before);
    for (let parameter = 0; parameter < count; parameter++) {
      const first = (1 + parameter) * size;
      const at = first + compartment;
      if (kind === 'bolus') {
        const later = slopes.startH[parameter]!;
        for (let index = 0; later !== 0 && index < size; index++) {
          state[first + index] = state[first + index]! + (before[index]! - after[index]!) * later;
        }
        state[at] = state[at]! + slopes.bolusMg[parameter]!;
      } else {
        const sign = kind === 'start' ? 1 : -1;
        const later = (kind === 'start' ? slopes.startH : slopes.endH)[parameter]!;
        state[at] = state[at]! - sign * rateMgPerH * later;
      }
    }
    if (kind !== 'bolus') underWay(rates, input, kind === 'start' ? 1 : -1);
  };

  return {
    ...system,
    states: size,
    written,
    slope,
    value,
    size: wide,
    initial,
    inputRates,
    absorbing,
    derivative,
    beforeChange,
    underWay,
    jacobian: () => {
      throw new Error('sensitivities are followed by explicit steps, which need no Jacobian');
    },
    sizes: (amountMg) => {
      const sizes = new Float64Array(wide);
      const own = system.sizes(amountMg);
      sizes.set(own);
      values.forEach((value, parameter) => {
        const scale = value === 0 ? 1 : Math.abs(value);
        for (let index = 0; index < size; index++)
          sizes[(1 + parameter) * size + index] = own[index]! / scale;
      });
      return sizes;
    },
    readout: (names) => {
      const nodes = names.map((name) => written.outputs.get(name)!);
      return (state, into) => {
        evaluate(state);
        nodes.forEach((node, output) => {
          const first = output * (1 + count);
          into[first] = value(node);
          slopesInto(node, state, (parameter, by) => {
            into[first + 1 + parameter] = by;
          });
        });
      };
    },
  };
}
