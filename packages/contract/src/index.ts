export * from './account.ts';
export * from './audit.ts';
export * from './error.ts';
export * from './health.ts';
export * from './patient.ts';
export * from './plan.ts';
export * from './regimen.ts';
export * from './simulation.ts';
