/** A decimal number as people type it, with point or comma; NaN for anything else. */
export function parseNumber(text: string): number {
  const trimmed = text.trim().replace(',', '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(trimmed) ? Number(trimmed) : Number.NaN;
}
