import type { DiaryState } from './diary.ts';
import { heldOf } from './fold-diary.ts';

/** What was taken or lost without a pack, as the diary says now; micrograms. */
export function usedLooseUg(diary: DiaryState): number {
  const doses = heldOf(diary, 'dose').map(({ statement }) => ({ ...statement, amountUg: statement.doseUg }));
  const gone = heldOf(diary, 'gone').map(({ statement }) => statement);
  return [...doses, ...gone]
    .filter(({ packCode }) => packCode === null)
    .reduce((sum, { amountUg }) => sum + amountUg, 0);
}
