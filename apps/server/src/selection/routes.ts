import {
  joinOverrideSchema,
  jurisdictionSchema,
  newConsentSchema,
  newDecisionSchema,
  newOverrideSchema,
  newSelectionSchema,
  protocolSchema,
  type SelectionDetail,
  saveAnswerSchema,
  selectionDetailSchema,
  selectionSummarySchema,
  withdrawConsentSchema,
} from '@ketame/contract';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Application, ServerContext } from '../http/context.ts';
import { errorResponses } from '../http/error-answers.ts';
import { versionFromIfMatch } from '../http/if-match.ts';
import { consent, withdrawConsent } from './consents.ts';
import { decide } from './decisions.ts';
import { readJurisdiction, writeJurisdiction } from './jurisdiction.ts';
import { beginOverride, joinOverride } from './overrides.ts';
import { listProtocols, saveProtocol } from './protocols.ts';
import { createSelection, listSelections, readSelection, saveAnswer } from './selections.ts';

const id = z.object({ id: z.uuid() });
const detail = { ...errorResponses, 200: selectionDetailSchema };

/** A selection with its version, which the next change sends back. */
const answer = (reply: FastifyReply, selection: SelectionDetail) =>
  reply.header('etag', `"${selection.version}"`).send(selection);

/** Protocols, and the guidance that speaks first in the clinic. */
export function protocolRoutes(app: Application, { database }: ServerContext): void {
  app.get(
    '/api/protocols',
    {
      config: { action: 'protocol.read' },
      schema: {
        summary: 'The shipped protocols, then the newest version of each of the clinic',
        response: { 200: z.array(protocolSchema), ...errorResponses },
      },
    },
    (request) => database.transaction(request.scope, listProtocols),
  );

  app.post(
    '/api/protocols',
    {
      config: { action: 'protocol.write' },
      schema: {
        summary: 'Save a version of a protocol of the clinic, made by copy and change of a shipped one',
        body: protocolSchema,
        response: { 201: protocolSchema, ...errorResponses },
      },
    },
    async (request, reply) => {
      const saved = await database.transaction(request.scope, (trx) =>
        saveProtocol(trx, request.origin, request.body),
      );
      return reply.code(201).send(saved);
    },
  );

  app.get(
    '/api/jurisdiction',
    {
      config: { action: 'protocol.read' },
      schema: {
        summary: 'Whose guidance speaks first in the clinic',
        response: { 200: jurisdictionSchema, ...errorResponses },
      },
    },
    async (request) => ({
      jurisdiction: await database.transaction(request.scope, readJurisdiction),
    }),
  );

  app.put(
    '/api/jurisdiction',
    {
      config: { action: 'jurisdiction.write' },
      schema: {
        summary: 'Say whose guidance speaks first',
        body: jurisdictionSchema,
        response: { 200: jurisdictionSchema, ...errorResponses },
      },
    },
    async (request) => ({
      jurisdiction: await database.transaction(request.scope, (trx) =>
        writeJurisdiction(trx, request.origin, request.body.jurisdiction),
      ),
    }),
  );
}

/** Who may be treated: assessments, what was decided, overrides and consents. */
export function selectionRoutes(app: Application, { database }: ServerContext): void {
  app.get(
    '/api/patients/:id/selections',
    {
      config: { action: 'selection.read' },
      schema: {
        summary: 'The selections of a patient',
        params: id,
        response: { 200: z.array(selectionSummarySchema), ...errorResponses },
      },
    },
    (request) => database.transaction(request.scope, (trx) => listSelections(trx, request.params.id)),
  );

  app.post(
    '/api/patients/:id/selections',
    {
      config: { action: 'selection.write' },
      schema: {
        summary: 'Begin a selection against a protocol; the same sent again answers what was begun',
        params: id,
        body: newSelectionSchema,
        response: { 201: selectionDetailSchema, ...errorResponses },
      },
    },
    async (request, reply) => {
      const begun = await database.transaction(request.scope, (trx) =>
        createSelection(trx, request.origin, request.params.id, request.body),
      );
      return answer(reply.code(201), begun);
    },
  );

  app.get(
    '/api/selections/:id',
    {
      config: { action: 'selection.read' },
      schema: { summary: 'A selection with its verdict as of now', params: id, response: detail },
    },
    async (request, reply) =>
      answer(
        reply,
        await database.transaction(request.scope, (trx) =>
          readSelection(trx, request.origin, request.params.id),
        ),
      ),
  );

  app.put(
    '/api/selections/:id/answers',
    {
      config: { action: 'selection.write' },
      schema: {
        summary: 'Save one answer, or take it back; If-Match names the version that it was made from',
        params: id,
        body: saveAnswerSchema,
        response: detail,
      },
    },
    async (request, reply) => {
      const basedOn = versionFromIfMatch(request);
      const by = request.account?.displayName ?? request.origin.actor;
      const saved = await database.transaction(request.scope, (trx) =>
        saveAnswer(trx, request.origin, request.params.id, basedOn, by, request.body),
      );
      return answer(reply, saved);
    },
  );

  app.post(
    '/api/selections/:id/decisions',
    {
      config: { action: 'selection.decide' },
      schema: {
        summary: 'Write the verdict down with all that it was computed from',
        params: id,
        body: newDecisionSchema,
        response: detail,
      },
    },
    async (request, reply) => {
      const { id: decisionId, verdict } = request.body;
      const decided = await database.transaction(request.scope, async (trx) => {
        await decide(trx, request.origin, request.params.id, decisionId, verdict);
        return readSelection(trx, request.origin, request.params.id);
      });
      return answer(reply, decided);
    },
  );

  app.post(
    '/api/selections/:id/overrides',
    {
      config: { action: 'selection.decide' },
      schema: {
        summary: 'Set a criterion aside: the first of two signatures',
        params: id,
        body: newOverrideSchema,
        response: detail,
      },
    },
    async (request, reply) => {
      const begun = await database.transaction(request.scope, async (trx) => {
        await beginOverride(trx, request.origin, request.params.id, request.body);
        return readSelection(trx, request.origin, request.params.id);
      });
      return answer(reply, begun);
    },
  );

  app.post(
    '/api/selection-overrides/:id/second',
    {
      config: { action: 'selection.decide' },
      schema: {
        summary: 'The second signature, of another physician',
        params: id,
        body: joinOverrideSchema,
        response: detail,
      },
    },
    async (request, reply) => {
      const joined = await database.transaction(request.scope, async (trx) => {
        const selection = await joinOverride(trx, request.origin, request.params.id, request.body.proof);
        return readSelection(trx, request.origin, selection);
      });
      return answer(reply, joined);
    },
  );

  app.post(
    '/api/selections/:id/consents',
    {
      config: { action: 'selection.decide' },
      schema: {
        summary: 'Keep what the patient read and signed, with the signature of the physician',
        params: id,
        body: newConsentSchema,
        response: detail,
      },
    },
    async (request, reply) => {
      const signed = await database.transaction(request.scope, async (trx) => {
        await consent(trx, request.origin, request.params.id, request.body);
        return readSelection(trx, request.origin, request.params.id);
      });
      return answer(reply, signed);
    },
  );

  app.post(
    '/api/consents/:id/withdrawal',
    {
      config: { action: 'selection.write' },
      schema: {
        summary: 'The patient withdraws the consent',
        params: id,
        body: withdrawConsentSchema,
        response: detail,
      },
    },
    async (request, reply) => {
      const withdrawn = await database.transaction(request.scope, async (trx) => {
        const selection = await withdrawConsent(trx, request.origin, request.params.id, request.body.why);
        return readSelection(trx, request.origin, selection);
      });
      return answer(reply, withdrawn);
    },
  );
}
