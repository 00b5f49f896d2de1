import { type AxisWindow, contained, NARROWEST_H, WEEKS, zoomed } from '../state/axis-window.ts';
import { Chip } from './Chip.tsx';
import classes from './plots.module.css';

interface WindowButtonsProps {
  readonly window: AxisWindow;
  /** The window that covers the treatment. */
  readonly treatment: AxisWindow;
  readonly onChange: (window: AxisWindow) => void;
}

/** What the hours view shows: closer, wider, the first day, the treatment. */
export function WindowButtons({ window, treatment, onChange }: WindowButtonsProps) {
  const width = window.toH - window.fromH;
  return (
    <fieldset className={classes.controls} aria-label="Window of the hours view">
      <Chip label="Closer" disabled={width <= NARROWEST_H} onPress={() => onChange(zoomed(window, 0.5))}>
        +
      </Chip>
      <Chip label="Wider" disabled={width >= WEEKS.toH} onPress={() => onChange(zoomed(window, 2))}>
        −
      </Chip>
      <Chip onPress={() => onChange(contained({ fromH: 0, toH: 6 }))}>6 h</Chip>
      <Chip onPress={() => onChange(contained({ fromH: 0, toH: 24 }))}>1 day</Chip>
      <Chip onPress={() => onChange(treatment)}>Treatment</Chip>
    </fieldset>
  );
}
