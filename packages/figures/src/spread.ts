export interface Box {
  /** Where the middle of the box would like to be, px. */
  readonly wanted: number;
  readonly height: number;
}

/**
 * Places boxes on a column so that none overlaps another, none leaves [from, to], and the sum of squared moves is
 * least (isotonic regression by pooling adjacent violators). Order of equal wishes is kept.
 *
 * @returns the middle of each box, in the order given.
 * @throws RangeError when the boxes together are higher than the column.
 */
export function spread(boxes: readonly Box[], from: number, to: number): number[] {
  const total = boxes.reduce((sum, box) => sum + box.height, 0);
  if (total > to - from + 1e-9) throw new RangeError(`Boxes of ${total} px do not fit ${to - from} px.`);

  const order = boxes.map((box, index) => ({ box, index })).sort((a, b) => a.box.wanted - b.box.wanted);
  let before = 0;
  const pools: {
    sum: number;
    count: number;
    members: { index: number; before: number; height: number }[];
  }[] = [];
  for (const { box, index } of order) {
    const member = { index, before, height: box.height };
    pools.push({ sum: box.wanted - box.height / 2 - before, count: 1, members: [member] });
    before += box.height;
    for (
      let last = pools.at(-1), previous = pools.at(-2);
      last && previous;
      last = pools.at(-1), previous = pools.at(-2)
    ) {
      if (previous.sum / previous.count <= last.sum / last.count) break;
      pools.pop();
      previous.sum += last.sum;
      previous.count += last.count;
      previous.members.push(...last.members);
    }
  }

  const middles = new Array<number>(boxes.length);
  for (const pool of pools) {
    const shared = Math.min(Math.max(pool.sum / pool.count, from), to - total);
    for (const member of pool.members) middles[member.index] = shared + member.before + member.height / 2;
  }
  return middles;
}
