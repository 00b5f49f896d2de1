import { type HomeProgramme, ownHomeProgramme, ownHomeProgrammeProblems } from '@ketame/care';
import { type NewOwnHomeProgramme, newOwnHomeProgrammeSchema } from '@ketame/contract';
import { Button, NumberInput, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import form from '../parts/form.module.css';
import { check, type FieldErrors } from '../parts/form.ts';
import { ErrorNotice, Notice } from '../parts/Notice.tsx';
import { AmountField } from '../register/AmountField.tsx';
import { microgramsOf } from '../register/words.ts';
import { copyHomeProgramme, useHomeChange } from './api.ts';

interface CopyProgrammeProps {
  readonly original: HomeProgramme;
  readonly onDone: () => void;
}

/** Makes a programme of the clinic's own: dose, distance and window change, what keeps patients safe stays. */
export function CopyProgramme({ original, onDone }: CopyProgrammeProps) {
  const navigate = useNavigate();
  const [draft, setDraft] = useState({
    title: `${original.title} (ours)`,
    doseMg: String(original.doseUg.value / 1000),
    maxDosesPerDay: original.maxDosesPerDay.value,
    minHoursBetween: original.minHoursBetween.value,
    fromHour: original.window.fromHour,
    toHour: original.window.toHour,
  });
  const [id] = useState(() => crypto.randomUUID());
  const [wrong, setWrong] = useState<FieldErrors>({});
  const saving = useHomeChange(copyHomeProgramme, () => {
    onDone();
    return navigate({ to: '/home-programme/programmes/$programmeId', params: { programmeId: id } });
  });
  const made = newOf(original, draft, id);
  const problems =
    made.value === null ? [] : ownHomeProgrammeProblems(ownHomeProgramme(original, made.value), original);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWrong(made.wrong ?? {});
    if (made.value !== null && problems.length === 0) saving.mutate(made.value);
  };
  const number = (name: 'maxDosesPerDay' | 'minHoursBetween' | 'fromHour' | 'toHour', label: string) => (
    <NumberInput
      label={label}
      value={draft[name]}
      onChange={(value) => setDraft({ ...draft, [name]: Number(value) })}
      error={wrong[`change.${name}`] ?? wrong[`change.window.${name}`]}
    />
  );
  return (
    <form className={form.form} onSubmit={submit} noValidate>
      <TextInput
        label="Title"
        value={draft.title}
        onChange={(event) => setDraft({ ...draft, title: event.currentTarget.value })}
        error={wrong.title}
      />
      <div className={form.row}>
        <AmountField
          label="One dose"
          value={draft.doseMg}
          onChange={(doseMg) => setDraft({ ...draft, doseMg })}
          error={wrong['change.doseUg']}
        />
        {number('maxDosesPerDay', 'Doses in a day, at most')}
        {number('minHoursBetween', 'Hours between doses')}
        {number('fromHour', 'Window from, hour')}
        {number('toHour', 'Window until, hour')}
      </div>
      {problems.length > 0 && (
        <Notice kind="caution" title="It cannot be saved like this">
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Notice>
      )}
      {saving.isError && <ErrorNotice title="Not saved" error={saving.error} />}
      <div className={form.buttons}>
        <Button type="submit" loading={saving.isPending}>
          Save as a programme of this clinic
        </Button>
        <Button variant="default" onClick={onDone}>
          Not now
        </Button>
      </div>
    </form>
  );
}

interface Draft {
  readonly title: string;
  readonly doseMg: string;
  readonly maxDosesPerDay: number;
  readonly minHoursBetween: number;
  readonly fromHour: number;
  readonly toHour: number;
}

/** Only what differs from the original is sent as a change. */
function newOf(original: HomeProgramme, draft: Draft, id: string) {
  const { fromHour, toHour, maxDosesPerDay, minHoursBetween } = draft;
  const { window } = original;
  const doseUg = microgramsOf(draft.doseMg);
  const change: Record<string, unknown> = {};
  if (doseUg !== original.doseUg.value) change.doseUg = doseUg;
  if (maxDosesPerDay !== original.maxDosesPerDay.value) change.maxDosesPerDay = maxDosesPerDay;
  if (minHoursBetween !== original.minHoursBetween.value) change.minHoursBetween = minHoursBetween;
  if (fromHour !== window.fromHour || toHour !== window.toHour) change.window = { fromHour, toHour };
  return check<NewOwnHomeProgramme>(newOwnHomeProgrammeSchema, {
    id,
    copyOf: original.id,
    title: draft.title,
    change,
  });
}
