import { type MisuseScore, proposedEnding, type ToxicityWatch } from '@ketame/care';
import { Verdict } from '../follow-up/Verdict.tsx';
import { dateText, instantText } from '../parts/format.ts';
import { Notice } from '../parts/Notice.tsx';
import { restsOn } from '../selection/words.ts';
import { useSession } from '../session.ts';
import classes from './programme.module.css';

interface ToxicityProps {
  readonly watch: ToxicityWatch;
  readonly misuse: MisuseScore | null;
}

/** What tests, diary and ultrasound say of harm by the drug, and how treatment would be ended if that is decided. */
export function Toxicity({ watch, misuse }: ToxicityProps) {
  const timeZone = useSession().data?.clinic.timeZone;
  const ending = proposedEnding(watch, misuse);
  return (
    <>
      {ending !== null && (
        <Notice kind="caution" title={`To think of: ${ending.plan.title}`}>
          <p>{ending.reasons.join(' ')}</p>
          <ol>
            {ending.plan.whatToDo.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <p className={classes.soft}>
            Physician and patient decide. {ending.plan.source} ({restsOn[ending.plan.status]})
          </p>
        </Notice>
      )}
      <ul className={classes.plain}>
        {watch.findings.map(({ rule, reason, inputs }) => (
          <li key={rule.id} className={classes.item}>
            <p>
              <strong>{rule.title}</strong>{' '}
              <span className={classes.soft}>
                {rule.system}, look {rule.urgency === 'none' ? 'at the next contact' : rule.urgency}
              </span>
            </p>
            <p>{reason}</p>
            <p>{rule.whatToDo}</p>
            <details>
              <summary>From what, by which source, and what would change it</summary>
              <ul>
                {inputs.map(({ text, at }) => (
                  <li key={`${text} ${at}`}>
                    {text}, {at.includes('T') ? instantText(at, timeZone) : dateText(at)}
                  </li>
                ))}
              </ul>
              <p>What would change it: {rule.change}</p>
              <p className={classes.soft}>
                {rule.source} ({restsOn[rule.status]}); rule {rule.id}, version {rule.version}
              </p>
            </details>
          </li>
        ))}
      </ul>
      <Verdict verdict={watch.verdict} />
    </>
  );
}
