import {
  type closeDiscrepancySchema,
  discrepancySchema,
  homeProgrammeSchema,
  type NewPrescription,
  type NewRegister,
  type NewRegisterEntry,
  type newPaperAuthorisationSchema,
  paperAuthorisationSchema,
  prescriptionSchema,
  registerEntrySchema,
  registerProfileSchema,
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

export const prescribe = (patientId: string, json: NewPrescription) =>
  request(z.array(prescriptionSchema), at('/api/patients', patientId, 'prescriptions'), {
    method: 'POST',
    json,
  });

export const cancelPrescription = (id: string, why: string) =>
  request(z.array(prescriptionSchema), at('/api/prescriptions', id, 'cancellation'), {
    method: 'POST',
    json: { why },
  });

export const authoriseOnPaper = (prescriptionId: string, json: z.infer<typeof newPaperAuthorisationSchema>) =>
  request(paperAuthorisationSchema, at('/api/prescriptions', prescriptionId, 'paper-authorisations'), {
    method: 'POST',
    json,
  });

export const programmeQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['patient', patientId, 'home-programme'],
    queryFn: () => request(homeProgrammeSchema, at('/api/patients', patientId, 'home-programme')),
  });

export const profileQuery = queryOptions({
  queryKey: ['register-profile'],
  queryFn: () => request(registerProfileSchema, '/api/register-profile'),
});

export const saveProfile = (json: z.infer<typeof registerProfileSchema>) =>
  request(registerProfileSchema, '/api/register-profile', { method: 'PUT', json });
