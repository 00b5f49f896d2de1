import type { Drawn } from '../state/courses.ts';
import type { FitAnswer } from './fit-worker.ts';

/** The drawn regimens, the selected one with what was measured under it. */
export function withLearntOf(
  drawn: readonly Drawn[],
  selected: number,
  answer: FitAnswer | null,
): readonly Drawn[] {
  if (answer === null || answer.problem !== null) return drawn;
  const arterial = answer.sites.find(({ site }) => site === 'arterial');
  if (arterial === undefined) return drawn;
  return drawn.map((each) => {
    const curve = arterial.curves.find(({ analyte }) => analyte === each.regimen.drug);
    if (each.index !== selected || curve === undefined) return each;
    const points = arterial.residuals.filter(({ output }) => output === curve.analyte);
    return { ...each, learnt: { timesH: arterial.timesH, patient: curve.patient, points } };
  });
}
