import {
  alertLimits,
  type ConfirmedLimits,
  type EventContent,
  type LimitId,
  type LimitValues,
  limitFaults,
  limitIds,
  observationLimits,
  reportCodes,
  type SessionEvent,
  type SessionPlan,
} from '@ketame/care';
import { z } from 'zod';
import { amountAsSchema, drugSchema } from './regimen.ts';

const instant = z.iso.datetime({ offset: true });
const text = z.string().trim().max(4000);
const reason = z.string().trim().min(3).max(1000);
const score = z.number().min(0).max(10);
const mgPerH = z.number().positive().max(1000);
const mlPerH = z.number().positive().max(1000);
const between = ({ least, most }: { readonly least: number; readonly most: number }) =>
  z.number().min(least).max(most);

const vitals = {
  systolic: between(observationLimits.systolic),
  diastolic: between(observationLimits.diastolic),
  heartRate: between(observationLimits.heartRate),
  oxygenSaturation: between(observationLimits.oxygenSaturation),
  respiration: between(observationLimits.respiration),
};

/** mmHg, per minute, %. */
export const vitalValuesSchema = z.strictObject(vitals);

const chart = z
  .strictObject({
    kind: z.literal('chart'),
    ...vitalValuesSchema.partial().shape,
    sedation: z
      .discriminatedUnion('scale', [
        z.strictObject({ scale: z.literal('RASS'), score: z.int().min(-5).max(4) }),
        z.strictObject({ scale: z.literal('MOAA/S'), score: z.int().min(0).max(5) }),
      ])
      .optional(),
    pain: score.optional(),
    drugHigh: score.optional(),
    internalPerception: score.optional(),
    externalPerception: score.optional(),
    nausea: score.optional(),
  })
  .refine((row) => Object.keys(row).length > 1, { error: 'at least one value' })
  .refine(({ systolic, diastolic }) => (systolic === undefined) === (diastolic === undefined), {
    error: 'systolic and diastolic pressure together',
    path: ['systolic'],
  })
  .refine(({ systolic, diastolic }) => systolic === undefined || systolic > (diastolic ?? 0), {
    error: 'above the diastolic pressure',
    path: ['systolic'],
  });

/** What was seen or done: always accepted, late too, and open to correction. */
const observed = [
  chart,
  z.strictObject({
    kind: z.literal('drug-given'),
    drug: z.string().trim().min(1).max(120),
    amount: z.number().positive().max(100_000),
    /** UCUM. */
    unit: z.enum(['mg', 'ug', 'g', 'mL', '[iU]']),
    route: z.string().trim().min(1).max(60),
    reason,
  }),
  z.strictObject({
    kind: z.literal('laboratory'),
    measure: z.enum(['ALT', 'AST', 'ALP', 'GGT', 'bilirubin', 'creatinine', 'eGFR', 'INR']),
    value: z.number().min(0).max(100_000),
    unit: z.string().min(1).max(30),
    /** In the same unit; null when the result gives none: it is then not judged, and an alert says so. */
    upperLimit: z.number().positive().nullable(),
  }),
  z.strictObject({
    kind: z.literal('adverse-event'),
    code: z.enum(reportCodes),
    text,
    serious: z.boolean(),
    resolvedAt: instant.nullable(),
  }),
  z.strictObject({ kind: z.literal('handover'), text: text.min(1) }),
  z.strictObject({ kind: z.literal('take-over') }),
  z.strictObject({
    kind: z.literal('daily-review'),
    decision: z.enum(['go on', 'wean', 'stop']),
    text,
  }),
  z.strictObject({
    kind: z.literal('syringe-removed'),
    syringe: z.int().min(1).max(200),
    volumeLeftMl: z.number().min(0).max(500),
  }),
  z.strictObject({ kind: z.literal('acknowledge'), alert: z.string().min(1).max(120), reason }),
  z.strictObject({ kind: z.literal('audio-pause'), seconds: z.int().min(1).max(120) }),
  z.strictObject({ kind: z.literal('deviation'), text: text.min(3) }),
  z.strictObject({ kind: z.literal('note'), text: text.min(1) }),
] as const;

/** The steps of a session; each has its gate (see docs/infusion.md). */
const steps = [
  z.strictObject({
    kind: z.literal('check-in'),
    fastedH: z.number().min(0).max(72).nullable(),
    fasted: z.boolean(),
    escort: z.string().trim().min(1).max(200).nullable(),
    baseline: vitalValuesSchema,
    takes: z.strictObject({
      benzodiazepine: z.boolean(),
      hypnotic: z.boolean(),
      opioid: z.boolean(),
      psychostimulant: z.boolean(),
      monoamineOxidaseInhibitor: z.boolean(),
    }),
    reasonToGoOn: reason.nullable(),
  }),
  z.strictObject({
    kind: z.literal('syringe-check'),
    syringe: z.int().min(1).max(200),
    patientId: z.uuid(),
    drug: drugSchema,
    amountAs: amountAsSchema,
    concentrationMgPerMl: z.number().positive().max(100),
    volumeMl: z.number().positive().max(500),
    lot: z.string().trim().min(1).max(60),
    expires: z.iso.date(),
    rateMlPerH: mlPerH,
    rateMgPerH: mgPerH,
  }),
  z.strictObject({ kind: z.literal('arm'), syringe: z.int().min(1).max(200) }),
  z.strictObject({ kind: z.literal('start') }),
  z.strictObject({ kind: z.literal('rate'), rateMgPerH: mgPerH, rateMlPerH: mlPerH, reason }),
  z.strictObject({ kind: z.literal('change-syringe'), syringe: z.int().min(1).max(200) }),
  z.strictObject({ kind: z.literal('wean') }),
  // One person, from any state, in a hurry: the reason may be short.
  z.strictObject({ kind: z.literal('pause'), reason: text.min(1) }),
  z.strictObject({ kind: z.literal('resume') }),
  z.strictObject({ kind: z.literal('end') }),
  z.strictObject({ kind: z.literal('abort'), reason: text.min(1) }),
  z.strictObject({
    kind: z.literal('discharge'),
    readyAt: instant,
    instructionsGiven: z.boolean(),
    escortPresent: z.boolean(),
    confirmed: z.array(z.string().max(80)).max(40),
    override: reason.nullable(),
  }),
] as const;

const correction = z.strictObject({
  kind: z.literal('correction'),
  corrects: z.uuid(),
  replacement: z.discriminatedUnion('kind', observed).nullable(),
  reason,
});

/** What a client may enter; the plan is made by the server. */
export const entryContentSchema: z.ZodType<Exclude<EventContent, { kind: 'plan' }>> = z.discriminatedUnion(
  'kind',
  [...observed, ...steps, correction],
);
export type EntryContent = z.infer<typeof entryContentSchema>;

const limitValuesSchema = z.strictObject(
  Object.fromEntries(limitIds.map((id) => [id, z.number()])) as Record<LimitId, z.ZodNumber>,
) satisfies z.ZodType<LimitValues>;

/** The limits that a clinic confirms; each within the span that Ketame takes for no slip, and in their order. */
export const alertLimitsFormSchema = limitValuesSchema.superRefine((values, context) => {
  for (const { path, expected } of limitFaults(values)) {
    context.addIssue({ code: 'custom', path: [path], message: `expected ${expected}` });
  }
});

export const confirmedLimitsSchema: z.ZodType<ConfirmedLimits, ConfirmedLimits> = z.object({
  version: z.int(),
  values: limitValuesSchema,
  confirmedBy: z.string(),
  confirmedAt: instant,
});

/** The limits as Ketame proposes them, and as the clinic confirmed them (null: not yet, no session can be armed). */
export const alertLimitsSchema = z.object({
  proposed: z.array(
    z.object({
      id: z.enum(limitIds),
      meaning: z.string(),
      unit: z.string(),
      proposed: z.number(),
      least: z.number(),
      most: z.number(),
      status: z.literal('ours'),
    }),
  ),
  confirmed: confirmedLimitsSchema.nullable(),
});
export type AlertLimits = z.infer<typeof alertLimitsSchema>;
export { alertLimits };

/** The plan of a session and its events are read by @ketame/care, which gives them their shape. */
const sessionPlanSchema = z.custom<SessionPlan>().meta({ type: 'object' });

export const sessionEventSchema: z.ZodType<SessionEvent> = z.object({
  id: z.uuid(),
  sequence: z.int(),
  occurredAt: instant,
  recordedAt: instant,
  by: z.object({ id: z.string(), name: z.string(), role: z.string() }),
  signature: z.uuid().nullable(),
  content: z.union([
    z.strictObject({ kind: z.literal('plan'), plan: sessionPlanSchema }),
    entryContentSchema,
  ]),
});
