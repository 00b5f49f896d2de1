import type { StudioState } from '@ketame/contract';
import { Button } from '@mantine/core';
import { lazy, memo, Suspense, useState } from 'react';
import type { PatientInStudio } from '../navigation.ts';
import { patientWriters, useAllowed } from '../session.ts';
import { fragmentOf } from './state/link.ts';
import classes from './studio.module.css';

/** Only a physician who came from a patient needs it. */
const SavePlan = lazy(() => import('./plan/SavePlan.tsx'));

interface ActionsProps {
  readonly state: StudioState;
  readonly forPatient: PatientInStudio | null;
  readonly onPrint: () => void;
}

/** What can be done with what is drawn: save it for the patient, print it, hand it on as a link. */
export const Actions = memo(function Actions({ state, forPatient, onPrint }: ActionsProps) {
  const mayWrite = useAllowed(patientWriters);
  return (
    <div className={classes.actions}>
      {forPatient !== null && mayWrite && (
        <Suspense>
          <SavePlan state={state} forPatient={forPatient} />
        </Suspense>
      )}
      <Button size="xs" variant="default" onClick={onPrint}>
        Print
      </Button>
      <CopyLink state={state} />
    </div>
  );
});

function CopyLink({ state }: { readonly state: StudioState }) {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null);
  const copy = async () => {
    // Nothing of the address but the page itself: who the patient is travels in no link.
    const link = `${location.origin}/studio${fragmentOf(state)}`;
    try {
      await navigator.clipboard.writeText(link);
      setOutcome('copied');
    } catch {
      setOutcome('refused');
    }
  };
  return (
    <>
      <Button size="xs" variant="default" onClick={copy}>
        Copy link
      </Button>
      <span role="status" className={classes.outcome}>
        {outcome === 'copied' && 'Copied. It holds the regimens and weight, age, sex; no identity.'}
        {outcome === 'refused' &&
          'The browser does not allow copying here. The address line holds the same link once something has been changed.'}
      </span>
    </>
  );
}
