import {
  benefitRiskSchema,
  newCourseDecisionSchema,
  retreatmentSchema,
  saveGoalsSchema,
} from '@ketame/contract';
import { z } from 'zod';
import type { Application, ServerContext } from '../http/context.ts';
import { errorResponses } from '../http/error-answers.ts';
import { decideCourse, readRetreatment } from './decisions.ts';
import { saveGoals } from './goals.ts';
import { keepIndex, readBenefitRisk } from './patient-index.ts';

const id = z.object({ id: z.uuid() });

/** The benefit-risk index of a patient over time, and the decision about the next course. */
export function benefitRiskRoutes(app: Application, { database }: ServerContext): void {
  app.get(
    '/api/patients/:id/benefit-risk',
    {
      config: { action: 'benefit-risk.read' },
      schema: {
        summary: 'What the patient calls benefit and harm, the index of now, and every index before it',
        params: id,
        response: { 200: benefitRiskSchema, ...errorResponses },
      },
    },
    (request) => database.transaction(request.scope, (trx) => readBenefitRisk(trx, request.params.id)),
  );

  app.put(
    '/api/patients/:id/goals',
    {
      config: { action: 'benefit-risk.write' },
      schema: {
        summary: 'Save what the patient calls benefit and harm, as the next version',
        params: id,
        body: saveGoalsSchema,
        response: { 200: benefitRiskSchema, ...errorResponses },
      },
    },
    (request) =>
      database.transaction(request.scope, async (trx) => {
        const { basedOn, goals } = request.body;
        await saveGoals(trx, request.origin, request.params.id, basedOn, goals);
        await keepIndex(trx, request.origin, request.params.id);
        return readBenefitRisk(trx, request.params.id);
      }),
  );

  app.get(
    '/api/patients/:id/retreatment',
    {
      config: { action: 'benefit-risk.read' },
      schema: {
        summary: 'The agenda of the next course, and what has been decided',
        params: id,
        response: { 200: retreatmentSchema, ...errorResponses },
      },
    },
    (request) =>
      database.transaction(request.scope, (trx) => readRetreatment(trx, request.origin, request.params.id)),
  );

  app.post(
    '/api/patients/:id/course-decisions',
    {
      config: { action: 'course.decide' },
      schema: {
        summary: 'Decide about the next course: go on, change or stop, with reasons and a signature',
        params: id,
        body: newCourseDecisionSchema,
        response: { 200: retreatmentSchema, ...errorResponses },
      },
    },
    (request) =>
      database.transaction(request.scope, async (trx) => {
        await decideCourse(trx, request.origin, request.params.id, request.body);
        return readRetreatment(trx, request.origin, request.params.id);
      }),
  );
}
