import { Worker } from 'node:worker_threads';
import { createWorkerPool, type DataSubject, InputError } from '@ketame/pharmacometrics';
import { type Answer, type Common, createTask } from './task.ts';

/** Lines of data that are simulated in one go. */
const PART = 4000;
/** Parts that wait for each thread, so that none stands still. */
const AHEAD = 3;

/** The rows of some subjects. */
export interface Part {
  readonly subjects: number;
  readonly rows: readonly Float64Array[];
}

/**
 * Simulates subjects as they come and gives their rows in the same order. What fits into one part is simulated here,
 * more by worker threads; as each subject is drawn by its ID alone, the numbers are the same. No more is held than some parts.
 * @param threads at least 1
 * @throws InputError naming line and column of what is wrong in the data
 */
export async function* inParts(
  subjects: AsyncIterable<DataSubject> | Iterable<DataSubject>,
  common: Common,
  threads: number,
): AsyncGenerator<Part, void, undefined> {
  const parts = partsOf(subjects);
  const first = await parts.next();
  if (first.done) return;
  const second = await parts.next();
  if (second.done) {
    yield partFrom(first.value, createTask(common)(first.value));
    return;
  }
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL('./data-worker.mjs', import.meta.url), { workerData: common }),
  );
  try {
    const pool = createWorkerPool<readonly DataSubject[], Answer>(workers);
    const begun: Promise<Part>[] = [];
    const begin = (part: readonly DataSubject[]) => {
      const answer = pool.run([part]).then(([own]) => partFrom(part, own!));
      // It is awaited in its turn; until then a failure is nobody's.
      answer.catch(() => {});
      begun.push(answer);
    };
    begin(first.value);
    begin(second.value);
    for await (const part of parts) {
      if (begun.length >= AHEAD * threads) yield await begun.shift()!;
      begin(part);
    }
    for (const part of begun) yield await part;
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

async function* partsOf(
  subjects: AsyncIterable<DataSubject> | Iterable<DataSubject>,
): AsyncGenerator<DataSubject[], void, undefined> {
  let part: DataSubject[] = [];
  let lines = 0;
  for await (const subject of subjects) {
    part.push(subject);
    lines += subject.rows.length;
    if (lines < PART) continue;
    yield part;
    part = [];
    lines = 0;
  }
  if (part.length > 0) yield part;
}

function partFrom({ length }: readonly DataSubject[], answer: Answer): Part {
  if ('wrong' in answer) throw new InputError('', answer.wrong);
  return { subjects: length, rows: answer.rows };
}
