import {
  type DiaryEntry,
  fitPatient,
  type MeasuredPoint,
  type Patient,
  type Regimen,
  type ReliefDiary,
  reliefDiary,
  type SiteFit,
} from '@ketame/ketamine';

/** What the worker is asked: either list may be empty. */
export interface FitQuestion {
  readonly patient: Patient;
  readonly regimen: Regimen;
  readonly measured: readonly MeasuredPoint[];
  readonly diary: readonly DiaryEntry[];
}

/** A fit without its draws, which stay in the worker. */
export type ShownFit = Omit<SiteFit, 'draws'>;

export type FitAnswer =
  | { readonly problem: null; readonly sites: readonly ShownFit[]; readonly diary: ReliefDiary | null }
  | { readonly problem: string };

/** Any will do; the same one gives the same intervals again. */
const SEED = 2011;

function answerTo({ patient, regimen, measured, diary }: FitQuestion): FitAnswer {
  const fit = measured.length === 0 ? null : fitPatient({ patient, regimen, measured }, SEED);
  if (fit !== null && fit.refused !== null) {
    return { problem: fit.refused.map(({ message }) => message).join(' ') };
  }
  return {
    problem: null,
    sites: fit === null ? [] : fit.sites.map(({ draws, ...shown }) => shown),
    diary: diary.length === 0 ? null : reliefDiary(regimen, patient, diary),
  };
}

globalThis.addEventListener('message', ({ data }: MessageEvent<FitQuestion>) => {
  try {
    globalThis.postMessage(answerTo(data));
  } catch (error) {
    globalThis.postMessage({ problem: error instanceof Error ? error.message : String(error) });
  }
});
