import {
  homeClinicSchema,
  homePopulationSchema,
  homeProgrammesSchema,
  homeWorklistSchema,
  newOwnHomeProgrammeSchema,
  sentHomeProgrammeSchema,
} from '@ketame/contract';
import { z } from 'zod';
import type { Application, ServerContext } from '../http/context.ts';
import { errorResponses } from '../http/error-answers.ts';
import { readHomeClinic, writeHomeClinic } from './clinic-settings.ts';
import { listHomeProgrammes, readHomeProgramme, saveOwnHomeProgramme } from './programmes.ts';
import { readHomePopulation, readHomeWorklist } from './worklist.ts';

/** The programmes of treatment at home, what the clinic says for all of them, and all patients in them together. */
export function homeProgrammeRoutes(app: Application, { database }: ServerContext): void {
  app.get(
    '/api/home-programmes',
    {
      config: { action: 'home.read' },
      schema: {
        summary: 'Programmes of treatment at home: shipped ones, then the copies of the clinic',
        response: { 200: homeProgrammesSchema, ...errorResponses },
      },
    },
    async (request) => ({ programmes: await database.transaction(request.scope, listHomeProgrammes) }),
  );

  app.get(
    '/api/home-programmes/:id',
    {
      config: { action: 'home.read' },
      schema: {
        summary: 'One programme of treatment at home',
        params: z.object({ id: z.string().min(1).max(60) }),
        response: { 200: sentHomeProgrammeSchema, ...errorResponses },
      },
    },
    (request) => database.transaction(request.scope, (trx) => readHomeProgramme(trx, request.params.id)),
  );

  app.post(
    '/api/home-programmes',
    {
      config: { action: 'home-programme.write' },
      schema: {
        summary: 'Keep a copy of a shipped programme as the own one of the clinic; the same sent again once',
        body: newOwnHomeProgrammeSchema,
        response: { 201: sentHomeProgrammeSchema, ...errorResponses },
      },
    },
    async (request, reply) => {
      const saved = await database.transaction(request.scope, (trx) =>
        saveOwnHomeProgramme(trx, request.origin, request.body),
      );
      return reply.code(201).send(saved);
    },
  );

  app.get(
    '/api/home/clinic',
    {
      config: { action: 'home.read' },
      schema: {
        summary: 'Whom a patient at home calls, and what the programme costs the clinic',
        response: { 200: homeClinicSchema, ...errorResponses },
      },
    },
    (request) => database.transaction(request.scope, readHomeClinic),
  );

  app.put(
    '/api/home/clinic',
    {
      config: { action: 'clinic.manage' },
      schema: {
        summary: 'Change whom a patient at home calls, and what the programme costs the clinic',
        body: homeClinicSchema,
        response: { 200: homeClinicSchema, ...errorResponses },
      },
    },
    async (request) => {
      await database.transaction(request.scope, (trx) => writeHomeClinic(trx, request.origin, request.body));
      return request.body;
    },
  );

  app.get(
    '/api/home/worklist',
    {
      config: { action: 'home.read' },
      schema: {
        summary: 'Patients at home in the order in which somebody should look at them, with the reasons',
        response: { 200: homeWorklistSchema, ...errorResponses },
      },
    },
    (request) => database.transaction(request.scope, (trx) => readHomeWorklist(trx, request.origin)),
  );

  app.get(
    '/api/home/population',
    {
      config: { action: 'home.read' },
      schema: {
        summary: 'All patients at home: who is overdue, who is drifting, costs and yield',
        response: { 200: homePopulationSchema, ...errorResponses },
      },
    },
    (request) => database.transaction(request.scope, (trx) => readHomePopulation(trx, request.origin)),
  );
}
