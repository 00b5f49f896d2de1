import { printedPackCode, readPackCode } from '@ketame/care';
import { Button, NativeSelect } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import form from '../parts/form.module.css';
import { ErrorNotice } from '../parts/Notice.tsx';
import { AmountField } from '../register/AmountField.tsx';
import { ScanField } from '../register/ScanField.tsx';
import { microgramsOf } from '../register/words.ts';
import { addCount, useHomeChange } from './api.ts';

/** What is in the patient's hand: packs are read one by one, doses without packs counted; by visit or by video. */
export function CountForm({
  patientId,
  onDone,
}: {
  readonly patientId: string;
  readonly onDone: () => void;
}) {
  // One id for one count, however often it is sent.
  const [id] = useState(() => crypto.randomUUID());
  const [by, setBy] = useState<'visit' | 'video'>('visit');
  const [inHandMg, setInHandMg] = useState('');
  const [packs, setPacks] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<{ readonly scan?: string; readonly amount?: string }>({});
  const counting = useHomeChange(
    (inHandUg: number) =>
      addCount(patientId, { id, at: new Date().toISOString(), by, inHandUg, packs: [...packs] }),
    onDone,
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const inHandUg = inHandMg.trim() === '0' ? 0 : microgramsOf(inHandMg);
    if (inHandUg === null) return setProblem({ amount: 'Give what is in hand, in mg; 0 for nothing.' });
    setProblem({});
    counting.mutate(inHandUg);
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <ScanField
        label="Code of a pack in hand"
        description="Scan or read out each pack that is still closed."
        error={problem.scan}
        onScan={(scanned) => {
          const code = readPackCode(scanned);
          if (code === null) {
            return setProblem({
              scan: `"${scanned}" is no code of a pack: a character is wrong or missing.`,
            });
          }
          setProblem({});
          setPacks([...new Set([...packs, code])]);
        }}
      />
      {packs.length > 0 && (
        <ul aria-label="Packs that were read">
          {packs.map((code) => (
            <li key={code}>{printedPackCode(code)}</li>
          ))}
        </ul>
      )}
      <div className={form.row}>
        <AmountField
          label="In hand, all together"
          value={inHandMg}
          onChange={setInHandMg}
          error={problem.amount}
        />
        <NativeSelect
          label="How it was counted"
          value={by}
          data={['visit', 'video']}
          onChange={(event) => setBy(event.currentTarget.value === 'visit' ? 'visit' : 'video')}
        />
      </div>
      {counting.isError && <ErrorNotice title="Not entered" error={counting.error} />}
      <div className={form.buttons}>
        <Button type="submit" size="xs" loading={counting.isPending}>
          Enter the count
        </Button>
        <Button size="xs" variant="default" onClick={onDone}>
          Not now
        </Button>
      </div>
    </form>
  );
}
