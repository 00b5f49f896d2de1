import { readGs1 } from '@ketame/care';
import { NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { fieldOf, instantOf } from '../infusion/clinic-time.ts';
import form from '../parts/form.module.css';
import { useSession } from '../session.ts';
import { AmountField } from './AmountField.tsx';
import {
  DiscrepancySelect,
  errorOf,
  type FieldsProps,
  LotSelect,
  OtherBookSelect,
  PatientSelect,
  PrescriptionSelect,
  Source,
} from './EntrySelects.tsx';
import type { Draft } from './entry-draft.ts';
import { ScanField } from './ScanField.tsx';

type TextName = { [Name in keyof Draft]: Draft[Name] extends string ? Name : never }[keyof Draft];

/** The fields of one kind of entry. */
export function EntryFields(props: FieldsProps) {
  const { kind, draft, set, register, onProblem } = props;
  const text = (name: TextName, label: string, required = true) => (
    <TextInput
      label={label}
      value={draft[name]}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
      error={errorOf(props, name)}
      required={required}
      withAsterisk={false}
      {...(name === 'expiry' ? { type: 'date' } : {})}
    />
  );
  const amount = (label: string) => (
    <AmountField
      label={label}
      value={draft.amountMg}
      onChange={(amountMg) => set({ amountMg })}
      error={errorOf(props, 'amountMg')}
    />
  );
  switch (kind) {
    case 'receipt':
      return (
        <>
          <ScanField
            label="Code on the package"
            description="GS1 DataMatrix: fills product number, lot and expiry."
            error={errorOf(props, 'gtin')}
            onScan={(scanned) => {
              const { read, problem } = readGs1(scanned, new Date().toISOString().slice(0, 10));
              if (read === null) return onProblem({ field: 'gtin', problem });
              set({
                lot: read.lot ?? draft.lot,
                expiry: read.expiry ?? draft.expiry,
                gtin: read.gtin ?? draft.gtin,
              });
            }}
          />
          <div className={form.row}>
            {text('lot', 'Lot')}
            {text('expiry', 'Use until')}
            {text('gtin', 'Product number (GTIN)', false)}
            {amount('Amount')}
            {text('party', 'Supplier and delivery')}
          </div>
        </>
      );
    case 'preparation':
      return (
        <div className={form.row}>
          <LotSelect {...props} />
          {amount('One dose')}
          <NumberInput
            label="Packs"
            min={1}
            max={200}
            value={draft.packs}
            onChange={(value) => set({ packs: Number(value) })}
          />
        </div>
      );
    case 'dispensing':
      return (
        <>
          <div className={form.row}>
            <PatientSelect {...props} />
            <PrescriptionSelect {...props} />
          </div>
          <Source {...props} />
          <div className={form.row}>
            {text('party', 'Collected by')}
            {text('identityShown', 'Identity shown, or "not asked"')}
            {text('early', 'Reason, when it is an early refill: two people sign', false)}
          </div>
          <OnPaper {...props} />
        </>
      );
    case 'administration':
      return (
        <>
          <PatientSelect {...props} />
          <Source {...props} />
          <When {...props} label="When it was given, if not now" />
        </>
      );
    case 'return':
      return (
        <>
          <PatientSelect {...props} />
          <Source {...props} />
          {text('party', 'Brought back by')}
        </>
      );
    case 'destruction':
      return (
        <>
          <NativeSelect
            label="From"
            value={draft.from}
            data={[
              { value: 'returned', label: 'what came back' },
              { value: 'stock', label: 'the stock' },
              { value: 'prepared', label: 'prepared packs' },
            ]}
            onChange={(event) => set({ from: event.currentTarget.value })}
          />
          <Source {...props} />
          {text('reason', 'Reason')}
        </>
      );
    case 'transfer out':
      return (
        <div className={form.row}>
          <OtherBookSelect {...props} />
          <LotSelect {...props} />
          {amount('Amount')}
          {text('party', 'Carried by', false)}
        </div>
      );
    case 'adjustment':
      return (
        <>
          <p>
            It brings the book to what was counted, once the case has been looked into. The case itself is
            closed by two people on the page of the register.
          </p>
          <div className={form.row}>
            <DiscrepancySelect {...props} />
            <NativeSelect
              label="What was found"
              value={draft.found}
              data={['missing', 'too much']}
              onChange={(event) => set({ found: event.currentTarget.value })}
            />
            <LotSelect {...props} />
            {amount('Amount')}
          </div>
          {text('reason', 'Reason')}
        </>
      );
    case 'correction':
      return text('reason', 'Reason');
    case 'check':
      return (
        <>
          <p>
            Count what lies on the site, in stock and in packs, without looking at the balance. A count that
            differs opens a case with {register.openDiscrepancies === 0 ? 'a clock' : 'a clock of its own'}.
          </p>
          {amount('Counted')}
        </>
      );
  }
}

/** A supply that was made while the server was away. */
function OnPaper(props: FieldsProps) {
  const { draft, set } = props;
  return (
    <details open={draft.paper !== ''}>
      <summary>It was supplied on paper, while the register could not be reached</summary>
      <div className={form.form}>
        <Textarea
          label="Text of the authorisation, from the QR code on the sheet"
          description="It is taken once, for the amount and in the time that it says."
          value={draft.paper}
          onChange={(event) => set({ paper: event.currentTarget.value })}
          error={errorOf(props, 'paper')}
          autosize
          maxRows={4}
        />
        <When {...props} label="When it was supplied" />
      </div>
    </details>
  );
}

/** A time on the clock of the clinic; empty means now. */
function When({ label, ...props }: FieldsProps & { readonly label: string }) {
  const { draft, set } = props;
  const timeZone = useSession().data?.clinic.timeZone;
  return (
    <TextInput
      label={label}
      type="datetime-local"
      value={draft.occurredAt === '' ? '' : fieldOf(draft.occurredAt, timeZone)}
      onChange={(event) => set({ occurredAt: instantOf(event.currentTarget.value, timeZone) ?? '' })}
      error={errorOf(props, 'occurredAt')}
    />
  );
}
