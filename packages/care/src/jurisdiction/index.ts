export * from './register-profile.ts';
