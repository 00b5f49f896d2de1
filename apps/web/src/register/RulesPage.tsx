import { type RegisterProfile, type Ruled, registerProfile, registerProfiles } from '@ketame/care';
import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import form from '../parts/form.module.css';
import { counted } from '../parts/format.ts';
import { LinkButton } from '../parts/LinkButton.tsx';
import { ErrorNotice, Loading, Notice } from '../parts/Notice.tsx';
import { Page, Section } from '../parts/Page.tsx';
import table from '../parts/table.module.css';
import { administrators, useAllowed } from '../session.ts';
import { profileQuery, saveProfile } from './api.ts';

/** Whose rules new books and prescriptions follow, and what each country asks, with its source. */
export function RulesPage() {
  const { data, error, refetch } = useQuery(profileQuery);
  return (
    <Page
      title="Rules of the country"
      lead="What a country asks of a register of ketamine and of a prescription. It is no legal advice: whoever answers for the register checks these rules with the law in force."
      actions={<LinkButton to="/register">Register</LinkButton>}
      narrow
    >
      {error !== null && <ErrorNotice title="The rules cannot be shown" error={error} retry={refetch} />}
      {data === undefined && error === null && <Loading what="Fetching the rules" />}
      {data !== undefined && <Rules followed={data.profile} />}
    </Page>
  );
}

function Rules({ followed }: { readonly followed: RegisterProfile['id'] }) {
  const mayChoose = useAllowed(administrators);
  const queries = useQueryClient();
  const [looked, setLooked] = useState(followed);
  const saving = useMutation({
    mutationFn: saveProfile,
    onSuccess: (saved) => queries.setQueryData(profileQuery.queryKey, saved),
  });
  const profile = registerProfile(looked);
  return (
    <>
      <p>
        This clinic follows <strong>{registerProfile(followed).title}</strong>. A book keeps the rules with
        which it was opened. {!mayChoose && 'An administrator chooses another country.'}
      </p>
      <div className={form.form}>
        <NativeSelect
          label="Country"
          value={looked}
          data={registerProfiles.map(({ id, title }) => ({ value: id, label: title }))}
          onChange={(event) => {
            const chosen = registerProfiles.find(({ id }) => id === event.currentTarget.value);
            if (chosen !== undefined) setLooked(chosen.id);
            saving.reset();
          }}
        />
        {mayChoose && looked !== followed && (
          <div className={form.buttons}>
            <Button loading={saving.isPending} onClick={() => saving.mutate({ profile: looked })}>
              Follow the rules of {profile.title}
            </Button>
          </div>
        )}
        {saving.isError && <ErrorNotice title="Not changed" error={saving.error} />}
        {saving.isSuccess && (
          <Notice kind="done" title={`New books and prescriptions follow ${profile.title}`} />
        )}
      </div>
      <Section title={profile.title} note="each rule with its source">
        <table className={`${table.table} ${table.stacking}`}>
          <thead>
            <tr>
              <th scope="col">Rule</th>
              <th scope="col">Says</th>
              <th scope="col">Source</th>
              <th scope="col">Status</th>
            </tr>
          </thead>
          <tbody>
            {rulesOf(profile).map(([name, says, { source, status }]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className={table.wide}>{says}</td>
                <td className={`${table.soft} ${table.wide}`}>{source}</td>
                <td data-label="Status:">{status}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
    </>
  );
}

/** Each rule of a profile: its name, what it says in words, and where it is from. */
function rulesOf(profile: RegisterProfile): readonly (readonly [string, string, Ruled<unknown>])[] {
  const { refills, validFor } = profile.prescription.value;
  const valid =
    'months' in validFor
      ? `${counted(validFor.months, 'month')} from its first day`
      : `${counted(validFor.days, 'day')} after its first day`;
  return [
    ['Ketamine is', profile.schedule.value, profile.schedule],
    [
      'A running register',
      profile.registerDuty.value ? 'is a duty' : 'is no duty; Ketame keeps one all the same',
      profile.registerDuty,
    ],
    ['Two people sign', profile.twoPeople.value.join(', '), profile.twoPeople],
    [
      'Records are kept',
      `${counted(profile.retentionYears.value, 'year')} after the last entry`,
      profile.retentionYears,
    ],
    [
      'A prescription',
      `${refills === 0 ? 'no refill' : `up to ${counted(refills, 'refill')}`}, valid ${valid}`,
      profile.prescription,
    ],
    [
      'A refill is not early',
      `${counted(profile.earlyDays.value, 'day')} before the supply ends`,
      profile.earlyDays,
    ],
    [
      'A count that differs',
      `is explained within ${counted(profile.discrepancyHours.value, 'hour')}`,
      profile.discrepancyHours,
    ],
  ];
}
