import {
  type DiaryEntry,
  drawingTimes,
  type FitCheck,
  type FitCurve,
  fitCheck,
  fitCourse,
  fitPatient,
  fittedPeople,
  type LearntQuantity,
  lastDoseEndH,
  type MeasuredPoint,
  type NextBlood,
  nextBlood,
  type Patient,
  type PatientData,
  type People,
  type Regimen,
  type ReliefDiary,
  reliefDiary,
  type SamplingSite,
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
  readonly next:
    | (Readonly<Record<LearntQuantity, NextBlood>> & {
        /** Of this course; else of another one like it. */
        readonly isLater: boolean;
      })
    | null;
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

/** So long after the last dose it is drawn, and a next sample thought of, h. */
const TAIL_H = 24;
/** Times that are weighed for the next sample, at most, and how far apart they are at least, h. */
const CANDIDATES = 200;
const APART_H = 0.25;

/** As many as the virtual patients whose place they take. */
const PEOPLE = 200;

function shownFit(data: PatientData, fit: SiteFit): ShownFit {
  const { draws, ...rest } = fit;
  const { site } = fit;
  const times = data.measured.filter((point) => point.site === site).map(({ timeH }) => timeH);
  const [lastH, endH] = [Math.max(...times), Math.max(lastDoseEndH(data.regimen), ...times) + TAIL_H];
  const timesH = Float64Array.from(
    new Set([...drawingTimes(data.regimen).filter((timeH) => timeH < endH), ...times, endH]),
  ).sort();
  return {
    ...rest,
    timesH,
    curves: fitCourse(data, fit, timesH, SEED),
    next: nextOf(data, site, lastH, endH),
    check: fitCheck(data, site, SEED),
  };
}

/** Of the times after the last sample; when too little is left then to be measured, of another course like it. */
function nextOf(data: PatientData, site: SamplingSite, lastH: number, endH: number): ShownFit['next'] {
  for (const fromH of [lastH + APART_H / 2, 0]) {
    const apartH = APART_H * Math.ceil((endH - fromH) / CANDIDATES / APART_H);
    const first = APART_H * Math.ceil(fromH / APART_H);
    const count = Math.max(0, Math.floor((endH - first) / apartH) + 1);
    if (count === 0) continue;
    const candidatesH = Array.from({ length: count }, (_, index) => first + index * apartH);
    const exposure = nextBlood(data, site, 'exposure', candidatesH);
    const peak = nextBlood(data, site, 'peak', candidatesH);
    if (exposure !== null && peak !== null) return { exposure, peak, isLater: fromH > 0 };
  }
  return null;
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
