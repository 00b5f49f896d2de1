import {
  type BandsPrediction,
  type Patient,
  type PopulationCourse,
  populationCourse,
  type Regimen,
} from '@ketame/ketamine';
import { createWorkerPool } from '@ketame/pharmacometrics';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Drawn } from '../state/courses.ts';
import { latestOnly } from './latest-only.ts';
import { populationGrid } from './population-grid.ts';
import type { PopulationTask } from './population-worker.ts';

/** How many virtual patients make the band, and of which seed: any will do, the same one keeps the band still. */
const SIZE = { subjects: 1000, seed: 2011 };
/** So often the first question is answered before it is shown: then the compilers have done their work. */
const WARM_UP = 3;
/** The last record: from the question until its band has been drawn. */
const REDRAW = 'population-redraw';

interface Question {
  readonly index: number;
  readonly regimen: Regimen;
  readonly patient: Patient;
  /** When it was asked, as `performance.now` tells. */
  readonly askedMs: number;
}

export interface PopulationBandState {
  /** Of the regimen asked for, or of what it was a moment ago; null until there is one. */
  readonly population: PopulationCourse | null;
  /** Why there is none, for the person. */
  readonly problem: string | null;
}

interface Shown extends PopulationBandState {
  readonly question: Question;
}

const nothing: PopulationBandState = { population: null, problem: null };

/** The workers, each asked for one of the two bands, and what asks them. */
function startWorkers(show: (shown: Shown) => void) {
  const workers = [1, 2].map(
    () => new Worker(new URL('./population-worker.ts', import.meta.url), { type: 'module' }),
  );
  const pool = createWorkerPool<PopulationTask, BandsPrediction>(workers);
  const predict = async ({ regimen, patient }: Question): Promise<PopulationCourse | null> => {
    const timesH = populationGrid(regimen);
    const tasks = (['ketamine', 'slowRelief'] as const).map((name) => ({
      ...{ regimen, patient, timesH, wanted: [name] },
      ...SIZE,
    }));
    const [plasma, relief] = await pool.run(tasks);
    if (plasma?.refused !== null || relief?.refused !== null) return null;
    const { ketamine } = plasma.bands;
    const { slowRelief } = relief.bands;
    if (ketamine === undefined || slowRelief === undefined) throw new Error('A band has not been computed.');
    return populationCourse(regimen, patient, timesH, SIZE, { ketamine, slowRelief });
  };
  let isCold = true;
  const ask = latestOnly(
    async (question: Question) => {
      for (let round = 1; isCold && round < WARM_UP; round++) await predict(question);
      isCold = false;
      return predict(question);
    },
    (question, population) => show({ question, population, problem: null }),
    (question, problem) =>
      show({
        question,
        population: null,
        problem: problem instanceof Error ? problem.message : String(problem),
      }),
  );
  return {
    ask,
    stop: () => {
      for (const worker of workers) worker.terminate();
    },
  };
}

/**
 * The band of virtual patients of one regimen, computed beside the page.
 * @param wanted whether it is drawn; the workers live only as long
 * @param index of the regimen on the page
 */
export function usePopulation(
  wanted: boolean,
  index: number,
  regimen: Regimen | undefined,
  patient: Patient,
): PopulationBandState {
  const [shown, setShown] = useState<Shown | null>(null);
  const workers = useRef<ReturnType<typeof startWorkers> | null>(null);

  useEffect(() => {
    if (!wanted) return;
    const started = startWorkers(setShown);
    workers.current = started;
    return () => {
      started.stop();
      workers.current = null;
      setShown(null);
    };
  }, [wanted]);

  useEffect(() => {
    if (wanted && regimen !== undefined)
      workers.current?.ask({ index, regimen, patient, askedMs: performance.now() });
  }, [wanted, index, regimen, patient]);

  useLayoutEffect(() => {
    if (shown === null) return;
    performance.clearMeasures(REDRAW);
    performance.measure(REDRAW, { start: shown.question.askedMs });
  }, [shown]);

  return shown === null || shown.question.index !== index ? nothing : shown;
}

/** The drawn regimens, the selected one with its virtual patients. */
export function withPopulationOf(
  drawn: readonly Drawn[],
  selected: number,
  { population }: PopulationBandState,
): readonly Drawn[] {
  if (population === null) return drawn;
  return drawn.map((each) => (each.index === selected ? { ...each, population } : each));
}
