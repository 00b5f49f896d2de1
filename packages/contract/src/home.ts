import {
  type AfterDoseCheck,
  awakeStates,
  breathingStates,
  contactKinds,
  contactOutcomes,
  type DiaryState,
  goneReasons,
  type HomeAlert,
  type HomeEvent,
  type HomePopulation,
  type HomeProgramme,
  type HomeStatement,
  type HomeWorkRow,
  hinderedStates,
  homeFactKinds,
  homeSideEffects,
  homeStopIds,
  homeUrineSigns,
  type MisuseScore,
  notTakenReasons,
  type OpenStop,
  observationLimits,
  type PlannedContact,
  type ProgrammeStatus,
  type Reconciliation,
  type ToxicityWatch,
} from '@ketame/care';
import { z } from 'zod';
import { newPasswordSchema } from './account.ts';
import { numbersByIdSchema } from './questionnaire.ts';

const instant = z.iso.datetime({ offset: true });
const micrograms = z.int().min(1).max(1_000_000_000);
const packCode = z.string().trim().min(9).max(20);
const text = z.string().trim().max(4000);
const reason = z.string().trim().min(3).max(1000);
const tenths = z.int().min(0).max(10);
const timeZone = z.string().refine(isTimeZone, { error: 'an IANA time zone, such as Europe/Amsterdam' });
const pressure = ({ least, most }: { readonly least: number; readonly most: number }) =>
  z.int().min(least).max(most);
const systolic = pressure(observationLimits.systolic);
const diastolic = pressure(observationLimits.diastolic);

/** What patient and clinic enter alike. */
const statements = [
  z.strictObject({ kind: z.literal('dose'), packCode: packCode.nullable(), doseUg: micrograms }),
  z.strictObject({
    kind: z.literal('not-taken'),
    reason: z.enum(notTakenReasons),
    packCode: packCode.nullable(),
  }),
  z
    .strictObject({ kind: z.literal('blood-pressure'), systolic, diastolic })
    .refine((one) => one.systolic > one.diastolic, {
      error: 'above the diastolic pressure',
      path: ['systolic'],
    }),
  z.strictObject({ kind: z.literal('sitter'), present: z.boolean(), confirmed: z.boolean() }),
  z.strictObject({
    kind: z.literal('substances'),
    alcohol: z.boolean(),
    sedatives: z.boolean(),
    otherDrugs: z.boolean(),
  }),
  z
    .strictObject({
      kind: z.literal('after-dose'),
      doseId: z.uuid(),
      minute: z.int().min(1).max(720),
      awake: z.enum(awakeStates),
      breathing: z.enum(breathingStates),
      systolic: systolic.nullable(),
      diastolic: diastolic.nullable(),
      sitter: z.boolean(),
    })
    .refine((one) => (one.systolic === null) === (one.diastolic === null), {
      error: 'systolic and diastolic pressure together',
      path: ['systolic'],
    })
    .refine((one) => one.systolic === null || one.systolic > (one.diastolic ?? 0), {
      error: 'above the diastolic pressure',
      path: ['systolic'],
    }),
  z.strictObject({
    kind: z.literal('day'),
    date: z.iso.date(),
    painAverage: tenths.nullable(),
    painWorst: tenths.nullable(),
    reliefPercent: z.int().min(0).max(100).nullable(),
    sleep: tenths.nullable(),
    mood: tenths.nullable(),
    hindered: z.enum(hinderedStates).nullable(),
    sideEffects: z.array(z.enum(homeSideEffects)).max(homeSideEffects.length).nullable(),
    urine: z.array(z.enum(homeUrineSigns)).max(homeUrineSigns.length).nullable(),
  }),
  z.strictObject({
    kind: z.literal('week'),
    date: z.iso.date(),
    knowsWhenToStop: z.boolean().nullable(),
    instrument: z.string().min(1).max(60),
    instrumentVersion: z.int().min(1),
    answers: numbersByIdSchema,
    scores: numbersByIdSchema,
  }),
  z.strictObject({
    kind: z.literal('gone'),
    how: z.enum(goneReasons),
    packCode: packCode.nullable(),
    amountUg: micrograms,
  }),
  z.strictObject({ kind: z.literal('message'), text: text.min(1) }),
  z.strictObject({ kind: z.literal('help'), text: text.nullable() }),
  z.strictObject({ kind: z.literal('suicidal-thoughts'), text: text.nullable() }),
] as const;

const byTheClinic = [
  z.strictObject({ kind: z.literal('stop'), reason }),
  z.strictObject({
    kind: z.literal('stop-lifted'),
    stop: z.enum(homeStopIds),
    entries: z.array(z.uuid()).min(1).max(500),
    reason,
  }),
  z.strictObject({
    kind: z.literal('set-aside'),
    corrections: z.array(z.uuid()).min(1).max(20),
    reason,
  }),
] as const;

const base = { id: z.uuid(), device: z.uuid(), at: instant, zone: timeZone };
const correctionOf = <Statement extends z.ZodType<HomeStatement>>(statement: Statement) =>
  z.strictObject({
    kind: z.literal('correction'),
    corrects: z.array(z.uuid()).min(1).max(20),
    replacement: z.strictObject({ at: instant, statement }).nullable(),
    reason,
  });

const patientContent = z.discriminatedUnion('kind', [
  ...statements,
  correctionOf(z.discriminatedUnion('kind', statements)),
]);
const anyContent = z.discriminatedUnion('kind', [
  ...statements,
  ...byTheClinic,
  correctionOf(z.discriminatedUnion('kind', [...statements, ...byTheClinic])),
]);

/** An event as a patient's device sends it. */
export const newHomeEventSchema = z.strictObject({
  ...base,
  author: z.literal('patient'),
  content: patientContent,
}) satisfies z.ZodType<HomeEvent>;

/** An event of a patient's diary, whoever entered it. */
export const homeEventSchema: z.ZodType<HomeEvent, HomeEvent> = z.strictObject({
  ...base,
  author: z.enum(['patient', 'clinic']),
  content: anyContent,
});

/** What the clinic enters into a patient's diary: corrections, messages, stops and their lifting. The server adds who. */
export const newClinicHomeEventSchema = z.strictObject({
  id: z.uuid(),
  at: instant,
  content: anyContent,
});
export type NewClinicHomeEvent = z.infer<typeof newClinicHomeEventSchema>;

/** An event as the server keeps it. Cursors rise by arrival, over all authors of one patient. */
export const keptHomeEventSchema = z.object({
  event: homeEventSchema,
  cursor: z.int().min(1),
  receivedAt: instant,
  /** Name of the person of the clinic; null for the patient. */
  by: z.string().nullable(),
});
export type KeptHomeEvent = z.infer<typeof keptHomeEventSchema>;

/** POST /my/home/events. Each is judged by itself, so that one bad entry does not hold the others. */
export const newHomeEventsSchema = z.strictObject({ events: z.array(z.unknown()).min(1).max(500) });
export const homeEventAnswerSchema = z.object({
  /** As it was sent; empty where it had none. */
  id: z.string(),
  answer: z.enum(['stored', 'already there', 'refused']),
  /** Why, for the person who entered it; null unless refused. */
  why: z.string().nullable(),
  cursor: z.int().nullable(),
});
export const homeEventAnswersSchema = z.object({
  answers: z.array(homeEventAnswerSchema),
  now: instant,
});
export type HomeEventAnswers = z.infer<typeof homeEventAnswersSchema>;

/** GET /my/home/events?after=cursor. */
export const homeEventsSchema = z.object({
  events: z.array(keptHomeEventSchema),
  /** To be asked after next time. */
  cursor: z.int().min(0),
  /** More are waiting after the cursor. */
  more: z.boolean(),
  now: instant,
});
export type HomeEvents = z.infer<typeof homeEventsSchema>;

const programmeSchema: z.ZodType<HomeProgramme> = z.custom<HomeProgramme>().meta({ type: 'object' });
const programmeStatusSchema: z.ZodType<ProgrammeStatus> = z
  .custom<ProgrammeStatus>()
  .meta({ type: 'object' });
const diaryStateSchema: z.ZodType<DiaryState> = z.custom<DiaryState>().meta({ type: 'object' });
const openStopSchema: z.ZodType<OpenStop> = z.custom<OpenStop>().meta({ type: 'object' });
const afterDoseCheckSchema: z.ZodType<AfterDoseCheck> = z.custom<AfterDoseCheck>().meta({ type: 'object' });
const homeAlertSchema: z.ZodType<HomeAlert> = z.custom<HomeAlert>().meta({ type: 'object' });
const misuseScoreSchema: z.ZodType<MisuseScore> = z.custom<MisuseScore>().meta({ type: 'object' });
const toxicityWatchSchema: z.ZodType<ToxicityWatch> = z.custom<ToxicityWatch>().meta({ type: 'object' });
const plannedContactSchema: z.ZodType<PlannedContact> = z.custom<PlannedContact>().meta({ type: 'object' });
const workRowSchema: z.ZodType<HomeWorkRow> = z.custom<HomeWorkRow>().meta({ type: 'object' });
const reconciliationSchema: z.ZodType<Reconciliation> = z.custom<Reconciliation>().meta({ type: 'object' });
const populationSchema: z.ZodType<HomePopulation> = z.custom<HomePopulation>().meta({ type: 'object' });

export const homeProgrammesSchema = z.object({ programmes: z.array(programmeSchema) });
export { programmeSchema as sentHomeProgrammeSchema };

/** What a clinic may change in a copy of its own; all else stays as in the programme that it was copied from. */
export const newOwnHomeProgrammeSchema = z.strictObject({
  id: z.uuid(),
  copyOf: z.string().min(1).max(60),
  title: z.string().trim().min(1).max(160),
  change: z.strictObject({
    doseUg: micrograms.optional(),
    maxDosesPerDay: z.int().min(1).max(24).optional(),
    minHoursBetween: z.number().positive().max(168).optional(),
    window: z
      .strictObject({ fromHour: z.int().min(0).max(23), toHour: z.int().min(1).max(24) })
      .refine((window) => window.fromHour < window.toHour, { error: 'before the end', path: ['fromHour'] })
      .optional(),
  }),
});
export type NewOwnHomeProgramme = z.infer<typeof newOwnHomeProgrammeSchema>;

export const homeFactSchema = z.object({
  id: z.uuid(),
  fact: z.enum(homeFactKinds),
  at: instant,
  note: z.string(),
  by: z.string(),
});
/** POST /patients/:id/home/facts. The id is made by the client, so that the same sent again is entered once. */
export const newHomeFactSchema = z.strictObject({
  id: z.uuid(),
  fact: z.enum(homeFactKinds),
  at: instant,
  note: text,
});
export type NewHomeFact = z.infer<typeof newHomeFactSchema>;

/** POST /patients/:id/home/contacts. */
export const newHomeContactSchema = z.strictObject({
  id: z.uuid(),
  planned: z.string().max(40).nullable(),
  kind: z.enum(contactKinds),
  at: instant,
  outcome: z.enum(contactOutcomes),
  /** For the cost of the programme. */
  minutes: z.int().min(0).max(600),
  note: text,
});
export type NewHomeContact = z.infer<typeof newHomeContactSchema>;
export const homeContactSchema = newHomeContactSchema.extend({ by: z.string() });

/** POST /patients/:id/home/counts: what was counted in hand, of one drug. */
export const newHomeCountSchema = z.strictObject({
  id: z.uuid(),
  at: instant,
  by: z.enum(['visit', 'video']),
  inHandUg: z.int().min(0).max(1_000_000_000),
  /** Codes that were read; empty where doses are not in packs. */
  packs: z.array(packCode).max(200),
});
export type NewHomeCount = z.infer<typeof newHomeCountSchema>;

/** POST /patients/:id/home/messages. */
export const newHomeMessageSchema = z.strictObject({ id: z.uuid(), text: text.min(1) });
export type NewHomeMessage = z.infer<typeof newHomeMessageSchema>;

/** PUT /patients/:id/home, with If-Match. Active only while `mayBeSupplied`. */
export const putHomeSchema = z.strictObject({
  programmeId: z.string().min(1).max(60),
  status: z.enum(['active', 'suspended', 'ended']),
  validUntil: instant,
  /** The patient's home. */
  timeZone,
  sitterName: z.string().trim().max(200),
  /** The day from which contacts are counted. */
  firstDay: z.iso.date(),
});
export type PutHome = z.infer<typeof putHomeSchema>;

/** POST /patients/:id/home/account: as for other accounts, a first password that is changed at the first sign-in. */
export const newHomeAccountSchema = z.strictObject({
  email: z
    .email()
    .max(254)
    .transform((one) => one.trim().toLowerCase()),
  password: newPasswordSchema,
});
export type NewHomeAccount = z.infer<typeof newHomeAccountSchema>;

export const homeEnrolmentSchema = putHomeSchema.extend({
  version: z.int().min(1),
  setAt: instant,
  /** Whether the patient has an account. */
  hasAccount: z.boolean(),
});
export type HomeEnrolment = z.infer<typeof homeEnrolmentSchema>;

/** By its three letters (ISO 4217). */
const currencySchema = z
  .string()
  .trim()
  .refine((code) => Intl.supportedValuesOf('currency').includes(code), {
    error: 'Three capital letters of a currency are needed, as EUR, GBP or USD.',
  });

/** Whom a patient at home calls, and what the programme costs the clinic. GET and PUT /home/clinic. */
export const homeClinicSchema = z.strictObject({
  phone: z.string().trim().max(60),
  emergencyNumber: z.string().trim().min(1).max(20),
  crisisLine: z.string().trim().max(60),
  /** When somebody reads messages; local clock of the clinic, words of the clinic. */
  messagesRead: z.string().trim().max(200),
  /** Of a milligram and of a minute of contact; null: not counted. */
  costs: z
    .strictObject({
      /** Null where the clinic has not said it, as before it was asked for. */
      currency: currencySchema.nullable().default(null),
      perMg: z.number().min(0).max(10_000),
      perContactMinute: z.number().min(0).max(10_000),
    })
    .nullable(),
});
export type HomeClinic = z.infer<typeof homeClinicSchema>;

/** GET /patients/:id/home. */
export const patientHomeSchema = z.object({
  patientId: z.uuid(),
  now: instant,
  programme: programmeSchema.nullable(),
  enrolment: homeEnrolmentSchema.nullable(),
  status: programmeStatusSchema.nullable(),
  facts: z.array(homeFactSchema),
  diary: diaryStateSchema,
  alerts: z.array(homeAlertSchema),
  stops: z.array(openStopSchema),
  checks: z.array(afterDoseCheckSchema),
  /** Steps of an escalation that were raised because nobody answered a check. */
  silences: z.array(
    z.object({
      doseId: z.uuid(),
      minute: z.int(),
      to: z.string(),
      dueAt: instant,
      raisedAt: instant,
    }),
  ),
  planned: z.array(plannedContactSchema),
  contacts: z.array(homeContactSchema),
  counts: z.array(newHomeCountSchema),
  /** Signs to talk about, and how they came and went since the first day; null without a programme. */
  misuse: z
    .object({
      now: misuseScoreSchema,
      course: z.array(z.object({ on: z.iso.date(), score: z.number() })),
    })
    .nullable(),
  toxicity: toxicityWatchSchema.nullable(),
  reconciliation: reconciliationSchema,
});
export type PatientHome = z.infer<typeof patientHomeSchema>;

/** GET /my/home: what a phone needs for a week without network. */
export const myHomeSchema = z.object({
  patientId: z.uuid(),
  now: instant,
  programme: programmeSchema.nullable(),
  enrolment: homeEnrolmentSchema.pick({ status: true, validUntil: true, timeZone: true }).nullable(),
  /** As prescribed now; null without a valid prescription. */
  doseUg: z.int().nullable(),
  packs: z.array(z.object({ code: z.string(), doseUg: z.int(), expiry: z.iso.date() })),
  looseUg: z.int().min(0),
  planned: z.array(plannedContactSchema),
  stops: z.array(openStopSchema),
  clinic: homeClinicSchema.omit({ costs: true }).extend({ name: z.string(), timeZone: z.string() }),
  cursor: z.int().min(0),
});
export type MyHome = z.infer<typeof myHomeSchema>;

const person = {
  patientId: z.uuid(),
  familyName: z.string(),
  givenName: z.string(),
  birthDate: z.iso.date(),
};
/** GET /home/worklist. */
export const homeWorklistSchema = z.object({
  now: instant,
  rows: z.array(z.object({ ...person, row: workRowSchema })),
});
export type HomeWorklist = z.infer<typeof homeWorklistSchema>;

/** GET /home/population. */
export const homePopulationSchema = z.object({
  now: instant,
  population: populationSchema,
  names: z.array(z.object(person)),
});

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
