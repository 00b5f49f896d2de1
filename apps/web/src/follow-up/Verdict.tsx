import type { CareOutcome, CareVerdict } from '@ketame/care';
import { dateText, instantText } from '../parts/format.ts';
import { useSession } from '../session.ts';
import classes from './follow-up.module.css';
import { outcomeWords } from './words.ts';

const signs: Readonly<Record<CareOutcome | 'clear', string>> = {
  clear: '✓',
  watch: 'i',
  hold: '!',
  stop: '✕',
  'stop for good': '✕',
};
const tones: Readonly<Record<CareOutcome | 'clear', string | undefined>> = {
  clear: classes.clear,
  watch: classes.watch,
  hold: classes.hold,
  stop: classes.stop,
  'stop for good': classes.stop,
};

/** An outcome in a word, with its sign. */
export function OutcomeWord({ outcome }: { readonly outcome: CareOutcome | 'clear' }) {
  return (
    <span className={`${classes.outcome} ${tones[outcome]}`}>
      <span aria-hidden="true">{signs[outcome]}</span> {outcomeWords[outcome]}
    </span>
  );
}

/** The answer first, then each rule that holds: why, from what, what to do, and what would change it. */
export function Verdict({ verdict }: { readonly verdict: CareVerdict }) {
  const timeZone = useSession().data?.clinic.timeZone;
  return (
    <div className={classes.verdict}>
      <p className={classes.answer}>
        <OutcomeWord outcome={verdict.outcome} />
      </p>
      <ul className={classes.findings}>
        {verdict.findings.map(({ rule, reason, inputs, until, nextTestOn }) => (
          <li key={rule.id}>
            <h3 className={classes.findingTitle}>
              {rule.title} <OutcomeWord outcome={rule.outcome} />
            </h3>
            <p>{reason}</p>
            <p>
              <strong>{rule.whatToDo}</strong>
              {until !== null && ` No further course before ${dateText(until)}.`}
              {nextTestOn !== null && ` Next test by ${dateText(nextTestOn)}.`}
            </p>
            <details>
              <summary>From what, by which source, and what would change it</summary>
              <ul>
                {inputs.map(({ text, at }) => (
                  <li key={`${text} ${at}`}>
                    {text}, {instantText(at, timeZone)}
                  </li>
                ))}
              </ul>
              <p>What would change it: {rule.change}</p>
              <p className={classes.soft}>
                {rule.source} ({rule.status}); rule {rule.id}, version {rule.version}
              </p>
            </details>
          </li>
        ))}
      </ul>
      {verdict.notKnown.length > 0 && (
        <ul className={classes.notKnown} aria-label="Not known">
          {verdict.notKnown.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
