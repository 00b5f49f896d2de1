import {
  type BandSchedule,
  type BandSetting,
  bandSchedule,
  type People,
  virtualPeople,
} from '@ketame/ketamine';

export interface BandQuestion {
  readonly setting: BandSetting;
  /** Draws from what is known of the patient; null for virtual patients. */
  readonly people: People | null;
}

export type BandAnswer =
  | { readonly schedule: Extract<BandSchedule, { refused: null }> }
  | { readonly problem: string };

/** Any seed will do; the same people keep the answer still while only the band moves. */
const virtual = virtualPeople(200, 2011);

function answerTo({ setting, people }: BandQuestion): BandAnswer {
  try {
    const schedule = bandSchedule(setting, people ?? virtual);
    if (schedule.refused === null) return { schedule };
    return { problem: schedule.refused.map(({ message }) => message).join(' ') };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

globalThis.addEventListener('message', ({ data }: MessageEvent<BandQuestion>) => {
  globalThis.postMessage(answerTo(data));
});
