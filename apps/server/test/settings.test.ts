import { describe, expect, it } from 'vitest';
import { StartError } from '../src/database/index.ts';
import { readSettings } from '../src/settings.ts';

describe('settings', () => {
  it('are those of the first page of the README when nothing is set', () => {
    expect(readSettings({ PORT: '', PATH: '/bin' })).toEqual({
      location: { dataFolder: './data' },
      host: 'localhost',
      port: 8080,
      demonstration: undefined,
      logLevel: 'warn',
    });
  });

  it('take a database server in place of the folder', () => {
    const databaseUrl = 'postgresql://ketame:secret@db/ketame';
    expect(
      readSettings({ DATABASE_URL: databaseUrl, KETAME_DATA: '/x', KETAME_DEMO: '1', PORT: '0' }),
    ).toMatchObject({
      location: { databaseUrl },
      demonstration: true,
      port: 0,
    });
  });

  it.each([
    ['PORT', '80a', 'PORT is "80a"; expected a number'],
    ['PORT', '70000', 'PORT is "70000"; expected a port, 0 to 65535'],
    ['KETAME_DEMO', 'yes', 'KETAME_DEMO is "yes"; expected either 0 or 1'],
    ['KETAME_LOG', 'loud', 'expected silent, fatal, error, warn, info or debug'],
  ])('refuse %s=%s and say what was expected', (name, value, message) => {
    expect(() => readSettings({ [name]: value })).toThrow(StartError);
    expect(() => readSettings({ [name]: value })).toThrow(message);
  });

  it('do not repeat a database address that may hold a password', () => {
    expect(() => readSettings({ DATABASE_URL: 'mysql://me:secret@db' })).toThrow(/^(?!.*secret)/s);
  });
});
