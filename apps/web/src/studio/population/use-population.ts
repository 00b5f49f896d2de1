import type { Patient, PopulationCourse, PopulationPrediction, Regimen } from '@ketame/ketamine';
import { createWorkerPool } from '@ketame/pharmacometrics';
import { useEffect, useRef, useState } from 'react';
import type { Drawn } from '../state/courses.ts';
import { latestOnly } from './latest-only.ts';
import { populationGrid } from './population-grid.ts';
import type { PopulationTask } from './population-worker.ts';

/** How many virtual patients make the band, and how many its first sight while a hand moves. */
export const SUBJECTS = 1000;
const FIRST_SUBJECTS = 100;
/** Any will do; the same one keeps the band still while only the regimen changes. */
export const SEED = 2011;

interface Question {
  readonly index: number;
  readonly regimen: Regimen;
  readonly patient: Patient;
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

/** The workers, and what asks them: a first sight by one of them, the whole band by the other. */
function startWorkers(show: (shown: Shown) => void) {
  const workers = [1, 2].map(
    () => new Worker(new URL('./population-worker.ts', import.meta.url), { type: 'module' }),
  );
  const pool = createWorkerPool<PopulationTask, PopulationPrediction>(workers);
  let newest: Question | null = null;
  const failed = (question: Question, problem: unknown) =>
    show({
      question,
      population: null,
      problem: problem instanceof Error ? problem.message : String(problem),
    });
  const predict =
    (subjects: number) =>
    async ({ regimen, patient }: Question): Promise<PopulationCourse | null> => {
      const [prediction] = await pool.run([
        { regimen, patient, timesH: populationGrid(regimen), subjects, seed: SEED },
      ]);
      return prediction?.refused === null ? prediction.population : null;
    };
  const askWhole = latestOnly(
    predict(SUBJECTS),
    (question, population) => {
      if (question === newest) show({ question, population, problem: null });
    },
    failed,
  );
  const askFirst = latestOnly(
    predict(FIRST_SUBJECTS),
    (question, population) => {
      show({ question, population, problem: null });
      if (question === newest) askWhole(question);
    },
    failed,
  );
  return {
    ask: (question: Question) => {
      newest = question;
      askFirst(question);
    },
    stop: () => {
      for (const worker of workers) worker.terminate();
    },
  };
}

/**
 * The band of virtual patients of one regimen, computed beside the page: first of few, then of all.
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
    if (wanted && regimen !== undefined) workers.current?.ask({ index, regimen, patient });
  }, [wanted, index, regimen, patient]);

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
