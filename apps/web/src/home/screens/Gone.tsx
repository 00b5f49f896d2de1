import { type goneReasons, readPackCode } from '@ketame/care';
import { useState } from 'react';
import { microgramsOf } from '../../register/words.ts';
import type { OldOf } from '../correction.ts';
import { Choices } from '../parts/choices.tsx';
import { EnteringFailed } from '../parts/Entering.tsx';
import { Field } from '../parts/Field.tsx';
import { Screen } from '../parts/Screen.tsx';
import { useEntering, usePage } from '../use-book.ts';
import { useWords } from '../words/words.ts';

/** A pack, or an amount without one, that will never be taken or returned. */
export function Gone({ old }: { readonly old?: OldOf<'gone'> }) {
  const words = useWords();
  const { plan } = usePage();
  const { state, enter, back } = useEntering(old);
  const [how, setHow] = useState<(typeof goneReasons)[number] | null>(old?.statement.how ?? null);
  const [code, setCode] = useState(old?.statement.packCode ?? '');
  const [amount, setAmount] = useState(old === undefined ? '' : String(old.statement.amountUg / 1000));
  const [isTried, setTried] = useState(false);
  const packCode = code.trim() === '' ? null : readPackCode(code);
  const amountUg =
    plan?.home.packs.find((pack) => pack.code === packCode)?.doseUg ?? microgramsOf(amount) ?? 0;
  const isCodeWrong = code.trim() !== '' && packCode === null;
  const save = async () => {
    setTried(true);
    if (how === null || isCodeWrong || amountUg <= 0) return;
    if (await enter({ kind: 'gone', how, packCode, amountUg })) location.hash = back;
  };
  return (
    <Screen title={words.dose.goneTitle} back="#/" old={old}>
      <Choices legend={words.dose.goneHow} options={words.dose.gone} value={how} onChange={setHow} />
      <Field
        label={words.dose.code}
        help={words.dose.codeHelp}
        autoComplete="off"
        value={code}
        onChange={setCode}
        problem={isTried && isCodeWrong ? words.dose.codeWrong : null}
      />
      <Field
        label={words.dose.amount}
        inputMode="decimal"
        autoComplete="off"
        value={amount}
        onChange={setAmount}
        problem={isTried && amountUg <= 0 ? words.dose.amountWrong : null}
      />
      <EnteringFailed state={state} />
      <button
        type="button"
        className="button primary"
        disabled={how === null || state === 'saving'}
        onClick={save}
      >
        {words.app.save}
      </button>
    </Screen>
  );
}
