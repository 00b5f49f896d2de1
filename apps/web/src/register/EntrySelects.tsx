import { printedPackCode, readPackCode } from '@ketame/care';
import type { NewRegisterEntry, Register } from '@ketame/contract';
import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import form from '../parts/form.module.css';
import { dateText } from '../parts/format.ts';
import { listPatients } from '../patients/api.ts';
import { AmountField } from './AmountField.tsx';
import { discrepanciesQuery, prescriptionsQuery, registersQuery } from './api.ts';
import type { Draft, DraftProblem } from './entry-draft.ts';
import { ScanField } from './ScanField.tsx';
import { differenceText, milligramsText, productText } from './words.ts';

export interface FieldsProps {
  readonly kind: NewRegisterEntry['kind'];
  readonly register: Register;
  readonly draft: Draft;
  readonly set: (change: Partial<Draft>) => void;
  readonly problem: DraftProblem | null;
  readonly onProblem: (problem: DraftProblem) => void;
}

/** What is wrong with a field, for Mantine: nothing is undefined. */
export const errorOf = ({ problem }: FieldsProps, field: keyof Draft): string | undefined =>
  problem?.field === field ? problem.problem : undefined;

/** Packs by their codes, or an amount of a lot. */
export function Source(props: FieldsProps) {
  const { draft, set, onProblem } = props;
  return (
    <>
      <ScanField
        label="Code of a pack"
        description="Scan each pack; or leave it empty and take an amount of a lot."
        error={errorOf(props, 'codes')}
        onScan={(scanned) => {
          const code = readPackCode(scanned);
          if (code === null) {
            const problem = `"${scanned}" is no code of a pack: a character is wrong or missing.`;
            return onProblem({ field: 'codes', problem });
          }
          set({ codes: [...new Set([...draft.codes, code])] });
        }}
      />
      {draft.codes.length > 0 ? (
        <ul aria-label="Packs that were scanned">
          {draft.codes.map((code) => (
            <li key={code}>
              {printedPackCode(code)}{' '}
              <Button
                size="compact-xs"
                variant="default"
                aria-label={`Leave out ${printedPackCode(code)}`}
                onClick={() => set({ codes: draft.codes.filter((one) => one !== code) })}
              >
                Leave out
              </Button>
            </li>
          ))}
        </ul>
      ) : (
        <div className={form.row}>
          <LotSelect {...props} />
          <AmountField
            label="Amount"
            value={draft.amountMg}
            onChange={(amountMg) => set({ amountMg })}
            error={errorOf(props, 'amountMg')}
          />
        </div>
      )}
    </>
  );
}

export function LotSelect(props: FieldsProps) {
  const { register, draft, set } = props;
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
      error={errorOf(props, 'lotId')}
    />
  );
}

export function PatientSelect(props: FieldsProps) {
  const { draft, set } = props;
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
      error={errorOf(props, 'patientId')}
    />
  );
}

export function PrescriptionSelect(props: FieldsProps) {
  const { register, draft, set } = props;
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
      error={errorOf(props, 'prescriptionId')}
    />
  );
}

/** Books of the same product at other sites. */
export function OtherBookSelect(props: FieldsProps) {
  const { register, draft, set } = props;
  const { data: registers = [] } = useQuery(registersQuery);
  const others = registers.filter(
    (one) => one.id !== register.id && productText(one) === productText(register),
  );
  return (
    <NativeSelect
      label="Book of the other site"
      value={draft.toRegisterId}
      data={[
        { value: '', label: others.length === 0 ? 'no other site has this product' : 'choose' },
        ...others.map(({ id, site }) => ({ value: id, label: site })),
      ]}
      onChange={(event) => set({ toRegisterId: event.currentTarget.value })}
      error={errorOf(props, 'toRegisterId')}
    />
  );
}

/** Counts of this book that differed and are not closed. */
export function DiscrepancySelect(props: FieldsProps) {
  const { register, draft, set } = props;
  const { data: all = [] } = useQuery(discrepanciesQuery);
  const open = all.filter((one) => one.registerId === register.id && one.closedAt === null);
  return (
    <NativeSelect
      label="The count that differed"
      value={draft.discrepancyId}
      data={[
        { value: '', label: open.length === 0 ? 'none is open' : 'choose' },
        ...open.map((one) => ({
          value: one.id,
          label: `entry ${one.check}: ${differenceText(one.differenceUg)}`,
        })),
      ]}
      onChange={(event) => {
        const chosen = open.find(({ id }) => id === event.currentTarget.value);
        set({
          discrepancyId: event.currentTarget.value,
          ...(chosen === undefined
            ? {}
            : {
                found: chosen.differenceUg < 0 ? 'missing' : 'too much',
                amountMg: String(Math.abs(chosen.differenceUg) / 1000),
              }),
        });
      }}
      error={errorOf(props, 'discrepancyId')}
    />
  );
}
