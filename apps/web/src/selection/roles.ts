import type { Role } from '@ketame/contract';

/** Who answers, and who decides and signs; the server decides again at every request. */
export const selectionWriters: readonly Role[] = ['physician', 'nurse'];
export const selectionDeciders: readonly Role[] = ['physician'];
