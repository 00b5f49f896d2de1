import type { TrainingLanguage } from '@ketame/care';
import {
  myTrainingSchema,
  type NewTrainingAttempt,
  type NewTrainingIncident,
  patientTrainingSchema,
  trainingAttemptSchema,
  trainingModulesSchema,
  trainingOverviewSchema,
  trainingResultSchema,
} from '@ketame/contract';
import { queryOptions } from '@tanstack/react-query';
import { at, request } from '../api.ts';

export const modulesQuery = (language: TrainingLanguage) =>
  queryOptions({
    queryKey: ['training', 'modules', language],
    queryFn: () => request(trainingModulesSchema, `/api/training/modules?language=${language}`),
  });

export const myTrainingQuery = queryOptions({
  queryKey: ['training', 'mine'],
  queryFn: () => request(myTrainingSchema, '/api/my/training'),
});

export const overviewQuery = queryOptions({
  queryKey: ['training', 'overview'],
  queryFn: () => request(trainingOverviewSchema, '/api/training'),
});

export const patientTrainingQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['training', 'patient', patientId],
    queryFn: () => request(patientTrainingSchema, at('/api/patients', patientId, 'training')),
  });

export const beginTest = (json: NewTrainingAttempt) =>
  request(trainingAttemptSchema, '/api/training-attempts', { method: 'POST', json });

export const handIn = (id: string, answers: readonly number[]) =>
  request(trainingResultSchema, at('/api/training-attempts', id), { method: 'PUT', json: { answers } });

export const addIncident = (json: NewTrainingIncident) =>
  request(null, '/api/training-incidents', { method: 'POST', json });
