import type { Outcome, Verdict } from '@ketame/care';
import type { SelectionDetail } from '@ketame/contract';
import { laterStatements } from '@ketame/evidence';
import { counted } from '../parts/format.ts';
import { OutcomeMark } from './OutcomeMark.tsx';
import classes from './selection.module.css';
import { verdictWords } from './words.ts';

const styles: Readonly<Record<Verdict, string | undefined>> = {
  eligible: classes.met,
  'eligible with conditions': classes.conditions,
  incomplete: classes.missing,
  'not eligible': classes.notMet,
};
const marks: Readonly<Record<Verdict, Outcome>> = {
  eligible: 'met',
  'eligible with conditions': 'met with conditions',
  incomplete: 'missing',
  'not eligible': 'not met',
};

const stances = {
  against: 'advises against',
  'on conditions': 'on conditions',
  'weak evidence': 'weak evidence',
  silent: 'does not speak of this pain',
} as const;

/** The answer first, then the reasons: what refuses, what is missing, what must be done; then what guidance says. */
export function VerdictPanel({ result }: { readonly result: SelectionDetail['result'] }) {
  const of = (outcome: Outcome) => result.criteria.filter((one) => one.outcome === outcome);
  return (
    <section aria-label="Verdict" className={`${classes.verdict} ${styles[result.verdict]}`}>
      <h2 className={classes.answer} aria-live="polite">
        <OutcomeMark outcome={marks[result.verdict]} words={verdictWords[result.verdict]} />
      </h2>
      <Reasons title="What refuses" rows={of('not met')} />
      <Reasons title="What is missing" rows={of('missing')} />
      {result.conditions.length > 0 && (
        <details className={classes.reasons} open={result.verdict === 'eligible with conditions'}>
          <summary>{counted(result.conditions.length, 'condition')} to fulfil</summary>
          <ul>
            {result.conditions.map((condition) => (
              <li key={condition}>{condition}</li>
            ))}
          </ul>
        </details>
      )}
      {result.guidance.length > 0 && (
        <div className={classes.guidance}>
          <h3>What guidance says of this pain</h3>
          <ol>
            {result.guidance.map((voice, index) => (
              <li key={voice.id}>
                <strong>
                  {voice.title} {voice.year}: {stances[voice.stance]}.
                </strong>{' '}
                {voice.text}
                {index === 0 && ' (speaks first in this clinic)'}
              </li>
            ))}
            {laterStatements
              .filter(({ id }) => id === 'cochrane-2025')
              .map((statement) => (
                <li key={statement.id}>
                  <strong>
                    Later than all of them: {statement.source}, {statement.year}.
                  </strong>{' '}
                  {statement.text}
                </li>
              ))}
          </ol>
        </div>
      )}
    </section>
  );
}

function Reasons({
  title,
  rows,
}: {
  readonly title: string;
  readonly rows: SelectionDetail['result']['criteria'];
}) {
  if (rows.length === 0) return null;
  return (
    <details className={classes.reasons} open={rows.length <= 6}>
      <summary>
        {title}: {rows.length}
      </summary>
      <ul>
        {rows.map(({ criterion, reason }) => (
          <li key={criterion.id}>
            <a href={`#criterion-${criterion.id}`}>{criterion.title}</a>: {reason}
          </li>
        ))}
      </ul>
    </details>
  );
}
