import type { Role } from '@ketame/contract';

/** Who enters results; the server decides again at every request. */
export const followUpWriters: readonly Role[] = ['physician', 'nurse'];
