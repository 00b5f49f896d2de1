import {
  type Course,
  type CourseSummary,
  drawingTimes,
  type Patient,
  type PopulationCourse,
  patientInteractions,
  predictCourse,
  predictCurves,
  type Refusal,
  type Regimen,
  withoutInteractions,
} from '@ketame/ketamine';
import type { Learnt } from '../fit/learnt.ts';

/** One regimen of the page with its predicted curves. */
export interface Drawn {
  /** Place among the regimens of the page: its letter and colour. */
  readonly index: number;
  readonly regimen: Regimen;
  readonly course: Course;
  /** The course without the other drug or genotype that changes it, at the same times. */
  readonly without?: { readonly name: string; readonly course: Course };
  /** Virtual patients, where they are asked for and computed. */
  readonly population?: PopulationCourse;
  /** What arterial samples told, where they were fitted. */
  readonly learnt?: Learnt;
}

/** One regimen of the page with the numbers of the table. */
export interface Summarised {
  readonly index: number;
  readonly regimen: Regimen;
  readonly summary: CourseSummary;
}

/** A reason why the models do not answer, with the regimens that it concerns. */
export interface Refused {
  readonly refusal: Refusal;
  readonly indices: readonly number[];
}

export interface Courses {
  readonly drawn: readonly Drawn[];
  readonly refused: readonly Refused[];
}

/** Keeps the answer for each regimen, so that of four regimens only the one that changed is computed again. */
function rememberedBy<T>(compute: (regimen: Regimen, patient: Patient) => T) {
  const known = new WeakMap<Regimen, { readonly patient: Patient; readonly answer: T }>();
  return (regimen: Regimen, patient: Patient): T => {
    const before = known.get(regimen);
    if (before?.patient === patient) return before.answer;
    const answer = compute(regimen, patient);
    known.set(regimen, { patient, answer });
    return answer;
  };
}

const curvesOf = rememberedBy((regimen, patient) => predictCurves(regimen, patient, drawingTimes(regimen)));
const withoutOf = rememberedBy((regimen, patient): Drawn['without'] => {
  const acting = patientInteractions(patient, regimen).find(({ change }) => change !== null);
  if (acting === undefined) return undefined;
  const prediction = predictCurves(regimen, withoutInteractions(patient), drawingTimes(regimen));
  return prediction.refused === null ? { name: acting.name, course: prediction.course } : undefined;
});
const numbersOf = rememberedBy((regimen, patient) => predictCourse(regimen, patient, Float64Array.of(0)));

/** The curves of every regimen in this patient, and why there are none of some. */
export function coursesOf(regimens: readonly Regimen[], patient: Patient): Courses {
  const drawn: Drawn[] = [];
  const refused = new Map<string, { refusal: Refusal; indices: number[] }>();
  for (const [index, regimen] of regimens.entries()) {
    const prediction = curvesOf(regimen, patient);
    if (prediction.refused === null) {
      const without = withoutOf(regimen, patient);
      drawn.push({ index, regimen, course: prediction.course, ...(without && { without }) });
      continue;
    }
    for (const refusal of prediction.refused) {
      const before = refused.get(refusal.message);
      if (before === undefined) refused.set(refusal.message, { refusal, indices: [index] });
      else before.indices.push(index);
    }
  }
  return { drawn, refused: [...refused.values()] };
}

/** The numbers of every regimen that the models answer for. */
export function summariesOf(regimens: readonly Regimen[], patient: Patient): Summarised[] {
  return regimens.flatMap((regimen, index) => {
    const prediction = numbersOf(regimen, patient);
    return prediction.refused === null ? [{ index, regimen, summary: prediction.answer.summary }] : [];
  });
}
