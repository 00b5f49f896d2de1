import { printedPackCode, readGs1, readPackCode } from '@ketame/care';
import type { Register } from '@ketame/contract';
import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { listPatients } from '../api.ts';
import form from '../parts/form.module.css';
import { dateText } from '../parts/format.ts';
import { prescriptionsQuery } from './api.ts';
import type { Draft } from './entry-draft.ts';
import type { EnterableKind } from './roles.ts';
import { ScanField } from './ScanField.tsx';
import { milligramsText, productText } from './words.ts';

interface FieldsProps {
  readonly kind: EnterableKind;
  readonly register: Register;
  readonly draft: Draft;
  readonly set: (change: Partial<Draft>) => void;
  readonly onProblem: (problem: string) => void;
}

type TextName = { [Name in keyof Draft]: Draft[Name] extends string ? Name : never }[keyof Draft];

/** The fields of one kind of entry. */
export function EntryFields(props: FieldsProps) {
  const { kind, draft, set, register, onProblem } = props;
  const text = (name: TextName, label: string, required = true) => (
    <TextInput
      label={label}
      value={draft[name]}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
      required={required}
      withAsterisk={false}
      {...(name === 'expiry' ? { type: 'date' } : {})}
      {...(name === 'amountMg' ? { inputMode: 'decimal' } : {})}
    />
  );
  switch (kind) {
    case 'receipt':
      return (
        <>
          <ScanField
            label="Code on the package"
            description="GS1 DataMatrix: fills product number, lot and expiry."
            onScan={(scanned) => {
              const { read, problem } = readGs1(scanned, new Date().toISOString().slice(0, 10));
              if (read === null) return onProblem(problem);
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
            {text('amountMg', 'Amount, mg of base')}
            {text('party', 'Supplier and delivery')}
          </div>
        </>
      );
    case 'preparation':
      return (
        <div className={form.row}>
          <LotSelect {...props} />
          {text('amountMg', 'One dose, mg of base')}
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
    case 'correction':
      return text('reason', 'Reason');
    case 'check':
      return (
        <>
          <p>
            Count what lies on the site, in stock and in packs, without looking at the balance. A count that
            differs opens a case with {register.openDiscrepancies === 0 ? 'a clock' : 'a clock of its own'}.
          </p>
          {text('amountMg', 'Counted, mg of base')}
        </>
      );
  }
}

/** Packs by their codes, or an amount of a lot. */
function Source(props: FieldsProps) {
  const { draft, set, onProblem } = props;
  return (
    <>
      <ScanField
        label="Code of a pack"
        description="Scan each pack; or leave it empty and take an amount of a lot."
        onScan={(scanned) => {
          const code = readPackCode(scanned);
          if (code === null)
            return onProblem(`"${scanned}" is no code of a pack: a character is wrong or missing.`);
          set({ codes: [...new Set([...draft.codes, code])] });
        }}
      />
      {draft.codes.length > 0 ? (
        <ul aria-label="Packs that were scanned">
          {draft.codes.map((code) => (
            <li key={code}>{printedPackCode(code)}</li>
          ))}
        </ul>
      ) : (
        <div className={form.row}>
          <LotSelect {...props} />
          <TextInput
            label="Amount, mg of base"
            inputMode="decimal"
            value={draft.amountMg}
            onChange={(event) => set({ amountMg: event.currentTarget.value })}
          />
        </div>
      )}
    </>
  );
}

function LotSelect({ register, draft, set }: FieldsProps) {
  return (
    <NativeSelect
      label="Lot"
      value={draft.lotId}
      data={[
        { value: '', label: 'choose' },
        ...register.lots.map((lot) => ({
          value: lot.id,
          label: `${lot.lot}, until ${dateText(lot.expiry)}, ${milligramsText(lot.stockUg)}`,
        })),
      ]}
      onChange={(event) => set({ lotId: event.currentTarget.value })}
    />
  );
}

function PatientSelect({ draft, set }: FieldsProps) {
  const { data: patients = [] } = useQuery({ queryKey: ['patients'], queryFn: listPatients });
  return (
    <NativeSelect
      label="Patient"
      value={draft.patientId}
      data={[
        { value: '', label: 'choose' },
        ...patients.map(({ id, identity }) => ({
          value: id,
          label: `${identity.familyName}, ${identity.givenName}, born ${dateText(identity.birthDate)}`,
        })),
      ]}
      onChange={(event) => set({ patientId: event.currentTarget.value, prescriptionId: '' })}
    />
  );
}

function PrescriptionSelect({ register, draft, set }: FieldsProps) {
  const { data: prescriptions = [] } = useQuery(prescriptionsQuery(draft.patientId));
  const fitting = prescriptions.filter(
    (one) => one.cancelled === null && productText(one) === productText(register),
  );
  return (
    <NativeSelect
      label="Prescription"
      value={draft.prescriptionId}
      data={[
        { value: '', label: fitting.length === 0 ? 'none for this product' : 'choose' },
        ...fitting.map((one) => ({
          value: one.id,
          label: `${one.doses} doses of ${milligramsText(one.doseUg)}, until ${dateText(one.validUntil)}, ${milligramsText(one.prescribedUg - one.suppliedUg)} left`,
        })),
      ]}
      onChange={(event) => set({ prescriptionId: event.currentTarget.value })}
    />
  );
}
