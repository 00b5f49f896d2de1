import type { DiaryConflict, DiaryEntry, DiaryState, DiaryVersion } from '@ketame/care';
import { type NewClinicHomeEvent, newClinicHomeEventSchema } from '@ketame/contract';
import { Button, Radio, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import form from '../parts/form.module.css';
import { instantText } from '../parts/format.ts';
import { ErrorNotice, Notice } from '../parts/Notice.tsx';
import { useAllowed } from '../session.ts';
import { addClinicEvent, useHomeChange } from './api.ts';
import { homeWriters } from './roles.ts';
import { conflictWords, statementText } from './words.ts';

interface ConflictsProps {
  readonly patientId: string;
  readonly diary: DiaryState;
  readonly timeZone: string;
}

/** What disagrees in a diary: nothing is merged silently, somebody says what holds. */
export function Conflicts({ patientId, diary, timeZone }: ConflictsProps) {
  return diary.conflicts.map((conflict) => (
    <ConflictNotice
      key={`${conflict.kind} ${conflict.ids.join(' ')}`}
      patientId={patientId}
      conflict={conflict}
      rivals={rivalsOf(conflict, diary)}
      timeZone={timeZone}
    />
  ));
}

/** One of the things that disagree, of which one is to hold. */
interface Rival {
  readonly entry: DiaryEntry;
  readonly version: DiaryVersion;
}

function rivalsOf({ kind, ids }: DiaryConflict, { entries }: DiaryState): readonly Rival[] {
  if (kind === 'corrected-twice') {
    return entries.flatMap((entry) =>
      entry.versions.filter(({ id }) => ids.includes(id)).map((version) => ({ entry, version })),
    );
  }
  return entries
    .filter(({ id }) => ids.includes(id))
    .flatMap((entry) => {
      const version = entry.versions.find(({ holds }) => holds);
      return version === undefined ? [] : [{ entry, version }];
    });
}

interface ConflictNoticeProps extends Omit<ConflictsProps, 'diary'> {
  readonly conflict: DiaryConflict;
  readonly rivals: readonly Rival[];
}

function ConflictNotice({ patientId, conflict, rivals, timeZone }: ConflictNoticeProps) {
  const mayWrite = useAllowed(homeWriters);
  const [holding, setHolding] = useState('');
  const [reason, setReason] = useState('');
  // One id for each correction, however often it is sent.
  const [ids] = useState(() => rivals.map(() => crypto.randomUUID()));
  const settling = useHomeChange(async (holds: string) => {
    for (const json of settlementOf(conflict, rivals, holds, reason.trim(), ids)) {
      await addClinicEvent(patientId, json);
    }
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (holding !== '') settling.mutate(holding);
  };
  const canSettle = mayWrite && rivals.length > 1;
  return (
    <Notice kind="caution" title={conflictWords[conflict.kind]}>
      <p>Ask the patient what is right. Both stay to be seen; doses are held until it is settled.</p>
      <form className={form.form} onSubmit={submit}>
        <Radio.Group label="What holds" value={holding} onChange={setHolding}>
          {rivals.map(({ version }) => (
            <Radio
              key={version.id}
              value={version.id}
              mt="xs"
              disabled={!canSettle}
              label={rivalText(version, timeZone)}
            />
          ))}
        </Radio.Group>
        {rivals.length < 2 && <p>There is nothing to choose from here: talk with the patient.</p>}
        {canSettle && (
          <TextInput
            label="How it was settled"
            value={reason}
            minLength={3}
            onChange={(event) => setReason(event.currentTarget.value)}
            required
            withAsterisk={false}
          />
        )}
        {settling.isError && <ErrorNotice title="Not settled" error={settling.error} />}
        {canSettle && (
          <div className={form.buttons}>
            <Button type="submit" size="xs" disabled={holding === ''} loading={settling.isPending}>
              Settle it
            </Button>
          </div>
        )}
      </form>
    </Notice>
  );
}

function rivalText({ statement, at, author, reason }: DiaryVersion, timeZone: string): string {
  const { what, says } = statement === null ? { what: 'Struck out', says: '' } : statementText(statement);
  const why = reason === null ? '' : `, because: ${reason}`;
  return `${what} ${says}, ${instantText(at, timeZone)}, by the ${author}${why}`;
}

/** The corrections that settle a conflict: versions of one entry are joined, other entries are struck out. */
function settlementOf(
  { kind }: DiaryConflict,
  rivals: readonly Rival[],
  holds: string,
  reason: string,
  ids: readonly string[],
): NewClinicHomeEvent[] {
  const correction = (index: number, corrects: readonly string[], replaced: DiaryVersion | null) =>
    newClinicHomeEventSchema.parse({
      id: ids[index],
      at: new Date().toISOString(),
      content: {
        kind: 'correction',
        corrects,
        replacement:
          replaced === null || replaced.statement === null
            ? null
            : { at: replaced.at, statement: replaced.statement },
        reason,
      },
    });
  const chosen = rivals.find(({ version }) => version.id === holds)?.version ?? null;
  const all = rivals.map(({ version }) => version.id);
  if (kind === 'corrected-twice') return [correction(0, all, chosen)];
  return all.flatMap((id, index) => (id === holds ? [] : [correction(index, [id], null)]));
}
