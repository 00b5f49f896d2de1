import { lastCharted } from '@ketame/care';
import { Button } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import type { FieldErrors } from '../parts/form.ts';
import { parseNumber } from '../parts/parse-number.ts';
import { clockText, dueText } from './clinic-time.ts';
import { contentOf, type SedationScale, type Typed } from './entry-forms.ts';
import classes from './infusion.module.css';
import { RefusalNotice } from './RefusalNotice.tsx';
import { useEntry } from './use-entry.ts';
import type { Charting } from './use-session.ts';
import { WhenField } from './WhenField.tsx';
import { type ChartField, chartFields } from './words.ts';

/**
 * One row of the chart: type and Tab from value to value, Enter saves, and the keyboard is back at the first. A thumb
 * has a large minus and plus at each value, which begin at what was charted last.
 */
export function EntryRow({ charting }: { readonly charting: Charting }) {
  const { refusal, submit, when } = useEntry(charting);
  const [typed, setTyped] = useState<Typed>({});
  const [wrong, setWrong] = useState<FieldErrors>({});
  const [chosen, setScale] = useState<SedationScale | null>(null);
  const [saved, setSaved] = useState('');
  const first = useRef<HTMLInputElement>(null);
  const { session, due, now, timeZone } = charting;
  const lastScale = lastCharted(session.entries, 'sedation')?.row.sedation?.scale;
  // Whoever charts next goes on in the scale of the row before, until they choose or type: 1 is restless in RASS and
  // deeply sedated in MOAA/S.
  const scale = chosen ?? lastScale ?? 'RASS';

  const save = async (event: FormEvent) => {
    event.preventDefault();
    const { value, wrong: errors } = contentOf('chart', typed, scale);
    setWrong(errors ?? {});
    if (value === null) return;
    if (await submit(value)) {
      setTyped({});
      setScale(null);
      setSaved(`Charted, ${clockText(when.at ?? now, now, timeZone)}.`);
      first.current?.focus();
    }
  };
  const lastOf = ({ name, item }: ChartField): number | undefined =>
    name === 'sedation' && scale !== lastScale
      ? undefined
      : lastCharted(session.entries, item)?.values[name === 'diastolic' ? 1 : 0];
  const type = (name: ChartField['name'], value: string) => {
    setTyped({ ...typed, [name]: value });
    // What a colleague charts meanwhile in the other scale changes nothing of what was typed.
    if (name === 'sedation') setScale(scale);
  };
  const stepBy = (field: ChartField, by: number) => {
    const from = typed[field.name] ?? '';
    const first = field.name === 'sedation' && scale === 'MOAA/S' ? 5 : field.first;
    const last = lastOf(field) ?? first - by;
    const next = from === '' ? last + by : parseNumber(from) + by;
    type(field.name, String(Number.isNaN(next) ? last : next));
  };
  const problems = Object.entries(wrong);
  return (
    <form className={classes.row} onSubmit={save} aria-label="Chart a row">
      {chartFields.map((field, index) => {
        const { name, label, item } = field;
        const isDue = due.find(({ id }) => id === `chart:${item}`);
        const last = lastOf(field);
        return (
          <div
            key={name}
            className={
              isDue !== undefined && isDue.inMinutes < 0 ? `${classes.tile} ${classes.late}` : classes.tile
            }
          >
            <label htmlFor={`chart-${name}`} className={classes.tileLabel}>
              {label}
            </label>
            <div className={classes.tileValue}>
              <button
                type="button"
                tabIndex={-1}
                className={classes.thumb}
                aria-label={`${label}: less`}
                onClick={() => stepBy(field, -field.step)}
              >
                −
              </button>
              <input
                id={`chart-${name}`}
                ref={index === 0 ? first : undefined}
                className={classes.tileInput}
                inputMode="decimal"
                autoComplete="off"
                placeholder={last === undefined ? '' : String(last)}
                value={typed[name] ?? ''}
                onChange={(event) => type(name, event.currentTarget.value)}
              />
              <button
                type="button"
                tabIndex={-1}
                className={classes.thumb}
                aria-label={`${label}: more`}
                onClick={() => stepBy(field, field.step)}
              >
                +
              </button>
            </div>
            {name === 'sedation' ? (
              <select
                className={classes.scale}
                aria-label="Scale of sedation"
                tabIndex={-1}
                value={scale}
                onChange={(event) => setScale(event.currentTarget.value === 'RASS' ? 'RASS' : 'MOAA/S')}
              >
                <option>RASS</option>
                <option>MOAA/S</option>
              </select>
            ) : (
              <span className={classes.tileDue}>{isDue === undefined ? ' ' : dueText(isDue.inMinutes)}</span>
            )}
          </div>
        );
      })}
      <div className={classes.rowEnd}>
        <Button type="submit" size="md">
          Chart
        </Button>
        <WhenField {...when} />
        <span role="status" className={classes.small}>
          {saved}
        </span>
      </div>
      {problems.length > 0 && (
        <ul className={classes.problems} role="alert">
          {problems.map(([path, expected]) => (
            <li key={path}>
              {path}: {expected}
            </li>
          ))}
        </ul>
      )}
      <RefusalNotice refusal={refusal} />
    </form>
  );
}
