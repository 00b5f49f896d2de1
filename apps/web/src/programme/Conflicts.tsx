import type {
  DiaryConflict,
  DiaryState,
  DiaryVersion,
  HomeContent,
  HomeCorrection,
  HomeEvent,
} from '@ketame/care';
import { newClinicHomeEventSchema } from '@ketame/contract';
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
      choices={choicesOf(conflict, diary, timeZone)}
    />
  ));
}

/** One way in which a conflict is settled. */
interface Choice {
  readonly label: string;
  /** What is entered for it, with the reason. */
  readonly said: (reason: string) => HomeContent[];
}

/** What may hold: one of some versions of an entry, one of some entries, or a diary without a correction that fits none. */
function choicesOf({ kind, ids }: DiaryConflict, diary: DiaryState, timeZone: string): Choice[] {
  const concerned = diary.entries.flatMap((entry) =>
    entry.versions.filter(({ id, holds }) => holds && ids.includes(id)),
  );
  const loose = diary.notApplied.filter(({ id }) => ids.includes(id));
  if (kind === 'correction-not-applied' || concerned.length === 0) {
    return loose.length === 0 ? [] : [withoutCorrections(loose)];
  }
  return concerned.map((version) => ({
    label: versionText(version, timeZone),
    said: (reason) => {
      const replacement =
        version.statement === null ? null : { at: version.at, statement: version.statement };
      if (kind === 'corrected-twice' || kind === 'same-id')
        return [{ kind: 'correction', corrects: ids, replacement, reason }];
      return concerned
        .filter((other) => other !== version)
        .map(({ id }) => ({ kind: 'correction', corrects: [id], replacement: null, reason }));
    },
  }));
}

function withoutCorrections(loose: readonly HomeEvent[]): Choice {
  const texts = loose.flatMap(({ content }) =>
    content.kind === 'correction' ? [correctionText(content)] : [],
  );
  return {
    label: `Leave the diary as it is, without: ${texts.join('; ')}`,
    said: (reason) => [{ kind: 'set-aside', corrections: [...new Set(loose.map(({ id }) => id))], reason }],
  };
}

interface ConflictNoticeProps extends Pick<ConflictsProps, 'patientId'> {
  readonly conflict: DiaryConflict;
  readonly choices: readonly Choice[];
}

function ConflictNotice({ patientId, conflict, choices }: ConflictNoticeProps) {
  const mayWrite = useAllowed(homeWriters);
  const [holding, setHolding] = useState('');
  const [reason, setReason] = useState('');
  // One id for each entry that settles it, however often it is sent.
  const [ids] = useState(() => conflict.ids.map(() => crypto.randomUUID()));
  const settling = useHomeChange(async ({ said }: Choice) => {
    for (const [index, content] of said(reason.trim()).entries()) {
      const at = new Date().toISOString();
      await addClinicEvent(patientId, newClinicHomeEventSchema.parse({ id: ids[index], at, content }));
    }
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const chosen = choices[Number(holding)];
    if (holding !== '' && chosen !== undefined) settling.mutate(chosen);
  };
  const canSettle = mayWrite && choices.length > 0;
  return (
    <Notice kind="caution" title={conflictWords[conflict.kind]}>
      <p>Ask the patient what is right. All stays to be seen; doses are held until it is settled.</p>
      <form className={form.form} onSubmit={submit}>
        <Radio.Group label="What holds" value={holding} onChange={setHolding}>
          {choices.map(({ label }, index) => (
            <Radio key={label} value={String(index)} mt="xs" disabled={!canSettle} label={label} />
          ))}
        </Radio.Group>
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

function versionText({ statement, at, author, reason }: DiaryVersion, timeZone: string): string {
  const { what, says } = statement === null ? { what: 'Struck out', says: '' } : statementText(statement);
  const why = reason === null ? '' : `, because: ${reason}`;
  return `${what} ${says}, ${instantText(at, timeZone)}, by the ${author}${why}`;
}

function correctionText({ replacement, reason }: HomeCorrection): string {
  const { what, says } =
    replacement === null ? { what: 'Struck out', says: '' } : statementText(replacement.statement);
  return `${what} ${says}, because: ${reason}`;
}
