import { InputError } from '../error.ts';
import type { LinearModel } from './linear-model.ts';

/** The states of a model by place: compartments, effect sites, what has left the body, slow states. */
export interface States {
  readonly names: readonly string[];
  /** The state that gathers what has left the body. */
  readonly left: number;
  /** The place of a compartment, effect site or slow state. @throws InputError when there is none of this name */
  readonly compartment: (name: string, path: string) => number;
  readonly effectSite: (name: string, path: string) => number;
  readonly slowState: (name: string, path: string) => number;
}

/** @throws InputError when two states share a name */
export function readStates(model: LinearModel): States {
  const effectSites = Object.keys(model.effectSites ?? {});
  const slowStates = Object.keys(model.slowStates ?? {});
  const left = model.compartments.length + effectSites.length;
  const names = [...model.compartments, ...effectSites, 'left the body', ...slowStates];
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new InputError(
      'compartments',
      `the name "${twice}" is used twice among compartments, effect sites and slow states`,
    );
  }
  const finder = (kind: string, list: readonly string[], first: number) => (name: string, path: string) => {
    const place = list.indexOf(name);
    if (place < 0) {
      throw new InputError(path, `there is no ${kind} "${name}"; the model has ${list.join(', ') || 'none'}`);
    }
    return first + place;
  };
  return {
    names,
    left,
    compartment: finder('compartment', model.compartments, 0),
    effectSite: finder('effect site', effectSites, model.compartments.length),
    slowState: finder('slow state', slowStates, left + 1),
  };
}
