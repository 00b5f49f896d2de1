import { ketame } from './ketame.ts';
import { processTerminal } from './terminal.ts';

// A reader that has seen enough (`ketame models | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await ketame(process.argv.slice(2), processTerminal);
