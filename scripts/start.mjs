/** `npm start`: builds what is stale, then runs the server in this process, so that a signal reaches it. */
import { pathToFileURL } from 'node:url';
import { buildServer, buildWeb } from './build.mjs';

const [server] = await Promise.all([buildServer(console.log), buildWeb(console.log)]);
await import(pathToFileURL(server).href);
