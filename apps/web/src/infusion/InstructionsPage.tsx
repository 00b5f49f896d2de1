import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { fullName, instantText } from '../parts/format.ts';
import { LinkButton } from '../parts/LinkButton.tsx';
import { ErrorNotice, Loading } from '../parts/Notice.tsx';
import { Page } from '../parts/Page.tsx';
import { usePrintFooter } from '../parts/print-footer.ts';
import { useSession } from '../session.ts';
import { infusionQuery } from './api.ts';
import classes from './infusion.module.css';

/** Ours, in plain language; the rest until the day after is that of the esketamine label (FDA). */
const parts: readonly (readonly [string, readonly string[]])[] = [
  [
    'Today',
    [
      'Go home with an adult who stays with you this evening.',
      'Rest. Do not drive, ride a bicycle in traffic or use machines until tomorrow, after a night of sleep.',
      'Do not drink alcohol. Take no sleeping pills or calming pills unless we told you to.',
      'Sign nothing important and make no big decisions today.',
      'Drink and eat lightly at first. Feeling sick usually passes within hours.',
    ],
  ],
  [
    'The next days',
    [
      'Vivid or unpleasant dreams, poor sleep, or things looking or sounding strange may come for a day or two. They pass.',
      'Take your other medicines as written in your list.',
      'Write down your pain once a day. We will call or see you as planned.',
    ],
  ],
  [
    'Call us the same day if',
    [
      'strange perceptions come back or frighten you, or your mood falls',
      'passing urine hurts, is very frequent, or the urine is red',
      'your skin or eyes turn yellow, or it hurts under the right ribs',
      'you vomit and cannot keep down fluids',
    ],
  ],
  [
    'Call the emergency number at once if',
    [
      'you have chest pain, cannot breathe well, or have a very bad headache',
      'you cannot be woken properly, have a seizure, or are very confused',
      'you think of ending your life',
    ],
  ],
];

/** What the patient takes home on paper. */
export function InstructionsPage() {
  const { sessionId = '' } = useParams({ strict: false });
  const clinic = useSession().data?.clinic;
  const { data: infusion, error } = useQuery(infusionQuery(sessionId));
  usePrintFooter('Ketame: instructions for home.');
  return (
    <Page
      narrow
      title="After your ketamine treatment"
      lead={
        infusion === undefined
          ? undefined
          : `For ${fullName(infusion.patient)}, ${instantText(infusion.now, clinic?.timeZone)}. ${clinic?.name ?? ''}`
      }
      actions={
        <>
          <LinkButton to="/sessions/$sessionId" params={{ sessionId }} size="xs">
            The session
          </LinkButton>
          <Button size="xs" variant="default" onClick={() => window.print()}>
            Print
          </Button>
        </>
      }
    >
      {error !== null && <ErrorNotice title="The patient’s name cannot be shown" error={error} />}
      {infusion === undefined && error === null && <Loading what="Fetching the session" />}
      {parts.map(([title, lines]) => (
        <section key={title} className={classes.instructions}>
          <h2>{title}</h2>
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      ))}
      <p className={classes.byHand}>Telephone of the clinic, day and night: ______________________</p>
      <p className={classes.byHand}>
        Explained by: ______________________ Next contact: ______________________
      </p>
    </Page>
  );
}
