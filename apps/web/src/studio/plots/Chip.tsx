import type { ReactNode } from 'react';
import classes from './plots.module.css';

interface ChipProps {
  readonly label?: string;
  /** Present where the chip stays pressed. */
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

/** A small button beside a title. */
export const Chip = ({ label, pressed, disabled, onPress, children }: ChipProps) => (
  <button
    type="button"
    className={classes.chip}
    aria-label={label}
    aria-pressed={pressed}
    disabled={disabled}
    onClick={onPress}
  >
    {children}
  </button>
);
