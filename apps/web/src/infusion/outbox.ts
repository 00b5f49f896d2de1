import type { NewEntry } from '@ketame/contract';
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** An entry that the server has not yet answered. */
export interface Unsent {
  /** Who made it: another person on the same device does not send it as their own. */
  readonly account: string;
  readonly infusion: string;
  readonly entry: NewEntry;
}

interface Store extends DBSchema {
  entries: { key: number; value: Unsent & { order?: number } };
}

/** Opened once; the order in which entries were made is that of their keys. */
let opening: Promise<IDBPDatabase<Store>> | null = null;

function store(): Promise<IDBPDatabase<Store>> {
  opening ??= openDB<Store>('ketame-unsent', 1, {
    upgrade: (database) => {
      database.createObjectStore('entries', { keyPath: 'order', autoIncrement: true });
    },
  });
  return opening;
}

export async function keepUnsent(unsent: Unsent): Promise<void> {
  await (await store()).add('entries', unsent);
}

/** What one person has not yet sent, in the order in which it was made. */
export async function unsentBy(account: string): Promise<Unsent[]> {
  return (await (await store()).getAll('entries')).filter((one) => one.account === account);
}

/** Forgets an entry that the server has answered. */
export async function forgetUnsent(entryId: string): Promise<void> {
  const transaction = (await store()).transaction('entries', 'readwrite');
  for await (const cursor of transaction.store) {
    if (cursor.value.entry.id === entryId) await cursor.delete();
  }
  await transaction.done;
}

/** Leaves nothing on the device. */
export async function wipeUnsent(): Promise<void> {
  await (await store()).clear('entries');
}
