import { closest, distance } from 'fastest-levenshtein';

/** " Did you mean X?" when a name known is near enough to what was written, else nothing. */
export function didYouMean(written: string, known: readonly string[]): string {
  if (written === '' || known.length === 0) return '';
  const lower = written.toLowerCase();
  const begun = known.filter((name) => name.toLowerCase().startsWith(lower));
  const candidate = begun.length === 1 ? begun[0] : closest(written, [...known]);
  if (candidate === undefined) return '';
  const near = distance(lower, candidate.toLowerCase()) <= Math.max(2, candidate.length / 3);
  return near || begun.length === 1 ? ` Did you mean "${candidate}"?` : '';
}
