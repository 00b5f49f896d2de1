import { Chip } from './Chip.tsx';
import type { Shown } from './panels.ts';

const SUBSTANCES: readonly { readonly id: keyof Shown; readonly label: string }[] = [
  { id: 'norketamine', label: 'S-norketamine' },
  { id: 'hydroxynorketamine', label: 'S-HNK' },
  { id: 'rKetamine', label: 'R' },
];

/** Which further substances of the selected regimen are drawn. */
export function SubstanceToggles({
  shown,
  onChange,
}: {
  readonly shown: Shown;
  readonly onChange: (shown: Shown) => void;
}) {
  return SUBSTANCES.map(({ id, label }) => (
    <Chip
      key={id}
      pressed={shown[id]}
      label={`Show ${label} of the selected regimen`}
      onPress={() => onChange({ ...shown, [id]: !shown[id] })}
    >
      {label}
    </Chip>
  ));
}
