import { Chip } from './Chip.tsx';
import type { Shown } from './panels.ts';
import classes from './plots.module.css';

const SUBSTANCES: readonly { readonly id: keyof Shown; readonly label: string }[] = [
  { id: 'norketamine', label: 'S-norketamine' },
  { id: 'hydroxynorketamine', label: 'S-HNK' },
  { id: 'rKetamine', label: 'R-ketamine' },
];

/** Which further substances of the selected regimen are drawn. */
export function SubstanceToggles({
  shown,
  onChange,
}: {
  readonly shown: Shown;
  readonly onChange: (shown: Shown) => void;
}) {
  return (
    <fieldset className={classes.controls} aria-label="Further substances of the selected regimen">
      {SUBSTANCES.map(({ id, label }) => (
        <Chip key={id} pressed={shown[id]} onPress={() => onChange({ ...shown, [id]: !shown[id] })}>
          {label}
        </Chip>
      ))}
    </fieldset>
  );
}
