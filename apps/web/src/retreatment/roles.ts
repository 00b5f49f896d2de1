import type { Role } from '@ketame/contract';

/** Who puts down what the patient wants, and who decides; the server decides again at every request. */
export const goalWriters: readonly Role[] = ['physician', 'nurse'];
export const courseDeciders: readonly Role[] = ['physician'];
