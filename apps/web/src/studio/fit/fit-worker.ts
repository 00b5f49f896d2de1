import {
  type DiaryEntry,
  drawingTimes,
  type FitCheck,
  type FitCurve,
  fitCheck,
  fitCourse,
  fitPatient,
  fittedPeople,
  followedToH,
  type MeasuredPoint,
  type NextBloods,
  nextBloods,
  type Patient,
  type PatientData,
  type People,
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

/** A fit with what is drawn of it, without its draws, which stay in the worker. */
export type ShownFit = Omit<SiteFit, 'draws'> & {
  readonly timesH: Float64Array;
  readonly curves: readonly FitCurve[];
  /** Null after a failure, and where there is never enough to be measured. */
  readonly next: NextBloods | null;
  readonly check: FitCheck;
};

export type FitAnswer =
  | {
      readonly problem: null;
      readonly sites: readonly ShownFit[];
      readonly diary: ReliefDiary | null;
      /** Draws from what is known of this patient; null where there is no fit to draw from. */
      readonly people: People | null;
    }
  | { readonly problem: string };

/** Any will do; the same one gives the same intervals again. */
const SEED = 2011;

/** As many as the virtual patients whose place they take. */
const PEOPLE = 200;

function shownFit(data: PatientData, fit: SiteFit): ShownFit {
  const { draws, ...rest } = fit;
  const { site } = fit;
  const times = data.measured.filter((point) => point.site === site).map(({ timeH }) => timeH);
  const endH = followedToH(data, site);
  const timesH = Float64Array.from(
    new Set([...drawingTimes(data.regimen).filter((timeH) => timeH < endH), ...times, endH]),
  ).sort();
  return {
    ...rest,
    timesH,
    curves: fitCourse(data, fit, timesH, SEED),
    next: nextBloods(data, site),
    check: fitCheck(data, site, SEED),
  };
}

function answerTo({ patient, regimen, measured, diary }: FitQuestion): FitAnswer {
  const fit = measured.length === 0 ? null : fitPatient({ patient, regimen, measured }, SEED);
  if (fit !== null && fit.refused !== null) {
    return { problem: fit.refused.map(({ message }) => message).join(' ') };
  }
  return {
    problem: null,
    sites: fit === null ? [] : fit.sites.map((site) => shownFit({ patient, regimen, measured }, site)),
    people: fit?.sites.some(({ draws }) => draws !== null) ? fittedPeople(fit.sites, PEOPLE, SEED) : null,
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
