import { criterionGroups, type QuestionId, questionOf } from '@ketame/care';
import type { SelectionDetail } from '@ketame/contract';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiError } from '../api.ts';
import { counted, dateText, fullName, instantText } from '../parts/format.ts';
import { LinkButton } from '../parts/LinkButton.tsx';
import { ErrorNotice, Loading, Notice } from '../parts/Notice.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { usePrintFooter } from '../parts/print-footer.ts';
import { getPatient } from '../patients/api.ts';
import { useAllowed, useSession } from '../session.ts';
import { decide, selectionQuery, selectionsQuery } from './api.ts';
import { CriterionCard, questionsOf } from './CriterionCard.tsx';
import { OverrideDialog } from './OverrideDialog.tsx';
import { selectionDeciders, selectionWriters } from './roles.ts';
import classes from './selection.module.css';
import { type AnswerConflict, useSaveAnswer } from './use-save-answer.ts';
import { VerdictPanel } from './VerdictPanel.tsx';
import { answerText } from './words.ts';

/** May this patient have ketamine by this protocol: the verdict, its reasons, and the questions behind them. */
export function SelectionPage() {
  const { selectionId } = useParams({ from: '/reading/selections/$selectionId' });
  const { data: selection, error, refetch } = useQuery(selectionQuery(selectionId));
  if (error !== null && selection === undefined) {
    const unknown = error instanceof ApiError && error.status === 404;
    return (
      <Page title={unknown ? 'No such selection' : 'Selection'} narrow>
        <ErrorNotice
          title="The selection cannot be shown"
          error={error}
          retry={unknown ? undefined : refetch}
        />
        <LinkButton to="/patients">All patients</LinkButton>
      </Page>
    );
  }
  if (selection === undefined) {
    return (
      <Page title="Selection">
        <Loading what="Fetching the selection" />
      </Page>
    );
  }
  return <SelectionView selection={selection} />;
}

function SelectionView({ selection }: { readonly selection: SelectionDetail }) {
  const { patientId, protocol, result } = selection;
  const patient = useQuery({ queryKey: ['patient', patientId], queryFn: () => getPatient(patientId) });
  const mayWrite = useAllowed(selectionWriters);
  const mayDecide = useAllowed(selectionDeciders);
  const { save, saving, conflict, dismiss } = useSaveAnswer(selection);
  const [overridden, setOverridden] = useState<string | null>(null);
  const name = patient.data === undefined ? '' : fullName(patient.data.identity);
  usePrintFooter(
    `Ketame. Selection by ${protocol.title}, version ${protocol.version}, ${dateText(result.on)}. Advice to clinicians, not a certified medical device.`,
  );
  const placed = placeQuestions(selection);
  const asked = result.criteria.filter((one) => one.asked);
  return (
    <Page
      title={name === '' ? 'Selection' : `Ketamine for ${name}?`}
      lead={`${protocol.title}, version ${protocol.version} of the protocol; as of ${dateText(result.on)}`}
      actions={
        <>
          <Button variant="default" onClick={() => window.print()}>
            Print
          </Button>
          <LinkButton to="/patients/$patientId" params={{ patientId }}>
            To the patient
          </LinkButton>
        </>
      }
    >
      <VerdictPanel result={result} />
      {conflict !== null && <Conflict conflict={conflict} onAgain={save} onDismiss={dismiss} />}
      {saving.error !== null && conflict === null && (
        <ErrorNotice title="The answer was not saved" error={saving.error} />
      )}
      <Decisions selection={selection} mayDecide={mayDecide} />
      {criterionGroups.map((group) => {
        const rows = asked.filter(({ criterion }) => criterion.group === group);
        if (rows.length === 0) return null;
        return (
          <Section key={group} title={group} note={String(rows.length)}>
            <ul className={classes.criteria}>
              {rows.map((one) => (
                <CriterionCard
                  key={one.criterion.id}
                  selection={selection}
                  result={one}
                  questions={placed.get(one.criterion.id) ?? []}
                  mayWrite={mayWrite}
                  onAnswer={save}
                  onOverride={mayDecide ? () => setOverridden(one.criterion.id) : null}
                />
              ))}
            </ul>
          </Section>
        );
      })}
      {asked.length < result.criteria.length && (
        <p className={classes.origin}>
          {counted(result.criteria.length - asked.length, 'criterion', 'criteria')} of the protocol not asked
          for this patient.
        </p>
      )}
      {overridden !== null && (
        <OverrideDialog selection={selection} criterion={overridden} onClose={() => setOverridden(null)} />
      )}
    </Page>
  );
}

/** Which questions stand at which criterion: each at the first that is asked and reads it. */
function placeQuestions({ protocol, result }: SelectionDetail): ReadonlyMap<string, readonly QuestionId[]> {
  const seen = new Set<QuestionId>();
  return new Map(
    protocol.criteria
      .filter(({ id }) => result.criteria.some((one) => one.criterion.id === id && one.asked))
      .map((criterion) => {
        const open = criterion.test.kind !== 'therapies' || !seen.has('therapies');
        const here = open ? questionsOf(criterion).filter((id) => !seen.has(id)) : [];
        for (const id of here) seen.add(id);
        return [criterion.id, here];
      }),
  );
}

function Conflict({
  conflict,
  onAgain,
  onDismiss,
}: {
  readonly conflict: AnswerConflict;
  readonly onAgain: (mine: AnswerConflict['mine']) => void;
  readonly onDismiss: () => void;
}) {
  const { mine, theirs, savedBy } = conflict;
  const said = (value: AnswerConflict['mine']['value']) =>
    value === null ? 'no answer' : answerText(mine.question, value);
  return (
    <Notice
      kind="caution"
      title={`${savedBy} changed this selection meanwhile; your answer was not saved`}
      actions={
        <>
          <Button size="xs" onClick={() => onAgain(mine)}>
            Save mine
          </Button>
          <Button size="xs" variant="default" onClick={onDismiss}>
            Keep what is stored
          </Button>
        </>
      }
    >
      <p>{questionOf(mine.question).text}</p>
      <ul>
        <li>Stored: {said(theirs?.value ?? null)}</li>
        <li>Yours: {said(mine.value)}</li>
      </ul>
    </Notice>
  );
}

/** The verdict written down, and the way to the consent. */
function Decisions({
  selection,
  mayDecide,
}: {
  readonly selection: SelectionDetail;
  readonly mayDecide: boolean;
}) {
  const timeZone = useSession().data?.clinic.timeZone;
  const queries = useQueryClient();
  const { id, version, patientId, result, decisions, consents } = selection;
  const deciding = useMutation({
    mutationFn: () => decide(id, { id: crypto.randomUUID(), verdict: result.verdict }),
    onSuccess: (saved) => {
      queries.setQueryData(selectionQuery(id).queryKey, saved);
      return queries.invalidateQueries(selectionsQuery(patientId));
    },
  });
  const [last] = decisions;
  const stands = last?.selectionVersion === version && last.result.verdict === result.verdict;
  const eligible = last?.result.verdict === 'eligible' || last?.result.verdict === 'eligible with conditions';
  return (
    <Section title="Decision">
      {last === undefined ? (
        <p className={classes.reason}>
          Nothing has been decided yet. Once all is answered, a physician writes the verdict down.
        </p>
      ) : (
        <p className={classes.reason}>
          Last decided: <strong>{last.result.verdict}</strong>, {last.decidedBy},{' '}
          {instantText(last.decidedAt, timeZone)}.{' '}
          {!stands && 'Answers or record have changed since: decide again before the patient signs.'}
        </p>
      )}
      {deciding.error !== null && <ErrorNotice title="The decision was not written" error={deciding.error} />}
      <div className={classes.buttons}>
        {mayDecide && !stands && result.verdict !== 'incomplete' && (
          <Button loading={deciding.isPending} onClick={() => deciding.mutate()}>
            Write down: {result.verdict}
          </Button>
        )}
        {(consents.length > 0 || (stands && eligible)) && (
          <LinkButton to="/selections/$selectionId/consent" params={{ selectionId: id }} variant="filled">
            {consents.length > 0 ? 'The consent' : 'Read and sign the consent'}
          </LinkButton>
        )}
      </div>
    </Section>
  );
}
