import {
  type ModuleStanding,
  trainedAudiences,
  trainingLanguages,
  trainingModuleIds,
  trainingTest,
} from '@ketame/care';
import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });
const language = z.enum(trainingLanguages);
const module = z.enum(trainingModuleIds);
const audience = z.enum(trainedAudiences);
const personName = z.string().trim().min(1).max(120);

const trainingPointSchema = z.object({ id: z.string(), text: z.string(), source: z.string() });

/** GET /training/modules: what is read; the questions are not part of it. */
export const trainingModulesSchema = z.object({
  language,
  modules: z.array(
    z.object({
      id: module,
      version: z.int().min(1),
      title: z.string(),
      audiences: z.array(audience),
      points: z.array(trainingPointSchema),
    }),
  ),
});

/** Who takes a test: whoever is signed in, or a patient or the person at a patient's side on a tablet of the clinic. */
const traineeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('self') }),
  z.strictObject({ kind: z.literal('patient'), patientId: z.uuid() }),
  z.strictObject({ kind: z.literal('sitter'), patientId: z.uuid(), name: personName }),
]);
export type TrainingFor = z.infer<typeof traineeSchema>;

/** POST /training-attempts. The id is made by who sends it: the same sent again is one attempt. */
export const newTrainingAttemptSchema = z.strictObject({
  id: z.uuid(),
  module,
  language,
  trainee: traineeSchema,
});
export type NewTrainingAttempt = z.infer<typeof newTrainingAttemptSchema>;

/** The test as it is shown. Which answer is right stays with the server. */
export const trainingAttemptSchema = z.object({
  id: z.uuid(),
  module,
  language,
  questions: z.array(z.object({ text: z.string(), answers: z.array(z.string()) })),
});
export type TrainingAttempt = z.infer<typeof trainingAttemptSchema>;

/** PUT /training-attempts/:id: for each question the place of the answer that was chosen, from 0. */
export const trainingAnswersSchema = z.strictObject({
  answers: z.array(z.int().min(0).max(2)).length(trainingTest.drawn),
});

export const trainingResultSchema = z.object({
  right: z.int().min(0),
  of: z.int().min(1),
  passed: z.boolean(),
  /** What answers the questions that were not right; which answer it is, the reader finds there. */
  readAgain: z.array(trainingPointSchema),
});
export type TrainingResult = z.infer<typeof trainingResultSchema>;

/** Somebody who needs training, and how it stands. */
const trainingPersonSchema = z.object({
  audience,
  name: z.string(),
  patientId: z.uuid().nullable(),
  modules: z.array(z.custom<ModuleStanding>()),
});
export type TrainingPerson = z.infer<typeof trainingPersonSchema>;

/** GET /my/training: how the training of whoever is signed in stands. */
export const myTrainingSchema = z.object({ person: trainingPersonSchema.nullable() });

export const newTrainingIncidentSchema = z.strictObject({
  id: z.uuid(),
  /** Null: it concerns everybody of the clinic. */
  patientId: z.uuid().nullable(),
  modules: z.array(module).min(1).max(trainingModuleIds.length),
  /** What happened and what is to be learnt from it. */
  what: z.string().trim().min(3).max(1000),
});
export type NewTrainingIncident = z.infer<typeof newTrainingIncidentSchema>;

/** GET /patients/:id/training */
export const patientTrainingSchema = z.object({
  /** As named in the enrolment; null without one. */
  sitterName: z.string().nullable(),
  people: z.array(trainingPersonSchema),
  /** Newest first; those that were begun and not handed in too. */
  attempts: z.array(
    z.object({
      id: z.uuid(),
      audience,
      name: z.string(),
      module,
      moduleVersion: z.int(),
      begunAt: instant,
      finishedAt: instant.nullable(),
      right: z.int().nullable(),
      passed: z.boolean().nullable(),
    }),
  ),
  incidents: z.array(newTrainingIncidentSchema.extend({ at: instant, by: z.string() })),
});
export type PatientTraining = z.infer<typeof patientTrainingSchema>;

/** GET /training: everybody who needs training, those first who lack it or whose training runs out first. */
export const trainingOverviewSchema = z.object({
  today: z.iso.date(),
  people: z.array(trainingPersonSchema),
});
export type TrainingOverview = z.infer<typeof trainingOverviewSchema>;

/** What a certificate says and the clinic signed; `ketame register verify` reads it without a server. */
export const signedTrainingSchema = z.strictObject({
  clinic: z.string(),
  audience,
  name: z.string(),
  /** When the newest of its tests was passed. */
  issuedAt: instant,
  modules: z.array(z.strictObject({ module, version: z.int().min(1), until: z.iso.date() })),
});
export type SignedTraining = z.infer<typeof signedTrainingSchema>;
