import {
  importPreviewSchema,
  importResultSchema,
  type PatientForm,
  patientDetailSchema,
  patientSummarySchema,
} from '@ketame/contract';
import { z } from 'zod';
import { at, request } from '../api.ts';
import type { Progress } from '../upload.ts';

export const listPatients = () => request(z.array(patientSummarySchema), '/api/patients');

export const createPatient = (json: PatientForm) =>
  request(patientDetailSchema, '/api/patients', { method: 'POST', json });

export const getPatient = (id: string) => request(patientDetailSchema, at('/api/patients', id));

/** @throws ApiError with status 412 and the stored patient when another change came first */
export const changePatient = (id: string, ifMatch: number, json: Omit<PatientForm, 'id'>) =>
  request(patientDetailSchema, at('/api/patients', id), { method: 'PUT', json, ifMatch });

export const erasePatient = (id: string) => request(null, at('/api/patients', id), { method: 'DELETE' });

export const previewImport = (
  file: Blob,
  contentType: string,
  patientId: string | null,
  onProgress: Progress,
) =>
  request(importPreviewSchema, `/api/imports/preview${patientId === null ? '' : `?patient=${patientId}`}`, {
    method: 'POST',
    file,
    contentType,
    onProgress,
  });

export interface ConfirmedImport {
  readonly fingerprint: string;
  /** The person has said that the record is this patient's although name or birth date differ. */
  readonly identityConfirmed: boolean;
  readonly patientId: string | null;
}

export const saveImport = (
  file: Blob,
  contentType: string,
  confirmed: ConfirmedImport,
  onProgress: Progress,
) => {
  const query = new URLSearchParams({ fingerprint: confirmed.fingerprint });
  if (confirmed.identityConfirmed) query.set('identity', 'confirmed');
  if (confirmed.patientId !== null) query.set('patient', confirmed.patientId);
  return request(importResultSchema, `/api/imports?${query}`, {
    method: 'POST',
    file,
    contentType,
    onProgress,
  });
};
