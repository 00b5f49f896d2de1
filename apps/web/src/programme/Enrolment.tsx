import type { HomeProgramme } from '@ketame/care';
import { type HomeEnrolment, putHomeSchema } from '@ketame/contract';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { fieldOf, instantOf } from '../infusion/clinic-time.ts';
import form from '../parts/form.module.css';
import { check, type FieldErrors, fieldsOf } from '../parts/form.ts';
import { dateText, instantText } from '../parts/format.ts';
import { ErrorNotice, Loading } from '../parts/Notice.tsx';
import { useAllowed, useSession } from '../session.ts';
import { homeProgrammesQuery, putHome, useHomeChange } from './api.ts';
import classes from './programme.module.css';
import { homeDeciders } from './roles.ts';

interface EnrolmentProps {
  readonly patientId: string;
  readonly enrolment: HomeEnrolment | null;
  readonly programme: HomeProgramme | null;
}

/** In which programme a patient is, until when, with whom at the side; a physician changes it. */
export function Enrolment({ patientId, enrolment, programme }: EnrolmentProps) {
  const timeZone = useSession().data?.clinic.timeZone;
  const mayEnrol = useAllowed(homeDeciders);
  const [isChanging, setIsChanging] = useState(false);
  if (isChanging) {
    return <EnrolForm patientId={patientId} enrolment={enrolment} onDone={() => setIsChanging(false)} />;
  }
  return (
    <>
      {enrolment === null ? (
        <p className={classes.soft}>Not enrolled. Only a physician enrols.</p>
      ) : (
        <p>
          <strong>{programme?.title ?? enrolment.programmeId}</strong>: {enrolment.status}, until{' '}
          {instantText(enrolment.validUntil, timeZone)}. At home in {enrolment.timeZone}, first day{' '}
          {dateText(enrolment.firstDay)}, at the side: {enrolment.sitterName || 'nobody named'}.
        </p>
      )}
      {mayEnrol && (
        <Button
          size="xs"
          variant={enrolment === null ? 'filled' : 'default'}
          onClick={() => setIsChanging(true)}
        >
          {enrolment === null ? 'Enrol' : 'Change'}
        </Button>
      )}
    </>
  );
}

interface EnrolFormProps extends Pick<EnrolmentProps, 'patientId' | 'enrolment'> {
  readonly onDone: () => void;
}

function EnrolForm({ patientId, enrolment, onDone }: EnrolFormProps) {
  const zone = useSession().data?.clinic.timeZone;
  const { data, error } = useQuery(homeProgrammesQuery);
  const [draft, setDraft] = useState(() => ({
    programmeId: enrolment?.programmeId ?? '',
    status: enrolment?.status ?? ('suspended' as const),
    validUntil: enrolment === null ? '' : fieldOf(enrolment.validUntil, zone),
    timeZone: enrolment?.timeZone ?? zone ?? 'UTC',
    sitterName: enrolment?.sitterName ?? '',
    firstDay: enrolment?.firstDay ?? fieldOf(new Date().toISOString(), zone).slice(0, 10),
  }));
  const [wrong, setWrong] = useState<FieldErrors>({});
  const saving = useHomeChange(
    (json: Parameters<typeof putHome>[2]) => putHome(patientId, enrolment?.version ?? 0, json),
    onDone,
  );
  const field = (name: keyof typeof draft) => ({
    value: draft[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [name]: event.currentTarget.value }),
    error: wrong[name] ?? fieldsOf(saving.error)[name],
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const validUntil = instantOf(draft.validUntil, zone);
    if (draft.programmeId === '') return setWrong({ programmeId: 'Choose a programme.' });
    if (validUntil === null) return setWrong({ validUntil: 'A day and a time.' });
    const checked = check(putHomeSchema, { ...draft, validUntil });
    setWrong(checked.wrong ?? {});
    if (checked.value !== null) saving.mutate(checked.value);
  };
  if (error !== null) return <ErrorNotice title="The programmes cannot be shown" error={error} />;
  if (data === undefined) return <Loading what="Fetching the programmes" />;
  return (
    <form className={form.form} onSubmit={submit} noValidate>
      <div className={form.row}>
        <NativeSelect
          label="Programme"
          data={[
            { value: '', label: 'choose' },
            ...data.programmes.map(({ id, title, takenAt }) => ({
              value: id,
              label: takenAt === 'clinic' ? `${title} (never taken home)` : title,
            })),
          ]}
          {...field('programmeId')}
        />
        <NativeSelect
          label="Status"
          data={[
            { value: 'suspended', label: 'suspended: nothing is supplied' },
            { value: 'active', label: 'active: may be supplied' },
            { value: 'ended', label: 'ended' },
          ]}
          {...field('status')}
        />
        <TextInput label="Until" type="datetime-local" {...field('validUntil')} />
        <TextInput label="First day" type="date" {...field('firstDay')} />
        <TextInput label="Time zone of the home" {...field('timeZone')} />
        <TextInput label="Person at the side" {...field('sitterName')} />
      </div>
      <p className={classes.soft}>
        Active is refused while a requirement that comes before any supply is not met; nobody can override it.
      </p>
      {saving.isError && <ErrorNotice title="Not changed" error={saving.error} />}
      <div className={form.buttons}>
        <Button type="submit" loading={saving.isPending}>
          {enrolment === null ? 'Enrol' : 'Save'}
        </Button>
        <Button variant="default" onClick={onDone}>
          Not now
        </Button>
      </div>
    </form>
  );
}
