/** What is wanted, and what it costs. */
export interface Weighed {
  readonly benefit: number;
  readonly harm: number;
}

/**
 * Those that no other one beats: none has at least as much benefit for no more harm. Of equals the first stays.
 * @returns by rising harm, and so by rising benefit
 */
export function nonDominated<T extends Weighed>(all: readonly T[]): T[] {
  // `sort` is stable: equals keep their order.
  const sorted = [...all].sort((a, b) => a.harm - b.harm || b.benefit - a.benefit);
  const front: T[] = [];
  for (const each of sorted) {
    const last = front.at(-1);
    if (last === undefined || each.benefit > last.benefit) front.push(each);
  }
  return front;
}

/**
 * Some of a front to be looked at one by one: the ends, the one with the greatest benefit minus harm, and between them
 * those nearest to equal steps of benefit.
 */
export function spread<T extends Weighed>(front: readonly T[], most: number): T[] {
  if (front.length <= most) return [...front];
  const first = front[0]!;
  const last = front.at(-1)!;
  const net = ({ benefit, harm }: T) => benefit - harm;
  const best = front.reduce((a, b) => (net(b) > net(a) ? b : a));
  const chosen = new Set<T>([first, last, best]);
  const slots = most - 1;
  for (let k = 1; k < slots && chosen.size < most; k++) {
    const wanted = first.benefit + ((last.benefit - first.benefit) * k) / slots;
    chosen.add(front.reduce((a, b) => (Math.abs(b.benefit - wanted) < Math.abs(a.benefit - wanted) ? b : a)));
  }
  return front.filter((each) => chosen.has(each));
}
