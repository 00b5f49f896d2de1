import type { MyHome } from '@ketame/contract';
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { type DeviceDiary, type DeviceEvent, differing, emptyDiary } from './diary.ts';
import { type Sealed, seal, unseal, type Vault } from './vault.ts';

/** What can be read without the PIN: nothing that somebody entered, and nothing about the treatment. */
export interface OpenRecord {
  /** UUID of this device, made once. */
  readonly device: string;
  readonly vault: Vault;
  /** Telephone numbers, so that help is there before the PIN. */
  readonly numbers: HelpNumbers;
}
export type HelpNumbers = Pick<MyHome['clinic'], 'phone' | 'emergencyNumber' | 'crisisLine'>;

/** What the server said last, and when the device heard it, by its own clock. */
export interface Plan {
  readonly home: MyHome;
  readonly heard: { readonly at: string; readonly deviceAt: string };
}

interface Store extends DBSchema {
  open: { key: string; value: OpenRecord };
  /** `order` is that of entering. */
  entries: {
    key: number;
    value: { order?: number; id: string; unsent: 0 | 1; sealed: Sealed };
    indexes: { id: string; unsent: number };
  };
  /** The plan, and the cursor of the diary. */
  sealed: { key: 'plan' | 'cursor'; value: Sealed };
}

const NAME = 'ketame-home';
let opening: Promise<IDBPDatabase<Store>> | null = null;

function store(): Promise<IDBPDatabase<Store>> {
  opening ??= openDB<Store>(NAME, 1, {
    upgrade: (database) => {
      database.createObjectStore('open');
      database.createObjectStore('sealed');
      const entries = database.createObjectStore('entries', { keyPath: 'order', autoIncrement: true });
      entries.createIndex('id', 'id', { unique: true });
      entries.createIndex('unsent', 'unsent');
    },
  });
  return opening;
}

export async function readOpen(): Promise<OpenRecord | undefined> {
  return (await store()).get('open', 'device');
}

export async function writeOpen(record: OpenRecord): Promise<void> {
  await (await store()).put('open', record, 'device');
}

/** Changes a part of it; the numbers and the vault may change at the same time. */
export async function changeOpen(part: Partial<Pick<OpenRecord, 'vault' | 'numbers'>>): Promise<void> {
  const transaction = (await store()).transaction('open', 'readwrite', { durability: 'strict' });
  const change = async () => {
    const open = await transaction.store.get('device');
    if (open !== undefined) await transaction.store.put({ ...open, ...part }, 'device');
  };
  await Promise.all([change(), transaction.done]);
}

/** How many entries wait for the network; known without the PIN. */
export async function countUnsent(): Promise<number> {
  return (await store()).countFromIndex('entries', 'unsent', 1);
}

/** Everything that was sealed. @throws Error when a record was altered */
export async function readSealed(key: CryptoKey): Promise<{ diary: DeviceDiary; plan: Plan | null }> {
  const database = await store();
  const [entries, cursor, plan] = await Promise.all([
    database.getAll('entries'),
    database.get('sealed', 'cursor'),
    database.get('sealed', 'plan'),
  ]);
  // These were written here, by writeDiary and writePlan, and sealed against change.
  const events = await Promise.all(
    entries.map(async ({ id, sealed }) => [id, (await unseal(key, id, sealed)) as DeviceEvent] as const),
  );
  return {
    diary: {
      events: new Map(events),
      cursor: cursor === undefined ? emptyDiary.cursor : ((await unseal(key, 'cursor', cursor)) as number),
    },
    plan: plan === undefined ? null : ((await unseal(key, 'plan', plan)) as Plan),
  };
}

/** Writes what differs, all or nothing. */
export async function writeDiary(key: CryptoKey, before: DeviceDiary, after: DeviceDiary): Promise<void> {
  // Sealed beforehand: a transaction of IndexedDB ends while anything else is waited for.
  const cursor = await seal(key, 'cursor', after.cursor);
  const rows = await Promise.all(
    differing(before, after).map(async (one) => ({
      id: one.event.id,
      unsent: one.state === 'unsent' ? (1 as const) : (0 as const),
      sealed: await seal(key, one.event.id, one),
    })),
  );
  const transaction = (await store()).transaction(['entries', 'sealed'], 'readwrite', {
    durability: 'strict',
  });
  const entries = transaction.objectStore('entries');
  await Promise.all([
    transaction.objectStore('sealed').put(cursor, 'cursor'),
    ...rows.map(async (row) => {
      const order = await entries.index('id').getKey(row.id);
      return entries.put(order === undefined ? row : { ...row, order });
    }),
    transaction.done,
  ]);
}

export async function writePlan(key: CryptoKey, plan: Plan): Promise<void> {
  const sealed = await seal(key, 'plan', plan);
  await (await store()).put('sealed', sealed, 'plan');
}

/** Leaves nothing on the device. */
export async function wipe(): Promise<void> {
  const transaction = (await store()).transaction(['open', 'sealed', 'entries'], 'readwrite');
  await Promise.all([
    transaction.objectStore('open').clear(),
    transaction.objectStore('sealed').clear(),
    transaction.objectStore('entries').clear(),
    transaction.done,
  ]);
}
