import { checkedSyringe } from '@ketame/care';
import { Button } from '@mantine/core';
import { useSession } from '../session.ts';
import classes from './infusion.module.css';
import { RefusalNotice } from './RefusalNotice.tsx';
import { SyringeCheckForm } from './SyringeCheckForm.tsx';
import { useEntry } from './use-entry.ts';
import type { Charting } from './use-session.ts';
import { WhenField } from './WhenField.tsx';

/** A syringe on its way into the pump: two people check it, then it is armed or put in for the one before. */
export function SyringeStep({ charting }: { readonly charting: Charting }) {
  const account = useSession().data?.account;
  const { refusal, submit, when } = useEntry(charting);
  const { session } = charting;
  const syringe = nextSyringe(session);
  const checks = session.checks.filter(({ content }) => content.syringe === syringe);
  const isFirst = session.loaded === null;
  const isReady = checkedSyringe(session, syringe) !== null;
  return (
    <>
      <ol className={classes.checks}>
        {[0, 1].map((index) => {
          const done = checks[index];
          return (
            <li key={index}>
              {done === undefined ? (
                `${index === 0 ? 'First' : 'Second'} check of syringe ${syringe}: not yet`
              ) : (
                <>
                  <span aria-hidden="true">✓</span> Syringe {syringe} checked by {done.by.name}
                </>
              )}
            </li>
          );
        })}
      </ol>
      {isReady ? (
        <>
          <RefusalNotice refusal={refusal} />
          <WhenField {...when} />
          <Button size="md" onClick={() => submit({ kind: isFirst ? 'arm' : 'change-syringe', syringe })}>
            {isFirst ? 'Arm the session' : `Syringe ${syringe} is in the pump`}
          </Button>
        </>
      ) : (
        <SyringeCheckForm
          key={`${syringe} ${checks.length}`}
          charting={charting}
          syringe={syringe}
          ownDone={checks.some(({ by }) => by.id === account?.id)}
        />
      )}
    </>
  );
}

/** The number of the syringe that is being checked, or that is to be. */
function nextSyringe({ checks, loaded }: Charting['session']): number {
  const newest = Math.max(0, ...checks.map(({ content }) => content.syringe));
  return newest > (loaded?.syringe ?? 0) ? newest : newest + 1;
}
