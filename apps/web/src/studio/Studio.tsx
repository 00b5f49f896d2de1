import type { StudioState } from '@ketame/contract';
import type { Patient, Regimen } from '@ketame/ketamine';
import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useDeferredValue, useLayoutEffect, useMemo, useReducer, useState } from 'react';
import { Notice } from '../parts/Notice.tsx';
import { AddRegimenMenu } from './editor/AddRegimenMenu.tsx';
import editor from './editor/editor.module.css';
import { PatientCard } from './editor/PatientCard.tsx';
import { RegimenCard } from './editor/RegimenCard.tsx';
import { Column } from './plots/Column.tsx';
import { usePlotColours } from './plots/colours.ts';
import { measureRedraw } from './plots/measure.ts';
import { type Shown, topsOf } from './plots/panels.ts';
import plots from './plots/plots.module.css';
import { SubstanceToggles } from './plots/SubstanceToggles.tsx';
import { WindowButtons } from './plots/WindowButtons.tsx';
import { CursorReadout } from './results/CursorReadout.tsx';
import { Refusals } from './results/Refusals.tsx';
import { SummaryTable } from './results/SummaryTable.tsx';
import { type AxisWindow, windowOfTreatment } from './state/axis-window.ts';
import { coursesOf } from './state/courses.ts';
import { REGIMENS_MAX, startStudio, studioReducer } from './state/studio-reducer.ts';
import { lastDoseEndH } from './state/time-grid.ts';
import classes from './studio.module.css';

interface StudioProps {
  readonly start: StudioState;
  /** Why the link could not be read; null when it could, or when there was none. */
  readonly broken: string | null;
}

const treatmentWindow = (regimens: readonly Regimen[]): AxisWindow =>
  windowOfTreatment(Math.max(0, ...regimens.map(lastDoseEndH)));

export function Studio({ start, broken }: StudioProps) {
  const [studio, dispatch] = useReducer(studioReducer, start, startStudio);
  const state = studio.history.present;
  const { patient, regimens, selected } = state;
  // The curves follow the hand; the table, which takes longer, follows as soon as there is time.
  const settled = useDeferredValue(state);
  const [axisWindow, setWindow] = useState(() => treatmentWindow(regimens.slice(0, 1)));
  const [cursorH, setCursor] = useState(() => 0.9 * lastDoseEndH(regimens[start.selected] as Regimen));
  const [shown, setShown] = useState<Shown>({
    norketamine: false,
    hydroxynorketamine: false,
    rKetamine: false,
  });
  const stacked = useMediaQuery('(max-width: 61em)') ?? false;
  const colours = usePlotColours();
  const courses = useMemo(() => coursesOf(regimens, patient), [regimens, patient]);
  const tops = useMemo(() => topsOf(courses.drawn, selected, shown), [courses, selected, shown]);

  const change = useCallback(
    (index: number, regimen: Regimen, gesture?: string) =>
      dispatch({ type: 'change', index, regimen, ...(gesture === undefined ? {} : { gesture }) }),
    [],
  );
  const changeSelected = useCallback(
    (regimen: Regimen, gesture: string) => change(selected, regimen, gesture),
    [change, selected],
  );
  const changePatient = useCallback((next: Patient) => dispatch({ type: 'patient', patient: next }), []);

  useLayoutEffect(measureRedraw);

  const column = {
    stacked,
    drawn: courses.drawn,
    selected,
    patient,
    shown,
    tops,
    window: axisWindow,
    cursorH,
    colours,
    onWindow: setWindow,
    onCursor: setCursor,
    onRegimen: changeSelected,
    substances: <SubstanceToggles shown={shown} onChange={setShown} />,
  };
  return (
    <div className={classes.page}>
      <title>Studio · Ketame</title>
      <header className={classes.head}>
        <h1 className={classes.title}>Regimen studio</h1>
      </header>
      {broken !== null && (
        <Notice kind="caution" title="The link could not be opened">
          <p>{broken}</p>
        </Notice>
      )}
      {studio.refused !== null && <Notice kind="caution" title={studio.refused} />}
      <div className={classes.layout}>
        <div className={classes.side}>
          <PatientCard patient={patient} origin={null} onChange={changePatient} />
          <section aria-labelledby="studio-regimens">
            <h2 id="studio-regimens" className={editor.heading}>
              Regimens
            </h2>
            <div className={editor.cards}>
              {regimens.map((regimen, index) => (
                <RegimenCard
                  // biome-ignore lint/suspicious/noArrayIndexKey: a regimen is known by its letter.
                  key={index}
                  regimen={regimen}
                  index={index}
                  selected={index === selected}
                  room={regimens.length < REGIMENS_MAX}
                  removable={regimens.length > 1}
                  onSelect={(at) => dispatch({ type: 'select', index: at })}
                  onChange={change}
                  onDuplicate={(at) => dispatch({ type: 'duplicate', index: at })}
                  onRemove={(at) => dispatch({ type: 'remove', index: at })}
                />
              ))}
              <AddRegimenMenu
                room={regimens.length < REGIMENS_MAX}
                onAdd={(regimen) => dispatch({ type: 'add', regimen })}
              />
            </div>
          </section>
          <CursorReadout
            drawn={courses.drawn.find(({ index }) => index === selected)}
            cursorH={cursorH}
            shown={shown}
          />
        </div>
        <div className={classes.results}>
          <Refusals refused={courses.refused} regimens={regimens.length} />
          {courses.drawn.length > 0 && (
            <>
              <WindowButtons window={axisWindow} treatment={treatmentWindow(regimens)} onChange={setWindow} />
              <div className={plots.columns}>
                <Column count="hours" {...column} />
                <Column count="weeks" {...column} />
              </div>
              <SummaryTable regimens={settled.regimens} patient={settled.patient} />
            </>
          )}
        </div>
      </div>
    </div>
  );
}
