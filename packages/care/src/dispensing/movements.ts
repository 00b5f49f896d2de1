/**
 * Where an amount of a drug can be. `supplier`, `elsewhere` (another site) and `difference` (what a count found missing
 * or too much) lie outside and may stand below zero; no other may. What came back is never supplied again.
 */
export const accountKinds = [
  'supplier',
  'stock',
  'prepared',
  'patient',
  'administered',
  'returned',
  'destroyed',
  'elsewhere',
  'difference',
] as const;
export type AccountKind = (typeof accountKinds)[number];

/** What stands in a register. All but a check of the balance move an amount from one account to another. */
export const entryKinds = [
  'receipt',
  'preparation',
  'dispensing',
  'administration',
  'return',
  'destruction',
  'transfer out',
  'transfer in',
  'adjustment',
  'correction',
  'check',
] as const;
export type EntryKind = (typeof entryKinds)[number];

/** The balance of a book is what lies in these. */
const onSite: readonly AccountKind[] = ['stock', 'prepared'];

/** What replay reads of an entry; accounts are null for a check, which moves nothing. */
export interface Movement {
  readonly from: AccountKind | null;
  readonly to: AccountKind | null;
  /** Micrograms of base, a whole number. */
  readonly amountUg: number;
}

/** What a movement adds to the balance of its book, micrograms. */
export function balanceChange({ from, to, amountUg }: Movement): number {
  const into = to !== null && onSite.includes(to) ? amountUg : 0;
  return into - (from !== null && onSite.includes(from) ? amountUg : 0);
}

/** The balance after each entry of a book, from the first on, micrograms. */
export function replay(entries: readonly Movement[]): number[] {
  let balance = 0;
  return entries.map((entry) => {
    balance += balanceChange(entry);
    return balance;
  });
}

/** The balance of each account after all entries, micrograms. They sum to nothing. */
export function accountBalances(entries: readonly Movement[]): Map<AccountKind, number> {
  const balances = new Map<AccountKind, number>(accountKinds.map((kind) => [kind, 0]));
  for (const { from, to, amountUg } of entries) {
    if (from !== null) balances.set(from, (balances.get(from) ?? 0) - amountUg);
    if (to !== null) balances.set(to, (balances.get(to) ?? 0) + amountUg);
  }
  return balances;
}
