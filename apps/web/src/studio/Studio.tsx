import type { StudioState } from '@ketame/contract';
import { lastDoseEndH, type Regimen } from '@ketame/ketamine';
import { useMediaQuery } from '@mantine/hooks';
import {
  lazy,
  Suspense,
  useCallback,
  useDeferredValue,
  useLayoutEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
} from 'react';
import type { PatientInStudio } from '../navigation.ts';
import { Notice } from '../parts/Notice.tsx';
import { Actions } from './Actions.tsx';
import { useFit } from './fit/use-fit.ts';
import { withLearntOf } from './fit/with-learnt.ts';
import { ModelChips } from './models/ModelChips.tsx';
import { Column } from './plots/Column.tsx';
import { usePlotColours } from './plots/colours.ts';
import { measureRedraw } from './plots/measure.ts';
import { type Shown, topsOf } from './plots/panels.ts';
import plots from './plots/plots.module.css';
import { SubstanceToggles } from './plots/SubstanceToggles.tsx';
import { WindowButtons } from './plots/WindowButtons.tsx';
import { PopulationNote } from './population/PopulationNote.tsx';
import { PopulationToggle } from './population/PopulationToggle.tsx';
import { usePopulation, withPopulationOf } from './population/use-population.ts';
import { usePrintSheet } from './print/use-print-sheet.tsx';
import { CursorReadout } from './results/CursorReadout.tsx';
import { Evidence, LaterDisagrees } from './results/Evidence.tsx';
import { Refusals } from './results/Refusals.tsx';
import { SummaryTable } from './results/SummaryTable.tsx';
import { Side } from './Side.tsx';
import { type AxisWindow, windowOfTreatment } from './state/axis-window.ts';
import { coursesOf } from './state/courses.ts';
import { startStudio, studioReducer } from './state/studio-reducer.ts';
import { useAddress } from './state/use-address.ts';
import { useRecord } from './state/use-record.ts';
import { useUndoKeys } from './state/use-undo-keys.ts';
import classes from './studio.module.css';
import { Tools } from './Tools.tsx';
import { FILLED } from './target/target-line.ts';
import { bandLines, useBand } from './target/use-band.ts';
import { targetLines, useTarget } from './target/use-target.ts';

/** Only who learns from a patient needs it. */
const FitFindings = lazy(() => import('./fit/FitFindings.tsx'));

interface StudioProps {
  readonly start: StudioState;
  /** Why the link could not be read; null when it could, or when there was none. */
  readonly broken: string | null;
  /** For whom it was opened; null without a patient. */
  readonly forPatient: PatientInStudio | null;
}

const treatmentWindow = (regimens: readonly Regimen[]): AxisWindow =>
  windowOfTreatment(Math.max(0, ...regimens.map(lastDoseEndH)));

/** Near the end of what is given, h. */
const cursorAtFirst = (regimen: Regimen): number => 0.9 * lastDoseEndH(regimen);

const NOTHING_FURTHER: Shown = { norketamine: false, hydroxynorketamine: false, rKetamine: false };

/** Regimens on the left, their predicted course on the right, moving under the hand. */
export function Studio({ start, broken, forPatient }: StudioProps) {
  const [studio, dispatch] = useReducer(studioReducer, start, startStudio);
  const { past, present: state, future } = studio.history;
  const { patient, regimens, selected } = state;
  const chosen = start.regimens[start.selected] as Regimen;
  const [axisWindow, setWindow] = useState(() => treatmentWindow([chosen]));
  const [cursorH, setCursor] = useState(() => cursorAtFirst(chosen));
  const [shown, setShown] = useState(NOTHING_FURTHER);
  const record = useRecord(forPatient);
  const stacked = useMediaQuery('(max-width: 61em)') ?? false;
  const colours = usePlotColours();
  // The curves follow the hand; the table, which takes longer, follows as soon as there is time.
  const settled = useDeferredValue(state);
  const courses = useMemo(() => coursesOf(regimens, patient), [regimens, patient]);
  const [withPopulation, setWithPopulation] = useState(false);
  const population = usePopulation(withPopulation, selected, regimens[selected], patient);
  const fit = useFit();
  const isFitted = fit.question?.patient === patient && fit.question.regimen === regimens[selected];
  const fitted = isFitted ? fit.answer : null;
  const drawn = useMemo(
    () => withLearntOf(withPopulationOf(courses.drawn, selected, population), selected, fitted),
    [courses, selected, population, fitted],
  );
  const tops = useMemo(() => topsOf(drawn, selected, shown), [drawn, selected, shown]);

  const changeSelected = useCallback(
    (regimen: Regimen, gesture: string) => dispatch({ type: 'change', index: selected, regimen, gesture }),
    [selected],
  );
  // A schedule that was asked for is shown whole; one whose line is dragged stays under the hand.
  const takeSchedule = useCallback(
    (regimen: Regimen, gesture: string) => {
      changeSelected(regimen, gesture);
      if (gesture !== FILLED) return;
      setWindow(treatmentWindow([regimen]));
      setCursor(cursorAtFirst(regimen));
    },
    [changeSelected],
  );
  const target = useTarget(regimens[selected], patient, takeSchedule);
  const band = useBand(regimens[selected], patient, takeSchedule);
  const proposed = useRef<Regimen | null>(null);
  // One proposal after the other is drawn in the same place.
  const drawProposal = (regimen: Regimen) => {
    const index = proposed.current === null ? -1 : regimens.indexOf(proposed.current);
    proposed.current = regimen;
    dispatch(index < 0 ? { type: 'add', regimen } : { type: 'change', index, regimen });
  };
  useUndoKeys(
    useCallback(() => dispatch({ type: 'undo' }), []),
    useCallback(() => dispatch({ type: 'redo' }), []),
  );
  useAddress(state);
  useLayoutEffect(measureRedraw);
  const { printSheet, paper } = usePrintSheet(
    { state, forPatient, planned: target.met ?? band.met, fitted },
    courses.refused.length === 0,
  );

  const column = {
    stacked,
    drawn,
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
    lines: [...targetLines(target), ...bandLines(band)],
    beside: {
      rate: <WindowButtons window={axisWindow} treatment={treatmentWindow(regimens)} onChange={setWindow} />,
      plasma: <SubstanceToggles shown={shown} onChange={setShown} />,
      slowRelief: <PopulationToggle pressed={withPopulation} onChange={setWithPopulation} />,
    },
  };
  return (
    <>
      {paper}
      <div className={classes.page}>
        <title>Studio · Ketame</title>
        <header className={classes.head}>
          <h1 className={classes.title}>Studio</h1>
          <ModelChips regimens={settled.regimens} patient={settled.patient} />
          <LaterDisagrees />
        </header>
        {broken !== null && (
          <Notice kind="caution" title="The link could not be opened">
            <p>{broken}</p>
          </Notice>
        )}
        {studio.refused !== null && <Notice kind="caution" title={studio.refused} />}
        <div className={classes.layout}>
          <div className={classes.side}>
            <Actions state={settled} forPatient={forPatient} onPrint={printSheet} />
            <Side
              state={state}
              forPatient={forPatient}
              record={record}
              canUndo={past.length > 0}
              canRedo={future.length > 0}
              dispatch={dispatch}
            />
            {regimens[selected] !== undefined && (
              <Tools
                regimen={regimens[selected]}
                patient={patient}
                target={target}
                band={band}
                fit={fit}
                onDraw={drawProposal}
              />
            )}
            {!stacked && (
              <CursorReadout
                drawn={courses.drawn.find(({ index }) => index === selected)}
                cursorH={cursorH}
                shown={shown}
              />
            )}
          </div>
          <div className={classes.results}>
            <Refusals refused={courses.refused} regimens={regimens.length} />
            {courses.drawn.length > 0 && (
              <>
                <div className={plots.columns}>
                  <Column count="hours" {...column} />
                  <Column count="weeks" {...column} />
                </div>
                {fitted !== null && (
                  <Suspense>
                    <FitFindings answer={fitted} index={selected} />
                  </Suspense>
                )}
                <PopulationNote state={population} index={selected} />
                <SummaryTable regimens={settled.regimens} patient={settled.patient} />
              </>
            )}
            <Evidence />
          </div>
        </div>
      </div>
    </>
  );
}
