import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Lets a stop wait for what has been asked and for nothing else. Node waits longer for two kinds of connection: one that
 * has not sent anything (a browser opens some before it needs them) until the limit for headers has passed, one that was
 * answered during the stop until it would have been dropped for idleness. Each is more than a minute.
 */
export function closeConnectionsWithServer(app: Pick<FastifyInstance, 'server' | 'addHook'>): void {
  const open = new Set<Socket>();
  app.server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  app.addHook('preClose', async () => {
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    // 0 would mean no limit.
    app.server.keepAliveTimeout = 1;
  });
}
