import { catalogue, courseCurves, drawingTimes, modelsInUse, predictCourse } from '@ketame/ketamine';
import { type PlanContent, researchIsNoPlan, type StudioState } from './plan.ts';

/** Digits that a drawn curve can show: a tenth of a pixel of the tallest plot. */
const DIGITS = 5;

/**
 * Everything that a plan keeps, so that it can be shown again exactly: the state, the versions of the models, the
 * curves as drawn and the numbers of the table.
 * @throws RangeError when the models do not answer for one of the regimens (such a plan holds nothing to follow), or
 *   when one is research
 */
export function planContentOf(state: StudioState, title: string, note: string): PlanContent {
  const used = modelsInUse(state.regimens, state.patient);
  return {
    title,
    note,
    state,
    models: Object.fromEntries(
      catalogue.filter(({ name }) => used.includes(name)).map(({ name, version }) => [name, version]),
    ),
    outputs: state.regimens.map((regimen) => {
      if (regimen.research) throw new RangeError(researchIsNoPlan(regimen.name));
      const prediction = predictCourse(regimen, state.patient, drawingTimes(regimen));
      if (prediction.refused !== null) {
        const reasons = prediction.refused.map(({ message }) => message).join(' ');
        throw new RangeError(
          `The models do not answer for "${regimen.name}". Remove it, then save. ${reasons}`,
        );
      }
      const { course, summary } = prediction.answer;
      return {
        regimen: regimen.name,
        // The numbers in the form of the wire: plain JSON.
        summary: JSON.parse(JSON.stringify(summary)),
        curves: courseCurves.map(({ id, title: label, unit, factor, of }) => {
          const { typical, low, high, extrapolated } = of(course);
          const drawn = (values: Float64Array) =>
            Array.from(values, (value) => Number((value * factor).toPrecision(DIGITS)));
          return {
            id,
            label,
            unit,
            timesH: Array.from(course.timesH),
            typical: drawn(typical),
            low: low === undefined ? null : drawn(low),
            high: high === undefined ? null : drawn(high),
            basis: extrapolated ? ('extrapolated' as const) : ('fitted' as const),
          };
        }),
      };
    }),
  };
}
