import type { JurisdictionId, Protocol } from '@ketame/care';
import {
  jurisdictionSchema,
  type newConsentSchema,
  type newDecisionSchema,
  type newOverrideSchema,
  type newSelectionSchema,
  protocolSchema,
  type SaveAnswer,
  selectionDetailSchema,
  selectionSummarySchema,
} from '@ketame/contract';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { at, request } from '../api.ts';

export const protocolsQuery = queryOptions({
  queryKey: ['protocols'],
  queryFn: () => request(z.array(protocolSchema), '/api/protocols'),
});

export const saveProtocol = (json: Protocol) =>
  request(protocolSchema, '/api/protocols', { method: 'POST', json });

export const jurisdictionQuery = queryOptions({
  queryKey: ['jurisdiction'],
  queryFn: () => request(jurisdictionSchema, '/api/jurisdiction'),
});

export const saveJurisdiction = (jurisdiction: JurisdictionId) =>
  request(jurisdictionSchema, '/api/jurisdiction', { method: 'PUT', json: { jurisdiction } });

export const selectionsQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['patient', patientId, 'selections'],
    queryFn: () => request(z.array(selectionSummarySchema), at('/api/patients', patientId, 'selections')),
  });

export const beginSelection = (patientId: string, json: z.infer<typeof newSelectionSchema>) =>
  request(selectionDetailSchema, at('/api/patients', patientId, 'selections'), { method: 'POST', json });

export const selectionQuery = (id: string) =>
  queryOptions({
    queryKey: ['selection', id],
    queryFn: () => request(selectionDetailSchema, at('/api/selections', id)),
  });

/** @throws ApiError with status 412 and the stored selection when another answer came first */
export const saveAnswer = (id: string, ifMatch: number, json: SaveAnswer) =>
  request(selectionDetailSchema, at('/api/selections', id, 'answers'), { method: 'PUT', json, ifMatch });

export const decide = (id: string, json: z.infer<typeof newDecisionSchema>) =>
  request(selectionDetailSchema, at('/api/selections', id, 'decisions'), { method: 'POST', json });

export const beginOverride = (id: string, json: z.infer<typeof newOverrideSchema>) =>
  request(selectionDetailSchema, at('/api/selections', id, 'overrides'), { method: 'POST', json });

export const joinOverride = (overrideId: string, proof: string) =>
  request(selectionDetailSchema, at('/api/selection-overrides', overrideId, 'second'), {
    method: 'POST',
    json: { proof },
  });

export const signConsent = (id: string, json: z.infer<typeof newConsentSchema>) =>
  request(selectionDetailSchema, at('/api/selections', id, 'consents'), { method: 'POST', json });

export const withdrawConsent = (consentId: string, why: string) =>
  request(selectionDetailSchema, at('/api/consents', consentId, 'withdrawal'), {
    method: 'POST',
    json: { why },
  });
