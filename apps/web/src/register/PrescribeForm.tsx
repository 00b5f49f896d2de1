import { latestValidUntil, prescribedUg, prescriptionProblem, registerProfile } from '@ketame/care';
import { type NewPrescription, newPrescriptionSchema, type Register } from '@ketame/contract';
import { Button, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { fieldOf } from '../infusion/clinic-time.ts';
import form from '../parts/form.module.css';
import { check, type FieldErrors, fieldsOf } from '../parts/form.ts';
import { dateText } from '../parts/format.ts';
import { Empty, ErrorNotice, Loading } from '../parts/Notice.tsx';
import { SignDialog } from '../parts/SignDialog.tsx';
import { useSession } from '../session.ts';
import { AmountField } from './AmountField.tsx';
import { prescribe, prescriptionsQuery, profileQuery, programmeQuery, registersQuery } from './api.ts';
import classes from './register.module.css';
import { microgramsOf, milligramsText, productText } from './words.ts';

interface PrescribeFormProps {
  readonly patientId: string;
  readonly onDone: () => void;
}

/** Writes a prescription of a product that the clinic has a book of, and signs it. */
export function PrescribeForm({ patientId, onDone }: PrescribeFormProps) {
  const registers = useQuery(registersQuery);
  const profile = useQuery(profileQuery);
  const programme = useQuery(programmeQuery(patientId));
  const error = registers.error ?? profile.error ?? programme.error;
  if (error !== null) return <ErrorNotice title="This cannot be prescribed now" error={error} />;
  if (registers.data === undefined || profile.data === undefined || programme.data === undefined)
    return <Loading what="Fetching products" />;
  // One product at several sites is prescribed once.
  const products = [...new Map(registers.data.map((one) => [productText(one), one])).values()];
  if (products.length === 0) {
    return (
      <Empty title="There is no product yet">
        <p>A pharmacist opens a book for it in the register first.</p>
      </Empty>
    );
  }
  return (
    <ProductForm
      patientId={patientId}
      onDone={onDone}
      products={products}
      profileId={profile.data.profile}
      programmeDrug={programme.data?.status === 'ended' ? null : (programme.data?.drug ?? null)}
    />
  );
}

type ProductFormProps = PrescribeFormProps & {
  readonly products: readonly Register[];
  readonly profileId: Parameters<typeof registerProfile>[0];
  /** Null where the patient is in no programme. */
  readonly programmeDrug: NewPrescription['drug'] | null;
};

function ProductForm({ patientId, onDone, products, profileId, programmeDrug }: ProductFormProps) {
  const queries = useQueryClient();
  const zone = useSession().data?.clinic.timeZone;
  const profile = registerProfile(profileId);
  const [today] = useState(() => fieldOf(new Date().toISOString(), zone).slice(0, 10));
  // One id for one prescription: sent again after a failure of the network, it is written once.
  const [id] = useState(() => crypto.randomUUID());
  const [draft, setDraft] = useState(() => ({
    product: products.length === 1 ? (products[0]?.id ?? '') : '',
    doseMg: '',
    doses: 0,
    intervalHours: 24,
    refills: 0,
    validFrom: today,
    validUntil: latestValidUntil(today, profile),
    instructions: '',
  }));
  const [wrong, setWrong] = useState<FieldErrors>({});
  const [ready, setReady] = useState<Omit<NewPrescription, 'proof'> | null>(null);
  const prescribing = useMutation({
    mutationFn: (json: NewPrescription) => prescribe(patientId, json),
    onSuccess: (list) => {
      queries.setQueryData(prescriptionsQuery(patientId).queryKey, list);
      onDone();
    },
    onError: (error) => setWrong(fieldsOf(error)),
  });
  const set = (change: Partial<typeof draft>) => {
    setWrong({});
    setDraft({ ...draft, ...change });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    prescribing.reset();
    const { product, doseMg, ...rest } = draft;
    const { drug, form: productForm, strengthUg } = products.find((one) => one.id === product) ?? {};
    if (drug === undefined) return setWrong({ drug: 'Choose the product.' });
    if (programmeDrug !== null && drug !== programmeDrug) {
      return setWrong({
        drug: `The patient's programme is of ${programmeDrug}: a dose of ${drug} is not the same.`,
      });
    }
    const doseUg = microgramsOf(doseMg);
    if (doseUg === null || doseUg === 0) {
      return setWrong({ doseUg: 'Give one dose in mg, with at most three decimals.' });
    }
    const checked = check(newPrescriptionSchema.omit({ proof: true }), {
      ...rest,
      id,
      drug,
      form: productForm,
      strengthUg,
      doseUg,
    });
    if (checked.value === null) return setWrong(checked.wrong);
    const problem = prescriptionProblem(checked.value, profile);
    if (problem === null) return setReady(checked.value);
    const isOfRefills = draft.refills > profile.prescription.value.refills;
    setWrong({ [isOfRefills ? 'refills' : 'validUntil']: problem });
  };
  const number = (name: 'doses' | 'intervalHours' | 'refills', label: string) => (
    <NumberInput
      label={label}
      value={draft[name] === 0 && name === 'doses' ? '' : draft[name]}
      min={name === 'refills' ? 0 : 1}
      allowDecimal={false}
      onChange={(value) => set({ [name]: Number(value) })}
      error={wrong[name]}
    />
  );
  const day = (name: 'validFrom' | 'validUntil', label: string) => (
    <TextInput
      label={label}
      type="date"
      value={draft[name]}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
      error={wrong[name]}
    />
  );
  return (
    <form className={`${form.form} ${classes.prescribe}`} onSubmit={submit} noValidate>
      <NativeSelect
        label="Product"
        value={draft.product}
        data={[
          { value: '', label: 'choose' },
          ...products.map((one) => ({ value: one.id, label: productText(one) })),
        ]}
        onChange={(event) => set({ product: event.currentTarget.value })}
        error={wrong.drug}
      />
      <div className={form.row}>
        <AmountField
          label="One dose"
          value={draft.doseMg}
          onChange={(doseMg) => set({ doseMg })}
          error={wrong.doseUg}
        />
        {number('doses', 'Doses in a supply')}
        {number('intervalHours', 'At least, h between')}
        {number('refills', 'Refills')}
        {day('validFrom', 'Valid from')}
        {day('validUntil', 'Valid until')}
      </div>
      <Textarea
        label="Instructions for the patient"
        value={draft.instructions}
        onChange={(event) => set({ instructions: event.currentTarget.value })}
        error={wrong.instructions}
        autosize
      />
      {prescribing.isError && <ErrorNotice title="Not prescribed" error={prescribing.error} />}
      <div className={form.buttons}>
        <Button type="submit" loading={prescribing.isPending}>
          Sign the prescription
        </Button>
        <Button variant="default" onClick={onDone}>
          Do not prescribe
        </Button>
      </div>
      {ready !== null && (
        <SignDialog
          opened
          title="Sign the prescription"
          who="own"
          onProof={({ proof }) => {
            setReady(null);
            prescribing.mutate({ ...ready, proof });
          }}
          onClose={() => setReady(null)}
        >
          <p>
            {productText(ready)}: {ready.doses} doses of {milligramsText(ready.doseUg)}, at least{' '}
            {ready.intervalHours} h apart, {ready.refills} refills, {milligramsText(prescribedUg(ready))} in
            all, valid from {dateText(ready.validFrom)} to {dateText(ready.validUntil)}.
          </p>
          <p>{ready.instructions}</p>
        </SignDialog>
      )}
    </form>
  );
}
