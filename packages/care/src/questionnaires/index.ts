export type { CutOff, Instrument, InstrumentItem, ItemAlarm, Score, SingleItem } from './instrument.ts';
export {
  alarmsOf,
  draftProblem,
  formProblems,
  instrumentOf,
  instruments,
  scoresOf,
  wordOf,
} from './score.ts';
