import {
  type HomeFactKind,
  type ProgrammeStatus,
  type RequirementStatus,
  requirementAreas,
} from '@ketame/care';
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { fieldOf, instantOf } from '../infusion/clinic-time.ts';
import form from '../parts/form.module.css';
import { counted, dateText } from '../parts/format.ts';
import { ErrorNotice } from '../parts/Notice.tsx';
import { restsOn } from '../selection/words.ts';
import { useAllowed, useSession } from '../session.ts';
import { addFact, useHomeChange } from './api.ts';
import classes from './programme.module.css';
import { homeWriters } from './roles.ts';
import { areaWords, factWords, stateSigns } from './words.ts';

interface RequirementsProps {
  readonly patientId: string;
  readonly status: ProgrammeStatus;
}

/** What the programme asks: what is due or not met first, with what unlocks it; what is met can be opened. */
export function Requirements({ patientId, status }: RequirementsProps) {
  const met = status.requirements.filter(({ state }) => state === 'met');
  const open = status.requirements.filter(({ state }) => state !== 'met');
  return (
    <>
      <ByArea patientId={patientId} asked={open} />
      {met.length > 0 && (
        <details>
          <summary>{counted(met.length, 'requirement')} met</summary>
          <ByArea patientId={patientId} asked={met} />
        </details>
      )}
    </>
  );
}

interface ByAreaProps extends Pick<RequirementsProps, 'patientId'> {
  readonly asked: readonly RequirementStatus[];
}

function ByArea({ patientId, asked }: ByAreaProps) {
  return requirementAreas.map((area) => {
    const ofArea = asked.filter(({ requirement }) => requirement.area === area);
    if (ofArea.length === 0) return null;
    return (
      <div key={area}>
        <h3 className={classes.area}>{areaWords[area]}</h3>
        <ul className={classes.plain}>
          {ofArea.map((one) => (
            <RequirementItem key={one.requirement.id} patientId={patientId} one={one} />
          ))}
        </ul>
      </div>
    );
  });
}

function RequirementItem({
  patientId,
  one: { requirement, state, reason, dueOn },
}: Pick<RequirementsProps, 'patientId'> & { readonly one: RequirementStatus }) {
  const mayWrite = useAllowed(homeWriters);
  const [isEntering, setIsEntering] = useState(false);
  const { metBy } = requirement;
  return (
    <li className={classes.item}>
      <p className={classes.asked}>
        <span>
          <span className={classes.sign} data-state={state} aria-hidden="true">
            {stateSigns[state]}
          </span>
          <strong>{state}</strong> {requirement.text}
        </span>
        {mayWrite && metBy.by === 'fact' && state !== 'met' && !isEntering && (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`Enter: ${factWords[metBy.fact]}`}
            onClick={() => setIsEntering(true)}
          >
            Enter
          </Button>
        )}
      </p>
      <p className={classes.soft}>
        {reason}
        {dueOn !== null && ` Until ${dateText(dueOn)}.`}
        {state !== 'met' && ` Unlocked by: ${requirement.unlocks}`}
        {requirement.beforeSupply && ' It comes before any supply.'} ({restsOn[requirement.status]})
      </p>
      {metBy.by === 'fact' && isEntering && (
        <FactForm patientId={patientId} fact={metBy.fact} onDone={() => setIsEntering(false)} />
      )}
    </li>
  );
}

interface FactFormProps {
  readonly patientId: string;
  readonly fact: HomeFactKind;
  readonly onDone: () => void;
}

function FactForm({ patientId, fact, onDone }: FactFormProps) {
  const timeZone = useSession().data?.clinic.timeZone;
  // One id for one fact, however often it is sent.
  const [id] = useState(() => crypto.randomUUID());
  const [on, setOn] = useState(() => fieldOf(new Date().toISOString(), timeZone));
  const [note, setNote] = useState('');
  const entering = useHomeChange(
    (at: string) => addFact(patientId, { id, fact, at, note: note.trim() }),
    onDone,
  );
  const at = instantOf(on, timeZone);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (at !== null) entering.mutate(at);
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <div className={form.row}>
        <TextInput
          label="When"
          type="datetime-local"
          value={on}
          onChange={(event) => setOn(event.currentTarget.value)}
          error={at === null && 'A day and a time.'}
        />
        <TextInput
          label={`${factWords[fact]}: how, by whom`}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          required
          withAsterisk={false}
        />
      </div>
      {entering.isError && <ErrorNotice title="Not entered" error={entering.error} />}
      <div className={form.buttons}>
        <Button type="submit" size="xs" loading={entering.isPending}>
          Enter
        </Button>
        <Button size="xs" variant="default" onClick={onDone}>
          Not now
        </Button>
      </div>
    </form>
  );
}
