import {
  type changeFollowUpResultSchema,
  draftSchema,
  followUpListSchema,
  followUpSchema,
  type newFollowUpResultSchema,
} from '@ketame/contract';
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { at, request } from '../api.ts';

export const worklistQuery = queryOptions({
  queryKey: ['follow-up'],
  queryFn: () => request(followUpListSchema, '/api/follow-up'),
});

export const followUpQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['patient', patientId, 'follow-up'],
    queryFn: () => request(followUpSchema, at('/api/patients', patientId, 'follow-up')),
  });

export const enterResult = (patientId: string, json: z.infer<typeof newFollowUpResultSchema>) =>
  request(followUpSchema, at('/api/patients', patientId, 'follow-up'), { method: 'POST', json });

/** @throws ApiError with status 412 and the stored result when another change came first */
export const changeResult = (id: string, ifMatch: number, json: z.infer<typeof changeFollowUpResultSchema>) =>
  request(followUpSchema, at('/api/follow-up', id), { method: 'PUT', json, ifMatch });

export const beginDraft = (patientId: string, id: string, instrument: string) =>
  request(draftSchema, at('/api/patients', patientId, 'questionnaire-drafts'), {
    method: 'POST',
    json: { id, instrument },
  });

/** @throws ApiError with status 412 and the stored form when another answer came first */
export const saveDraftAnswer = (id: string, ifMatch: number, item: string, value: number | null) =>
  request(draftSchema, at('/api/questionnaire-drafts', id), {
    method: 'PUT',
    json: { item, value },
    ifMatch,
  });

export const discardDraft = (id: string) =>
  request(null, at('/api/questionnaire-drafts', id), { method: 'DELETE' });
