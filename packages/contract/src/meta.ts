import { z } from 'zod';

const number = z.number();
const maybe = z.number().nullable();

/** One coefficient of a model, the intercept first in its list. */
export const metaCoefficientSchema = z.strictObject({
  name: z.string(),
  estimate: number,
  se: number,
  statistic: maybe,
  p: maybe,
  ciLower: number,
  ciUpper: number,
});

/** One study of a meta-analysis; null where it says nothing of the measure. Weight in percent. */
export const metaStudySchema = z.strictObject({
  study: z.string(),
  yi: maybe,
  vi: maybe,
  se: maybe,
  ciLower: maybe,
  ciUpper: maybe,
  weight: number,
});

/**
 * What `ketame meta --format json` prints. RR, OR, PETO, ROM and MNLN on the logarithmic scale, PLO as logits; I2, R2 and weights in percent;
 * null where the method gives no such number. With moderators `estimate` is the intercept.
 */
export const metaResultSchema = z.strictObject({
  measure: z.string(),
  method: z.string(),
  test: z.enum(['z', 'knha', 'adhoc']),
  k: z.number().int().positive(),
  estimate: number,
  se: number,
  ciLower: number,
  ciUpper: number,
  statistic: maybe,
  p: maybe,
  tau2: number,
  tau2CiLower: maybe,
  tau2CiUpper: maybe,
  I2: number,
  H2: number,
  Q: number,
  pQ: number,
  predictionLower: maybe,
  predictionUpper: maybe,
  QM: maybe,
  pQM: maybe,
  R2: maybe,
  coefficients: z.array(metaCoefficientSchema).min(1),
  /** Ratio, proportion or mean behind logarithm, logit or arcsine; null where nothing is transformed. */
  backTransformed: z.strictObject({ estimate: number, ciLower: number, ciUpper: number }).nullable(),
  /** Variance at each level of a multilevel model; empty for the others, whose variance is tau2. */
  levels: z.array(z.strictObject({ name: z.string(), groups: z.number().int(), sigma2: number })),
  studies: z.array(metaStudySchema).min(1),
  warnings: z.array(z.string()),
});
