import type { FastifyRequest } from 'fastify';
import type { ClinicDatabase } from '../database/index.ts';
import { keepIndex } from './patient-index.ts';

/**
 * Keeps the index of a patient after something that it may depend on was stored, in a transaction of its own: what was
 * stored stays, whatever happens here. The same change seen twice is kept once; what was missed is caught up with the
 * next one.
 */
export async function keepIndexAfter(
  database: ClinicDatabase,
  request: FastifyRequest,
  patientId: string,
): Promise<void> {
  try {
    await database.transaction(request.scope, (trx) => keepIndex(trx, request.origin, patientId));
  } catch (error) {
    request.log.error({ err: error }, 'the benefit-risk index was not kept');
  }
}
