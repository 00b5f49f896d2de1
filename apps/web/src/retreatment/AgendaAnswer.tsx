import type { RetreatmentAgenda } from '@ketame/care';
import { dateText } from '../parts/format.ts';
import { Notice } from '../parts/Notice.tsx';
import table from '../parts/table.module.css';
import { withDates } from './dates.ts';

const titles = {
  'not again': 'No further course',
  'not now': 'Not now',
  'not yet': 'Not yet',
  'something is missing': 'Something is missing',
  'can be weighed': 'The next course can be weighed',
} as const satisfies Record<RetreatmentAgenda['answer'], string>;

/** Whether the next course can be thought of, in one sentence, and what stops it. */
export function AgendaAnswer({ agenda }: { readonly agenda: RetreatmentAgenda }) {
  const { answer, text, findings } = agenda;
  const isStopped = answer === 'not again' || answer === 'not now';
  return (
    <Notice
      kind={isStopped ? 'caution' : answer === 'can be weighed' ? 'done' : 'information'}
      title={`${titles[answer]}. The physician decides.`}
    >
      <p>{withDates(text)}</p>
      {findings.length > 0 && (
        <ul>
          {findings.map(({ rule, reason, until }) => (
            <li key={rule.id}>
              <strong>{rule.system}</strong>: {withDates(reason)} {rule.whatToDo}
              {until !== null && ` Until ${dateText(until)} at least.`}{' '}
              <span className={table.soft}>
                {rule.source} ({rule.status})
              </span>
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
