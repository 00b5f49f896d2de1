import type { PlanContent, PlanVersion, StudioState } from '@ketame/contract';
import { planContentOf, planVersionSchema } from '@ketame/contract';
import { Button, Group, Modal, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../../api.ts';
import type { PatientInStudio } from '../../navigation.ts';
import { instantText } from '../../parts/format.ts';
import { LinkButton } from '../../parts/LinkButton.tsx';
import { ErrorNotice, Notice } from '../../parts/Notice.tsx';
import { createPlan, createPlanVersion } from '../../plans/api.ts';
import { useSession } from '../../session.ts';
import { regimenInWords } from '../state/words.ts';
import classes from './plan.module.css';

interface SavePlanProps {
  readonly state: StudioState;
  readonly forPatient: PatientInStudio;
}

/** Saves what is drawn as a plan of the patient, or as the next version of one. */
export default function SavePlan({ state, forPatient }: SavePlanProps) {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button size="xs" onClick={() => setOpened(true)}>
        {forPatient.plan === undefined ? 'Save as plan' : `Save as version ${forPatient.plan.version + 1}`}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={`Plan for ${forPatient.name}`}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {opened && <PlanForm state={state} forPatient={forPatient} onClose={() => setOpened(false)} />}
      </Modal>
    </>
  );
}

/** What is saved next is the next version of this plan: noted where the studio reads for whom it was opened. */
function rememberPlan(
  forPatient: PatientInStudio,
  { id, version, content: { title, note } }: PlanVersion,
): void {
  const patientInStudio: PatientInStudio = { ...forPatient, plan: { id, version, title, note } };
  history.replaceState({ ...history.state, patientInStudio }, '');
}

function PlanForm({ state, forPatient, onClose }: SavePlanProps & { readonly onClose: () => void }) {
  const chosen = state.regimens[state.selected];
  // Made once for this form: a submission that is repeated saves one plan.
  const [id] = useState(() => crypto.randomUUID());
  const [title, setTitle] = useState(forPatient.plan?.title ?? chosen?.name ?? '');
  const [note, setNote] = useState(forPatient.plan?.note ?? '');
  const [stored, setStored] = useState<PlanVersion | null>(null);

  const save = useMutation({
    mutationFn: (over: PlanVersion | null): Promise<PlanVersion> => {
      const content: PlanContent = planContentOf(state, title, note);
      const { plan } = forPatient;
      if (plan === undefined) return createPlan(forPatient.patientId, { ...content, id });
      return createPlanVersion(plan.id, over?.version ?? plan.version, content);
    },
    onError: (error) => {
      if (error instanceof ApiError && error.status === 412) {
        setStored(planVersionSchema.safeParse(error.answer.stored).data ?? null);
      }
    },
    onSuccess: (saved) => {
      setStored(null);
      rememberPlan(forPatient, saved);
    },
  });

  if (save.data !== undefined) return <Saved plan={save.data} onClose={onClose} />;
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(null);
      }}
    >
      <TextInput
        label="Title"
        value={title}
        maxLength={160}
        required
        data-autofocus
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Textarea
        label="Note"
        value={note}
        maxLength={4000}
        minRows={3}
        autosize={false}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <p className={classes.soft}>
        {state.regimens.length === 1
          ? 'The regimen is kept'
          : `Regimen ${'ABCD'[state.selected]} is the chosen one, the others are kept for comparison`}
        , with the models’ versions and the curves as they are drawn now.
      </p>
      {stored !== null ? (
        <Conflict mine={state} stored={stored} saving={save.isPending} onSave={() => save.mutate(stored)} />
      ) : (
        <>
          {save.error !== null && <ErrorNotice title="The plan was not saved" error={save.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              Save
            </Button>
          </Group>
        </>
      )}
    </form>
  );
}

function Saved({ plan, onClose }: { readonly plan: PlanVersion; readonly onClose: () => void }) {
  const timeZone = useSession().data?.clinic.timeZone;
  return (
    <>
      <Notice kind="done" title={`Version ${plan.version} is saved`}>
        <p>
          {plan.title}, by {plan.savedBy}, {instantText(plan.savedAt, timeZone)}.
        </p>
      </Notice>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Back to the studio
        </Button>
        <LinkButton to="/plans/$planId" params={{ planId: plan.id }} variant="filled">
          Open the plan
        </LinkButton>
      </Group>
    </>
  );
}

/** Somebody saved another version in the meantime: both are shown, and nothing is overwritten unseen. */
function Conflict({
  mine,
  stored,
  saving,
  onSave,
}: {
  readonly mine: StudioState;
  readonly stored: PlanVersion;
  readonly saving: boolean;
  readonly onSave: () => void;
}) {
  const timeZone = useSession().data?.clinic.timeZone;
  return (
    <Notice
      kind="caution"
      title={`Version ${stored.version} was saved in the meantime`}
      actions={
        <>
          <LinkButton to="/plans/$planId" params={{ planId: stored.id }} size="xs">
            Open theirs
          </LinkButton>
          <Button size="xs" loading={saving} onClick={onSave}>
            Save mine as version {stored.version + 1}
          </Button>
        </>
      }
    >
      <p>
        By {stored.savedBy}, {instantText(stored.savedAt, timeZone)}. Nothing of yours is lost, and nothing
        was saved yet.
      </p>
      <div className={classes.both}>
        <RegimensInWords title="Theirs" state={stored.content.state} />
        <RegimensInWords title="Yours" state={mine} />
      </div>
    </Notice>
  );
}

function RegimensInWords({ title, state }: { readonly title: string; readonly state: StudioState }) {
  const named = state.regimens.map((regimen, index) => ({
    letter: 'ABCD'[index],
    words: `${regimen.name}: ${regimenInWords(regimen)}`,
  }));
  return (
    <div>
      <strong>{title}</strong>
      <ul>
        {named.map(({ letter, words }) => (
          <li key={letter}>
            {letter} · {words}
          </li>
        ))}
      </ul>
    </div>
  );
}
