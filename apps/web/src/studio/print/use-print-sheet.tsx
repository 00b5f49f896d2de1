import { type ComponentType, useCallback, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import classes from '../studio.module.css';
import type { PrintSheetProps } from './PrintSheet.tsx';

type Sheet = ComponentType<PrintSheetProps>;

/**
 * The parts of the sheet are no part of the first load: they are fetched while the page stands idle. Null when they
 * cannot be had (the network is away, or the server holds a newer Ketame): the screen is printed then.
 */
const fetchSheet = (): Promise<Sheet | null> =>
  import('./PrintSheet.tsx').then(
    (module) => module.default,
    () => null,
  );

/**
 * The paper side of the studio: drawn when something is about to be printed, by the button or by the browser's own
 * command, and gone afterwards.
 * @param sheet what it shows
 * @param answered false where the models refuse to answer: then the screen, which says why, is printed as it is
 */
export function usePrintSheet(sheet: PrintSheetProps, answered: boolean) {
  const [Paper, setPaper] = useState<Sheet | null>(null);
  const [printing, setPrinting] = useState(false);

  useEffect(() => {
    const timer = setTimeout(async () => {
      const fetched = await fetchSheet();
      setPaper(() => fetched);
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
    const fetched = await fetchSheet();
    flushSync(() => setPaper(() => fetched));
    print();
  }, []);

  return {
    printSheet,
    paper: printing && answered && Paper !== null && (
      <div className={classes.paper}>
        <Paper {...sheet} />
      </div>
    ),
  };
}
