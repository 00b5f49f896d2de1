import {
  changeFollowUpResultSchema,
  draftAnswerSchema,
  draftSchema,
  followUpListSchema,
  followUpSchema,
  newDraftSchema,
  newFollowUpResultSchema,
} from '@ketame/contract';
import { z } from 'zod';
import { keepIndexAfter } from '../benefit-risk/after-change.ts';
import type { Application, ServerContext } from '../http/context.ts';
import { errorResponses } from '../http/error-answers.ts';
import { versionFromIfMatch } from '../http/if-match.ts';
import { beginDraft, discardDraft, saveDraftAnswer } from './drafts.ts';
import { readFollowUp, readWorklist } from './follow-up.ts';
import { addResult, changeResult } from './results.ts';

const id = z.object({ id: z.uuid() });

/** What is due, measured and found after sessions of treatment, and forms that are being filled in. */
export function followUpRoutes(app: Application, { database }: ServerContext): void {
  app.get(
    '/api/follow-up',
    {
      config: { action: 'follow-up.read' },
      schema: {
        summary:
          'Patients with something due, overdue or held after their sessions, the longest overdue first',
        response: { 200: followUpListSchema, ...errorResponses },
      },
    },
    (request) => database.transaction(request.scope, (trx) => readWorklist(trx, request.origin)),
  );

  app.get(
    '/api/patients/:id/follow-up',
    {
      config: { action: 'follow-up.read' },
      schema: {
        summary: 'What is due, what was measured, and what holds or stops treatment of one patient',
        params: id,
        response: { 200: followUpSchema, ...errorResponses },
      },
    },
    (request) =>
      database.transaction(request.scope, (trx) => readFollowUp(trx, request.origin, request.params.id)),
  );

  app.post(
    '/api/patients/:id/follow-up',
    {
      config: { action: 'follow-up.write' },
      schema: {
        summary: 'Enter a result; the same sent again is entered once',
        params: id,
        body: newFollowUpResultSchema,
        response: { 201: followUpSchema, ...errorResponses },
      },
    },
    async (request, reply) => {
      const followUp = await database.transaction(request.scope, async (trx) => {
        await addResult(trx, request.origin, request.params.id, request.body);
        return readFollowUp(trx, request.origin, request.params.id);
      });
      await keepIndexAfter(database, request, followUp.patientId);
      return reply.code(201).send(followUp);
    },
  );

  app.put(
    '/api/follow-up/:id',
    {
      config: { action: 'follow-up.write' },
      schema: {
        summary: 'Correct a result, or strike it out; If-Match names the version that it was made from',
        params: id,
        body: changeFollowUpResultSchema,
        response: { 200: followUpSchema, ...errorResponses },
      },
    },
    async (request) => {
      const basedOn = versionFromIfMatch(request);
      const followUp = await database.transaction(request.scope, async (trx) => {
        const patientId = await changeResult(trx, request.origin, request.params.id, basedOn, request.body);
        return readFollowUp(trx, request.origin, patientId);
      });
      await keepIndexAfter(database, request, followUp.patientId);
      return followUp;
    },
  );

  app.post(
    '/api/patients/:id/questionnaire-drafts',
    {
      config: { action: 'follow-up.write' },
      schema: {
        summary: 'Begin a form; the same sent again begins one',
        params: id,
        body: newDraftSchema,
        response: { 201: draftSchema, ...errorResponses },
      },
    },
    async (request, reply) => {
      const draft = await database.transaction(request.scope, (trx) =>
        beginDraft(trx, request.origin, request.params.id, request.body),
      );
      return reply.code(201).send(draft);
    },
  );

  app.put(
    '/api/questionnaire-drafts/:id',
    {
      config: { action: 'follow-up.write' },
      schema: {
        summary: 'Save one answer, or take it back; If-Match names the version that it was made from',
        params: id,
        body: draftAnswerSchema,
        response: { 200: draftSchema, ...errorResponses },
      },
    },
    async (request, reply) => {
      const basedOn = versionFromIfMatch(request);
      const draft = await database.transaction(request.scope, (trx) =>
        saveDraftAnswer(trx, request.origin, request.params.id, basedOn, request.body),
      );
      return reply.header('etag', `"${draft.version}"`).send(draft);
    },
  );

  app.delete(
    '/api/questionnaire-drafts/:id',
    {
      config: { action: 'follow-up.write' },
      schema: {
        summary: 'Throw away a form that was begun',
        params: id,
        response: { 204: z.null(), ...errorResponses },
      },
    },
    async (request, reply) => {
      await database.transaction(request.scope, (trx) =>
        discardDraft(trx, request.origin, request.params.id),
      );
      return reply.code(204).send(null);
    },
  );
}
