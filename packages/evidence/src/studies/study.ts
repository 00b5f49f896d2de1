import { z } from 'zod';
import { type Knowledge, knowledgeWords } from '../later-evidence.ts';
import { syndromes } from './syndromes.ts';

/** How a figure is known; one that is only recalled is kept and shown as such, never dropped. */
const knowledgeSchema = z.enum(Object.keys(knowledgeWords) as [Knowledge, ...Knowledge[]]);

/** What kind of text (or act) the figure comes from. */
export const readingSchema = z.enum([
  'abstract',
  'full text',
  'table',
  'registry',
  'review',
  'web page',
  'calculation',
  'none',
]);

const text = z.string().min(1);
const count = z.number().int().nonnegative();

/** Where a row comes from: every figure of the evidence carries these. */
export const provenance = {
  knowledge: knowledgeSchema,
  reading: readingSchema,
  /** Address, or the words that say where it was read. */
  source: text,
  note: text.optional(),
};

/**
 * What forbids, or conditions, the pooling of a row with others:
 * - `crossover`: the arms are the same people; needs the within-person correlation.
 * - `shared-control`: its control arm serves another row too; needs their covariance.
 * - `back-solved`: computed from the pooled result itself, so it is no evidence for it.
 * - `no-control`: one arm only.
 * - `active-control`: the control arm had an active drug.
 * - `not-two-by-two`: the counts are not the cells of one 2 x 2 table.
 * - `medians`: what stands as mean is a median.
 * - `integrity`: a question about the integrity of the trial is open.
 */
export const flagSchema = z.enum([
  'crossover',
  'shared-control',
  'back-solved',
  'no-control',
  'active-control',
  'not-two-by-two',
  'medians',
  'integrity',
]);

/** One result of one trial: what was measured, when, in both arms as far as it is known. */
export const outcomeSchema = z
  .object({
    /** Unique: the trial's id and a letter or word, "T01-week1". */
    id: text,
    /** What was measured; rows that are pooled must measure the same. */
    outcome: text,
    /** When, in words. */
    time: text,
    /** Days since the START of treatment, where the source allows it. */
    days: z.number().nonnegative().optional(),
    ketamineN: count.optional(),
    ketamineMean: z.number().optional(),
    ketamineSd: z.number().positive().optional(),
    ketamineSe: z.number().positive().optional(),
    ketamineEvents: count.optional(),
    controlN: count.optional(),
    controlMean: z.number().optional(),
    controlSd: z.number().positive().optional(),
    controlSe: z.number().positive().optional(),
    controlEvents: count.optional(),
    /** Standardised mean difference in favour of ketamine (Cohen's d), when only that is known. */
    cohenD: z.number().optional(),
    /** The result in the words or statistics of the source. */
    reported: text.optional(),
    flags: z.array(flagSchema),
    /** Rows with the same name share one control arm. */
    controlArm: text.optional(),
    ...provenance,
  })
  .superRefine((row, context) => {
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    for (const arm of ['ketamine', 'control'] as const) {
      const events = row[`${arm}Events`];
      const n = row[`${arm}N`];
      if (events !== undefined && (n === undefined || events > n)) {
        wrong(`${arm}Events`, `expected at most as many events as people (${arm}N)`);
      }
      if (row[`${arm}Sd`] !== undefined && row[`${arm}Se`] !== undefined) {
        wrong(`${arm}Se`, 'expected a standard deviation or a standard error, not both');
      }
    }
    if (row.flags.includes('shared-control') !== (row.controlArm !== undefined)) {
      wrong(
        'controlArm',
        'expected the name of the shared arm exactly when the row is flagged shared-control',
      );
    }
  });

/** A trial: who, what, against what; its results are rows of their own. */
export const trialSchema = z.object({
  /** T and a number. */
  id: z.string().regex(/^T\d+[a-z]?$/, 'expected T and a number, such as T01'),
  /** First author and where it appeared. */
  citation: text,
  year: z.number().int().min(1950).max(2100),
  syndrome: z.enum(syndromes.map(({ name }) => name)),
  /** Whether the review's Table 1 counts the trial: it names none, so that some assignments are inferred. */
  table1: z.enum(['listed', 'inferred', 'not listed']),
  condition: text,
  design: text,
  randomised: count.optional(),
  drug: text,
  route: text,
  dose: text,
  exposure: text.optional(),
  comparator: text,
  /** How long relief outlasted the drug, in the source's terms. */
  reliefAfterDrug: text.optional(),
  direction: text,
  /** What was said of adverse events. Absent: not measured or not reported; never "none". */
  adverseEvents: text.optional(),
  ...provenance,
});

/** A trial with its outcomes: one entry of a data file. */
export const trialWithOutcomesSchema = trialSchema.extend({ outcomes: z.array(outcomeSchema).min(1) });

/** A cohort, case series or service evaluation: no randomised control. */
export const observationalStudySchema = z.object({
  id: z.string().regex(/^O\d+$/, 'expected O and a number, such as O1'),
  citation: text,
  n: count,
  condition: text,
  design: text,
  regimen: text,
  result: text,
  ...provenance,
});

/** A registered trial without results yet. */
export const protocolSchema = z.object({
  id: z.string().regex(/^P\d+$/, 'expected P and a number, such as P01'),
  registration: text,
  year: z.number().int().min(1950).max(2100),
  condition: text,
  plannedN: count,
  regimen: text,
  exposure: text.optional(),
  outcome: text,
  ...provenance,
});

/** One adverse event in one group of people, counted, given as a summary, or not measured. */
export const adverseEventSchema = z
  .object({
    id: z.string().regex(/^A\d+$/, 'expected A and a number, such as A01'),
    study: text,
    population: text,
    /** Rates of recreational use or of a label are no probabilities for a patient in pain. */
    setting: z.enum(['treatment', 'recreational use', 'label of another use']),
    route: text,
    dose: text,
    event: text,
    /**
     * `counted`: events of a number of people. `summary`: a percentage or pooled effect alone.
     * `notMeasured`: nobody looked systematically; "none reported" is this, never zero.
     */
    ascertainment: z.enum(['counted', 'summary', 'notMeasured']),
    ketamineEvents: count.optional(),
    ketamineN: count.optional(),
    ketaminePercent: z.number().min(0).max(100).optional(),
    controlEvents: count.optional(),
    controlN: count.optional(),
    controlPercent: z.number().min(0).max(100).optional(),
    reported: text.optional(),
    flags: z.array(flagSchema),
    controlArm: text.optional(),
    ...provenance,
  })
  .superRefine((row, context) => {
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    const counted = row.ketamineEvents !== undefined && row.ketamineN !== undefined;
    if (counted !== (row.ascertainment === 'counted')) {
      wrong('ketamineEvents', 'expected events and people exactly when the row says that they were counted');
    }
    if (counted && Number(row.ketamineEvents) > Number(row.ketamineN)) {
      wrong('ketamineEvents', 'expected at most as many events as people');
    }
    if (row.controlEvents !== undefined && row.controlEvents > (row.controlN ?? -1)) {
      wrong('controlEvents', 'expected at most as many events as people');
    }
    if (row.ascertainment === 'notMeasured' && row.ketaminePercent !== undefined) {
      wrong('ketaminePercent', 'expected no percentage where nothing was measured');
    }
    if (row.flags.includes('shared-control') !== (row.controlArm !== undefined)) {
      wrong(
        'controlArm',
        'expected the name of the shared arm exactly when the row is flagged shared-control',
      );
    }
  });

export type Flag = z.infer<typeof flagSchema>;
export type Outcome = z.infer<typeof outcomeSchema>;
export type Trial = z.infer<typeof trialWithOutcomesSchema>;
export type ObservationalStudy = z.infer<typeof observationalStudySchema>;
export type Protocol = z.infer<typeof protocolSchema>;
export type AdverseEvent = z.infer<typeof adverseEventSchema>;
