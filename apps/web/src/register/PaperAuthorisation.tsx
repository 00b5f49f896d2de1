import type { Prescription } from '@ketame/contract';
import { Button, NumberInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import form from '../parts/form.module.css';
import { type FieldErrors, fieldsOf } from '../parts/form.ts';
import { ErrorNotice, Notice } from '../parts/Notice.tsx';
import { AmountField } from './AmountField.tsx';
import { authoriseOnPaper } from './api.ts';
import { microgramsOf } from './words.ts';

/** Authorises one supply of a prescription on paper, for when the server is away; the sheet is printed at once. */
export function PaperAuthorisation({ prescription }: { readonly prescription: Prescription }) {
  const supplyUg = prescription.doseUg * prescription.doses;
  const [amountMg, setAmountMg] = useState(String(supplyUg / 1000));
  const [hours, setHours] = useState<number | string>(24);
  const [wrong, setWrong] = useState<FieldErrors>({});
  // One id for one sheet, however often it is sent.
  const [id, setId] = useState(() => crypto.randomUUID());
  const authorising = useMutation({
    mutationFn: (amountUg: number) =>
      authoriseOnPaper(prescription.id, { id, amountUg, hours: Number(hours) }),
    onSuccess: () => setId(crypto.randomUUID()),
    onError: (error) => setWrong(fieldsOf(error)),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const amountUg = microgramsOf(amountMg);
    if (amountUg === null || amountUg % prescription.doseUg !== 0) {
      return setWrong({ amountUg: 'Give a whole number of doses, in mg.' });
    }
    setWrong({});
    authorising.mutate(amountUg);
  };
  return (
    <form className={form.form} onSubmit={submit} noValidate>
      <p>
        For one supply while the server cannot be reached. The sheet is verified without it, by the key of the
        clinic; afterwards the supply is entered with the text on the sheet, once.
      </p>
      <div className={form.row}>
        <AmountField label="Amount" value={amountMg} onChange={setAmountMg} error={wrong.amountUg} />
        <NumberInput
          label="Good for, hours (72 at most)"
          min={1}
          max={72}
          allowDecimal={false}
          value={hours}
          onChange={setHours}
          error={wrong.hours}
        />
      </div>
      {authorising.isError && <ErrorNotice title="Not authorised" error={authorising.error} />}
      {authorising.isSuccess && (
        <Notice kind="done" title="Authorised: print the sheet now">
          <p>
            <a
              href={`/api/paper-authorisations/${authorising.data.id}/sheet`}
              download={`authorisation-${authorising.data.id}.pdf`}
            >
              Sheet as PDF
            </a>
          </p>
        </Notice>
      )}
      <div className={form.buttons}>
        <Button type="submit" size="xs" loading={authorising.isPending}>
          Authorise on paper
        </Button>
      </div>
    </form>
  );
}
