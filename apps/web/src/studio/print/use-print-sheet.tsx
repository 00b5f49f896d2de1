import type { StudioState } from '@ketame/contract';
import { type ComponentType, useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { PatientInStudio } from '../../navigation.ts';
import classes from '../studio.module.css';

type Sheet = ComponentType<{ readonly state: StudioState; readonly forPatient: PatientInStudio | null }>;

/** The parts of the sheet are no part of the first load: they are fetched while the page stands idle. */
const fetchSheet = (): Promise<Sheet> => import('./PrintSheet.tsx').then((module) => module.default);

/**
 * The paper side of the studio: drawn when something is about to be printed, by the button or by the browser's own
 * command, and gone afterwards.
 */
export function usePrintSheet(state: StudioState, forPatient: PatientInStudio | null) {
  const sheet = useRef<Sheet | null>(null);
  const [printing, setPrinting] = useState(false);

  useEffect(() => {
    const timer = setTimeout(async () => {
      sheet.current = await fetchSheet();
    }, 1500);
    const before = () => flushSync(() => setPrinting(true));
    const after = () => setPrinting(false);
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    return () => {
      clearTimeout(timer);
      removeEventListener('beforeprint', before);
      removeEventListener('afterprint', after);
    };
  }, []);

  const printSheet = useCallback(async () => {
    sheet.current ??= await fetchSheet();
    print();
  }, []);

  const Paper = printing ? sheet.current : null;
  return {
    printSheet,
    paper: Paper !== null && (
      <div className={classes.paper}>
        <Paper state={state} forPatient={forPatient} />
      </div>
    ),
  };
}
