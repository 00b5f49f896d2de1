import type { Protocol } from '@ketame/care';
import { newInfusionSchema } from '@ketame/contract';
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import form from '../parts/form.module.css';
import { check, type FieldErrors, numberOrNull } from '../parts/form.ts';
import { fullName, numberText } from '../parts/format.ts';
import { ErrorNotice, Loading, Notice } from '../parts/Notice.tsx';
import { Page } from '../parts/Page.tsx';
import { getPatient } from '../patients/api.ts';
import { protocolsQuery } from '../selection/api.ts';
import { useSession } from '../session.ts';
import { getBoard, limitsQuery, planInfusion } from './api.ts';
import { bedsideMonitorsQuery } from './bedside-monitors.ts';
import { fieldOf, instantOf } from './clinic-time.ts';

/** Plans a session: protocol, which of its sessions, when, where, and the weight that decides the rates. */
export function PlanSessionPage() {
  const { patientId = '' } = useParams({ strict: false });
  const { data: patient, error } = useQuery({
    queryKey: ['patient', patientId],
    queryFn: () => getPatient(patientId),
  });
  const { data: protocols, error: noProtocols } = useQuery(protocolsQuery);
  const { data: limits } = useQuery(limitsQuery);
  const problem = error ?? noProtocols;
  return (
    <Page
      narrow
      title={patient === undefined ? 'Plan a session' : `Plan a session for ${fullName(patient.identity)}`}
    >
      {problem !== null && <ErrorNotice title="A session cannot be planned now" error={problem} />}
      {limits?.confirmed === null && (
        <Notice kind="caution" title="The limits of the alerts are not confirmed">
          <p>
            A session planned now cannot be armed. A physician confirms them first:{' '}
            <Link to="/alert-limits">limits of the alerts</Link>.
          </p>
        </Notice>
      )}
      {patient !== undefined && protocols !== undefined ? (
        <PlanForm
          patientId={patientId}
          weight={patient.latest.find(({ measure }) => measure === 'weight')?.value ?? null}
          protocols={protocols}
        />
      ) : (
        problem === null && <Loading what="Fetching patient and protocols" />
      )}
    </Page>
  );
}

interface PlanFormProps {
  readonly patientId: string;
  /** The last one of the record, kg. */
  readonly weight: number | null;
  readonly protocols: readonly Protocol[];
}

function PlanForm({ patientId, weight, protocols }: PlanFormProps) {
  const navigate = useNavigate();
  const timeZone = useSession().data?.clinic.timeZone;
  const [id] = useState(() => crypto.randomUUID());
  const [protocolId, setProtocolId] = useState(protocols[0]?.id ?? '');
  const [session, setSession] = useState('1');
  const [firstTreatment, setFirstTreatment] = useState(false);
  const [start, setStart] = useState(() => fieldOf(new Date().toISOString(), timeZone));
  const [place, setPlace] = useState('');
  const { data: monitors = [] } = useQuery(bedsideMonitorsQuery);
  const { data: board } = useQuery({ queryKey: ['board'], queryFn: getBoard });
  /** Where monitors stand and sessions run: typed otherwise, a place would have no monitor. */
  const places = [
    ...new Set([...monitors, ...(board?.rows ?? [])].flatMap(({ place: known }) => known ?? [])),
  ].sort();
  const [weightKg, setWeightKg] = useState(weight === null ? '' : String(weight));
  const [wrong, setWrong] = useState<FieldErrors>({});
  const planning = useMutation({
    mutationFn: planInfusion,
    onSuccess: ({ id: sessionId }) => navigate({ to: '/sessions/$sessionId', params: { sessionId } }),
  });
  const protocol = protocols.find((one) => one.id === protocolId);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const checked = check(newInfusionSchema, {
      id,
      patientId,
      protocolId,
      protocolVersion: protocol?.version,
      session: numberOrNull(session) ?? Number.NaN,
      firstTreatment,
      plannedStart: instantOf(start, timeZone) ?? '',
      place,
      weightKg: numberOrNull(weightKg) ?? Number.NaN,
    });
    setWrong(checked.wrong ?? {});
    if (checked.value !== null) planning.mutate(checked.value);
  };
  return (
    <form className={form.form} onSubmit={onSubmit}>
      <NativeSelect
        label="Protocol"
        value={protocolId}
        data={protocols.map(({ id: value, title, version }) => ({
          value,
          label: `${title}, version ${version}`,
        }))}
        onChange={(event) => setProtocolId(event.currentTarget.value)}
      />
      <div className={form.row}>
        <TextInput
          label={`Session, of ${protocol?.regimen.sessions.value ?? '?'}`}
          inputMode="numeric"
          value={session}
          error={wrong.session}
          onChange={(event) => setSession(event.currentTarget.value)}
        />
        <TextInput
          label="Start"
          type="datetime-local"
          value={start}
          error={wrong.plannedStart}
          onChange={(event) => setStart(event.currentTarget.value)}
        />
      </div>
      <div className={form.row}>
        <TextInput
          label="Place"
          placeholder="Room 2"
          list="places"
          autoComplete="off"
          value={place}
          error={wrong.place}
          onChange={(event) => setPlace(event.currentTarget.value)}
        />
        <datalist id="places">
          {places.map((known) => (
            <option key={known} value={known} />
          ))}
        </datalist>
        <TextInput
          label="Weight today, kg"
          description={
            weight === null ? 'None in the record' : `Last in the record: ${numberText(weight)} kg`
          }
          inputMode="decimal"
          value={weightKg}
          error={wrong.weightKg}
          onChange={(event) => setWeightKg(event.currentTarget.value)}
        />
      </div>
      <Checkbox
        label="The patient’s first treatment with ketamine"
        checked={firstTreatment}
        onChange={(event) => setFirstTreatment(event.currentTarget.checked)}
      />
      {planning.isError && <ErrorNotice title="Not planned" error={planning.error} />}
      <Button type="submit" loading={planning.isPending}>
        Plan the session
      </Button>
    </form>
  );
}
