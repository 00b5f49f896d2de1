import { otherDrugs, type Patient } from '@ketame/ketamine';
import { z } from 'zod';
import { modelFileSchema } from './model-file.ts';
import { amountAsSchema, drugSchema } from './regimen.ts';

const text = z.string().min(1).max(200);
const hours = z.number().min(-100_000).max(100_000);
const positive = z.number().positive().max(1_000_000);

const patientFields = {
  weightKg: z.number().positive().max(500),
  ageYears: z.number().min(0).max(130),
  sex: z.enum(['female', 'male']),
  heightCm: z.number().positive().max(260).optional(),
  pregnant: z.boolean().optional(),
  severeLiverDisease: z.boolean().optional(),
  diagnosis: z.enum(['CRPS-1', 'other']).optional(),
};

/** What changes how long ketamine stays: other drugs, and the genotype of the enzyme that clears it. */
export const interactionFields = {
  otherDrugs: z.array(z.enum(otherDrugs)).max(otherDrugs.length).readonly().optional(),
  cyp2b6: z.enum(['*1/*1', '*1/*6', '*6/*6']).optional(),
};

/** What the published models need to know of a patient. No identity. */
export const simulatedPatientSchema: z.ZodType<Patient> = z.strictObject({
  ...patientFields,
  ...interactionFields,
});

const doseFields = {
  timeH: hours,
  /** Two of amount, duration and rate make an infusion; an amount alone is given at once, or as the route says. */
  amountMg: positive.optional(),
  durationH: positive.optional(),
  rateMgPerH: positive.optional(),
  /** Hours from one to the next, and how many more follow (NONMEM's II and ADDL). */
  iiH: positive.optional(),
  addl: z.int().min(1).max(100_000).optional(),
};

function checkDose(
  dose: { [Name in 'amountMg' | 'durationH' | 'rateMgPerH' | 'iiH' | 'addl']?: number | undefined },
  context: z.RefinementCtx,
): void {
  const wrong = (field: string, message: string) => {
    context.addIssue({ code: 'custom', path: [field], message });
  };
  const { amountMg, durationH, rateMgPerH, iiH, addl } = dose;
  if (amountMg !== undefined && durationH !== undefined && rateMgPerH !== undefined)
    wrong('rateMgPerH', 'two of amountMg, durationH and rateMgPerH, not all three: the third follows');
  if (amountMg === undefined && (durationH === undefined || rateMgPerH === undefined))
    wrong('amountMg', 'an amount in mg, or both rateMgPerH and durationH');
  if (addl !== undefined && iiH === undefined)
    wrong('iiH', 'the hours from one dose to the next, because addl is given');
  if (iiH !== undefined && addl === undefined)
    wrong('addl', 'how many doses follow the first, because iiH is given');
}

const publishedDoseSchema = z
  .strictObject({
    drug: drugSchema,
    /** One of the model's routes. */
    route: text,
    ...doseFields,
    /** What the amounts and rates are of; base unless told. */
    amountAs: amountAsSchema.default('base'),
  })
  .superRefine(checkDose);

const inlineDoseSchema = z
  .strictObject({
    /** One of the model's inputs. */
    route: text,
    ...doseFields,
  })
  .superRefine(checkDose);

/** More rows than anybody reads: asked for by mistake in `byH`. */
const mostTimes = 1_000_000;

/** Hours: a grid whose end is included when it is hit within 1e-6 h, or a list. */
const timesSchema = z.union(
  [
    z
      .strictObject({ fromH: hours, toH: hours, byH: z.number().min(0.0001).max(100_000) })
      .superRefine(({ fromH, toH, byH }, context) => {
        if (toH < fromH)
          context.addIssue({ code: 'custom', path: ['toH'], message: `at least fromH (${fromH})` });
        if ((toH - fromH) / byH > mostTimes)
          context.addIssue({
            code: 'custom',
            path: ['byH'],
            message: `a step that makes at most ${mostTimes} times`,
          });
      }),
    z
      .array(hours)
      .min(1)
      .max(mostTimes)
      .superRefine((list, context) => {
        const falling = list.findIndex((time, index) => index > 0 && time < (list[index - 1] ?? time));
        if (falling > 0)
          context.addIssue({
            code: 'custom',
            path: [falling],
            message: `at least ${list[falling - 1]}: times in order`,
          });
      }),
  ],
  'a list of hours, or { "fromH": ..., "toH": ..., "byH": ... }',
);

/** Names of what to compute; every output of the model when absent. */
const outputsSchema = z.array(text).min(1).max(100).optional();

/** A simulation by a model of the catalogue. */
export const publishedSimulationSchema = z.strictObject({
  model: text,
  patient: simulatedPatientSchema,
  doses: z.array(publishedDoseSchema).max(10_000),
  times: timesSchema,
  outputs: outputsSchema,
});
export type PublishedSimulation = z.infer<typeof publishedSimulationSchema>;

/** A simulation by a model that the specification itself defines. */
export const inlineSimulationSchema = z.strictObject({
  model: modelFileSchema,
  /** The model's covariates by name, each in the unit that the model states for it. */
  covariates: z.record(text, z.number()).default({}),
  doses: z.array(inlineDoseSchema).max(10_000),
  times: timesSchema,
  outputs: outputsSchema,
});
export type InlineSimulation = z.infer<typeof inlineSimulationSchema>;
