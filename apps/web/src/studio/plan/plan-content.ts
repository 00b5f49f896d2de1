import type { PlanContent, StudioState } from '@ketame/contract';
import { catalogue } from '@ketame/ketamine';
import { MODELS_IN_USE } from '../models/models-in-use.ts';
import { panels } from '../plots/panels.ts';
import { coursesOf, summariesOf } from '../state/courses.ts';

/** Digits that a drawn curve can show: a tenth of a pixel of the tallest plot. */
const DIGITS = 5;

/**
 * Everything that a plan keeps, so that it can be shown again exactly: the state, the versions of the models, the
 * curves as drawn and the numbers of the table.
 * @throws RangeError when the models do not answer for one of the regimens: such a plan holds nothing to follow
 */
export function planContentOf(state: StudioState, title: string, note: string): PlanContent {
  const { drawn } = coursesOf(state.regimens, state.patient);
  const summaries = summariesOf(state.regimens, state.patient);
  if (drawn.length < state.regimens.length) {
    throw new RangeError('The models do not answer for one of the regimens. Remove it, then save.');
  }
  return {
    title,
    note,
    state,
    models: modelVersions(),
    outputs: drawn.map(({ index, regimen, course }) => ({
      regimen: regimen.name,
      // The numbers in the form of the wire: plain JSON.
      summary: JSON.parse(JSON.stringify(summaries.find((one) => one.index === index)?.summary ?? null)),
      curves: panels.map((panel) => {
        const line = panel.lineOf(course);
        const drawnAs = (values: Float64Array) =>
          Array.from(values, (value) => Number((value * panel.factor).toPrecision(DIGITS)));
        return {
          id: panel.id,
          label: panel.title,
          unit: panel.unit,
          timesH: Array.from(course.timesH),
          typical: drawnAs(line.values),
          low: line.low === undefined ? null : drawnAs(line.low),
          high: line.high === undefined ? null : drawnAs(line.high),
          basis: line.extrapolated ? ('extrapolated' as const) : ('fitted' as const),
        };
      }),
    })),
  };
}

const modelVersions = (): Record<string, string> =>
  Object.fromEntries(
    catalogue.filter(({ name }) => MODELS_IN_USE.includes(name)).map(({ name, version }) => [name, version]),
  );
