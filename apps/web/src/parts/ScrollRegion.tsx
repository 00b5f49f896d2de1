import type { ReactNode } from 'react';
import classes from './table.module.css';

/** What may be wider than the screen (a table of numbers) scrolls within itself, by the keyboard too. */
export function ScrollRegion({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section className={classes.scroll} aria-label={`Table: ${label}`} tabIndex={0}>
      {children}
    </section>
  );
}
