import {
  type Criterion,
  chartedItems,
  criterionGroups,
  followUpItems,
  measures,
  type Protocol,
  type ProtocolNumber,
  type QuestionId,
  questions,
} from '@ketame/care';
import { z } from 'zod';
import { amountAsSchema, drugSchema } from './regimen.ts';

const words = z.string().trim().min(1).max(2000);
const basis = { source: words, status: z.enum(['guideline', 'label', 'trial', 'ours']) };
const minutes = z.int().min(1).max(1440);

const questionIdSchema: z.ZodType<QuestionId, QuestionId> = z.enum(
  questions.map((question) => question.id) as [QuestionId, ...QuestionId[]],
);

const meaning = z.strictObject({
  outcome: z.enum(['not met', 'met with conditions', 'met']),
  condition: words.optional(),
});

const test = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('choice'),
    question: questionIdSchema,
    answers: z.record(z.string(), meaning),
    validDays: z.int().min(0).max(3650).optional(),
  }),
  z.strictObject({
    kind: z.literal('score'),
    scores: z
      .array(z.strictObject({ question: questionIdSchema, atLeast: z.number() }))
      .min(1)
      .max(10),
    below: meaning,
  }),
  z.strictObject({
    kind: z.literal('measure'),
    measure: z.enum(measures),
    unit: z.string().min(1).max(40),
    worse: z.enum(['above', 'below']),
    conditionBeyond: z.number(),
    condition: words,
    refusedFrom: z.number().nullable(),
    validDays: z.int().min(0).max(3650),
  }),
  z.strictObject({
    kind: z.enum(['Budapest', 'neuropathic grade']),
    grades: z.record(z.string(), meaning),
  }),
  z.strictObject({
    kind: z.literal('therapies'),
    count: z.enum(['drugs', 'classes']),
    atLeast: z.int().min(1).max(20),
  }),
  z.strictObject({ kind: z.literal('age'), atLeast: z.int().min(0).max(120) }),
  z.strictObject({ kind: z.literal('record') }),
]);

/** What a criterion says of itself, without how it is judged. */
export const criterionStatementSchema = z.strictObject({
  id: z.string().min(1).max(60),
  version: z.int().min(1),
  group: z.enum(criterionGroups),
  title: words,
  why: words,
  change: words,
  hard: z.literal(true).optional(),
  ...basis,
});

const criterion: z.ZodType<Criterion, Criterion> = criterionStatementSchema.extend({
  test,
  when: z
    .array(z.strictObject({ question: questionIdSchema, is: z.array(z.string()).min(1).max(30) }))
    .min(1)
    .max(10)
    .optional(),
});

const number: z.ZodType<ProtocolNumber, ProtocolNumber> = z.strictObject({
  value: z.number().min(0),
  unit: z.string().min(1).max(40),
  note: words.optional(),
  reason: words.optional(),
  ...basis,
});

/** A protocol, shipped or a clinic's own. */
export const protocolSchema: z.ZodType<Protocol, Protocol> = z.strictObject({
  id: z.string().min(1).max(60),
  version: z.int().min(1),
  title: z.string().trim().min(1).max(160),
  summary: words,
  setting: z.enum(['inpatient', 'outpatient']),
  criteria: z.array(criterion).min(1).max(100),
  regimen: z.strictObject({
    drug: drugSchema,
    amountAs: amountAsSchema,
    basis: z.enum(['patient', 'kg', '70 kg']),
    steps: z
      .array(z.strictObject({ rate: number, notBeforeH: number }))
      .min(1)
      .max(30),
    greatestRate: number,
    greatestMgPerH: number.nullable(),
    hoursPerSession: number,
    sessions: number,
    everyH: number.nullable(),
    weaning: z.array(z.strictObject({ fraction: z.number().min(0).max(1), hours: number })).max(10),
    beside: words,
    published: z.string().nullable(),
  }),
  monitoring: z.strictObject({
    charted: z
      .array(
        z.strictObject({
          item: z.enum(chartedItems),
          phase: z.enum(['infusion', 'recovery']),
          everyMin: minutes,
          atNightEveryMin: minutes.nullable(),
          ...basis,
        }),
      )
      .max(60),
    night: z
      .strictObject({
        from: z.string().regex(/^\d{2}:\d{2}$/),
        to: z.string().regex(/^\d{2}:\d{2}$/),
        ...basis,
      })
      .nullable(),
    laboratory: z
      .array(z.strictObject({ measures: z.array(z.enum(measures)), everyH: z.number().positive(), ...basis }))
      .max(10),
    reviewEveryH: number.nullable(),
    handoverEveryH: number.optional(),
  }),
  discharge: z.strictObject({
    observationMin: number,
    criteria: z
      .array(
        z.strictObject({
          id: z.string().min(1).max(60),
          text: words,
          limit: z
            .strictObject({
              item: z.enum(chartedItems),
              worse: z.enum(['above', 'below']),
              value: z.number(),
              unit: z.string(),
            })
            .optional(),
          ...basis,
        }),
      )
      .max(40),
    instructions: z
      .strictObject({
        parts: z
          .array(
            z.strictObject({
              title: z.string().trim().min(1).max(160),
              lines: z.array(words).min(1).max(30),
            }),
          )
          .min(1)
          .max(12),
        ...basis,
      })
      .optional(),
  }),
  followUp: z
    .array(
      z.strictObject({
        day: z.int().min(0).max(3650),
        withinDays: z.int().min(0).max(365),
        items: z.array(z.enum(followUpItems)).min(1),
        ...basis,
      }),
    )
    .max(60),
  retreatment: z.strictObject({
    notBeforeDays: number,
    windowFromDays: number,
    windowToDays: number,
    greatestPerYear: number,
    reliefPercent: number,
    reliefDays: number,
    first: z.array(z.strictObject({ id: z.string(), text: words, ...basis })).max(30),
  }),
  stopRules: z
    .array(
      z.strictObject({
        id: z.string().min(1).max(60),
        when: words,
        action: z.enum(['pause', 'stop', 'stop for good']),
        reason: words.optional(),
        ...basis,
      }),
    )
    .max(40),
  copiedFrom: z.strictObject({ id: z.string(), version: z.int().min(1) }).optional(),
});
