import {
  type Answer,
  type AnswerValue,
  answerProblem,
  type ConsentText,
  type CriterionResult,
  guidanceIds,
  type JurisdictionId,
  jurisdictions,
  outcomes,
  type QuestionId,
  questions,
  type SelectionResult,
  shortestReason,
  verdicts,
} from '@ketame/care';
import { z } from 'zod';
import { proofOfSignerSchema, signatureSchema } from './access.ts';
import { bearingEntrySchema, bearingSchema } from './patient.ts';
import { criterionStatementSchema, protocolSchema } from './protocol.ts';

const instant = z.iso.datetime({ offset: true });

export const questionIdSchema: z.ZodType<QuestionId, QuestionId> = z.enum(
  questions.map((question) => question.id) as [QuestionId, ...QuestionId[]],
);

export const answerValueSchema: z.ZodType<AnswerValue, AnswerValue> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('one'), value: z.string().max(60) }),
  z.strictObject({ kind: z.literal('several'), values: z.array(z.string().max(60)).max(30) }),
  z.strictObject({ kind: z.literal('score'), value: z.number() }),
  z.strictObject({
    kind: z.literal('measure'),
    value: z.number(),
    unit: z.string().min(1).max(20),
    upperLimit: z.number().nullable(),
  }),
  z.strictObject({
    kind: z.literal('therapies'),
    therapies: z
      .array(
        z.strictObject({
          drug: z.string().max(60),
          dose: z.string().trim().max(120).nullable(),
          weeks: z.number().min(0).max(2600).nullable(),
          tolerated: z.boolean().nullable(),
          reliefPercent: z.number().min(0).max(100).nullable(),
        }),
      )
      .max(60),
  }),
]);

/** One answer as it is saved, the moment it is given; null takes it back. */
export const saveAnswerSchema = z
  .strictObject({
    question: questionIdSchema,
    value: answerValueSchema.nullable(),
    /** The day for which it holds, YYYY-MM-DD. */
    on: z.iso.date(),
  })
  .superRefine(({ question, value }, context) => {
    const problem = value === null ? null : answerProblem(question, value);
    if (problem !== null) context.addIssue({ code: 'custom', path: ['value'], message: problem });
  });
export type SaveAnswer = z.infer<typeof saveAnswerSchema>;

export const answerSchema: z.ZodType<Answer, Answer> = z.object({
  question: questionIdSchema,
  value: answerValueSchema,
  on: z.string(),
  origin: z.discriminatedUnion('from', [
    z.object({ from: z.literal('record'), entries: z.array(bearingEntrySchema) }),
    z.object({ from: z.literal('person'), by: z.string(), at: instant }),
  ]),
});

const signerSchema = z.object({ account: z.string(), name: z.string(), at: instant });
/** A criterion set aside; without effect until the second physician has signed. */
export const overrideSchema = z.object({
  id: z.uuid(),
  criterion: z.string(),
  of: z.string(),
  why: z.string(),
  by: signerSchema,
  second: signerSchema.nullable(),
});

const criterionResultSchema: z.ZodType<CriterionResult, CriterionResult> = z.object({
  criterion: criterionStatementSchema,
  outcome: z.enum(outcomes),
  asked: z.boolean(),
  reason: z.string(),
  conditions: z.array(z.string()),
  inputs: z.array(answerSchema),
  override: overrideSchema.omit({ id: true }).nullable(),
});

export const verdictSchema = z.enum(verdicts);

export const selectionResultSchema: z.ZodType<SelectionResult, SelectionResult> = z.object({
  verdict: verdictSchema,
  protocol: z.object({ id: z.string(), version: z.int() }),
  on: z.iso.date(),
  criteria: z.array(criterionResultSchema),
  guidance: z.array(
    z.object({
      id: z.enum(guidanceIds),
      title: z.string(),
      year: z.int(),
      stance: z.enum(['against', 'on conditions', 'weak evidence', 'silent']),
      text: z.string(),
      source: z.string(),
      status: z.enum(['guideline', 'label', 'trial', 'ours']),
    }),
  ),
  conditions: z.array(z.string()),
});

/** Which guidance speaks first in the clinic. */
export const jurisdictionSchema = z.strictObject({
  jurisdiction: z.enum(jurisdictions.map(({ id }) => id) as [JurisdictionId, ...JurisdictionId[]]),
});

/** Begins the selection of a patient; `id` is made by the client, so that a repeated submission begins one. */
export const newSelectionSchema = z.strictObject({
  id: z.uuid(),
  protocol: z.strictObject({ id: z.string().min(1).max(60), version: z.int().min(1) }),
});

export const selectionSummarySchema = z.object({
  id: z.uuid(),
  patientId: z.uuid(),
  protocolTitle: z.string(),
  /** Of the last decision; null while none has been written down. */
  verdict: verdictSchema.nullable(),
  /** An answer has changed since that decision: it admits nobody. */
  isOutdated: z.boolean(),
  /** To that decision, and not withdrawn. */
  consented: z.boolean(),
  savedBy: z.string(),
  savedAt: instant,
});
export type SelectionSummary = z.infer<typeof selectionSummarySchema>;

/** A decision written down, with all that it depended on. */
export const decisionSchema = z.object({
  id: z.uuid(),
  selectionVersion: z.int(),
  result: selectionResultSchema,
  decidedBy: z.string(),
  decidedAt: instant,
});

const consentTextSchema: z.ZodType<ConsentText, ConsentText> = z.object({
  id: z.string(),
  version: z.int(),
  title: z.string(),
  parts: z.array(z.object({ heading: z.string(), text: z.string() })),
  patientMeaning: z.string(),
  physicianMeaning: z.string(),
});

/** What was read and signed, word by word. */
export const consentContentSchema = z.object({
  text: consentTextSchema,
  patientName: z.string(),
  /** The patient's signature as drawn on the screen, an SVG path; null where the name was typed alone. */
  drawing: z.string().nullable(),
  patientSignedAt: instant,
  decision: z.uuid(),
});

export const consentSchema = z.object({
  id: z.uuid(),
  content: consentContentSchema,
  signatures: z.array(signatureSchema),
  withdrawn: z.object({ at: instant, by: z.string(), why: z.string() }).nullable(),
});
export type Consent = z.infer<typeof consentSchema>;

export const selectionDetailSchema = z.object({
  id: z.uuid(),
  patientId: z.uuid(),
  /** Goes up by one with each change; sent back in If-Match. */
  version: z.int(),
  protocol: protocolSchema,
  /** What the record says, and what people answered. */
  recordAnswers: z.array(answerSchema),
  answers: z.array(answerSchema),
  /** What in the record bears on a question, whether it answers it or not. */
  hints: z.array(z.object({ question: questionIdSchema, bearings: z.array(bearingSchema) })),
  overrides: z.array(overrideSchema),
  /** As of now; only a decision keeps it. */
  result: selectionResultSchema,
  decisions: z.array(decisionSchema),
  /** The text to be read now, and what has been signed. */
  consentText: consentTextSchema,
  consents: z.array(consentSchema),
  savedBy: z.string(),
  savedAt: instant,
});
export type SelectionDetail = z.infer<typeof selectionDetailSchema>;

const reason = z
  .string()
  .trim()
  .min(shortestReason, `a reason of at least ${shortestReason} characters`)
  .max(2000);

/** The first physician's signature under an override; `id` is made by the client. */
export const newOverrideSchema = z.strictObject({
  id: z.uuid(),
  criterion: z.string().min(1).max(60),
  why: reason,
  proof: proofOfSignerSchema,
});
/** The second physician's. */
export const joinOverrideSchema = z.strictObject({ proof: proofOfSignerSchema });

/** Writes the verdict down with its inputs; refused when the verdict is no longer the one that was seen. */
export const newDecisionSchema = z.strictObject({ id: z.uuid(), verdict: verdictSchema });

export const newConsentSchema = z.strictObject({
  id: z.uuid(),
  decision: z.uuid(),
  /** Id and version of the text that was read. */
  text: z.strictObject({ id: z.string(), version: z.int() }),
  patientName: z.string().trim().min(2).max(240),
  drawing: z
    .string()
    .max(50_000)
    .regex(/^[ML0-9., -]+$/, 'an SVG path of straight strokes')
    .nullable(),
  proof: proofOfSignerSchema,
});
export const withdrawConsentSchema = z.strictObject({ why: z.string().trim().min(1).max(2000) });
