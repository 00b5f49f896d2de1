import { randomUUID } from 'node:crypto';
import cookies from '@fastify/cookie';
import openApi from '@fastify/swagger';
import fastify, { LogController } from 'fastify';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { factorRoutes } from '../accounts/factor-routes.ts';
import { monitorRoutes } from '../accounts/monitor-routes.ts';
import { accountRoutes } from '../accounts/routes.ts';
import { stepUpRoutes } from '../accounts/step-up-routes.ts';
import { auditRoutes } from '../audit/routes.ts';
import { benefitRiskRoutes } from '../benefit-risk/routes.ts';
import { breakGlassRoutes } from '../break-glass/routes.ts';
import { clinicRoutes } from '../clinics/routes.ts';
import { controlRoutes } from '../control/routes.ts';
import { erasureRoutes } from '../erasure/routes.ts';
import { followUpRoutes } from '../follow-up/routes.ts';
import { myHomeRoutes } from '../home/my-routes.ts';
import { patientHomeRoutes } from '../home/patient-routes.ts';
import { homeProgrammeRoutes } from '../home/programme-routes.ts';
import { infusionRoutes } from '../infusion/routes.ts';
import { laboratoryRoutes } from '../laboratory/routes.ts';
import { outcomeRoutes } from '../outcomes/routes.ts';
import { planRoutes } from '../plans/routes.ts';
import { recordRoutes } from '../records/routes.ts';
import { prescriptionRoutes } from '../register/prescription-routes.ts';
import { registerPrintRoutes } from '../register/print-routes.ts';
import { registerRoutes } from '../register/routes.ts';
import { protocolRoutes, selectionRoutes } from '../selection/routes.ts';
import { trainingRoutes } from '../training/routes.ts';
import { ketameVersion } from '../version.ts';
import { closeConnectionsWithServer } from './closing-connections.ts';
import type { Application, ServerContext } from './context.ts';
import { answerError } from './error-answers.ts';
import { guardRoutes } from './guard.ts';
import { healthRoutes } from './health.ts';
import { logOptions } from './log.ts';
import { addSecurityHeaders } from './security-headers.ts';
import { serveWebPages } from './web-pages.ts';

export interface ApplicationOptions {
  /** The build of apps/web; null for a server without pages. */
  readonly webFolder: string | null;
  /** What a command on this machine must send to use /control; null when there is no such use. */
  readonly controlToken: string | null;
  /** pino's level; "silent" for tests. */
  readonly logLevel: string;
}

/** The whole server as an application that is not listening yet. */
export async function createApplication(
  context: ServerContext,
  options: ApplicationOptions,
): Promise<Application> {
  const app = fastify({
    logger: logOptions(options.logLevel),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => randomUUID(),
    frameworkErrors: answerError,
    // A reverse proxy on this machine may say for whom it asks; nobody else.
    trustProxy: 'loopback',
    forceCloseConnections: 'idle',
    // Sessions of treatment that run are read before anybody is answered, however many they are.
    pluginTimeout: 0,
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerError);

  await app.register(openApi, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Ketame',
        version: ketameVersion,
        description:
          'Planning of ketamine treatment. Times are UTC (ISO 8601), concentrations ng/mL, amounts mg.',
      },
    },
    transform: jsonSchemaTransform,
  });
  closeConnectionsWithServer(app);
  await app.register(cookies);
  addSecurityHeaders(app);
  guardRoutes(app, context, options.controlToken);
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      { req: request, status: reply.statusCode, milliseconds: Math.round(reply.elapsedTime) },
      'answered',
    );
  });

  healthRoutes(app, context);
  accountRoutes(app, context);
  stepUpRoutes(app, context);
  factorRoutes(app, context);
  monitorRoutes(app, context);
  clinicRoutes(app, context);
  breakGlassRoutes(app, context);
  recordRoutes(app, context);
  planRoutes(app, context);
  laboratoryRoutes(app, context);
  protocolRoutes(app, context);
  selectionRoutes(app, context);
  infusionRoutes(app, context);
  benefitRiskRoutes(app, context);
  outcomeRoutes(app, context);
  followUpRoutes(app, context);
  registerRoutes(app, context);
  registerPrintRoutes(app, context);
  prescriptionRoutes(app, context);
  homeProgrammeRoutes(app, context);
  patientHomeRoutes(app, context);
  myHomeRoutes(app, context);
  trainingRoutes(app, context);
  erasureRoutes(app, context);
  auditRoutes(app, context);
  if (options.controlToken !== null) controlRoutes(app, context);
  app.get('/api/openapi.json', { config: { action: 'server.read' }, schema: { hide: true } }, () =>
    app.swagger(),
  );
  serveWebPages(app, options.webFolder);
  await app.ready();
  return app;
}
