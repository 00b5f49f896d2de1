import type { LimitValues } from '@ketame/care';
import {
  alertLimitsSchema,
  boardSchema,
  confirmedLimitsSchema,
  entryAnswersSchema,
  infusionSchema,
  type NewEntry,
  type NewInfusion,
  sessionOfPatientSchema,
  sessionRecordSchema,
} from '@ketame/contract';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { at, request } from '../api.ts';

export const limitsQuery = queryOptions({
  queryKey: ['alert-limits'],
  queryFn: () => request(alertLimitsSchema, '/api/alert-limits'),
});

export const confirmLimits = (json: LimitValues) =>
  request(confirmedLimitsSchema, '/api/alert-limits', { method: 'PUT', json });

export const planInfusion = (json: NewInfusion) =>
  request(infusionSchema, '/api/infusions', { method: 'POST', json });

export const sessionsOfPatientQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['patient', patientId, 'infusions'],
    queryFn: () => request(z.array(sessionOfPatientSchema), at('/api/patients', patientId, 'infusions')),
  });

export const getBoard = () => request(boardSchema, '/api/infusions');

export const getInfusion = (id: string) => request(infusionSchema, at('/api/infusions', id));

export const infusionQuery = (id: string) =>
  queryOptions({ queryKey: ['infusion', id], queryFn: () => getInfusion(id) });

export const recordQuery = (id: string) =>
  queryOptions({
    queryKey: ['infusion', id, 'record'],
    queryFn: () => request(sessionRecordSchema, at('/api/infusions', id, 'record')),
  });

/** @returns what became of the entry; the same entry sent again is added once */
export async function sendEntry(infusionId: string, entry: NewEntry) {
  const { answers } = await request(entryAnswersSchema, at('/api/infusions', infusionId, 'entries'), {
    method: 'POST',
    json: { entries: [entry] },
  });
  const answer = answers[0];
  if (answer === undefined) throw new Error('The server did not say what became of the entry.');
  return answer;
}
