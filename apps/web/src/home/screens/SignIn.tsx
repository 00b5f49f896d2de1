import { type FormEvent, useState } from 'react';
import { ApiError, signIn, signOut } from '../../api.ts';
import { Field } from '../parts/Field.tsx';
import { useWords } from '../words/words.ts';

/** Signs in with the account that the clinic made. @param onDone the person is signed in, as a patient */
export function SignInForm({ onDone }: { readonly onDone: () => void }) {
  const words = useWords();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [asksForCode, setAsksForCode] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      const session = await signIn({ email, password, ...(code === '' ? {} : { code }) });
      if (session.account?.role === 'patient') return onDone();
      await signOut();
      setProblem(words.entrance.notPatient);
    } catch (error) {
      const status = error instanceof ApiError ? error.status : null;
      if (error instanceof ApiError && error.answer.code === 'code-needed') setAsksForCode(true);
      else if (status === 0) setProblem(words.entrance.away);
      else setProblem(status === 401 || status === 429 ? words.entrance.refused : words.entrance.unexpected);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={submit}>
      <Field
        label={words.entrance.email}
        type="email"
        autoComplete="username"
        required
        value={email}
        onChange={setEmail}
      />
      <Field
        label={words.entrance.password}
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={setPassword}
      />
      {asksForCode && (
        <Field
          label={words.entrance.code}
          inputMode="numeric"
          autoComplete="one-time-code"
          value={code}
          onChange={setCode}
        />
      )}
      <p className="problem" role="alert">
        {problem}
      </p>
      <button type="submit" className="button primary" disabled={isBusy}>
        {words.entrance.signIn}
      </button>
    </form>
  );
}
