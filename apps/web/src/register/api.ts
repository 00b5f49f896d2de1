import {
  type closeDiscrepancySchema,
  discrepancySchema,
  type NewRegister,
  type NewRegisterEntry,
  prescriptionSchema,
  registerEntrySchema,
  registerSchema,
} from '@ketame/contract';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { at, request } from '../api.ts';

export const registersQuery = queryOptions({
  queryKey: ['registers'],
  queryFn: () => request(z.array(registerSchema), '/api/registers'),
});

export const registerQuery = (id: string) =>
  queryOptions({
    queryKey: ['registers', id],
    queryFn: () => request(registerSchema, at('/api/registers', id)),
  });

/** Entries are shown so many at a time, the newest page first. */
export const ENTRIES_SHOWN = 100;

/** @param last number of the newest entry of the page */
export const entriesQuery = (id: string, last: number) =>
  queryOptions({
    queryKey: ['registers', id, 'entries', last],
    queryFn: () =>
      request(z.array(registerEntrySchema), `${at('/api/registers', id, 'entries')}?${rangeUntil(last)}`),
    enabled: last > 0,
  });

export const rangeUntil = (last: number) =>
  `from=${Math.max(1, last - ENTRIES_SHOWN + 1)}&to=${Math.max(1, last)}`;

export const openRegister = (json: NewRegister) =>
  request(registerSchema, '/api/registers', { method: 'POST', json });

export const enter = (registerId: string, json: NewRegisterEntry) =>
  request(registerEntrySchema, at('/api/registers', registerId, 'entries'), { method: 'POST', json });

export const discrepanciesQuery = queryOptions({
  queryKey: ['register-discrepancies'],
  queryFn: () => request(z.array(discrepancySchema), '/api/register-discrepancies'),
});

export const closeDiscrepancy = (id: string, json: z.infer<typeof closeDiscrepancySchema>) =>
  request(z.array(discrepancySchema), at('/api/register-discrepancies', id, 'closing'), {
    method: 'POST',
    json,
  });

export const prescriptionsQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['patient', patientId, 'prescriptions'],
    queryFn: () => request(z.array(prescriptionSchema), at('/api/patients', patientId, 'prescriptions')),
    enabled: patientId !== '',
  });
