import type { Role } from '@ketame/contract';

/** Who charts, who plans a session and confirms limits; the server decides again at every request. */
export const infusionWriters: readonly Role[] = ['physician', 'nurse'];
export const infusionPlanners: readonly Role[] = ['physician'];
