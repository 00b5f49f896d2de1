import type { SupplyRecord } from '../dispensing/reconciliation.ts';
import { dateIn } from '../follow-up/days.ts';
import { countedResults, type FollowUpResult } from '../follow-up/result.ts';
import type { DiaryEntry } from '../home/diary.ts';
import { type HomeUse, takenDose } from './home-use.ts';

/** Where what is known of the use at home comes from. */
export interface KnownUse extends Pick<HomeUse, 'plans' | 'refills'> {
  /** From the register, and the counts. */
  readonly supply: Pick<SupplyRecord, 'dispensed' | 'returned' | 'counts'>;
  readonly diary: readonly DiaryEntry[];
  readonly results: readonly FollowUpResult[];
  /** IANA zone for the days of results; the diary has its own. */
  readonly timeZone: string;
}

/** Puts register, diary and results together. Entries and results that were struck out are left away. */
export function homeUseOf({ plans, refills, supply, diary, results, timeZone }: KnownUse): HomeUse {
  const told = useOfDiary(diary);
  const noted = useOfResults(results, timeZone);
  const { dispensed, returned, counts } = supply;
  return {
    plans,
    refills,
    doses: told.doses,
    losses: told.losses,
    supply: { dispensed, returned, counts, destroyed: told.destroyed },
    requests: noted.requests,
    otherPrescribers: noted.otherPrescribers,
    urineTests: noted.urineTests,
    conversations: noted.conversations,
    bladderScores: [...told.bladderScores, ...noted.bladderScores],
  };
}

function useOfDiary(entries: readonly DiaryEntry[]) {
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

function useOfResults(results: readonly FollowUpResult[], timeZone: string) {
  const read = countedResults(results).map(({ at, content }) => ({
    at,
    on: dateIn(timeZone, at),
    content,
  }));
  const learnt = read.flatMap(({ on, content }) =>
    content.kind === 'use at home' ? [{ on, learnt: content.learnt, text: content.text }] : [],
  );
  const notes = (what: (typeof learnt)[number]['learnt']) =>
    learnt.filter((note) => note.learnt === what).map(({ on, text }) => ({ on, text }));
  return {
    requests: notes('asked for more'),
    otherPrescribers: notes('another prescriber'),
    urineTests: read.flatMap(({ at, on, content }) =>
      content.kind === 'drug test' ? [{ ...content, at, on }] : [],
    ),
    conversations: read.flatMap(({ on, content }) =>
      content.kind === 'misuse conversation'
        ? [{ on, explained: content.explained, text: content.text }]
        : [],
    ),
    bladderScores: read.flatMap(({ on, content }) =>
      content.kind === 'questionnaire' &&
      content.instrument === 'ketame-urine' &&
      content.scores.total !== undefined
        ? [{ on, score: content.scores.total }]
        : [],
    ),
  };
}
