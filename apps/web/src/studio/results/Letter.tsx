import classes from './results.module.css';

/** A regimen's colour as a small square; its letter stands beside it in words. */
export const Letter = ({ index }: { readonly index: number }) => (
  <span className={classes.swatch} data-series={index + 1} aria-hidden="true" />
);
