import { numberText } from '../../parts/format.ts';
import { type Panel, panels, reading, type Shown, valueAt } from '../plots/panels.ts';
import type { Drawn } from '../state/courses.ts';
import { letterOf, moment } from '../state/words.ts';
import classes from './results.module.css';

interface CursorReadoutProps {
  readonly drawn: Drawn | undefined;
  readonly cursorH: number;
  readonly shown: Shown;
}

const NAMES: Readonly<Record<Panel['id'], string>> = {
  rate: 'Rate',
  plasma: 'Arterial ketamine',
  effectSite: 'Effect site, S-ketamine',
  acuteRelief: 'Acute relief',
  drugHigh: 'Drug high',
  slowRelief: 'Slow relief, responder',
};

const UNITS: Readonly<Record<Panel['id'], string>> = {
  rate: 'mg/h',
  plasma: 'ng/mL',
  effectSite: 'ng/mL',
  acuteRelief: '%',
  drugHigh: '%',
  slowRelief: '%',
};

/** What the selected regimen is predicted to do at the time of the cursor. */
export function CursorReadout({ drawn, cursorH, shown }: CursorReadoutProps) {
  if (drawn === undefined) return null;
  const { course, without } = drawn;
  return (
    <section aria-labelledby="studio-cursor">
      <h2 id="studio-cursor" className={classes.heading}>
        {letterOf(drawn.index)} at the cursor · {moment(cursorH)}
      </h2>
      <dl className={classes.readings}>
        {panels.map((panel) => {
          const line = panel.lineOf(course);
          return (
            <div key={panel.id} className={classes.reading}>
              <dt>{NAMES[panel.id]}</dt>
              <dd>
                {reading(panel, line, course.timesH, cursorH)} {UNITS[panel.id]}
                {line.extrapolated && <span className={classes.extrapolated}> extrapolation</span>}
              </dd>
              {without !== undefined && !panel.stepped && (
                <Further name={`without ${without.name}`}>
                  {reading(panel, panel.lineOf(without.course), course.timesH, cursorH)} {UNITS[panel.id]}
                </Further>
              )}
              {panel.furtherOf(course, shown).map((further) => (
                <Further key={further.label} name={further.label}>
                  {numberText(valueAt(course.timesH, further.values, cursorH, false))} ng/mL
                </Further>
              ))}
            </div>
          );
        })}
      </dl>
    </section>
  );
}

function Further({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
