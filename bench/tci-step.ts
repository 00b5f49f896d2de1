import { createController, individual } from '../packages/pharmacometrics/src/index.ts';
import { threeCompartments, typicalThree } from '../packages/pharmacometrics/test/models.ts';
import { type Entry, median } from './entry.ts';

const STEPS = 1000;
const INTERVAL_H = 1 / 60;
const TARGET = 0.2;

/** What a pump asks for at each change of its rate. */
export const tciStep: Entry = {
  name: 'TCI step',
  what: 'three compartments, plasma held, a rate and the state after it every minute',
  measure: async () => {
    const system = individual(threeCompartments(typicalThree));
    const controller = createController(system, 'iv', 'C', INTERVAL_H);
    const ceiling = () => TARGET;
    const walk = () => {
      let state: Float64Array = new Float64Array(system.stateNames.length);
      for (let step = 0; step < STEPS; step++)
        state = controller.advance(state, controller.rate(state, ceiling));
    };
    return {
      timings: {
        [`${STEPS} steps`]: await median(21, walk, 10),
        'beginning: the responses of the model': await median(
          21,
          () => createController(system, 'iv', 'C', INTERVAL_H),
          10,
        ),
      },
      checks: [],
    };
  },
};
