import type { Knowledge } from '@ketame/evidence';

const tableIds = ['trials', 'outcomes', 'harms', 'uncontrolled', 'protocols', 'analyses'] as const;
export type TableId = (typeof tableIds)[number];

/** What is asked of the tables of studies; it stands in the address, so that a choice can be sent on. */
export interface StudiesSearch {
  readonly table?: TableId;
  /** Words that a row must hold. */
  readonly find?: string;
  /** Kind of pain, as part of an address. */
  readonly kind?: string;
  readonly known?: Knowledge;
  readonly reading?: string;
}

/** Reads the search of an address; what it does not know is left out. */
export function studiesSearch(search: Record<string, unknown>): StudiesSearch {
  const text = (key: string) => {
    const value = search[key];
    return typeof value === 'string' && value !== '' ? { [key]: value } : {};
  };
  const table = tableIds.find((id) => id === search.table);
  return {
    ...(table !== undefined && { table }),
    ...text('find'),
    ...text('kind'),
    ...text('known'),
    ...text('reading'),
  };
}
