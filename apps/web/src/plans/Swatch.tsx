import classes from './Swatch.module.css';

/** The colour of a regimen beside its letter. */
export function Swatch({ index }: { readonly index: number }) {
  return (
    <svg viewBox="0 0 10 10" width="11" height="11" className={classes.swatch} aria-hidden="true">
      <rect width="10" height="10" rx="2" fill={`var(--series-${index + 1})`} />
    </svg>
  );
}
