import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import form from '../parts/form.module.css';
import { LinkButton } from '../parts/LinkButton.tsx';
import { CheckInForm } from './CheckInForm.tsx';
import { Contained } from './Contained.tsx';
import { DischargeStep } from './DischargeStep.tsx';
import classes from './infusion.module.css';
import { RateStep } from './RateStep.tsx';
import { RefusalNotice } from './RefusalNotice.tsx';
import { SyringeStep } from './SyringeStep.tsx';
import { useEntry } from './use-entry.ts';
import type { Charting } from './use-session.ts';
import { WhenField } from './WhenField.tsx';

/** What comes next, as one clear step. */
export function NextStep({ charting }: { readonly charting: Charting }) {
  const { session, infusion } = charting;
  switch (session.state) {
    case 'planned':
      return (
        <Step title="Check the patient in">
          <CheckInForm charting={charting} />
        </Step>
      );
    case 'checked in':
      return (
        <Step title="Two people check the syringe">
          {session.plan.limits === null && (
            <RefusalNotice
              refusal={{
                code: 'limits-not-confirmed',
                reason: 'The limits of the alerts had not been confirmed when this session was planned.',
                whatToDo: 'Have a physician confirm them (Board, Limits), then plan the session anew.',
              }}
            />
          )}
          <SyringeStep charting={charting} />
        </Step>
      );
    case 'armed':
      return (
        <Step title="Start the infusion">
          <p className={classes.plain}>Start the pump, then enter it here.</p>
          <Steps charting={charting} steps={[['start', 'The infusion runs']]} />
        </Step>
      );
    case 'infusing':
      return (
        <Step title="While the infusion runs">
          <Contained what="Titration">
            <RateStep charting={charting} />
          </Contained>
          <FurtherSteps charting={charting} />
        </Step>
      );
    case 'paused':
      return (
        <Step title="Paused: the pump stands">
          <Steps
            charting={charting}
            steps={
              session.heldFrom === 'infusing'
                ? [
                    ['resume', 'The infusion runs again'],
                    ['end', 'End the infusion'],
                  ]
                : [['resume', `Go on: ${session.heldFrom}`]]
            }
          />
        </Step>
      );
    case 'discharged':
      return (
        <Step title="The session is over">
          <RecordLink id={infusion.id} />
        </Step>
      );
    case 'aborted':
      return session.startedAt === null ? (
        <Step title="The session was given up">
          <p className={classes.plain}>No drug was given. Plan another session when the patient is ready.</p>
          <RecordLink id={infusion.id} />
        </Step>
      ) : (
        <Step title="Aborted: observe, then discharge">
          <DischargeStep charting={charting} />
        </Step>
      );
    case 'recovering':
      return (
        <Step title="Observe, then discharge">
          <DischargeStep charting={charting} />
        </Step>
      );
  }
}

function Step({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={classes.step} aria-label="What comes next">
      <h2 className={classes.stepTitle}>{title}</h2>
      {children}
    </section>
  );
}

const RecordLink = ({ id }: { readonly id: string }) => (
  <LinkButton to="/sessions/$sessionId/record" params={{ sessionId: id }}>
    Record of the session
  </LinkButton>
);

type PlainStep = 'start' | 'resume' | 'end' | 'wean';

function Steps({
  charting,
  steps,
  secondary = false,
}: {
  readonly charting: Charting;
  readonly steps: readonly (readonly [PlainStep, string])[];
  readonly secondary?: boolean;
}) {
  const { refusal, submit, when } = useEntry(charting);
  return (
    <>
      <RefusalNotice refusal={refusal} />
      <div className={form.buttons}>
        {steps.map(([kind, words], index) => (
          <Button
            key={kind}
            size={secondary ? 'sm' : 'md'}
            variant={index === 0 && !secondary ? 'filled' : 'default'}
            onClick={() => submit({ kind })}
          >
            {words}
          </Button>
        ))}
        <WhenField {...when} />
      </div>
    </>
  );
}

/** The next syringe, weaning and the end, beside the rate. */
function FurtherSteps({ charting }: { readonly charting: Charting }) {
  const [isChanging, setIsChanging] = useState(false);
  const { plan, weaningSince } = charting.session;
  return (
    <div className={classes.further}>
      <Steps
        charting={charting}
        secondary
        steps={[
          ...(plan.weaning.length > 0 && weaningSince === null ? ([['wean', 'Begin weaning']] as const) : []),
          ['end', 'End the infusion'],
        ]}
      />
      <Button
        variant="default"
        size="sm"
        aria-expanded={isChanging}
        onClick={() => setIsChanging(!isChanging)}
      >
        Next syringe
      </Button>
      {isChanging && <SyringeStep charting={charting} />}
    </div>
  );
}
