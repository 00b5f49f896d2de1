import { numberText } from '../../parts/format.ts';
import { learntInWords } from '../fit/learnt.ts';
import type { AxisWindow } from '../state/axis-window.ts';
import type { Drawn } from '../state/courses.ts';
import { letterOf, moment } from '../state/words.ts';
import type { Panel } from './panels.ts';

/** A panel for those who do not see it: for each regimen the greatest value in view, and when. */
export function panelInWords(panel: Panel, drawn: readonly Drawn[], window: AxisWindow): string {
  const span = `${moment(window.fromH)} to ${moment(window.toH)}`;
  const measured = drawn.flatMap(({ learnt }) =>
    panel.id === 'plasma' && learnt !== undefined ? [` ${learntInWords(learnt)}`] : [],
  );
  const lines = drawn.map(({ index, course }) => {
    const line = panel.lineOf(course);
    let best = -1;
    for (let i = 0; i < course.timesH.length; i++) {
      const time = course.timesH[i] as number;
      if (time < window.fromH || time > window.toH) continue;
      if (best < 0 || (line.values[i] as number) > (line.values[best] as number)) best = i;
    }
    const value = best < 0 ? 0 : (line.values[best] as number) * panel.factor;
    const when = best < 0 || value === 0 ? '' : ` at ${moment(course.timesH[best] as number)}`;
    return `${letterOf(index)} at most ${numberText(value)}${when}${line.extrapolated ? ' (extrapolation)' : ''}`;
  });
  return `${panel.title}, ${panel.unit}, ${span}: ${lines.join('; ')}.${measured.join('')}`;
}
