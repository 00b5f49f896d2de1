import { copyProtocol, ownProtocolProblems, type Protocol, shippedProtocols } from '@ketame/care';
import { protocolSchema } from '@ketame/contract';
import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import form from '../parts/form.module.css';
import { check } from '../parts/form.ts';
import { ErrorNotice, Loading, Notice } from '../parts/Notice.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { protocolsQuery, saveProtocol } from '../selection/api.ts';
import { CriteriaEditor } from './CriteriaEditor.tsx';
import { DischargeEditor } from './DischargeEditor.tsx';
import { FollowUpEditor } from './FollowUpEditor.tsx';
import { MonitoringEditor } from './MonitoringEditor.tsx';
import { NumberInput } from './NumberInput.tsx';
import { regimenNumbersOf } from './number-edits.ts';
import { ProtocolView } from './ProtocolView.tsx';
import classes from './protocols.module.css';
import { RetreatmentEditor } from './RetreatmentEditor.tsx';
import { rateUnitOf, regimenText } from './regimen-text.ts';
import { ScheduleCases } from './ScheduleCases.tsx';
import { StopRulesEditor } from './StopRulesEditor.tsx';
import { TestCases } from './TestCases.tsx';

/** A clinic's own protocol, by copy of a shipped one or as the next version of its own. */
export function ProtocolEditorPage() {
  const { protocolId } = useParams({ from: '/deciding/protocols/$protocolId/edit' });
  const { data: protocols, error, refetch } = useQuery({ ...protocolsQuery, refetchOnWindowFocus: false });
  const found = protocols?.find(({ id }) => id === protocolId);
  const original = shippedProtocols.find(({ id }) => id === (found?.copiedFrom?.id ?? protocolId));
  if (found === undefined || original === undefined) {
    return (
      <Page title="Change a protocol" narrow>
        {error !== null && <ErrorNotice title="The protocol cannot be shown" error={error} retry={refetch} />}
        {protocols === undefined && error === null && <Loading what="Fetching the protocol" />}
        {protocols !== undefined && <p>There is no such protocol.</p>}
      </Page>
    );
  }
  return <ProtocolEditor key={`${found.id} ${found.version}`} stored={found} original={original} />;
}

function ProtocolEditor({ stored, original }: { readonly stored: Protocol; readonly original: Protocol }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Protocol>(() =>
    stored.copiedFrom === undefined
      ? copyProtocol(stored, crypto.randomUUID(), `${stored.title} (ours)`)
      : { ...stored, version: stored.version + 1 },
  );
  const problems = problemsOf(draft, original);
  const saving = useMutation({
    mutationFn: saveProtocol,
    onSuccess: async (saved) => {
      await queries.invalidateQueries(protocolsQuery);
      await navigate({ to: '/protocols/$protocolId', params: { protocolId: saved.id } });
    },
  });
  return (
    <Page
      title={stored.copiedFrom === undefined ? `Copy of ${stored.title}` : `Change ${stored.title}`}
      lead="What you change is marked as this clinic's, with what it was before. The test cases below run as you type."
    >
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          saving.mutate(draft);
        }}
      >
        <TextInput
          label="Title"
          required
          maxLength={160}
          value={draft.title}
          onChange={(event) => setDraft({ ...draft, title: event.currentTarget.value })}
        />
        <Textarea
          label="Summary"
          required
          maxLength={2000}
          minRows={3}
          value={draft.summary}
          onChange={(event) => setDraft({ ...draft, summary: event.currentTarget.value })}
        />
        <Section title="Regimen" note={`rates in ${rateUnitOf(draft)}`}>
          <div className={classes.numbers}>
            {regimenNumbersOf(draft, stored).map(({ label, number, change }) => (
              <NumberInput
                key={label}
                label={label}
                value={number.value}
                onChange={(value) => setDraft(change(value))}
              />
            ))}
          </div>
        </Section>
        <CriteriaEditor draft={draft} stored={stored} onChange={setDraft} />
        <MonitoringEditor draft={draft} stored={stored} onChange={setDraft} />
        <DischargeEditor draft={draft} stored={stored} onChange={setDraft} />
        <FollowUpEditor draft={draft} stored={stored} onChange={setDraft} />
        <RetreatmentEditor draft={draft} stored={stored} original={original} onChange={setDraft} />
        <StopRulesEditor draft={draft} stored={stored} original={original} onChange={setDraft} />
        <TestCases draft={draft} original={original} />
        <ScheduleCases draft={draft} original={original} />
        <Section title="Preview">
          <p>
            <strong>{draft.title}</strong>, version {draft.version}: {regimenText(draft)}.{' '}
            {draft.criteria.length} criteria.
          </p>
          <details className={classes.preview}>
            <summary>All of it, as it will be read</summary>
            <ProtocolView protocol={draft} />
          </details>
        </Section>
        {problems.length > 0 && (
          <Notice kind="caution" title="Not fit for use yet">
            <ul>
              {problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          </Notice>
        )}
        {saving.error !== null && (
          <ErrorNotice title="Not saved. What you typed is still here." error={saving.error} />
        )}
        <div className={form.buttons}>
          <Button type="submit" disabled={problems.length > 0} loading={saving.isPending}>
            Save as version {draft.version}
          </Button>
        </div>
      </form>
    </Page>
  );
}

/** What makes the draft unfit, by the rules of care and by the schema of the server. */
function problemsOf(draft: Protocol, original: Protocol): readonly string[] {
  const wrong = check(protocolSchema, draft).wrong ?? {};
  return [
    ...ownProtocolProblems(draft, original),
    ...Object.entries(wrong).map(([path, expected]) => `${path}: ${expected}`),
  ];
}
