import { z } from 'zod';

/**
 * The parts of FHIR R4 (4.0.1) that are read. Everything else of a resource is dropped by the parsing; a resource that
 * does not have these shapes is left out, with the path of what is wrong.
 */

/** A year, a month, a day or an instant. */
export const dateShape = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2}(T.*)?)?)?$/, 'a FHIR date')
  .refine((text) => !Number.isNaN(Date.parse(text)), 'a date of the calendar');

const identifierShape = z.object({
  use: z.string().optional(),
  type: z.object({ coding: z.array(z.object({ code: z.string().optional() })).optional() }).optional(),
  system: z.string().optional(),
  value: z.string().optional(),
});
export const referenceShape = z.object({
  reference: z.string().optional(),
  display: z.string().optional(),
  identifier: identifierShape.optional(),
});
export const conceptShape = z.object({
  coding: z
    .array(
      z.object({
        system: z.string().optional(),
        code: z.string().optional(),
        display: z.string().optional(),
      }),
    )
    .optional(),
  text: z.string().optional(),
});
export const quantityShape = z.object({
  value: z.number().optional(),
  comparator: z.string().optional(),
  unit: z.string().optional(),
  system: z.string().optional(),
  code: z.string().optional(),
});
const periodShape = z.object({ start: dateShape.optional(), end: dateShape.optional() });

export type Reference = z.infer<typeof referenceShape>;
export type Concept = z.infer<typeof conceptShape>;
export type Quantity = z.infer<typeof quantityShape>;

/** What every resource has. */
export const resourceShape = z.looseObject({
  resourceType: z.string(),
  id: z.string().optional(),
  meta: z.looseObject({ lastUpdated: z.string().optional() }).optional(),
});
export type Resource = z.infer<typeof resourceShape>;

export const bundleShape = z.object({
  resourceType: z.literal('Bundle'),
  link: z.array(z.object({ relation: z.string().optional() })).optional(),
  entry: z.array(z.object({ fullUrl: z.string().optional(), resource: z.unknown().optional() })).optional(),
});

export const patientShape = z.object({
  identifier: z.array(identifierShape).optional(),
  name: z
    .array(
      z.object({
        use: z.string().optional(),
        family: z.string().optional(),
        given: z.array(z.string()).optional(),
      }),
    )
    .optional(),
  gender: z.string().optional(),
  birthDate: z.string().optional(),
  deceasedBoolean: z.boolean().optional(),
  deceasedDateTime: z.string().optional(),
});

export const conditionShape = z.object({
  subject: referenceShape.optional(),
  code: conceptShape.optional(),
  clinicalStatus: conceptShape.optional(),
  verificationStatus: conceptShape.optional(),
  onsetDateTime: dateShape.optional(),
  onsetPeriod: periodShape.optional(),
  abatementDateTime: dateShape.optional(),
  abatementPeriod: periodShape.optional(),
  abatementAge: z.unknown().optional(),
  abatementString: z.string().optional(),
});

const dosageShape = z.array(z.object({ text: z.string().optional() })).optional();

export const medicationRequestShape = z.object({
  subject: referenceShape.optional(),
  status: z.string().optional(),
  intent: z.string().optional(),
  doNotPerform: z.boolean().optional(),
  medicationCodeableConcept: conceptShape.optional(),
  medicationReference: referenceShape.optional(),
  contained: z.array(z.unknown()).optional(),
  authoredOn: dateShape.optional(),
  dosageInstruction: dosageShape,
});

export const medicationStatementShape = z.object({
  subject: referenceShape.optional(),
  status: z.string().optional(),
  medicationCodeableConcept: conceptShape.optional(),
  medicationReference: referenceShape.optional(),
  contained: z.array(z.unknown()).optional(),
  effectiveDateTime: dateShape.optional(),
  effectivePeriod: periodShape.optional(),
  dosage: dosageShape,
});

export const medicationShape = z.object({
  resourceType: z.literal('Medication'),
  id: z.string().optional(),
  code: conceptShape.optional(),
});

export const allergyShape = z.object({
  patient: referenceShape.optional(),
  code: conceptShape.optional(),
  clinicalStatus: conceptShape.optional(),
  verificationStatus: conceptShape.optional(),
  reaction: z.array(z.object({ manifestation: z.array(conceptShape).optional() })).optional(),
});

const rangeShape = z.array(
  z.object({
    low: quantityShape.optional(),
    high: quantityShape.optional(),
    type: conceptShape.optional(),
    text: z.string().optional(),
  }),
);
const resultShape = {
  code: conceptShape.optional(),
  valueQuantity: quantityShape.optional(),
  referenceRange: rangeShape.optional(),
};
export const observationShape = z.object({
  subject: referenceShape.optional(),
  status: z.string().optional(),
  effectiveDateTime: dateShape.optional(),
  effectiveInstant: dateShape.optional(),
  effectivePeriod: periodShape.optional(),
  ...resultShape,
  component: z.array(z.object(resultShape)).optional(),
});
export type Result = Pick<z.infer<typeof observationShape>, keyof typeof resultShape>;
