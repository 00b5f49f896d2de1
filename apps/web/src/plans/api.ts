import { type newPlanSchema, type PlanContent, planSummarySchema, planVersionSchema } from '@ketame/contract';
import { z } from 'zod';
import { at, request } from '../api.ts';

export const listPlans = (patientId: string) =>
  request(z.array(planSummarySchema), at('/api/patients', patientId, 'plans'));

export const createPlan = (patientId: string, json: z.infer<typeof newPlanSchema>) =>
  request(planVersionSchema, at('/api/patients', patientId, 'plans'), { method: 'POST', json });

/** @throws ApiError with status 412 and the stored plan when another version came first */
export const createPlanVersion = (planId: string, ifMatch: number, json: PlanContent) =>
  request(planVersionSchema, at('/api/plans', planId, 'versions'), { method: 'POST', json, ifMatch });

/** The newest version of a plan, or the one asked for. */
export const getPlan = (planId: string, version: number | null) =>
  request(
    planVersionSchema,
    version === null ? at('/api/plans', planId) : at('/api/plans', planId, 'versions', version),
  );

export const listPlanVersions = (planId: string) =>
  request(z.array(planSummarySchema), at('/api/plans', planId, 'versions'));
