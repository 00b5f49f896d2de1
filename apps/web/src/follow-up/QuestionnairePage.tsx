import { alarmsOf, formProblems, type Instrument, instrumentOf, scoresOf, wordOf } from '@ketame/care';
import type { Draft } from '@ketame/contract';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { counted, fullName, numberText } from '../parts/format.ts';
import { LinkButton } from '../parts/LinkButton.tsx';
import { ErrorNotice, Loading, Notice } from '../parts/Notice.tsx';
import { Page } from '../parts/Page.tsx';
import { getPatient } from '../patients/api.ts';
import { discardDraft, enterResult, followUpQuery, worklistQuery } from './api.ts';
import classes from './follow-up.module.css';
import { PaperField } from './PaperField.tsx';
import { QuestionItem } from './QuestionItem.tsx';
import { type DraftConflict, useSaveDraft } from './use-save-draft.ts';

/** A form that is being filled in. */
export function QuestionnairePage() {
  const { patientId, draftId } = useParams({
    from: '/following/patients/$patientId/questionnaires/$draftId',
  });
  const { data, error, refetch } = useQuery(followUpQuery(patientId));
  const draft = data?.drafts.find(({ id }) => id === draftId);
  const instrument = instrumentOf(draft?.instrument ?? '');
  if (draft !== undefined && instrument !== undefined) {
    return <Form key={draft.id} draft={draft} instrument={instrument} />;
  }
  return (
    <Page title="Form" narrow>
      {error !== null && <ErrorNotice title="The form cannot be shown" error={error} retry={refetch} />}
      {error === null && data === undefined && <Loading what="Fetching the form" />}
      {data !== undefined && (
        <Notice kind="information" title="There is no such form">
          <p>It has been handed in or thrown away.</p>
        </Notice>
      )}
      <LinkButton to="/patients/$patientId/follow-up" params={{ patientId }}>
        To the follow-up
      </LinkButton>
    </Page>
  );
}

function Form({ draft, instrument }: { readonly draft: Draft; readonly instrument: Instrument }) {
  const { patientId } = draft;
  const queries = useQueryClient();
  const navigate = useNavigate();
  const patient = useQuery({ queryKey: ['patient', patientId], queryFn: () => getPatient(patientId) });
  const { answers: kept, save, saving, conflict, dismiss } = useSaveDraft(draft);
  const [tried, setTried] = useState(false);
  const isScore = (id: string) => instrument.scores.some((score) => score.id === id);
  const entries = Object.entries(kept);
  const answers = Object.fromEntries(entries.filter(([id]) => !isScore(id)));
  const scores = {
    ...Object.fromEntries(entries.filter(([id]) => isScore(id))),
    ...scoresOf(instrument, answers),
  };
  const paperFields = [
    ...instrument.scores.map(({ id, title, least, greatest }) => ({
      id,
      label: `${title}, ${least} to ${greatest}`,
      path: `scores.${id}`,
    })),
    ...instrument.singleItems.map(({ id, text, least, greatest }) => ({
      id,
      label: `${text}, ${least} to ${greatest}`,
      path: `answers.${id}`,
    })),
  ];
  const problems = formProblems(instrument, { answers, scores });
  const wrong = Object.fromEntries(problems.map(({ path, expected }) => [path, expected]));
  const back = () => navigate({ to: '/patients/$patientId/follow-up', params: { patientId } });
  const handing = useMutation({
    // After the answers that are on their way.
    scope: { id: `form ${draft.id}` },
    mutationFn: () =>
      enterResult(patientId, {
        id: draft.id,
        at: new Date().toISOString(),
        content: {
          kind: 'questionnaire',
          instrument: instrument.id,
          version: instrument.version,
          answers,
          scores,
        },
      }),
    onSuccess: async (followUp) => {
      await back();
      queries.setQueryData(followUpQuery(patientId).queryKey, followUp);
      queries.invalidateQueries(worklistQuery);
    },
  });
  const discarding = useMutation({
    mutationFn: () => discardDraft(draft.id),
    onSuccess: async () => {
      await back();
      await queries.invalidateQueries(followUpQuery(patientId));
    },
  });
  const error = handing.error ?? discarding.error ?? (conflict === null ? saving.error : null);
  const open = problems.length;
  return (
    <Page
      narrow
      title={instrument.title}
      lead={
        <>
          {instrument.about} {patient.data && fullName(patient.data.identity)}.{' '}
          {instrument.own
            ? 'A form of our own that nobody has validated: it shows a course and diagnoses nothing.'
            : `Filled in on its own form; enter the scores from there. ${instrument.licence}.`}{' '}
          Every answer is saved as it is given.
        </>
      }
    >
      {conflict !== null && <ConflictNotice conflict={conflict} onAgain={save} onDismiss={dismiss} />}
      {error !== null && <ErrorNotice title="It was not saved" error={error} />}
      {instrument.items.map((item) => (
        <QuestionItem
          key={item.id}
          item={item}
          value={answers[item.id]}
          missing={tried && answers[item.id] === undefined}
          onAnswer={save}
        />
      ))}
      {!instrument.own && (
        <div className={classes.form}>
          {paperFields.map(({ id, label, path }) => (
            <PaperField
              key={id}
              instrument={instrument}
              id={id}
              label={label}
              value={kept[id]}
              error={tried ? wrong[path] : undefined}
              onSave={save}
            />
          ))}
        </div>
      )}
      {alarmsOf(instrument, answers).length > 0 && (
        <Notice kind="alarm" title="Suicide pathway">
          <p>
            Speak with the patient today: thoughts, plan, means, who is there. Do not leave it to the score.
          </p>
        </Notice>
      )}
      <div className={classes.handIn}>
        <Button
          loading={handing.isPending}
          onClick={() => {
            setTried(true);
            if (problems.length === 0) handing.mutate();
          }}
        >
          Hand in
        </Button>
        <span role="status">
          {tried && open > 0
            ? `${counted(open, 'answer')} missing or wrong`
            : instrument.scores
                .filter(({ id }) => scores[id] !== undefined)
                .map(({ id, title, greatest }) => {
                  const sex = patient.data?.identity.sex ?? 'female';
                  const word = wordOf(instrument, id, scores[id] ?? 0, sex);
                  const check = word?.toBeChecked ? ' (cut-off to be checked)' : '';
                  return `${title} ${numberText(scores[id] ?? 0)} of ${greatest}${word ? `, ${word.word}${check}` : ''}`;
                })
                .join('; ')}
        </span>
        <Button variant="default" loading={discarding.isPending} onClick={() => discarding.mutate()}>
          Throw away
        </Button>
      </div>
    </Page>
  );
}

function ConflictNotice({
  conflict: { item, mine, theirs, savedBy },
  onAgain,
  onDismiss,
}: {
  readonly conflict: DraftConflict;
  readonly onAgain: (answer: { item: string; value: number | null }) => void;
  readonly onDismiss: () => void;
}) {
  return (
    <Notice
      kind="caution"
      title={`${savedBy} answered in this form meanwhile`}
      actions={
        <>
          <Button size="xs" onClick={() => onAgain({ item, value: mine })}>
            Save mine
          </Button>
          <Button size="xs" variant="default" onClick={onDismiss}>
            Keep theirs
          </Button>
        </>
      }
    >
      <p>
        {item}: stored {theirs ?? 'no answer'}, yours {mine ?? 'no answer'}
      </p>
    </Notice>
  );
}
