import {
  type Alert,
  type DueItem,
  type Reading,
  type SessionRecord,
  sessionStates,
  vitalMeasures,
} from '@ketame/care';
import { z } from 'zod';
import { proofOfSignerSchema } from './access.ts';
import { entryContentSchema, sessionEventSchema } from './infusion-event.ts';

const instant = z.iso.datetime({ offset: true });

/** Plans a session of a protocol; the id is made by the client, so that the same sent again plans once. */
export const newInfusionSchema = z.strictObject({
  id: z.uuid(),
  patientId: z.uuid(),
  /** Of a protocol that the clinic has, and which version of it. */
  protocolId: z.string().min(1).max(120),
  protocolVersion: z.int().min(1),
  /** "4" of the protocol's ten. */
  session: z.int().min(1).max(200),
  firstTreatment: z.boolean(),
  plannedStart: instant,
  /** Where the patient lies, for the board: "Room 2". */
  place: z.string().trim().min(1).max(60),
  /** What the models read; weight decides the rates in mg/h. */
  weightKg: z.number().min(20).max(350),
});
export type NewInfusion = z.infer<typeof newInfusionSchema>;

/** One entry as a client sends it. */
export const newEntrySchema = z.strictObject({
  id: z.uuid(),
  occurredAt: instant,
  content: entryContentSchema,
  /**
   * What signs it, where an entry needs a signature (a check of a syringe, leaving before the criteria are met): the
   * answer of /api/step-up. The entry is then by whoever signed. Null for all others.
   */
  proof: proofOfSignerSchema.nullable(),
});
export type NewEntry = z.infer<typeof newEntrySchema>;

/** What a client kept while it was offline comes in the order in which it was entered. */
export const newEntriesSchema = z.strictObject({ entries: z.array(newEntrySchema).min(1).max(500) });

const refusalSchema = z.object({ code: z.string(), reason: z.string(), whatToDo: z.string() });

/** What became of each entry, in the order in which they were sent. */
export const entryAnswersSchema = z.object({
  answers: z.array(
    z.discriminatedUnion('outcome', [
      z.object({
        outcome: z.literal('accepted'),
        id: z.uuid(),
        event: sessionEventSchema,
        late: z.boolean(),
      }),
      z.object({ outcome: z.literal('refused'), id: z.uuid(), refusal: refusalSchema }),
    ]),
  ),
});
export type EntryAnswers = z.infer<typeof entryAnswersSchema>;

/** What a monitor sends: values with their UCUM unit, null where it has none (a probe has come off). */
export const vitalsBatchSchema = z.strictObject({
  /** Its name. Left out by a monitor with a token, which has the name already. */
  monitor: z.string().trim().min(1).max(60).optional(),
  readings: z
    .array(
      z.strictObject({
        at: instant,
        values: z
          .array(
            z.strictObject({
              measure: z.enum(vitalMeasures),
              value: z.number().nullable(),
              unit: z.string().min(1).max(20),
            }),
          )
          .min(1)
          .max(vitalMeasures.length),
      }),
    )
    .min(1)
    .max(500),
});
export type VitalsBatch = z.infer<typeof vitalsBatchSchema>;

export const vitalsAnswerSchema = z.object({
  accepted: z.int(),
  /** Sent before, and kept once. */
  duplicates: z.int(),
  /** Values no person can have: kept as "no value". */
  artefacts: z.int(),
});
export type VitalsAnswer = z.infer<typeof vitalsAnswerSchema>;

export const readingSchema: z.ZodType<Reading, Reading> = z.object({
  at: instant,
  receivedAt: instant,
  monitor: z.string(),
  values: z.partialRecord(z.enum(vitalMeasures), z.number().nullable()),
});

export const alertSchema: z.ZodType<Alert> = z.custom<Alert>().meta({ type: 'object' });
export const dueItemSchema: z.ZodType<DueItem> = z.object({
  id: z.string(),
  what: z.string(),
  at: instant,
  inMinutes: z.number(),
  source: z.string(),
});

const patient = z.object({
  id: z.uuid(),
  familyName: z.string(),
  givenName: z.string(),
  birthDate: z.iso.date(),
});

/** One session: its entries, from which `sessionOf` of @ketame/care makes its state, and what the monitors sent. */
export const infusionSchema = z.object({
  id: z.uuid(),
  place: z.string(),
  patient,
  events: z.array(sessionEventSchema),
  readings: z.array(readingSchema),
  alerts: z.array(alertSchema),
  /** The server's time, to which countdowns are held. */
  now: instant,
});
export type Infusion = z.infer<typeof infusionSchema>;

/** One line of a patient's sessions. */
export const sessionOfPatientSchema = z.object({
  id: z.uuid(),
  place: z.string(),
  plannedStart: instant,
  state: z.enum(sessionStates),
  open: z.boolean(),
});
export type SessionOfPatient = z.infer<typeof sessionOfPatientSchema>;

/** One line of the board. */
export const boardRowSchema = z.object({
  id: z.uuid(),
  place: z.string(),
  patient,
  protocol: z.string(),
  session: z.int(),
  of: z.int(),
  state: z.enum(sessionStates),
  since: instant,
  plannedStart: instant,
  startedAt: instant.nullable(),
  rateMgPerH: z.number(),
  drug: z.string(),
  /** Newest values of monitor or chart, with their times. */
  vitals: z.partialRecord(z.enum(vitalMeasures), z.object({ value: z.number(), at: instant })),
  /** Open ones, the most urgent first. */
  alerts: z.array(alertSchema),
  nextDue: dueItemSchema.nullable(),
  responsible: z.string().nullable(),
});
export type BoardRow = z.infer<typeof boardRowSchema>;

export const boardSchema = z.object({ rows: z.array(boardRowSchema), now: instant });
export type Board = z.infer<typeof boardSchema>;

export const sessionRecordSchema: z.ZodType<SessionRecord> = z
  .custom<SessionRecord>()
  .meta({ type: 'object' });

/** What the stream of one session sends: what is new since the last message; alerts always all of them. */
export const infusionMessageSchema = z.object({
  events: z.array(sessionEventSchema),
  readings: z.array(readingSchema),
  alerts: z.array(alertSchema),
  now: instant,
});
export type InfusionMessage = z.infer<typeof infusionMessageSchema>;
