/** The past of a state, for equations that look back (delay differential equations). */
export interface History {
  /** Says that a run starts, where states or inputs may have jumped; what was known beyond is forgotten. */
  readonly begin: (from: number) => void;
  readonly add: (from: number, length: number, stateAt: (share: number, into: Float64Array) => void) => void;
  /** The times at which something jumps, in order, and how often it must be differentiated to do so. */
  readonly breaks: () => readonly Break[];
  readonly addBreak: (found: Break) => void;
  /**
   * A reader of the run in which a time lies: at its ends, where the state may jump, it reads this side of them.
   * @returns writes the state at a time into a list, from a place on
   */
  readonly readerAround: (time: number) => (time: number, into: Float64Array, first: number) => void;
}

export interface Break {
  readonly time: number;
  readonly order: number;
}

interface Step {
  readonly from: number;
  readonly length: number;
  /** The states at the nodes, one after the other. */
  readonly samples: Float64Array;
  /** Of which run. */
  readonly run: number;
}

/** Shares of a step: as many as tell apart polynomials of degree 4, which the explicit method's own interpolation is. */
const NODES = [0, 0.25, 0.5, 0.75, 1];

/** @param initial the state at all times before the first run */
export function createHistory(initial: Float64Array): History {
  const size = initial.length;
  let steps: Step[] = [];
  let breaks: Break[] = [];
  let run = 0;
  const node = new Float64Array(size);

  const read = ({ from, length, samples }: Step, time: number, into: Float64Array, first: number) => {
    const share = Math.min(1, Math.max(0, (time - from) / length));
    into.fill(0, first, first + size);
    NODES.forEach((own, place) => {
      // Lagrange's polynomials.
      const weight = NODES.reduce(
        (w, other) => (other === own ? w : (w * (share - other)) / (own - other)),
        1,
      );
      for (let index = 0; index < size; index++) {
        into[first + index] = into[first + index]! + weight * samples[place * size + index]!;
      }
    });
  };
  /** The last of some steps that starts at or before a time; the first of them when none does. */
  const place = (time: number, low: number, high: number): number => {
    let [from, to] = [low, high];
    while (to - from > 1) {
      const middle = (from + to) >> 1;
      if (steps[middle]!.from <= time) from = middle;
      else to = middle;
    }
    return from;
  };
  return {
    begin(from) {
      steps = steps.filter((step) => step.from < from);
      breaks = breaks.filter(({ time }) => time < from);
      breaks.push({ time: from, order: 0 });
      run++;
    },
    add(from, length, stateAt) {
      const samples = new Float64Array(NODES.length * size);
      NODES.forEach((share, place) => {
        stateAt(share, node);
        samples.set(node, place * size);
      });
      steps.push({ from, length, samples, run });
    },
    breaks: () => breaks,
    addBreak: (found) => {
      breaks.push(found);
    },
    readerAround(around) {
      const [oldest] = steps;
      if (!oldest || around < oldest.from) return (_, into, first) => into.set(initial, first);
      const middle = place(around, 0, steps.length);
      const own = steps[middle]!.run;
      let low = middle;
      while (low > 0 && steps[low - 1]!.run === own) low--;
      let high = middle + 1;
      while (high < steps.length && steps[high]!.run === own) high++;
      return (time, into, first) => read(steps[place(time, low, high)]!, time, into, first);
    },
  };
}
