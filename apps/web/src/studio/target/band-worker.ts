import { type BandSchedule, type BandSetting, bandSchedule, virtualPeople } from '@ketame/ketamine';

export type BandAnswer =
  | { readonly schedule: Extract<BandSchedule, { refused: null }> }
  | { readonly problem: string };

/** Any seed will do; the same people keep the answer still while only the band moves. */
const people = virtualPeople(200, 2011);

function answerTo(setting: BandSetting): BandAnswer {
  try {
    const schedule = bandSchedule(setting, people);
    if (schedule.refused === null) return { schedule };
    return { problem: schedule.refused.map(({ message }) => message).join(' ') };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

globalThis.addEventListener('message', ({ data }: MessageEvent<BandSetting>) => {
  globalThis.postMessage(answerTo(data));
});
