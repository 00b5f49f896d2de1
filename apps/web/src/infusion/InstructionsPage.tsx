import { homeInstructionsOf, sessionOf } from '@ketame/care';
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

/** What the patient takes home on paper. */
export function InstructionsPage() {
  const { sessionId = '' } = useParams({ strict: false });
  const clinic = useSession().data?.clinic;
  const { data: infusion, error } = useQuery(infusionQuery(sessionId));
  const parts =
    infusion === undefined ? [] : homeInstructionsOf(sessionOf(infusion.events).plan.discharge).parts;
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
      {error !== null && <ErrorNotice title="The instructions cannot be shown" error={error} />}
      {infusion === undefined && error === null && <Loading what="Fetching the session" />}
      {parts.map(({ title, lines }) => (
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
