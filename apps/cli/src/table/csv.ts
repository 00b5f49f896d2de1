import type { TableFormat } from './table.ts';

const utf8 = new TextEncoder();

/** CSV (RFC 4180, lines end with LF) in full precision; a missing value is an empty cell. */
export const csvTable: TableFormat = (columns) => ({
  begin: () => utf8.encode(`${columns.map(({ name }) => quoted(name)).join(',')}\n`),
  rows: (rows) => {
    const count = rows[0]?.length ?? 0;
    let text = '';
    for (let row = 0; row < count; row++) {
      for (let column = 0; column < rows.length; column++) {
        const value = rows[column]![row]!;
        text += `${column === 0 ? '' : ','}${Number.isNaN(value) ? '' : value}`;
      }
      text += '\n';
    }
    return utf8.encode(text);
  },
  end: () => new Uint8Array(),
});

/** A cell of text as CSV writes it. */
export function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
