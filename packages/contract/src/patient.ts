import type {
  Allergy,
  Bearing,
  BearingEntry,
  Coding,
  Condition,
  Identity,
  LaboratoryProfile,
  LaboratoryRange,
  LatestMeasure,
  Medication,
  Observation,
  Pregnancy,
  RecordEntry,
} from '@ketame/care';
import { measures } from '@ketame/care';
import { z } from 'zod';

/** The values themselves are care's; here are their schemas, which the compiler holds to the same shape. */
export type {
  Allergy,
  Bearing,
  Coding,
  Condition,
  Identity,
  LaboratoryProfile,
  LatestMeasure,
  Measure,
  Medication,
  Observation,
  Pregnancy,
  RecordEntry,
} from '@ketame/care';
export { measures } from '@ketame/care';

const date = z.iso.date();
const instant = z.iso.datetime({ offset: true });
/** FHIR dates may be a year, a month, a day or an instant. */
const fhirDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2}(T.*)?)?)?$/);

export const codingSchema = z.object({
  system: z.string(),
  code: z.string(),
  display: z.string().optional(),
}) satisfies z.ZodType<Coding>;

export const identitySchema = z.object({
  familyName: z.string().trim().min(1).max(120),
  givenName: z.string().trim().min(1).max(120),
  birthDate: date,
  sex: z.enum(['female', 'male']),
}) satisfies z.ZodType<Identity>;

const entry = { sourceId: z.string(), text: z.string(), codings: z.array(codingSchema) };

export const conditionSchema = z.object({
  kind: z.literal('condition'),
  ...entry,
  status: z.enum(['active', 'inactive', 'unknown']),
  onset: fhirDate.nullable(),
  ended: fhirDate.nullable(),
}) satisfies z.ZodType<Condition>;

export const medicationSchema = z.object({
  kind: z.literal('medication'),
  ...entry,
  status: z.enum(['active', 'inactive', 'unknown']),
  started: fhirDate.nullable(),
  ended: fhirDate.nullable(),
  dosage: z.string().nullable(),
}) satisfies z.ZodType<Medication>;

export const allergySchema = z.object({
  kind: z.literal('allergy'),
  ...entry,
  status: z.enum(['active', 'inactive', 'unknown']),
  reaction: z.string().nullable(),
}) satisfies z.ZodType<Allergy>;

export const measureSchema = z.enum(measures);

export const observationSchema = z.object({
  kind: z.literal('observation'),
  ...entry,
  measure: measureSchema,
  value: z.number(),
  /** UCUM. */
  unit: z.string(),
  at: fhirDate,
  /** From the result itself; null when the result carries none (never assumed). */
  range: z
    .object({ low: z.number().nullable(), high: z.number().nullable(), text: z.string().nullable() })
    .nullable(),
}) satisfies z.ZodType<Observation>;

export const recordEntrySchema: z.ZodType<RecordEntry, RecordEntry> = z.discriminatedUnion('kind', [
  conditionSchema,
  medicationSchema,
  allergySchema,
  observationSchema,
]);

/** Something of the file that was not taken, by kind, with the reason. */
export const leftOutSchema = z.object({
  resourceType: z.string(),
  count: z.int(),
  reason: z.string(),
  examples: z.array(z.string()),
});
export type LeftOut = z.infer<typeof leftOutSchema>;

/** What was understood of one FHIR bundle. */
export const understoodRecordSchema = z.object({
  identity: identitySchema,
  /** The record's own id of the patient, with the system that gave it: what makes a second import find the same patient. */
  source: z.object({ system: z.string(), id: z.string() }),
  entries: z.array(recordEntrySchema),
  leftOut: z.array(leftOutSchema),
});
export type UnderstoodRecord = z.infer<typeof understoodRecordSchema>;

const findingState = z.enum(['active', 'past', 'unknown']);

export const bearingEntrySchema: z.ZodType<BearingEntry, BearingEntry> = z.object({
  kind: z.enum(['condition', 'medication', 'allergy', 'observation', 'identity']),
  sourceId: z.string(),
  text: z.string(),
  date: z.string().nullable(),
  state: findingState,
  /** `text` marks an entry recognised by its words alone. */
  matchedBy: z.enum(['code', 'text', 'value', 'identity']),
});

/** Why something in the record bears on ketamine, with the entries that it came from. */
export const bearingSchema: z.ZodType<Bearing, Bearing> = z.object({
  /** Id of the rule: "opioid", "hypertension". */
  rule: z.string(),
  version: z.int(),
  title: z.string(),
  severity: z.enum(['exclusion', 'caution', 'interaction', 'information']),
  /** Whether it holds now, did once, or the record does not say. */
  state: findingState,
  /** What it means for ketamine, a few sentences. */
  meaning: z.string(),
  source: z.string(),
  status: z.enum(['guideline', 'label', 'trial', 'ours']),
  from: z.array(bearingEntrySchema),
});

export const pregnancySchema: z.ZodType<Pregnancy, Pregnancy> = z.enum([
  'pregnant',
  'possible',
  'not possible',
  'unknown',
]);

export const patientSummarySchema = z.object({
  id: z.uuid(),
  identity: identitySchema,
  ageYears: z.number(),
  diagnosis: z.string().nullable(),
  entries: z.int(),
  plans: z.int(),
  updatedAt: instant,
});
export type PatientSummary = z.infer<typeof patientSummarySchema>;

export const latestMeasureSchema: z.ZodType<LatestMeasure, LatestMeasure> = z.object({
  measure: measureSchema,
  value: z.number(),
  unit: z.string(),
  at: z.string(),
  /** The range used, and where it is from. */
  range: z
    .object({
      low: z.number().nullable(),
      high: z.number().nullable(),
      from: z.enum(['result', 'laboratory profile']),
    })
    .nullable(),
  flag: z.enum(['low', 'normal', 'high', 'unknown']),
  sourceId: z.string(),
});

export const patientDetailSchema = z.object({
  id: z.uuid(),
  /** Goes up by one with each change; sent back in If-Match. */
  version: z.int(),
  identity: identitySchema,
  ageYears: z.number(),
  pregnancy: pregnancySchema,
  entries: z.array(recordEntrySchema),
  latest: z.array(latestMeasureSchema),
  bearings: z.array(bearingSchema),
  updatedAt: instant,
});
export type PatientDetail = z.infer<typeof patientDetailSchema>;

/** The plain form, for a patient without a record. Every field but the identity may stay empty. */
export const patientFormSchema = z.strictObject({
  /** Made by the client, so that a repeated submission makes one patient. */
  id: z.uuid(),
  identity: identitySchema.strict(),
  weightKg: z.number().min(20).max(350).nullable(),
  heightCm: z.number().min(100).max(250).nullable(),
  systolic: z.number().min(50).max(300).nullable(),
  diastolic: z.number().min(20).max(200).nullable(),
  heartRate: z.number().min(20).max(250).nullable(),
  /** Long enough for a form that was filled in from a record. */
  diagnoses: z.array(z.string().trim().min(1).max(400)).max(500),
  medication: z.array(z.string().trim().min(1).max(400)).max(500),
  allergies: z.array(z.string().trim().min(1).max(400)).max(500),
  pregnant: z.boolean().nullable(),
});
export type PatientForm = z.infer<typeof patientFormSchema>;

/** What an import would do, shown before anything is saved. */
export const importPreviewSchema = z.object({
  /** SHA-256 of the file as sent: the save must bring the same. */
  fingerprint: z.string(),
  understood: understoodRecordSchema,
  bearings: z.array(bearingSchema),
  /** The patient that this record already belongs to (same source id), else one with the same name and birth date; null makes a new one. */
  existing: z
    .object({
      id: z.uuid(),
      identity: identitySchema,
      version: z.int(),
      /** `choice`: the patient was named in the request. */
      matchedBy: z.enum(['source', 'name and birth date', 'choice']),
    })
    .nullable(),
  /** Name or birth date differ from the existing patient's: the save must confirm it. */
  identityDiffers: z.array(z.object({ field: z.string(), stored: z.string(), file: z.string() })),
  /** Entries of the record by what the import does to them; `removed`: the file now says that they were entered in error. */
  changes: z.object({ added: z.int(), changed: z.int(), unchanged: z.int(), removed: z.int() }),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;

export const importResultSchema = z.object({
  patientId: z.uuid(),
  created: z.boolean(),
  changes: importPreviewSchema.shape.changes,
});
export type ImportResult = z.infer<typeof importResultSchema>;

/** The laboratory's own reference ranges, used where a result carries none. */
export const laboratoryRangeSchema = z.strictObject({
  measure: measureSchema,
  sex: z.enum(['female', 'male', 'any']),
  low: z.number().nullable(),
  high: z.number().nullable(),
  unit: z.string().min(1).max(20),
}) satisfies z.ZodType<LaboratoryRange>;
export const laboratoryProfileSchema: z.ZodType<LaboratoryProfile, LaboratoryProfile> = z.strictObject({
  name: z.string().max(120),
  ranges: z.array(laboratoryRangeSchema).max(60),
});
