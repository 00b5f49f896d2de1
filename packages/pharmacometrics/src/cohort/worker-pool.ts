/**
 * What `Worker` and `self` of the browser and `Worker` and `parentPort` of Node's worker_threads have in common, as
 * far as it is needed here. The first two tell of messages by events, the others by themselves.
 */
export type Endpoint = {
  readonly postMessage: (message: unknown) => void;
} & (
  | { readonly on: (kind: 'message' | 'error', listener: (value: unknown) => void) => unknown }
  | {
      readonly addEventListener: (
        kind: 'message' | 'error',
        listener: (event: { readonly data?: unknown; readonly message?: string }) => void,
      ) => void;
    }
);

type Answer<Result> = { readonly result: Result } | { readonly problem: string };

function listen(endpoint: Endpoint, hear: (message: unknown) => void, fail: (problem: string) => void): void {
  if ('on' in endpoint) {
    endpoint.on('message', hear);
    endpoint.on('error', (error) => fail(String(error)));
  } else {
    endpoint.addEventListener('message', ({ data }) => hear(data));
    endpoint.addEventListener('error', ({ message }) => fail(message ?? 'The worker could not be started.'));
  }
}

/**
 * In a worker: answers each task in turn.
 * @param endpoint `self`, or `parentPort` of worker_threads
 */
export function serveTasks<Task, Result>(endpoint: Endpoint, compute: (task: Task) => Result): void {
  const answer = (task: unknown): Answer<Result> => {
    try {
      return { result: compute(task as Task) };
    } catch (problem) {
      return { problem: problem instanceof Error ? problem.message : String(problem) };
    }
  };
  listen(
    endpoint,
    (task) => endpoint.postMessage(answer(task)),
    () => {},
  );
}

/** Workers that share out tasks. */
export interface WorkerPool<Task, Result> {
  /**
   * Gives the tasks to the workers, in order, each as soon as one is free.
   * @param signal once it is aborted no further task of these is begun and the promise fails with its reason
   * @returns the results in the order of the tasks, whichever worker did which: the same for any number of workers
   * @throws Error with the message of the task that failed, or of the worker that could not be started
   */
  readonly run: (tasks: readonly Task[], signal?: AbortSignal) => Promise<Result[]>;
}

interface Job<Task, Result> {
  readonly task: Task;
  readonly done: (result: Result) => void;
  readonly failed: (problem: unknown) => void;
}

/**
 * Shares out tasks among workers that run `serveTasks`; who made the workers ends them.
 * @param workers at least one, of the browser or of Node
 */
export function createWorkerPool<Task, Result>(workers: readonly Endpoint[]): WorkerPool<Task, Result> {
  const waiting: Job<Task, Result>[] = [];
  const idle: ((job: Job<Task, Result>) => void)[] = [];
  const broken: string[] = [];
  const next = () => {
    while (idle.length > 0 && waiting.length > 0) idle.shift()!(waiting.shift()!);
    if (broken.length === workers.length) {
      for (const { failed } of waiting.splice(0)) failed(new Error(broken[0]));
    }
  };
  for (const worker of workers) {
    let current: Job<Task, Result> | undefined;
    const begin = (job: Job<Task, Result>) => {
      current = job;
      worker.postMessage(job.task);
    };
    const finish = (answer: Answer<Result>) => {
      const job = current;
      current = undefined;
      if (job === undefined) return;
      if ('result' in answer) job.done(answer.result);
      else job.failed(new Error(answer.problem));
    };
    listen(
      worker,
      (answer) => {
        finish(answer as Answer<Result>);
        idle.push(begin);
        next();
      },
      (problem) => {
        broken.push(problem);
        finish({ problem });
        const place = idle.indexOf(begin);
        if (place >= 0) idle.splice(place, 1);
        next();
      },
    );
    idle.push(begin);
  }
  return {
    run: (tasks, signal) => {
      signal?.throwIfAborted();
      const mine = tasks.map((task) => {
        const { promise, resolve: done, reject: failed } = withResolvers<Result>();
        return { job: { task, done, failed }, promise };
      });
      waiting.push(...mine.map(({ job }) => job));
      signal?.addEventListener('abort', () => {
        for (const { job } of mine) {
          const place = waiting.indexOf(job);
          if (place >= 0) waiting.splice(place, 1);
          job.failed(signal.reason);
        }
      });
      next();
      return Promise.all(mine.map(({ promise }) => promise));
    },
  };
}

function withResolvers<Value>() {
  let resolve: (value: Value) => void = () => {};
  let reject: (problem: unknown) => void = () => {};
  const promise = new Promise<Value>((done, failed) => {
    resolve = done;
    reject = failed;
  });
  return { promise, resolve, reject };
}
