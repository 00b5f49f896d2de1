export * from './later-evidence.ts';
