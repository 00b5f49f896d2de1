/** What is measured: one file per workload, listed in run.ts. */
export interface Entry {
  readonly name: string;
  /** One line for the table: how many subjects, points, what is solved. */
  readonly what: string;
  /** @param folder where the files of the workloads are */
  readonly measure: (folder: string) => Promise<Measured> | Measured;
}

export interface Measured {
  readonly timings: Readonly<Record<string, Timing>>;
  readonly checks: readonly Check[];
  /** Why nothing was measured. */
  readonly skipped?: string;
}

export interface Timing {
  readonly wallMs: number;
  /** Of all threads, what the machine's other work does not lengthen; absent where it was not measured here. */
  readonly cpuMs?: number;
  /** What the processor time, or without it the wall time, should not exceed. */
  readonly goalMs?: number;
}

/** A difference from an answer found otherwise, and how large it may be. */
export interface Check {
  readonly what: string;
  readonly worst: number;
  readonly allowed: number;
}

/** The smallest number that doubles hold to all digits: below it 1e-9 cannot be told. */
const SMALLEST = 2 ** -1022;

/** Relative difference. */
export const relative = (found: number, wanted: number): number =>
  Math.abs(found - wanted) < SMALLEST ? 0 : Math.abs(found - wanted) / Math.abs(wanted);

/** The larger, or NaN where either is: a wrong number must not pass. */
export const worse = (left: number, right: number): number => Math.max(left, right);

async function timed(work: () => unknown) {
  const before = process.cpuUsage();
  const start = performance.now();
  await work();
  const wallMs = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { wallMs, cpuMs: (user + system) / 1000 };
}

/**
 * The medians of wall and of processor time over some runs.
 * @param warmUp runs before the clock starts, so that the compilers have done their work
 */
export async function median(runs: number, work: () => unknown, warmUp = 0): Promise<Timing> {
  for (let round = 0; round < warmUp; round++) await work();
  const timings: Awaited<ReturnType<typeof timed>>[] = [];
  for (let round = 0; round < runs; round++) timings.push(await timed(work));
  const middle = (pick: (timing: (typeof timings)[number]) => number) =>
    timings.map(pick).sort((left, right) => left - right)[Math.floor(runs / 2)]!;
  return { wallMs: middle(({ wallMs }) => wallMs), cpuMs: middle(({ cpuMs }) => cpuMs) };
}
