import type { SyringeCheck } from '@ketame/care';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import form from '../parts/form.module.css';
import { numberOrNull } from '../parts/form.ts';
import { dateText } from '../parts/format.ts';
import { ErrorNotice } from '../parts/Notice.tsx';
import { SignDialog } from '../parts/SignDialog.tsx';
import classes from './infusion.module.css';
import { RefusalNotice } from './RefusalNotice.tsx';
import { useEntry } from './use-entry.ts';
import type { Charting } from './use-session.ts';
import { WhenField } from './WhenField.tsx';
import { contentText } from './words.ts';

interface SyringeCheckFormProps {
  readonly charting: Charting;
  /** 1, 2, 3 in the order of use. */
  readonly syringe: number;
  /** Whether the person signed in has read this syringe already: the next one to sign is another. */
  readonly ownDone: boolean;
}

const numbers = [
  ['concentrationMgPerMl', 'Concentration, mg/mL'],
  ['volumeMl', 'Volume, mL'],
  ['rateMlPerH', 'Pump shows, mL/h'],
  ['rateMgPerH', 'Pump shows, mg/h'],
] as const;

/** One person's own reading of patient, syringe and pump, and their signature. Nothing is filled in for them. */
export function SyringeCheckForm({ charting, syringe, ownDone }: SyringeCheckFormProps) {
  const { at, refusal, setRefusal, when } = useEntry(charting);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [signing, setSigning] = useState<{ content: SyringeCheck; who: 'own' | 'second' } | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  const { patient } = charting.infusion;
  const field = (name: string) => ({
    value: typed[name] ?? '',
    onChange: (event: { currentTarget: { value: string } }) =>
      setTyped({ ...typed, [name]: event.currentTarget.value }),
    required: true,
    withAsterisk: false,
  });
  const number = (name: string): number => numberOrNull(typed[name] ?? '') ?? Number.NaN;
  /** Name or birth date as the person in the bed says it must be that of the patient: anybody else is refused. */
  const isPatient = typed.birthDate === patient.birthDate;

  const begin = (who: 'own' | 'second') => {
    const content: SyringeCheck = {
      kind: 'syringe-check',
      syringe,
      patientId: isPatient ? patient.id : crypto.randomUUID(),
      drug: typed.drug === 'S-ketamine' ? 'S-ketamine' : 'racemic ketamine',
      amountAs: typed.amountAs === 'base' ? 'base' : 'hydrochloride',
      concentrationMgPerMl: number('concentrationMgPerMl'),
      volumeMl: number('volumeMl'),
      lot: typed.lot ?? '',
      expires: typed.expires ?? '',
      rateMlPerH: number('rateMlPerH'),
      rateMgPerH: number('rateMgPerH'),
    };
    const refused = charting.wouldRefuse(content, at, who === 'second');
    setRefusal(refused);
    setFailed(null);
    if (refused === null) setSigning({ content, who });
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    begin(ownDone ? 'second' : 'own');
  };
  const signed = async (content: SyringeCheck, proof: string) => {
    try {
      const refused = await charting.enterSigned(content, at, proof);
      setRefusal(refused);
      if (refused === null) setTyped({});
    } catch (error) {
      setFailed(error);
    }
    setSigning(null);
  };

  return (
    <form className={form.form} onSubmit={onSubmit}>
      <p className={classes.plain}>
        Ask the person in the bed for name and birth date, or read the wristband. Then read syringe and pump
        yourself.
      </p>
      <div className={classes.fields}>
        <TextInput label="Birth date of the person in the bed" type="date" {...field('birthDate')} />
        <NativeSelect
          label="Drug on the syringe"
          data={['', 'racemic ketamine', 'S-ketamine']}
          {...field('drug')}
        />
        <NativeSelect label="Amount given as" data={['', 'base', 'hydrochloride']} {...field('amountAs')} />
        {numbers.map(([name, label]) => (
          <TextInput key={name} label={label} inputMode="decimal" {...field(name)} />
        ))}
        <TextInput label="Lot" {...field('lot')} />
        <TextInput label="Expires" type="date" {...field('expires')} />
      </div>
      <RefusalNotice refusal={refusal} />
      {failed !== null && <ErrorNotice title="The check was not signed" error={failed} />}
      <WhenField {...when} />
      <div className={form.buttons}>
        <Button type="submit">{ownDone ? 'Sign as the second person' : 'Sign my check'}</Button>
        {!ownDone && (
          <Button
            variant="default"
            onClick={(event) => event.currentTarget.form?.reportValidity() && begin('second')}
          >
            Another person signs
          </Button>
        )}
      </div>
      {signing !== null && (
        <SignDialog
          opened
          title={`Check of syringe ${syringe}`}
          who={signing.who}
          onProof={({ proof }) => signed(signing.content, proof)}
          onClose={() => setSigning(null)}
        >
          <p>
            {patient.givenName} {patient.familyName}, born {dateText(patient.birthDate)}:{' '}
            {contentText(signing.content)}
          </p>
        </SignDialog>
      )}
    </form>
  );
}
