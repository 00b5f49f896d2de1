import { resolve } from 'node:path';
import { newToken } from './accounts/sessions.ts';
import { removeControl, writeControl } from './control/control-file.ts';
import { type DatabaseLocation, errorCode, openDatabase, StartError } from './database/index.ts';
import { type Entrance, prepareClinic } from './first-start.ts';
import { createApplication } from './http/application.ts';
import type { Application } from './http/context.ts';

export interface ServerOptions {
  readonly location: DatabaseLocation;
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** Whether the demonstration clinic is wanted; undefined: in an embedded database. */
  readonly demonstration: boolean | undefined;
  /** The build of apps/web; null for a server without pages. */
  readonly webFolder: string | null;
  /** pino's. */
  readonly logLevel: string;
}

export interface RunningServer {
  /** "http://localhost:8080" */
  readonly url: string;
  /** "the embedded database in /home/me/ketame/data (PostgreSQL 18.6)" */
  readonly database: string;
  readonly entrance: Entrance;
  close(): Promise<void>;
}

/**
 * Starts a server. It listens last of all, so that whoever gets an answer finds it ready.
 * @throws StartError when the database cannot be used or the port is taken
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { location, host } = options;
  const database = await openDatabase(location);
  const dataFolder = 'dataFolder' in location ? resolve(location.dataFolder) : null;
  const now = (): Date => new Date();
  try {
    const entrance = await prepareClinic(database, now(), options.demonstration);
    const controlToken = dataFolder === null ? null : newToken();
    const app = await createApplication(
      { database, now },
      { webFolder: options.webFolder, controlToken, logLevel: options.logLevel },
    );
    const port = await listen(app, host, options.port);
    const url = `http://${isEverywhere(host) ? 'localhost' : host}:${port}`;
    if (dataFolder !== null && controlToken !== null) {
      writeControl(dataFolder, { url: url.replace('//localhost:', '//127.0.0.1:'), token: controlToken });
    }
    return {
      url,
      database:
        dataFolder === null
          ? `a database server (${database.version})`
          : `the embedded database in ${dataFolder} (${database.version})`,
      entrance,
      close: async () => {
        if (dataFolder !== null) removeControl(dataFolder);
        await app.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function listen(app: Application, host: string, port: number): Promise<number> {
  try {
    await app.listen({ host, port });
    const address = app.server.address();
    return typeof address === 'object' && address !== null ? address.port : port;
  } catch (error) {
    await app.close();
    const code = errorCode(error);
    if (code === 'EADDRINUSE') {
      throw new StartError(
        `Port ${port} is in use by another program, perhaps another Ketame. Stop it, or choose another port: PORT=${port + 1} npm start`,
      );
    }
    if (code === 'EACCES') {
      throw new StartError(
        `Port ${port} may not be used by this account. Choose one above 1023: PORT=8080 npm start`,
      );
    }
    if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL') {
      throw new StartError(
        `This machine has no address "${host}". Set HOST to one that it has, or leave it out.`,
      );
    }
    throw error;
  }
}

function isEverywhere(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}
