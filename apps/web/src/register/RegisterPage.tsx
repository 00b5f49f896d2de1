import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import form from '../parts/form.module.css';
import { LinkButton } from '../parts/LinkButton.tsx';
import { Empty, ErrorNotice, Loading } from '../parts/Notice.tsx';
import { Page, Section } from '../parts/Page.tsx';
import table from '../parts/table.module.css';
import { useAllowed } from '../session.ts';
import { AmountField } from './AmountField.tsx';
import { openRegister, registersQuery } from './api.ts';
import { Discrepancies } from './Discrepancies.tsx';
import { bookOpeners } from './roles.ts';
import { microgramsOf, milligramsText, productText } from './words.ts';

/** All books, and the counts that differed from one. */
export function RegisterPage() {
  const mayOpen = useAllowed(bookOpeners);
  const { data: registers, error, refetch } = useQuery(registersQuery);
  return (
    <Page
      title="Register"
      lead="Every microgram of ketamine from the supplier to the patient and back: one book for each product at each site. Nothing is altered; what was wrong is reversed by a signed entry."
      actions={
        <>
          <LinkButton to="/register/rules">Rules of the country</LinkButton>
          <Button component="a" variant="default" href="/api/register-key" download="register-key.json">
            Key for paper
          </Button>
        </>
      }
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
                  <td data-label="balance">{milligramsText(register.balanceUg)}</td>
                  <td data-label="entries">{register.entries}</td>
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
          <AmountField
            label="Strength of one"
            value={draft.strengthMg}
            onChange={(strengthMg) => setDraft({ ...draft, strengthMg })}
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
