import { useState } from 'react';
import { type Old, oldOf } from '../correction.ts';
import { Screen } from '../parts/Screen.tsx';
import { useDiary } from '../use-book.ts';
import { useWords } from '../words/words.ts';
import { Pressure, Substances } from './Before.tsx';
import { Check } from './Check.tsx';
import { Day } from './Day.tsx';
import { Dose, NotTaken } from './Dose.tsx';
import { Entries } from './Entries.tsx';
import { Gone } from './Gone.tsx';
import { Week } from './Week.tsx';

/** The form in which an own entry was made, filled in with what it says. */
export function Correct({ id }: { readonly id: string }) {
  const entry = useDiary().entries.find((one) => one.id === id);
  // As it was when the form was opened: what another device has corrected since is not replaced unseen.
  const [old] = useState(() => (entry === undefined ? null : oldOf(entry)));
  return old === null ? <Entries /> : <Form old={old} />;
}

function Form({ old }: { readonly old: Old }) {
  const words = useWords();
  const { statement, ...rest } = old;
  switch (statement.kind) {
    case 'dose':
      return <Dose old={{ ...rest, statement }} />;
    case 'not-taken':
      return <NotTaken old={{ ...rest, statement }} />;
    case 'gone':
      return <Gone old={{ ...rest, statement }} />;
    case 'blood-pressure':
      return (
        <Screen title={words.before.title} old={old}>
          <Pressure isMet={false} old={{ ...rest, statement }} />
        </Screen>
      );
    case 'substances':
      return (
        <Screen title={words.before.title} old={old}>
          <Substances isMet={false} old={{ ...rest, statement }} />
        </Screen>
      );
    case 'after-dose':
      return <Check doseId={statement.doseId} minute={statement.minute} old={{ ...rest, statement }} />;
    case 'day':
      return <Day old={{ ...rest, statement }} />;
    case 'week':
      return <Week old={{ ...rest, statement }} />;
  }
}
