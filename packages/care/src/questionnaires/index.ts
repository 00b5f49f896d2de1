export type { CutOff, Instrument, InstrumentItem, ItemAlarm, Score, SingleItem } from './instrument.ts';
export {
  alarmsOf,
  formProblems,
  instrumentOf,
  instruments,
  itemProblem,
  scoresOf,
  wordOf,
} from './score.ts';
