import type { Subjects, WorkerPool } from '@ketame/pharmacometrics';
import type { TrialDesign } from './design.ts';
import {
  type ArmRelief,
  type SimulatedTrial,
  simulateTrials,
  type TrialPopulation,
  trialPopulation,
} from './simulate-trial.ts';
import { type TrialResult, trialResult } from './trial-result.ts';

/** A piece of a virtual trial that a thread computes by itself: some virtual patients, or some trials. */
export type TrialTask =
  | { readonly kind: 'patients'; readonly design: TrialDesign; readonly subjects: Subjects }
  | {
      readonly kind: 'trials';
      readonly design: TrialDesign;
      readonly population: TrialPopulation;
      readonly trials: Subjects;
    };

export type TrialAnswer =
  | { readonly kind: 'patients'; readonly population: TrialPopulation }
  | { readonly kind: 'trials'; readonly trials: readonly SimulatedTrial[] };

/** What a thread does with a piece. */
export function trialAnswer(task: TrialTask): TrialAnswer {
  if (task.kind === 'patients') {
    return { kind: 'patients', population: trialPopulation(task.design, task.subjects) };
  }
  return { kind: 'trials', trials: simulateTrials(task.design, task.population, task.trials) };
}

/** How far a virtual trial is. */
export interface TrialProgress {
  readonly doing: 'virtual patients' | 'trials';
  readonly done: number;
  readonly of: number;
}

/** Virtual patients of one piece: some hundredths of a second of the engine. */
const patientsPerPiece = 10;
/** Simulated people of one piece of trials, likewise. */
const peoplePerPiece = 20_000;

const piecesOf = (count: number, size: number, first = 0): Subjects[] =>
  Array.from({ length: Math.ceil((count - first) / size) }, (_, i) => {
    const start = first + i * size;
    return { first: start, count: Math.min(size, count - start) };
  });

function joined(parts: readonly TrialPopulation[], arms: number): TrialPopulation {
  const relief = Array.from({ length: arms }, (_, arm): ArmRelief => {
    const values = parts.map((part) => part.relief[arm]);
    if (!values.every((one) => one instanceof Float64Array)) return null;
    const whole = new Float64Array(values.reduce((sum, one) => sum + one.length, 0));
    let at = 0;
    for (const one of values) {
      whole.set(one, at);
      at += one.length;
    }
    return whole;
  });
  return { relief, notes: parts[0]?.notes ?? [] };
}

/**
 * `virtualTrial` shared out among threads, with the same result for any number of them.
 *
 * @param pool threads that answer with `trialAnswer`
 * @param tell hears how far it is after every piece
 * @param signal ends it early; the promise then fails with its reason
 * @throws InputError naming the field of a design that is none
 */
export async function sharedVirtualTrial(
  design: TrialDesign,
  pool: WorkerPool<TrialTask, TrialAnswer>,
  tell: (progress: TrialProgress) => void,
  signal?: AbortSignal,
): Promise<TrialResult> {
  const counted = async (
    doing: TrialProgress['doing'],
    of: number,
    tasks: readonly TrialTask[],
    size: number,
  ) => {
    let done = 0;
    return Promise.all(
      tasks.map(async (task) => {
        const [answer] = await pool.run([task], signal);
        done += 1;
        tell({ doing, done: Math.min(of, done * size), of });
        return answer;
      }),
    );
  };
  // The first patient and the first trial are computed here: whatever is wrong with the design is said by field.
  const first = trialPopulation(design, { first: 0, count: 1 });
  const { virtualPatients, trials, arms } = design;
  const patientAnswers = await counted(
    'virtual patients',
    virtualPatients,
    piecesOf(virtualPatients, patientsPerPiece, 1).map((subjects) => ({
      kind: 'patients',
      design,
      subjects,
    })),
    patientsPerPiece,
  );
  const parts = patientAnswers.flatMap((answer) => (answer?.kind === 'patients' ? [answer.population] : []));
  const population = joined([first, ...parts], arms.length);
  const people = arms.reduce((sum, arm) => sum + arm.people, 0);
  const size = Math.max(1, Math.floor(peoplePerPiece / people));
  const simulated: SimulatedTrial[] = simulateTrials(design, population, { first: 0, count: 1 });
  const trialAnswers = await counted(
    'trials',
    trials,
    piecesOf(trials, size, 1).map((part) => ({ kind: 'trials', design, population, trials: part })),
    size,
  );
  for (const answer of trialAnswers) if (answer?.kind === 'trials') simulated.push(...answer.trials);
  return trialResult(design, simulated, population.notes);
}
