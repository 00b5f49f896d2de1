import { sql as clinic } from './0001-clinic.ts';

/** In the order in which they are applied. One that has been released is never edited: its checksum is in the databases. */
export const migrations: readonly { readonly name: string; readonly sql: string }[] = [
  { name: '0001-clinic', sql: clinic },
];
