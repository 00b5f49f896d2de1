import { constants } from 'node:os';
import { discardDrafts } from './files.ts';
import { ketame } from './ketame.ts';
import { processTerminal } from './terminal.ts';

// A reader that has seen enough (`ketame models | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

// Whoever ends it early finds no half file.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    discardDrafts();
    process.exit(128 + constants.signals[signal]);
  });
}

process.exitCode = await ketame(process.argv.slice(2), processTerminal);
