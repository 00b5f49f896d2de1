import { Chip } from '../plots/Chip.tsx';
import classes from '../plots/plots.module.css';

/** Whether virtual patients of the selected regimen are drawn. */
export function PopulationToggle({
  pressed,
  onChange,
}: {
  readonly pressed: boolean;
  readonly onChange: (pressed: boolean) => void;
}) {
  return (
    <div className={classes.controls}>
      <Chip pressed={pressed} onPress={() => onChange(!pressed)}>
        Population band
      </Chip>
    </div>
  );
}
