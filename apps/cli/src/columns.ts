/** Width of a terminal that everybody has. */
export const lineWidth = 80;

/** Rows as columns two spaces apart; the last column is wrapped to the width of the terminal. */
export function columns(rows: readonly (readonly string[])[]): string {
  const count = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: count - 1 }, (_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const indent = widths.reduce((sum, width) => sum + width + 2, 0);
  return rows
    .map((row) => {
      const fixed = widths.map((width, column) => `${(row[column] ?? '').padEnd(width)}  `).join('');
      const [first = '', ...others] = wrapped(row[count - 1] ?? '', Math.max(20, lineWidth - indent));
      return [`${fixed}${first}`.trimEnd(), ...others.map((line) => ' '.repeat(indent) + line)].join('\n');
    })
    .join('\n');
}

/** Text in lines of at most `width` characters, broken at spaces; a longer word stands alone. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
