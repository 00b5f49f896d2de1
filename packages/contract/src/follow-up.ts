import {
  type CareVerdict,
  drugTestMethods,
  dueStates,
  type FollowUpContent,
  type FollowUpDue,
  type FollowUpResult,
  followedMeasures,
  followedUnits,
  followUpItems,
  type GivenSession,
  instruments,
  learntOfUse,
  misuseRuleIds,
  misuseSigns,
  notedSigns,
  ultrasoundFindings,
  ultrasoundRegions,
} from '@ketame/care';
import { z } from 'zod';
import { draftSchema, numbersByIdSchema } from './questionnaire.ts';

const instant = z.iso.datetime({ offset: true });
const reason = z.string().trim().min(3).max(1000);

const laboratoryValueSchema = z
  .strictObject({
    measure: z.enum(followedMeasures),
    value: z.number().min(0).max(100_000),
    /** UCUM, one of those of the measure. */
    unit: z.string().min(1).max(30),
    /** In the same unit; null when the result gives none: it is then not judged. */
    upperLimit: z.number().positive().max(100_000).nullable(),
  })
  .superRefine(({ measure, unit }, context) => {
    const units: readonly string[] = followedUnits[measure];
    if (!units.includes(unit)) {
      context.addIssue({ code: 'custom', path: ['unit'], message: `for ${measure}: ${units.join(' or ')}` });
    }
  });

/** What was measured, asked or noted. Of a questionnaire the client sends the scores that it shows; the server computes its own. */
export const followUpContentSchema: z.ZodType<FollowUpContent, FollowUpContent> = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('pain'),
      period: z.enum(['day', 'week']),
      mean: z.number().min(0).max(10),
      reliefPercent: z.number().min(0).max(100).nullable(),
    }),
    z.strictObject({
      kind: z.literal('laboratory'),
      values: z
        .array(laboratoryValueSchema)
        .min(1)
        .max(followedMeasures.length)
        .refine((values) => new Set(values.map(({ measure }) => measure)).size === values.length, {
          error: 'each measure once',
        }),
    }),
    z.strictObject({
      kind: z.literal('questionnaire'),
      instrument: z.enum(instruments.map(({ id }) => id) as [string, ...string[]]),
      version: z.int().min(1),
      answers: numbersByIdSchema,
      scores: numbersByIdSchema,
    }),
    z.strictObject({
      kind: z.literal('urine test'),
      blood: z.enum(['none', 'on the strip', 'visible']),
      infection: z.enum(['found', 'excluded', 'not tested']),
    }),
    z.strictObject({ kind: z.literal('misuse review'), signs: z.array(z.enum(misuseSigns)) }),
    z.strictObject({
      kind: z.literal('sign'),
      sign: z.enum(notedSigns),
      text: z.string().trim().max(1000),
      resolvedOn: z.iso.date().nullable(),
    }),
    z.strictObject({
      kind: z.literal('drug test'),
      method: z.enum(drugTestMethods),
      ketamine: z.enum(['found', 'not found']),
      norketamine: z.enum(['found', 'not found', 'not tested']),
      others: z.array(z.string().trim().min(2).max(100)).max(20),
    }),
    z.strictObject({
      kind: z.literal('ultrasound'),
      of: z.enum(ultrasoundRegions),
      findings: z.array(z.enum(ultrasoundFindings)).min(1),
    }),
    z.strictObject({ kind: z.literal('use at home'), learnt: z.enum(learntOfUse), text: reason }),
    z.strictObject({
      kind: z.literal('misuse conversation'),
      explained: z.array(z.enum(misuseRuleIds)),
      text: reason,
    }),
    z.strictObject({ kind: z.literal('not done'), item: z.enum(followUpItems), reason }),
  ],
);

export const followUpResultSchema: z.ZodType<FollowUpResult, FollowUpResult> = z.object({
  id: z.uuid(),
  version: z.int(),
  at: instant,
  content: followUpContentSchema,
  savedBy: z.string(),
  savedAt: instant,
  struck: z.string().nullable(),
});

/** The id is made by the client, so that the same sent again is entered once. */
export const newFollowUpResultSchema = z.strictObject({
  id: z.uuid(),
  at: instant,
  content: followUpContentSchema,
});

/** A correction, or a striking out; If-Match names the version that it was made from. */
export const changeFollowUpResultSchema = z.discriminatedUnion('change', [
  z.strictObject({ change: z.literal('correct'), at: instant, content: followUpContentSchema }),
  z.strictObject({ change: z.literal('strike'), why: reason }),
]);

export const followUpDueSchema: z.ZodType<FollowUpDue, FollowUpDue> = z.object({
  item: z.enum(followUpItems),
  day: z.int(),
  from: z.iso.date(),
  on: z.iso.date(),
  until: z.iso.date(),
  state: z.enum(dueStates),
  overdueDays: z.int(),
  missing: z.array(z.string()),
  source: z.string(),
});

const givenSessionSchema: z.ZodType<GivenSession> = z.custom<GivenSession>().meta({ type: 'object' });
export const careVerdictSchema: z.ZodType<CareVerdict> = z.custom<CareVerdict>().meta({ type: 'object' });

/** All that follows the sessions of one patient. */
export const followUpSchema = z.object({
  patientId: z.uuid(),
  now: instant,
  /** The clinic's. */
  today: z.iso.date(),
  sessions: z.array(givenSessionSchema),
  due: z.array(followUpDueSchema),
  /** In the order of time, those struck out among them. */
  results: z.array(followUpResultSchema),
  drafts: z.array(draftSchema),
  verdict: careVerdictSchema,
});
export type FollowUp = z.infer<typeof followUpSchema>;

/** A patient with something due or overdue, or held by a rule. */
export const followUpRowSchema = z.object({
  patientId: z.uuid(),
  familyName: z.string(),
  givenName: z.string(),
  birthDate: z.iso.date(),
  protocolTitle: z.string(),
  /** Date of the end of the last session, and days since. */
  endedOn: z.iso.date(),
  daysSince: z.int(),
  due: z.array(followUpDueSchema),
  verdict: careVerdictSchema,
});
export type FollowUpRow = z.infer<typeof followUpRowSchema>;

/** The worklist of the clinic, the longest overdue first. */
export const followUpListSchema = z.object({ rows: z.array(followUpRowSchema), today: z.iso.date() });
