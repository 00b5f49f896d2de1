import { drawsOf, type RandomSource } from '../random/draws.ts';
import type { Estimation } from './estimation.ts';
import { standardDeviation } from './observation.ts';

/**
 * Measurements as people of the population with these doses would have them: deviates and residual errors drawn.
 * @param subject number of the person in the data, which keeps the draws apart
 * @returns replicate by replicate, in it measurement by measurement; values below a limit stay as drawn
 */
export function simulatedMeasurements(
  { sought, measurements, predict }: Estimation,
  replicates: number,
  random: RandomSource,
  subject: number,
): Float64Array {
  const size = sought.length;
  const people = drawsOf(random, 'simulated measurements');
  const errors = drawsOf(random, 'simulated errors');
  const at = (replicate: number, attempt: number) => ({ subject, occasion: replicate, attempt });
  const z = Float64Array.from({ length: replicates * size }, (_, index) =>
    people.normal(at(Math.floor(index / size), index % size)),
  );
  return predict(z, replicates).map((f, index) => {
    const place = index % measurements.length;
    const { error } = measurements[place]!;
    const deviate = errors.normal(at(Math.floor(index / measurements.length), place));
    const scatter = standardDeviation(error, f) * deviate;
    return error.kind === 'log' ? f * Math.exp(scatter) : f + scatter;
  });
}
