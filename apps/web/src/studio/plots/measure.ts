const INPUT = 'studio-input';
const REDRAW = 'studio-redraw';

/** Marks the moment at which a hand or key moved something. */
export function markInput(): void {
  performance.mark(INPUT);
}

/** Records "studio-redraw": from the last input until every curve has been drawn anew. */
export function measureRedraw(): void {
  if (performance.getEntriesByName(INPUT, 'mark').length === 0) return;
  performance.measure(REDRAW, INPUT);
  performance.clearMarks(INPUT);
}

/** Forgets earlier records, at the start of a gesture. */
export function forgetRedraws(): void {
  performance.clearMeasures(REDRAW);
}
