import { crpsPatients, predictCurves, simulatePatients, virtualPatients } from '@ketame/ketamine';
import { drawsOf, InputError, type RandomSource, randomSource, type Subjects } from '@ketame/pharmacometrics';
import { checkDesign, regimenOf, type TrialDesign } from './design.ts';

/** Slow relief of virtual patients in one arm: patient by patient, in it day by day; null for placebo. */
export type ArmRelief = Float64Array | null;

/** What the engine predicts for a design, from which any number of trials are drawn. */
export interface TrialPopulation {
  readonly relief: readonly ArmRelief[];
  /** Why a prediction is an extrapolation, arm by arm, one plain sentence each. */
  readonly notes: readonly string[];
}

/** The analysed values of one arm on one day of one trial. */
export interface ArmSummary {
  readonly n: number;
  readonly mean: number;
  /** Sum of squared distances from the mean. */
  readonly squares: number;
}

/** Summaries by day, in it by arm. */
export type SimulatedTrial = readonly (readonly ArmSummary[])[];

/** Greatest number of tries for a baseline above 0 and up to 10. */
const mostAttempts = 1000;

/**
 * The slow relief of virtual patients of the group that it was measured in, on every outcome day of every arm. Each
 * depends on seed and number alone.
 *
 * @param subjects which of the design's virtual patients; all of them unless told
 * @throws InputError for a design that is none, or a regimen that the engine refuses
 */
export function trialPopulation(
  design: TrialDesign,
  subjects: Subjects = { first: 0, count: design.virtualPatients },
): TrialPopulation {
  checkDesign(design);
  const source = randomSource(design.seed);
  const patients = virtualPatients(crpsPatients, source, subjects);
  const timesH = Float64Array.from(design.outcomeDays, (day) => day * 24);
  const notes: string[] = [];
  const relief = design.arms.map((arm, index): ArmRelief => {
    const path = `arms[${index}].regimen`;
    const regimen = regimenOf(arm, path);
    if (regimen === null) return null;
    const typical = predictCurves(regimen, patients[0]!, Float64Array.of(0));
    if (typical.refused !== null) throw new InputError(path, typical.refused[0]!.message);
    const { reasons } = typical.course.slowRelief.basis;
    notes.push(...reasons.map((reason) => `${arm.name}: ${reason}`));
    const values = new Float64Array(patients.length * timesH.length);
    patients.forEach((patient, i) => {
      const subject = { first: subjects.first + i, count: 1 };
      const { slowRelief } = simulatePatients(regimen, patient, timesH, source, subject);
      values.set(slowRelief, i * timesH.length);
    });
    return values;
  });
  return { relief, notes };
}

/** The random numbers of a design; in each the subject is the person and the occasion the trial. */
function drawsFor(design: TrialDesign, source: RandomSource) {
  const of = (what: string) => drawsOf(source, `trial ${what}`);
  return {
    patient: of('virtual patient').uniform,
    baseline: of('baseline').normal,
    answerAtBaseline: of('answer at baseline').normal,
    responds: of('responds').uniform,
    believes: of('believes').uniform,
    lost: of('lost').uniform,
    answers: design.outcomeDays.map((_, day) => of(`answer on outcome day ${day}`).normal),
  };
}

function summaryOf(values: readonly number[]): ArmSummary {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  return { n, mean, squares: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) };
}

const onScale = (pain: number) => Math.min(10, Math.max(0, pain));

/**
 * Simulates some of a design's trials. Each depends on seed and number alone, so that they can be shared among threads
 * in any way. Answers end where the scale of 0 to 10 ends.
 *
 * @param trials which of them, counted from 0
 */
export function simulateTrials(
  design: TrialDesign,
  { relief }: TrialPopulation,
  trials: Subjects,
): SimulatedTrial[] {
  const { baselinePain, withinPerson, placeboRelief, beliefPoints, outcomeDays, analysis, arms } = design;
  const draws = drawsFor(design, randomSource(design.seed));
  const days = outcomeDays.length;
  const placebo = outcomeDays.map((day) => placeboRelief.share * 2 ** (-day / placeboRelief.halfLifeDays));

  const baselineOf = (subject: number, occasion: number): number => {
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      const pain =
        baselinePain.mean + baselinePain.standardDeviation * draws.baseline({ subject, occasion, attempt });
      if (pain > 0 && pain <= 10) return pain;
    }
    throw new InputError('baselinePain', 'hardly any value lies above 0 and up to 10');
  };

  const oneTrial = (occasion: number): SimulatedTrial => {
    const values = outcomeDays.map(() => arms.map((): number[] => []));
    let subject = 0;
    arms.forEach((arm, armIndex) => {
      const ofArm = relief[armIndex]!;
      for (let person = 0; person < arm.people; person++, subject++) {
        const place = { subject, occasion };
        const baseline = baselineOf(subject, occasion);
        const answered = onScale(baseline + withinPerson * draws.answerAtBaseline(place));
        const responds = draws.responds(place) < arm.chanceToRespond;
        const believes = draws.believes(place) < arm.chanceOfPsychotomimetic;
        const patient = Math.floor(draws.patient(place) * design.virtualPatients);
        const stays = draws.lost(place);
        for (let day = 0; day < days; day++) {
          const there = stays < (1 - arm.dropOutPerWeek) ** (outcomeDays[day]! / 7);
          if (!there && analysis.missing === 'left out') continue;
          const share = ofArm === null ? placebo[day]! : ofArm[patient * days + day]!;
          const pain = baseline * (responds ? 1 - share : 1) - (believes ? beliefPoints : 0);
          const answer = there ? onScale(pain + withinPerson * draws.answers[day]!(place)) : answered;
          values[day]![armIndex]!.push(analysis.outcome === 'pain' ? answer : answer - answered);
        }
      }
    });
    return values.map((ofDay) => ofDay.map(summaryOf));
  };
  return Array.from({ length: trials.count }, (_, index) => oneTrial(trials.first + index));
}
