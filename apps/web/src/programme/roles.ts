import type { Role } from '@ketame/contract';

/** Who enters contacts, counts and facts, and writes to the patient; the server decides again at every request. */
export const homeWriters: readonly Role[] = ['physician', 'nurse'];
/** Who enrols, and makes a programme of the clinic's own. */
export const homeDeciders: readonly Role[] = ['physician'];
