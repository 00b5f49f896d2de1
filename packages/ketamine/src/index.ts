export type * from './course.ts';
export type * from './patient.ts';
export type * from './regimen.ts';
