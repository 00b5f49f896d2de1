import { useId } from 'react';

interface ScaleProps {
  readonly legend: string;
  readonly least: string;
  readonly most: string;
  readonly value: number | null;
  readonly onChange: (value: number) => void;
  /** Between the steps; 10 for a scale in per cent. */
  readonly step?: number;
}

/** Eleven steps, 0 to 10 times `step`. */
export function Scale({ legend, least, most, value, onChange, step = 1 }: ScaleProps) {
  const name = useId();
  return (
    <fieldset className="scale">
      <legend>{legend}</legend>
      <div className="steps">
        {Array.from({ length: 11 }, (_, index) => index * step).map((one, index) => (
          <label key={one}>
            <input
              type="radio"
              name={name}
              checked={value === one}
              onChange={() => onChange(one)}
              aria-label={index === 0 ? `${one}, ${least}` : index === 10 ? `${one}, ${most}` : String(one)}
            />
            <span aria-hidden="true">{one}</span>
          </label>
        ))}
      </div>
      <p className="ends" aria-hidden="true">
        <span>{least}</span>
        <span>{most}</span>
      </p>
    </fieldset>
  );
}

interface ChoicesProps<Id extends string> {
  readonly legend: string;
  readonly options: Readonly<Record<Id, string>>;
  readonly value: Id | null;
  readonly onChange: (id: Id) => void;
}

/** One of a few answers. */
export function Choices<Id extends string>({ legend, options, value, onChange }: ChoicesProps<Id>) {
  const name = useId();
  return (
    <fieldset className="choices">
      <legend>{legend}</legend>
      <div className="options">
        {(Object.entries(options) as [Id, string][]).map(([id, text]) => (
          <label key={id}>
            <input type="radio" name={name} checked={value === id} onChange={() => onChange(id)} />
            <span>{text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface YesNoProps {
  readonly legend: string;
  readonly yes: string;
  readonly no: string;
  readonly value: boolean | null;
  readonly onChange: (value: boolean) => void;
}

export function YesNo({ legend, yes, no, value, onChange }: YesNoProps) {
  return (
    <Choices
      legend={legend}
      options={{ yes, no }}
      value={value === null ? null : value ? 'yes' : 'no'}
      onChange={(id) => onChange(id === 'yes')}
    />
  );
}

interface ManyProps<Id extends string> {
  readonly legend: string;
  readonly options: Readonly<Record<Id, string>>;
  /** Says that none applies; null where the form has another way to say so. */
  readonly none: string | null;
  /** Null: not answered. Empty: none. */
  readonly value: readonly Id[] | null;
  readonly onChange: (ids: readonly Id[]) => void;
}

/** Any of several answers, or none of them, which is an answer too. */
export function Many<Id extends string>({ legend, options, none, value, onChange }: ManyProps<Id>) {
  const chosen = value ?? [];
  return (
    <fieldset className="choices many">
      <legend>{legend}</legend>
      <div className="options">
        {none !== null && (
          <label>
            <input type="checkbox" checked={value?.length === 0} onChange={() => onChange([])} />
            <span>{none}</span>
          </label>
        )}
        {(Object.entries(options) as [Id, string][]).map(([id, text]) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={() =>
                onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
              }
            />
            <span>{text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
