import {
  createEstimation,
  drawsOf,
  type PatientRecord,
  randomSource,
  samplePosterior,
} from '../../src/index.ts';
import { infusion, threeCompartments } from './models.ts';

const LIMIT = 8;

/**
 * Simulation-based calibration: patients drawn from the prior, measured, and fitted; the rank of the true deviate among
 * the draws is even where the posterior is right, those below the limit included.
 * (Talts, Betancourt, Simpson, Vehtari, Gelman 2018, arXiv:1804.06788.)
 * @returns for each deviate how many patients have their rank in each of ten equal parts, and how many had no draws
 */
export function calibrate(patients: number, method?: 'importance' | 'no-U-turn') {
  const draws = drawsOf(randomSource(77), 'calibration');
  const times = [0.2, 0.5, 1, 3, 7];
  const ranks = Array.from({ length: 6 }, () => new Float64Array(10));
  let refused = 0;
  for (let subject = 0; subject < patients; subject++) {
    const blank = (value: number) => ({ observations: [{ output: 'C', value }] });
    const records: PatientRecord[] = [
      infusion,
      ...times.map((time): PatientRecord => ({ time, evid: 0, ...blank(50) })),
    ];
    const truth = Float64Array.from({ length: 6 }, (_, k) => draws.normal({ subject, occasion: k }));
    const exact = createEstimation(threeCompartments, records).predict(truth, 1);
    const measured = records.map((record, index): PatientRecord => {
      if (index === 0) return record;
      const f = exact[index - 1]!;
      const value = f + Math.hypot(0.5, 0.1 * f) * draws.normal({ subject, occasion: 10 + index });
      const observation = value < LIMIT ? { belowLimit: LIMIT } : { value };
      return { ...record, observations: [{ output: 'C', ...observation }] };
    });
    const estimation = createEstimation(threeCompartments, measured);
    const posterior = samplePosterior(estimation, { seed: subject, draws: 1600, method });
    if (posterior.failure) {
      refused++;
      continue;
    }
    const { z, count } = posterior.draws;
    ranks.forEach((histogram, k) => {
      let below = 0;
      for (let draw = 0; draw < count; draw++) if (z[draw * 6 + k]! < truth[k]!) below++;
      histogram[Math.min(9, Math.floor((10 * below) / count))]!++;
    });
  }
  return { ranks, refused };
}

/** Chi-square of counts that should be equal: nine degrees of freedom; 27.88 is passed by 1 in 1,000. */
export function unevenness(counts: Float64Array): number {
  const expected = counts.reduce((sum, each) => sum + each, 0) / counts.length;
  return counts.reduce((sum, each) => sum + (each - expected) ** 2 / expected, 0);
}
