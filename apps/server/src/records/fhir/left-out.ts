import type { LeftOut } from '@ketame/contract';

/** How many examples of one reason are named. */
const EXAMPLES = 3;

/** Gathers what is not taken, by kind and reason. */
export class LeftOutList {
  readonly #byKey = new Map<
    string,
    { resourceType: string; count: number; reason: string; examples: string[] }
  >();

  add(resourceType: string, reason: string, example = ''): void {
    const key = `${resourceType}\n${reason}`;
    const known = this.#byKey.get(key) ?? { resourceType, count: 0, reason, examples: [] };
    known.count += 1;
    if (example !== '' && known.examples.length < EXAMPLES && !known.examples.includes(example)) {
      known.examples.push(example);
    }
    this.#byKey.set(key, known);
  }

  /** Sorted by kind, then by how many. */
  list(): LeftOut[] {
    return [...this.#byKey.values()].sort((a, b) =>
      a.resourceType === b.resourceType ? b.count - a.count : a.resourceType < b.resourceType ? -1 : 1,
    );
  }
}
