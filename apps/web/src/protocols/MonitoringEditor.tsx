import { chartedItems, type Protocol } from '@ketame/care';
import { TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Section } from '../parts/Page.tsx';
import { ScrollRegion } from '../parts/ScrollRegion.tsx';
import table from '../parts/table.module.css';
import { withInterval, withLaboratory, withNight } from './care-edits.ts';
import { NumberInput } from './NumberInput.tsx';
import { roundNumbersOf } from './number-edits.ts';
import classes from './protocols.module.css';

interface MonitoringEditorProps {
  readonly draft: Protocol;
  readonly stored: Protocol;
  readonly onChange: (draft: Protocol) => void;
}

/** How often what is charted, tested, reviewed and handed over while a session lasts. */
export function MonitoringEditor({ draft, stored, onChange }: MonitoringEditorProps) {
  const { night, laboratory } = draft.monitoring;
  return (
    <Section title="Charted in a session" note="minutes from one entry to the next">
      <IntervalTable draft={draft} stored={stored} onChange={onChange} />
      <div className={classes.numbers}>
        {night !== null &&
          (['from', 'to'] as const).map((edge) => (
            <TextInput
              key={edge}
              type="time"
              label={edge === 'from' ? 'Night from' : 'Night to'}
              required
              value={night[edge]}
              onChange={(event) => onChange(withNight(draft, stored, { [edge]: event.currentTarget.value }))}
            />
          ))}
        {laboratory.map(({ measures, everyH }, index) => (
          <NumberInput
            key={measures.join()}
            label={`${measures.join(', ')}: every, h`}
            whole
            value={everyH}
            onChange={(value) => onChange(withLaboratory(draft, stored, index, value))}
          />
        ))}
        {roundNumbersOf(draft, stored).map(({ label, number, change }) => (
          <NumberInput
            key={label}
            label={label}
            value={number.value}
            onChange={(value) => onChange(change(value))}
          />
        ))}
      </div>
      <p className={table.soft}>
        From which value an alert is raised is one list for the whole clinic:{' '}
        <Link to="/alert-limits">Alert limits</Link>.
      </p>
    </Section>
  );
}

const columns = [
  { phase: 'infusion', key: 'everyMin', title: 'In the infusion' },
  { phase: 'infusion', key: 'atNightEveryMin', title: 'At night' },
  { phase: 'recovery', key: 'everyMin', title: 'After it' },
] as const;

function IntervalTable({ draft, stored, onChange }: MonitoringEditorProps) {
  const { charted, night } = draft.monitoring;
  const shown = columns.filter(({ key }) => key === 'everyMin' || night !== null);
  return (
    <ScrollRegion label="Intervals of the chart">
      <table className={`${table.table} ${classes.intervals}`}>
        <thead>
          <tr>
            <th scope="col">What</th>
            {shown.map(({ title }) => (
              <th key={title} scope="col">
                {title}, min
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {chartedItems.map((item) => (
            <tr key={item}>
              <th scope="row">{item}</th>
              {shown.map(({ phase, key, title }) => {
                const value = charted.find((one) => one.item === item && one.phase === phase)?.[key] ?? null;
                return (
                  <td key={title}>
                    {value === null ? (
                      'not asked for'
                    ) : (
                      <NumberInput
                        label={`${item}, ${title.toLowerCase()}, minutes`}
                        labelHidden
                        whole
                        value={value}
                        onChange={(minutes) =>
                          onChange(withInterval(draft, stored, { item, phase }, { [key]: minutes }))
                        }
                      />
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
