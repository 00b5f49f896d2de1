import { type PatientForm as PatientFormValue, patientFormSchema } from '@ketame/contract';
import { Button, Radio, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import classes from '../parts/form.module.css';
import { check, type FieldErrors, numberOrNull } from '../parts/form.ts';

/** The form while it is filled in: numbers may be empty, lists are text with one entry per line. */
export interface PatientDraft {
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: string;
  readonly sex: '' | 'female' | 'male';
  readonly measures: Readonly<Record<FormMeasure, string>>;
  readonly diagnoses: string;
  readonly medication: string;
  readonly allergies: string;
  readonly pregnant: '' | 'yes' | 'no';
}

type FormMeasure = 'weightKg' | 'heightCm' | 'systolic' | 'diastolic' | 'heartRate';

export const emptyDraft: PatientDraft = {
  familyName: '',
  givenName: '',
  birthDate: '',
  sex: '',
  measures: { weightKg: '', heightCm: '', systolic: '', diastolic: '', heartRate: '' },
  diagnoses: '',
  medication: '',
  allergies: '',
  pregnant: '',
};

const measureFields: readonly { name: FormMeasure; label: string; unit: string }[] = [
  { name: 'weightKg', label: 'Weight', unit: 'kg' },
  { name: 'heightCm', label: 'Height', unit: 'cm' },
  { name: 'systolic', label: 'Systolic', unit: 'mmHg' },
  { name: 'diastolic', label: 'Diastolic', unit: 'mmHg' },
  { name: 'heartRate', label: 'Heart rate', unit: 'per min' },
];

/** The draft as the server takes it. */
export function formOf(draft: PatientDraft, id: string): unknown {
  const lines = (text: string) =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  return {
    id,
    identity: {
      familyName: draft.familyName,
      givenName: draft.givenName,
      birthDate: draft.birthDate,
      sex: draft.sex,
    },
    ...Object.fromEntries(Object.entries(draft.measures).map(([name, value]) => [name, numberOrNull(value)])),
    diagnoses: lines(draft.diagnoses),
    medication: lines(draft.medication),
    allergies: lines(draft.allergies),
    pregnant: draft.pregnant === '' ? null : draft.pregnant === 'yes',
  };
}

/** What the schema says of an empty choice helps nobody: these say it in words. */
const ownWords: FieldErrors = {
  'identity.familyName': 'A family name',
  'identity.givenName': 'A given name',
  'identity.birthDate': 'A date of birth',
  'identity.sex': 'The sex that the models should use',
};

interface PatientFormProps {
  /** Made once by the page, so that a repeated submission makes one patient. */
  readonly id: string;
  readonly start: PatientDraft;
  readonly submitLabel: string;
  readonly pending: boolean;
  /** Fields that the server refused. */
  readonly refused: FieldErrors;
  /** Stands above the buttons: an error of the server. */
  readonly notice: ReactNode;
  readonly otherButton: ReactNode;
  readonly onSubmit: (form: PatientFormValue) => void;
  /** A field was changed: what was said of the form as it was no longer holds. */
  readonly onEdit: () => void;
}

/** The plain form for a patient without a record. Only the identity must be given. */
export function PatientForm({
  id,
  start,
  submitLabel,
  pending,
  refused,
  notice,
  otherButton,
  onSubmit,
  onEdit,
}: PatientFormProps) {
  const [draft, setDraft] = useState(start);
  const [found, setFound] = useState<FieldErrors>({});
  const change = (changed: Partial<PatientDraft>) => setDraft({ ...draft, ...changed });
  const wrong = { ...refused, ...found };

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const checked = check(patientFormSchema, formOf(draft, id));
    const problems = Object.fromEntries(
      Object.entries(checked.wrong ?? {}).map(([path, expected]) => [path, ownWords[path] ?? expected]),
    );
    setFound(problems);
    if (checked.value !== null) onSubmit(checked.value);
    else focusFirstWrong(event.currentTarget);
  };

  return (
    <form className={classes.form} onSubmit={submit} onChange={onEdit} noValidate>
      <div className={classes.row}>
        <TextInput
          label="Family name"
          required
          autoComplete="off"
          value={draft.familyName}
          onChange={(event) => change({ familyName: event.currentTarget.value })}
          error={wrong['identity.familyName']}
        />
        <TextInput
          label="Given name"
          required
          autoComplete="off"
          value={draft.givenName}
          onChange={(event) => change({ givenName: event.currentTarget.value })}
          error={wrong['identity.givenName']}
        />
      </div>
      <div className={classes.row}>
        <TextInput
          type="date"
          label="Date of birth"
          required
          value={draft.birthDate}
          onChange={(event) => change({ birthDate: event.currentTarget.value })}
          error={wrong['identity.birthDate']}
        />
        <Radio.Group
          label="Sex"
          description="As the models and reference ranges use it"
          required
          value={draft.sex}
          onChange={(sex) => change({ sex: sex as PatientDraft['sex'] })}
          error={wrong['identity.sex']}
        >
          <div className={classes.choices}>
            <Radio value="female" label="female" />
            <Radio value="male" label="male" />
          </div>
        </Radio.Group>
      </div>
      <div className={classes.row}>
        {measureFields.map(({ name, label, unit }) => (
          <TextInput
            key={name}
            label={label}
            inputMode="decimal"
            autoComplete="off"
            rightSection={<span className={classes.unit}>{unit}</span>}
            rightSectionWidth="4.2rem"
            rightSectionPointerEvents="none"
            value={draft.measures[name]}
            onChange={(event) =>
              change({ measures: { ...draft.measures, [name]: event.currentTarget.value } })
            }
            error={wrong[name]}
          />
        ))}
      </div>
      <Textarea
        label="Diagnoses"
        description="One per line, the pain diagnosis first"
        autosize
        minRows={2}
        value={draft.diagnoses}
        onChange={(event) => change({ diagnoses: event.currentTarget.value })}
        error={firstUnder(wrong, 'diagnoses')}
      />
      <Textarea
        label="Medication"
        description="One per line, with the dose"
        autosize
        minRows={2}
        value={draft.medication}
        onChange={(event) => change({ medication: event.currentTarget.value })}
        error={firstUnder(wrong, 'medication')}
      />
      <Textarea
        label="Allergies"
        description="One per line"
        autosize
        minRows={1}
        value={draft.allergies}
        onChange={(event) => change({ allergies: event.currentTarget.value })}
        error={firstUnder(wrong, 'allergies')}
      />
      <Radio.Group
        label="Pregnant"
        value={draft.pregnant}
        onChange={(pregnant) => change({ pregnant: pregnant as PatientDraft['pregnant'] })}
        error={wrong.pregnant}
      >
        <div className={classes.choices}>
          <Radio value="yes" label="yes" />
          <Radio value="no" label="no" />
          <Radio value="" label="not known, or not applicable" />
        </div>
      </Radio.Group>
      {notice}
      <div className={classes.buttons}>
        <Button type="submit" loading={pending}>
          {submitLabel}
        </Button>
        {otherButton}
      </div>
    </form>
  );
}

/** The complaint about a list or about one of its lines ("diagnoses.3"). */
function firstUnder(wrong: FieldErrors, list: string): string | undefined {
  const path = Object.keys(wrong).find((key) => key === list || key.startsWith(`${list}.`));
  if (path === undefined) return undefined;
  const line = path.slice(list.length + 1);
  return line === '' ? wrong[path] : `Line ${Number(line) + 1}: ${wrong[path]}`;
}

/** Once the complaints are drawn, the keyboard goes to the first of them. */
function focusFirstWrong(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
