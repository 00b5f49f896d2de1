import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import form from '../parts/form.module.css';
import type { FieldErrors } from '../parts/form.ts';
import { fieldsOf, type Typed } from './entry-forms.ts';

interface EntryFieldsProps {
  readonly kind: string;
  readonly typed: Typed;
  readonly wrong: FieldErrors;
  readonly onChange: (typed: Typed) => void;
}

/** The fields of one kind of entry. */
export function EntryFields({ kind, typed, wrong, onChange }: EntryFieldsProps) {
  return (
    <div className={form.row}>
      {fieldsOf(kind).map(({ name, label, as, choices, optional }) => {
        const value = typed[name] ?? '';
        const set = (next: string) => onChange({ ...typed, [name]: next });
        const error = wrong[name] ?? wrong[`${name}.score`];
        if (as === 'yes') {
          return (
            <Checkbox
              key={name}
              label={label}
              checked={value === 'yes'}
              onChange={(event) => set(event.currentTarget.checked ? 'yes' : '')}
            />
          );
        }
        if (as === 'choice') {
          return (
            <NativeSelect
              key={name}
              label={label}
              data={[...(choices ?? [])]}
              value={value}
              error={error}
              onChange={(event) => set(event.currentTarget.value)}
            />
          );
        }
        return (
          <TextInput
            key={name}
            label={label}
            value={value}
            error={error}
            required={optional !== true}
            withAsterisk={false}
            inputMode={as === 'number' ? 'decimal' : 'text'}
            onChange={(event) => set(event.currentTarget.value)}
          />
        );
      })}
    </div>
  );
}
