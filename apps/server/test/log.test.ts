import { Writable } from 'node:stream';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { logOptions } from '../src/http/log.ts';

function logged(error: unknown): string {
  let text = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += chunk;
      done();
    },
  });
  pino(logOptions('info'), stream).error({ error }, 'a request failed');
  return text;
}

describe('the log', () => {
  it('tells an error of the database by its code, never by the values that its message quotes', () => {
    const message = 'duplicate key: Key (email)=(jan@example.org) already exists';
    const error = Object.assign(new Error(message), {
      severity: 'ERROR',
      code: '23505',
      detail: message,
      table: 'account',
      constraint: 'account_email_key',
    });
    const text = logged(error);
    expect(text).not.toContain('jan@example.org');
    expect(JSON.parse(text).error).toMatchObject({ code: '23505', constraint: 'account_email_key' });
  });

  it('tells where another error came from, and what caused it', () => {
    const text = logged(new Error('outer', { cause: new Error('inner') }));
    expect(JSON.parse(text).error).toMatchObject({ message: 'outer', cause: { message: 'inner' } });
    expect(text).toContain('log.test.ts');
  });
});
