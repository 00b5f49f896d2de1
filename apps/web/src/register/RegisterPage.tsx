import type { Discrepancy } from '@ketame/contract';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import form from '../parts/form.module.css';
import { instantText } from '../parts/format.ts';
import { Empty, ErrorNotice, Loading } from '../parts/Notice.tsx';
import { Page, Section } from '../parts/Page.tsx';
import table from '../parts/table.module.css';
import { useAllowed, useSession } from '../session.ts';
import { closeDiscrepancy, discrepanciesQuery, openRegister, registersQuery } from './api.ts';
import { bookOpeners } from './roles.ts';
import { useSignatures } from './use-signatures.tsx';
import { microgramsOf, milligramsText, productText } from './words.ts';

/** All books, and the counts that differed from one. */
export function RegisterPage() {
  const mayOpen = useAllowed(bookOpeners);
  const { data: registers, error, refetch } = useQuery(registersQuery);
  return (
    <Page
      title="Register"
      lead="Every microgram of ketamine from the supplier to the patient and back: one book for each product at each site. Nothing is altered; what was wrong is reversed by a signed entry."
    >
      {error !== null && <ErrorNotice title="The register cannot be shown" error={error} retry={refetch} />}
      {registers === undefined && error === null && <Loading what="Fetching the register" />}
      <Section title="Books" note={String(registers?.length ?? '')}>
        {registers?.length === 0 && (
          <Empty title="There is no book yet">
            <p>A pharmacist opens one for each product at each site.</p>
          </Empty>
        )}
        {registers !== undefined && registers.length > 0 && (
          <table className={`${table.table} ${table.stacking}`}>
            <thead>
              <tr>
                <th scope="col">Product</th>
                <th scope="col">Site</th>
                <th scope="col">Balance</th>
                <th scope="col">Entries</th>
              </tr>
            </thead>
            <tbody>
              {registers.map((register) => (
                <tr key={register.id} className={table.linked}>
                  <th scope="row">
                    <Link
                      to="/register/$registerId"
                      params={{ registerId: register.id }}
                      className={table.rowLink}
                    >
                      {productText(register)}
                    </Link>
                  </th>
                  <td>{register.site}</td>
                  <td>{milligramsText(register.balanceUg)}</td>
                  <td>{register.entries}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Section>
      <Discrepancies />
      {mayOpen && <OpenBook />}
    </Page>
  );
}

function Discrepancies() {
  const { data, error } = useQuery(discrepanciesQuery);
  if (error !== null) return <ErrorNotice title="The discrepancies cannot be shown" error={error} />;
  return (
    <Section
      title="Discrepancies"
      note={String(data?.filter(({ closedAt }) => closedAt === null).length ?? '')}
    >
      {data?.length === 0 && <p className={table.soft}>Every count agreed with its book.</p>}
      {data !== undefined && data.length > 0 && (
        <table className={`${table.table} ${table.stacking}`}>
          <thead>
            <tr>
              <th scope="col">Book</th>
              <th scope="col">Difference</th>
              <th scope="col">Clock</th>
              <th scope="col">Conclusion</th>
            </tr>
          </thead>
          <tbody>
            {data.map((one) => (
              <DiscrepancyRow key={one.id} one={one} />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function DiscrepancyRow({ one }: { readonly one: Discrepancy }) {
  const session = useSession().data;
  const zone = session?.clinic.timeZone;
  const role = session?.account?.role;
  const [conclusion, setConclusion] = useState('');
  const [dialog, askSignatures] = useSignatures();
  const queries = useQueryClient();
  const closing = useMutation({
    mutationFn: (proofs: string[]) => closeDiscrepancy(one.id, { conclusion, proofs }),
    onSuccess: async (list) => {
      queries.setQueryData(discrepanciesQuery.queryKey, list);
      await queries.invalidateQueries({ queryKey: ['registers'] });
    },
  });
  const mayClose = role === 'pharmacist' || role === 'physician' || role === 'nurse';
  return (
    <tr>
      <th scope="row">
        <Link to="/register/$registerId" params={{ registerId: one.registerId }}>
          {one.register}
        </Link>
        , entry {one.check}
      </th>
      <td>
        {milligramsText(Math.abs(one.differenceUg))} {one.differenceUg < 0 ? 'missing' : 'too much'}
      </td>
      <td>
        {one.overdue && <strong>✕ Overdue: </strong>}
        {one.closedAt === null
          ? `to be explained until ${instantText(one.dueAt, zone)}`
          : `closed ${instantText(one.closedAt, zone)}`}
      </td>
      <td className={table.wide}>
        {one.conclusion}
        {one.closedAt === null && mayClose && (
          <div className={form.form}>
            <TextInput
              size="xs"
              label="What was found, in a sentence"
              value={conclusion}
              onChange={(event) => setConclusion(event.currentTarget.value)}
            />
            {closing.isError && <ErrorNotice title="Not closed" error={closing.error} />}
            <div className={form.buttons}>
              <Button
                size="compact-sm"
                variant="default"
                disabled={conclusion.trim().length < 10}
                loading={closing.isPending}
                onClick={() =>
                  askSignatures({
                    title: 'Close the discrepancy',
                    what: <p>{conclusion}</p>,
                    people: 2,
                    done: (proofs) => closing.mutate(proofs),
                  })
                }
              >
                Close, signed by two
              </Button>
            </div>
            {dialog}
          </div>
        )}
      </td>
    </tr>
  );
}

function OpenBook() {
  const queries = useQueryClient();
  const [draft, setDraft] = useState({ site: '', drug: 'S-ketamine', form: '', strengthMg: '' });
  const [id, setId] = useState(() => crypto.randomUUID());
  const strengthUg = microgramsOf(draft.strengthMg);
  const opening = useMutation({
    mutationFn: openRegister,
    onSuccess: () => {
      setDraft({ ...draft, form: '', strengthMg: '' });
      setId(crypto.randomUUID());
      return queries.invalidateQueries({ queryKey: ['registers'] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (strengthUg === null) return;
    const drug = draft.drug === 'ketamine' ? 'ketamine' : 'S-ketamine';
    opening.mutate({ id, site: draft.site, drug, form: draft.form, strengthUg });
  };
  const field = (name: keyof typeof draft) => ({
    value: draft[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [name]: event.currentTarget.value }),
    required: true,
    withAsterisk: false,
  });
  return (
    <Section title="Open a book">
      <form className={form.form} onSubmit={submit}>
        <div className={form.row}>
          <TextInput label="Site" {...field('site')} />
          <NativeSelect
            label="Drug"
            data={[
              { value: 'S-ketamine', label: 'S-ketamine' },
              { value: 'ketamine', label: 'ketamine (racemate)' },
            ]}
            {...field('drug')}
          />
          <TextInput label="Form" placeholder="tablet, vial of 10 mL" {...field('form')} />
          <TextInput
            label="Strength of one, mg of base"
            inputMode="decimal"
            error={
              draft.strengthMg !== '' && strengthUg === null ? 'a number of mg, at most three decimals' : null
            }
            {...field('strengthMg')}
          />
        </div>
        {opening.isError && <ErrorNotice title="Not opened" error={opening.error} />}
        <div className={form.buttons}>
          <Button type="submit" loading={opening.isPending}>
            Open
          </Button>
        </div>
      </form>
    </Section>
  );
}
