/**
 * Width of text without a screen to measure it on: advance widths in em of a wide sans-serif face, so that text set
 * in a narrower one never runs into its neighbour.
 */
const classes: readonly (readonly [RegExp, number])[] = [
  [/[ijl.,:;'|!]/, 0.32],
  [/[ftr()[\]/ -]/, 0.42],
  [/[mwMW%@]/, 0.95],
  [/[A-Z]/, 0.72],
  [/[0-9]/, 0.64],
];
const otherwise = 0.63;

/** @returns estimated width in px of `text` at `size` px. */
export function textWidth(text: string, size: number): number {
  let em = 0;
  for (const character of text) em += classes.find(([pattern]) => pattern.test(character))?.[1] ?? otherwise;
  return em * size;
}

/** Breaks text at spaces (not at no-break spaces) into lines of at most `width` px at `size` px; a single word may be longer. */
export function wrap(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/[ \t\n]+/).filter((part) => part !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(`${last} ${word}`, size) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
