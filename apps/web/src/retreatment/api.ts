import type { PatientGoals } from '@ketame/care';
import { benefitRiskSchema, type NewCourseDecision, retreatmentSchema } from '@ketame/contract';
import { queryOptions } from '@tanstack/react-query';
import { at, request } from '../api.ts';

export const benefitRiskQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['patient', patientId, 'benefit-risk'],
    queryFn: () => request(benefitRiskSchema, at('/api/patients', patientId, 'benefit-risk')),
  });

export const retreatmentQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['patient', patientId, 'retreatment'],
    queryFn: () => request(retreatmentSchema, at('/api/patients', patientId, 'retreatment')),
  });

/** @throws ApiError with status 412 and the stored goals when somebody else saved first */
export const saveGoals = (patientId: string, basedOn: number, goals: PatientGoals) =>
  request(benefitRiskSchema, at('/api/patients', patientId, 'goals'), {
    method: 'PUT',
    json: { basedOn, goals },
  });

export const decideCourse = (patientId: string, json: NewCourseDecision) =>
  request(retreatmentSchema, at('/api/patients', patientId, 'course-decisions'), { method: 'POST', json });
