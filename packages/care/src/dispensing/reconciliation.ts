import { addDays } from '../follow-up/days.ts';

/** An amount at home on a day: micrograms of base and the local date YYYY-MM-DD. */
export interface AmountOnDay {
  readonly on: string;
  readonly amountUg: number;
  /** Code of the pack; null where doses are not in packs. */
  readonly pack: string | null;
}

/** The three ways in which one supply is known, of one patient and one drug. */
export interface SupplyRecord {
  /** From the register. */
  readonly dispensed: readonly AmountOnDay[];
  readonly returned: readonly AmountOnDay[];
  /** At home, as told: spilled, thrown away. */
  readonly destroyed: readonly AmountOnDay[];
  /** From the diary. */
  readonly taken: readonly AmountOnDay[];
  /** What was counted in hand at the end of a day, by video or at a visit. */
  readonly counts: readonly { readonly on: string; readonly inHandUg: number }[];
}

/**
 * One week. Dispensed = reported taken + counted in hand + returned + destroyed + unexplained, all since the first day;
 * `unexplainedUg` is null in a week without a count: nothing is assumed for what nobody counted.
 */
export interface ReconciledWeek {
  /** First day. */
  readonly from: string;
  /** In this week, micrograms. */
  readonly dispensedUg: number;
  readonly takenUg: number;
  readonly returnedUg: number;
  readonly destroyedUg: number;
  /** By the last count of the week. */
  readonly inHandUg: number | null;
  /** Missing (positive) or too much (negative) since the first day, at that count. */
  readonly unexplainedUg: number | null;
  /** Of what was dispensed until then. */
  readonly unexplainedShare: number | null;
}

/** What became of a pack, as far as anybody said. */
export interface ReconciledPack {
  readonly pack: string;
  readonly dispensedUg: number;
  readonly accountedUg: number;
  /** Positive: nobody said yet where it is, so it is in hand or missing. Negative: accounted for more than once. */
  readonly openUg: number;
}

export interface Reconciliation {
  readonly weeks: readonly ReconciledWeek[];
  readonly packs: readonly ReconciledPack[];
  /** At the last count; null without one. */
  readonly unexplainedUg: number | null;
  /** Change of the unexplained part, micrograms in a week; null with fewer than two weeks with a count. */
  readonly trendUgPerWeek: number | null;
}

/**
 * Sets beside each other what was dispensed, what the diary says was taken, what was counted, returned and destroyed.
 * A difference is no verdict: doses are forgotten in diaries and counts are wrong.
 * @param today the last day that counts, YYYY-MM-DD
 * The trend is the median of the slopes between all pairs of weeks, which one wrong count does not move.
 * Source of the trend: Theil (1950), Sen PK, J Am Stat Assoc 1968;63:1379-1389.
 */
export function reconcile(record: SupplyRecord, today: string): Reconciliation {
  const first = record.dispensed.map(({ on }) => on).sort()[0];
  if (first === undefined) return { weeks: [], packs: [], unexplainedUg: null, trendUgPerWeek: null };
  const weeks: ReconciledWeek[] = [];
  for (let from = first; from <= today; from = addDays(from, 7)) {
    const last = addDays(from, 6);
    weeks.push(weekOf(record, from, last < today ? last : today));
  }
  const counted = weeks.flatMap(({ unexplainedUg }, index) =>
    unexplainedUg === null ? [] : [{ week: index, unexplainedUg }],
  );
  return {
    weeks,
    packs: packsOf(record),
    unexplainedUg: counted.at(-1)?.unexplainedUg ?? null,
    trendUgPerWeek: medianSlope(counted),
  };
}

function weekOf(record: SupplyRecord, from: string, to: string): ReconciledWeek {
  const within = (amounts: readonly AmountOnDay[]) => total(amounts, from, to);
  const count = record.counts
    .filter(({ on }) => on >= from && on <= to)
    .toSorted((one, other) => one.on.localeCompare(other.on))
    .at(-1);
  const until = (amounts: readonly AmountOnDay[]) => total(amounts, '', count?.on ?? '');
  const dispensedUntil = until(record.dispensed);
  const unexplainedUg =
    count === undefined
      ? null
      : dispensedUntil -
        until(record.taken) -
        until(record.returned) -
        until(record.destroyed) -
        count.inHandUg;
  return {
    from,
    dispensedUg: within(record.dispensed),
    takenUg: within(record.taken),
    returnedUg: within(record.returned),
    destroyedUg: within(record.destroyed),
    inHandUg: count?.inHandUg ?? null,
    unexplainedUg,
    unexplainedShare: unexplainedUg === null ? null : unexplainedUg / dispensedUntil,
  };
}

function packsOf(record: SupplyRecord): ReconciledPack[] {
  const accounted = [...record.taken, ...record.returned, ...record.destroyed];
  const codes = new Set([...record.dispensed, ...accounted].flatMap(({ pack }) => pack ?? []));
  const sum = (amounts: readonly AmountOnDay[], code: string) =>
    amounts.filter(({ pack }) => pack === code).reduce((ug, { amountUg }) => ug + amountUg, 0);
  return [...codes].map((pack) => {
    const dispensedUg = sum(record.dispensed, pack);
    const accountedUg = sum(accounted, pack);
    return { pack, dispensedUg, accountedUg, openUg: dispensedUg - accountedUg };
  });
}

function total(amounts: readonly AmountOnDay[], from: string, to: string): number {
  return amounts.filter(({ on }) => on >= from && on <= to).reduce((ug, { amountUg }) => ug + amountUg, 0);
}

function medianSlope(points: readonly { week: number; unexplainedUg: number }[]): number | null {
  const slopes = points
    .flatMap((one, index) =>
      points
        .slice(index + 1)
        .map((other) => (other.unexplainedUg - one.unexplainedUg) / (other.week - one.week)),
    )
    .sort((one, other) => one - other);
  const middle = slopes.length / 2;
  const [low, high] = [slopes[Math.ceil(middle) - 1], slopes[Math.floor(middle)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
