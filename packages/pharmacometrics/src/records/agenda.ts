import type { RepeatedInput } from './check-record.ts';

/** A change of input. */
export interface Change {
  /** Where an absorption is fastest nothing changes, but steps must end there. */
  readonly kind: 'bolus' | 'start' | 'greatest rate' | 'end';
  readonly input: RepeatedInput;
}

/** A change of input that comes once, or again and again, `everyH` apart. */
export interface Series extends Change {
  /** Of the change with the number 0, in hours. */
  readonly startH: number;
  readonly everyH: number;
  /** Numbers of the first and of the last change; doses before number 0 have negative ones. */
  readonly first: number;
  readonly last: number;
}

/** What is still to come, in order of time; at the same time in the order in which it was added. */
export interface Agenda {
  readonly add: (series: Series) => void;
  /** When the next change is due; infinite when there is none. */
  readonly dueH: () => number;
  /** Takes the next change out. */
  readonly take: () => Series | undefined;
  readonly clear: () => void;
}

interface Entry {
  readonly series: Series;
  readonly order: number;
  number: number;
  timeH: number;
}

const timeOf = ({ startH, everyH }: Series, number: number) => startH + number * everyH;

const isBefore = (left: Entry, right: Entry) =>
  left.timeH < right.timeH || (left.timeH === right.timeH && left.order < right.order);

/**
 * An empty agenda. A series is one entry, however many changes it holds, and the next change is found in a time that grows
 * with the logarithm of the entries (a binary heap), so that a million doses are no burden.
 */
export function createAgenda(): Agenda {
  let heap: Entry[] = [];
  let added = 0;
  const rise = (entry: Entry, from: number) => {
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!isBefore(entry, heap[parent]!)) break;
      heap[place] = heap[parent]!;
      place = parent;
    }
    heap[place] = entry;
  };
  const sink = (entry: Entry) => {
    let place = 0;
    for (let child = 1; child < heap.length; child = 2 * place + 1) {
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
      if (!isBefore(heap[child]!, entry)) break;
      heap[place] = heap[child]!;
      place = child;
    }
    heap[place] = entry;
  };
  return {
    add(series) {
      if (series.first > series.last) return;
      const entry = { series, order: added++, number: series.first, timeH: timeOf(series, series.first) };
      heap.push(entry);
      rise(entry, heap.length - 1);
    },
    dueH: () => heap[0]?.timeH ?? Number.POSITIVE_INFINITY,
    take() {
      const [entry] = heap;
      if (!entry) return undefined;
      if (entry.number < entry.series.last) {
        entry.number++;
        entry.timeH = timeOf(entry.series, entry.number);
        sink(entry);
      } else {
        const last = heap.pop()!;
        if (last !== entry) sink(last);
      }
      return entry.series;
    },
    clear() {
      heap = [];
    },
  };
}
