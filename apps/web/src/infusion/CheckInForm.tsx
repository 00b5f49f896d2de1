import { Button, Checkbox, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import form from '../parts/form.module.css';
import { numberOrNull } from '../parts/form.ts';
import classes from './infusion.module.css';
import { RefusalNotice } from './RefusalNotice.tsx';
import { useEntry } from './use-entry.ts';
import type { Charting } from './use-session.ts';
import { WhenField } from './WhenField.tsx';

const vitals = [
  ['systolic', 'Systolic, mmHg'],
  ['diastolic', 'Diastolic, mmHg'],
  ['heartRate', 'Pulse, per min'],
  ['oxygenSaturation', 'SpO₂, %'],
  ['respiration', 'Breaths, per min'],
] as const;
const drugs = [
  ['benzodiazepine', 'a benzodiazepine'],
  ['hypnotic', 'another hypnotic'],
  ['opioid', 'an opioid'],
  ['psychostimulant', 'a psychostimulant'],
  ['monoamineOxidaseInhibitor', 'a monoamine oxidase inhibitor'],
] as const;

const number = (text: string): number => numberOrNull(text) ?? Number.NaN;

/** Checks the patient in: fasted, escort, values before, what was taken in the last day. */
export function CheckInForm({ charting }: { readonly charting: Charting }) {
  const { refusal, submit, when } = useEntry(charting);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [taken, setTaken] = useState<readonly string[]>([]);
  const [fasted, setFasted] = useState(false);
  const field = (name: string) => ({
    value: typed[name] ?? '',
    onChange: (event: { currentTarget: { value: string } }) =>
      setTyped({ ...typed, [name]: event.currentTarget.value }),
  });
  const takes = (name: string) => taken.includes(name);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const words = (name: string) => (typed[name]?.trim() ? (typed[name]?.trim() ?? null) : null);
    submit({
      kind: 'check-in',
      fastedH: numberOrNull(typed.fastedH ?? ''),
      fasted,
      escort: words('escort'),
      baseline: {
        systolic: number(typed.systolic ?? ''),
        diastolic: number(typed.diastolic ?? ''),
        heartRate: number(typed.heartRate ?? ''),
        oxygenSaturation: number(typed.oxygenSaturation ?? ''),
        respiration: number(typed.respiration ?? ''),
      },
      takes: {
        benzodiazepine: takes('benzodiazepine'),
        hypnotic: takes('hypnotic'),
        opioid: takes('opioid'),
        psychostimulant: takes('psychostimulant'),
        monoamineOxidaseInhibitor: takes('monoamineOxidaseInhibitor'),
      },
      reasonToGoOn: words('reasonToGoOn'),
    });
  };
  return (
    <form className={form.form} onSubmit={onSubmit}>
      <div className={classes.fields}>
        {vitals.map(([name, label]) => (
          <TextInput
            key={name}
            label={label}
            inputMode="decimal"
            required
            withAsterisk={false}
            {...field(name)}
          />
        ))}
      </div>
      <div className={form.row}>
        <TextInput label="Hours since food" inputMode="decimal" {...field('fastedH')} />
        <TextInput label="Who takes the patient home" {...field('escort')} />
      </div>
      <Checkbox
        label="The patient has fasted"
        checked={fasted}
        onChange={(event) => setFasted(event.currentTarget.checked)}
      />
      <Checkbox.Group label="Taken in the last day" value={[...taken]} onChange={setTaken}>
        <div className={form.choices}>
          {drugs.map(([name, label]) => (
            <Checkbox key={name} value={name} label={label} />
          ))}
        </div>
      </Checkbox.Group>
      {refusal?.code === 'check-in-open' && (
        <TextInput label="Why treatment goes on all the same" {...field('reasonToGoOn')} />
      )}
      <RefusalNotice refusal={refusal} />
      <WhenField {...when} />
      <Button type="submit">Check in</Button>
    </form>
  );
}
