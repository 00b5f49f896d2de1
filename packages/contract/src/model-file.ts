import type { Model } from '@ketame/pharmacometrics';
import { z } from 'zod';

const text = z.string().min(1).max(200);
const expression = z.string().min(1).max(1000).describe('arithmetic of names and numbers with units');
const unit = text.describe('such as mg/L, L/h, 1/min, %, 1');
const transformation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('log-normal') }),
  z.strictObject({ kind: z.literal('normal') }),
  z.strictObject({ kind: z.literal('logit'), least: z.number(), most: z.number() }),
  z.strictObject({ kind: z.literal('Box-Cox'), shape: z.number() }),
]);

const outputSchema = z.union([
  z.strictObject({
    compartment: text,
    volume: expression.optional(),
    times: expression.optional(),
    unit,
  }),
  z.strictObject({ effectSite: text, times: expression.optional(), unit }),
  z.strictObject({ slowState: text, unit: z.enum(['1', '%']) }),
  z.strictObject({ sumOf: z.array(text).min(1), unit }),
  z.strictObject({ expression, unit }),
]);

const limitOfQuantification = z.number().positive().optional();
const residualErrorSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('additive'), additive: expression, limitOfQuantification }),
  z.strictObject({ kind: z.literal('proportional'), proportional: expression, limitOfQuantification }),
  z.strictObject({
    kind: z.enum(['combined', 'combined1']),
    additive: expression,
    proportional: expression,
    limitOfQuantification,
  }),
  z.strictObject({ kind: z.literal('log'), log: expression, limitOfQuantification }),
]);

/**
 * A model as a file: docs/model-file.md describes it. What only the engine can tell (names that do not exist, units that
 * do not fit) its `checkModel` tells, with the same paths.
 */
export const modelFileSchema: z.ZodType<Model> = z
  .strictObject({
    $schema: z.string().optional().describe('where this schema is, for editors'),
    name: text,
    covariates: z.record(text, z.strictObject({ unit })).optional(),
    parameters: z
      .record(text, z.looseObject({ value: z.number(), unit }))
      .describe('numbers as printed; more may stand beside them, such as a source'),
    individual: z
      .record(text, z.strictObject({ expression, unit }))
      .optional()
      .describe('numbers of one person, from parameters, covariates and those above'),
    compartments: z.array(text).min(1).max(60),
    flows: z
      .array(z.strictObject({ from: text, to: text.optional(), rate: expression }))
      .max(1000)
      .describe('what moves, per time and per amount in from; without to it leaves the body'),
    inputs: z
      .record(
        text,
        z
          .array(
            z.strictObject({
              into: text,
              bioavailability: expression.optional(),
              lag: expression.optional(),
              duration: expression.optional(),
              inverseGaussian: z
                .strictObject({ mean: expression, relativeDispersion: expression })
                .optional()
                .describe('absorption times: their mean, and their variance over the squared mean'),
              modelledRate: expression.optional(),
              modelledDuration: expression.optional(),
            }),
          )
          .min(1),
      )
      .describe('by route'),
    effectSites: z.record(text, z.strictObject({ of: text, rate: expression })).optional(),
    slowStates: z
      .record(text, z.strictObject({ of: text, rate: expression, halfMaximum: expression }))
      .optional(),
    turnovers: z
      .record(text, z.strictObject({ unit, initial: expression, production: expression, loss: expression }))
      .optional(),
    outputs: z.record(text, outputSchema),
    randomEffects: z
      .strictObject({
        deviates: z.array(
          z.strictObject({
            name: text,
            variance: z.number().min(0),
            per: z.enum(['person', 'occasion']).optional(),
          }),
        ),
        covariances: z
          .array(z.strictObject({ between: z.tuple([text, text]), value: z.number() }))
          .optional(),
        parameters: z.record(
          text,
          z.strictObject({ transformation: transformation.optional(), deviates: z.array(text).min(1) }),
        ),
      })
      .optional(),
    residualErrors: z.record(text, residualErrorSchema).optional().describe('by output'),
  })
  .meta({
    title: 'A Ketame model',
    description: 'A compartment model: docs/model-file.md describes every field.',
  });
