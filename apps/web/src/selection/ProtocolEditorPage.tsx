import {
  copyProtocol,
  evaluate,
  ownProtocolProblems,
  type Protocol,
  shippedProtocols,
  testCases,
} from '@ketame/care';
import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import form from '../parts/form.module.css';
import { ErrorNotice, Loading, Notice } from '../parts/Notice.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { parseNumber } from '../parts/parse-number.ts';
import { ScrollRegion } from '../parts/ScrollRegion.tsx';
import table from '../parts/table.module.css';
import { protocolsQuery, saveProtocol } from './api.ts';
import { type Limit, limitsOf, regimenNumbersOf, withLimit } from './protocol-edits.ts';
import { rateUnitOf, regimenText } from './regimen-text.ts';
import classes from './selection.module.css';
import { restsOn } from './words.ts';

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
  const problems = ownProtocolProblems(draft, original);
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
            {regimenNumbersOf(draft).map(({ label, number, change }) => (
              <NumberInput
                key={label}
                label={label}
                description={restsOn[number.status]}
                value={number.value}
                onChange={(value) => setDraft(change(value))}
              />
            ))}
          </div>
        </Section>
        <CriteriaEditor draft={draft} stored={stored} onChange={setDraft} />
        <TestCases draft={draft} original={original} />
        <Section title="Preview">
          <p>
            <strong>{draft.title}</strong>, version {draft.version}: {regimenText(draft)}.{' '}
            {draft.criteria.length} criteria.
          </p>
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

/** A number that counts once it is one. */
function NumberInput({
  label,
  description,
  value,
  onChange,
}: {
  readonly label: string;
  readonly description?: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const next = typed === null ? value : parseNumber(typed);
  const save = () => {
    if (next >= 0 && next !== value) onChange(next);
    if (next >= 0) setTyped(null);
  };
  return (
    <TextInput
      label={label}
      description={description}
      inputMode="decimal"
      value={typed ?? String(value)}
      error={next >= 0 ? null : 'A number from 0'}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={save}
    />
  );
}

function CriteriaEditor({
  draft,
  stored,
  onChange,
}: {
  readonly draft: Protocol;
  readonly stored: Protocol;
  readonly onChange: (draft: Protocol) => void;
}) {
  const kept = new Map(draft.criteria.map((criterion) => [criterion.id, criterion]));
  const toggle = (id: string) =>
    onChange({
      ...draft,
      criteria: stored.criteria.flatMap((criterion) =>
        criterion.id === id ? (kept.has(id) ? [] : [criterion]) : (kept.get(criterion.id) ?? []),
      ),
    });
  const change = (id: string, limit: Limit, value: number) =>
    onChange({
      ...draft,
      criteria: draft.criteria.map((criterion) =>
        criterion.id === id ? withLimit(criterion, limit, value) : criterion,
      ),
    });
  return (
    <Section title="Criteria" note={`${draft.criteria.length} of ${stored.criteria.length}`}>
      <ul className={classes.criteria}>
        {stored.criteria.map((criterion) => {
          const here = kept.get(criterion.id);
          return (
            <li key={criterion.id} className={classes.criterion}>
              <Checkbox
                label={criterion.hard === true ? `${criterion.title} (hard, stays)` : criterion.title}
                checked={here !== undefined}
                disabled={criterion.hard === true}
                onChange={() => toggle(criterion.id)}
              />
              {here !== undefined && limitsOf(here).length > 0 && (
                <div className={classes.numbers}>
                  {limitsOf(here).map((limit) => (
                    <NumberInput
                      key={limit.key}
                      label={limit.label}
                      value={limit.value}
                      onChange={(value) => change(criterion.id, limit, value)}
                    />
                  ))}
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** Synthetic patients judged by the draft, beside what the original says of them. */
function TestCases({ draft, original }: { readonly draft: Protocol; readonly original: Protocol }) {
  return (
    <Section title="Test cases" note="synthetic patients; guidance of no country counted">
      <ScrollRegion label="Test cases">
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Patient</th>
              <th scope="col">By the original</th>
              <th scope="col">By this protocol</th>
            </tr>
          </thead>
          <tbody>
            {testCases.map(({ id, title, subject, answers, expected }) => {
              const { verdict } = evaluate({
                protocol: draft,
                subject,
                answers,
                overrides: [],
                jurisdiction: 'elsewhere',
              });
              const before = expected[original.id];
              return (
                <tr key={id}>
                  <th scope="row">{title}</th>
                  <td>{before}</td>
                  <td>{verdict === before ? verdict : <strong>{verdict} (differs)</strong>}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollRegion>
    </Section>
  );
}
