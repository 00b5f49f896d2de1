import type { LimitId, LimitValues } from '@ketame/care';
import { type AlertLimits, alertLimitsFormSchema } from '@ketame/contract';
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import form from '../parts/form.module.css';
import { check, type FieldErrors, fieldsOf, numberOrNull } from '../parts/form.ts';
import { instantText, unitText } from '../parts/format.ts';
import { ErrorNotice, Loading, Notice } from '../parts/Notice.tsx';
import { Page } from '../parts/Page.tsx';
import table from '../parts/table.module.css';
import { useAllowed, useSession } from '../session.ts';
import { confirmLimits, limitsQuery } from './api.ts';
import { infusionPlanners } from './roles.ts';

/** The limits of the alerts: proposed by Ketame, looked at and confirmed by a physician of the clinic. */
export function LimitsPage() {
  const { data, error, refetch } = useQuery(limitsQuery);
  const timeZone = useSession().data?.clinic.timeZone;
  return (
    <Page
      narrow
      title="Limits of the alerts"
      lead="No published source gives these limits for ketamine against pain. They are Ketame’s own; a physician looks at each, changes it where the clinic would have it otherwise, and confirms them before the first session. Sessions that are planned or running keep theirs."
    >
      {error !== null && <ErrorNotice title="The limits cannot be shown" error={error} retry={refetch} />}
      {data === undefined && error === null && <Loading what="Fetching the limits" />}
      {data !== undefined && (
        <>
          {data.confirmed === null ? (
            <Notice kind="caution" title="Not yet confirmed: no session can be armed" />
          ) : (
            <Notice
              kind="done"
              title={`Confirmed by ${data.confirmed.confirmedBy}, ${instantText(data.confirmed.confirmedAt, timeZone)} (version ${data.confirmed.version})`}
            />
          )}
          <LimitsForm key={data.confirmed?.version ?? 0} limits={data} />
        </>
      )}
    </Page>
  );
}

function LimitsForm({ limits: { proposed, confirmed } }: { readonly limits: AlertLimits }) {
  const queries = useQueryClient();
  const mayConfirm = useAllowed(infusionPlanners);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(
      proposed.map(({ id, proposed: value }) => [id, String(confirmed?.values[id] ?? value)]),
    ),
  );
  const [wrong, setWrong] = useState<FieldErrors>({});
  const confirming = useMutation({
    mutationFn: confirmLimits,
    onSuccess: () => queries.invalidateQueries({ queryKey: limitsQuery.queryKey }),
    onError: (error) => setWrong(fieldsOf(error)),
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const values = Object.fromEntries(
      proposed.map(({ id }) => [id, numberOrNull(typed[id] ?? '') ?? Number.NaN]),
    ) as Record<LimitId, number>;
    const checked = check<LimitValues>(alertLimitsFormSchema, values);
    setWrong(checked.wrong ?? {});
    if (checked.value !== null) confirming.mutate(checked.value);
  };
  return (
    <form className={form.form} onSubmit={onSubmit}>
      <table className={`${table.table} ${table.stacking}`}>
        <thead>
          <tr>
            <th>Limit</th>
            <th>Proposed, ours</th>
            <th>In this clinic</th>
          </tr>
        </thead>
        <tbody>
          {proposed.map(({ id, meaning, unit, proposed: value, least, most }) => (
            <tr key={id}>
              <th>{meaning}</th>
              <td data-label="Proposed, ours">
                {value} {unitText(unit)}
              </td>
              <td data-label="In this clinic">
                <TextInput
                  aria-label={`${meaning}, ${unitText(unit)}`}
                  inputMode="decimal"
                  size="xs"
                  value={typed[id] ?? ''}
                  error={wrong[id]}
                  description={`${least} to ${most}`}
                  readOnly={!mayConfirm}
                  onChange={(event) => setTyped({ ...typed, [id]: event.currentTarget.value })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {confirming.isError && <ErrorNotice title="Not confirmed" error={confirming.error} />}
      {mayConfirm ? (
        <Button type="submit" loading={confirming.isPending}>
          I have looked at each: confirm for this clinic
        </Button>
      ) : (
        <p>A physician confirms them.</p>
      )}
    </form>
  );
}
