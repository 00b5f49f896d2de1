import type { Command } from '../command.ts';
import { UserError } from '../user-error.ts';

export const audit: Command = {
  name: 'audit',
  summary: 'verifies that nothing in the audit was altered',
  help: '',
  run: async () => {
    throw new UserError('audit takes one word, verify');
  },
};
