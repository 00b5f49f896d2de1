import type { StudioState } from '@ketame/contract';
import type { Patient, Regimen } from '@ketame/ketamine';
import { type Dispatch, useCallback } from 'react';
import type { PatientInStudio } from '../navigation.ts';
import { AddRegimenMenu } from './editor/AddRegimenMenu.tsx';
import editor from './editor/editor.module.css';
import { PatientCard } from './editor/PatientCard.tsx';
import { RegimenCard } from './editor/RegimenCard.tsx';
import { PatientNotes } from './results/PatientNotes.tsx';
import { REGIMENS_MAX, type StudioAction } from './state/studio-reducer.ts';
import classes from './studio.module.css';

interface SideProps {
  readonly state: StudioState;
  readonly forPatient: PatientInStudio | null;
  /** What the patient's record says now; null without one. */
  readonly record: Patient | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly dispatch: Dispatch<StudioAction>;
}

/** What is put in: the patient and the regimens. */
export function Side(props: SideProps) {
  const { state, forPatient, record, canUndo, canRedo, dispatch } = props;
  const { patient, regimens, selected } = state;
  const room = regimens.length < REGIMENS_MAX;
  const changePatient = useCallback(
    (next: Patient) => dispatch({ type: 'patient', patient: next }),
    [dispatch],
  );
  const add = useCallback((regimen: Regimen) => dispatch({ type: 'add', regimen }), [dispatch]);
  return (
    <>
      <div>
        <PatientCard
          patient={patient}
          name={forPatient?.name ?? null}
          record={record}
          onChange={changePatient}
        />
        <PatientNotes patient={patient} regimens={regimens} selected={selected} />
      </div>
      <section aria-labelledby="studio-regimens">
        <div className={classes.sideHead}>
          <h2 id="studio-regimens" className={editor.heading}>
            Regimens
          </h2>
          <button
            type="button"
            className={classes.textButton}
            disabled={!canUndo}
            onClick={() => dispatch({ type: 'undo' })}
          >
            Undo
          </button>
          <button
            type="button"
            className={classes.textButton}
            disabled={!canRedo}
            onClick={() => dispatch({ type: 'redo' })}
          >
            Redo
          </button>
        </div>
        <div className={editor.cards}>
          {regimens.map((regimen, index) => (
            <RegimenCard
              // biome-ignore lint/suspicious/noArrayIndexKey: a regimen is known by its letter.
              key={index}
              regimen={regimen}
              index={index}
              selected={index === selected}
              room={room}
              removable={regimens.length > 1}
              dispatch={dispatch}
            />
          ))}
          <AddRegimenMenu room={room} onAdd={add} />
        </div>
      </section>
    </>
  );
}
