import { dateIn } from '../follow-up/days.ts';
import type { DiaryEntry } from '../home/diary.ts';
import { type HomeUse, takenDose } from './home-use.ts';

/**
 * What the diary tells of doses, losses, spilled or discarded drug and bladder scores, by the patient's own days; entries
 * that were struck out are left away.
 */
export function useOfDiary(
  entries: readonly DiaryEntry[],
): Pick<HomeUse, 'doses' | 'losses' | 'bladderScores'> & Pick<HomeUse['supply'], 'destroyed'> {
  const read = entries.flatMap(({ at, zone, now }) => (now === null ? [] : [{ at, zone, now }]));
  const gone = read.flatMap(({ at, zone, now }) =>
    now.kind === 'gone' ? [{ ...now, on: dateIn(zone, at) }] : [],
  );
  return {
    doses: read.flatMap(({ at, zone, now }) =>
      now.kind === 'dose' ? [takenDose(at, zone, now.doseUg, now.packCode)] : [],
    ),
    losses: gone
      .filter(({ how }) => how === 'lost' || how === 'stolen')
      .map(({ on, how, amountUg }) => ({ on, text: `${amountUg / 1000} mg reported as ${how}.` })),
    destroyed: gone.map(({ on, amountUg, packCode }) => ({ on, amountUg, pack: packCode })),
    bladderScores: read.flatMap(({ now }) =>
      now.kind === 'week' && now.instrument === 'ketame-urine' && now.scores.total !== undefined
        ? [{ on: now.date, score: now.scores.total }]
        : [],
    ),
  };
}
