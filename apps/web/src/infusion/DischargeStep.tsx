import { alertItem, dischargeItems } from '@ketame/care';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import form from '../parts/form.module.css';
import { ErrorNotice } from '../parts/Notice.tsx';
import { SignDialog } from '../parts/SignDialog.tsx';
import { useSession } from '../session.ts';
import { fieldOf, instantOf } from './clinic-time.ts';
import classes from './infusion.module.css';
import { RefusalNotice } from './RefusalNotice.tsx';
import { useEntry } from './use-entry.ts';
import type { Charting } from './use-session.ts';
import { WhenField } from './WhenField.tsx';

/** Criteria of the protocols that have a field of their own. */
const ownFields = ['escort', 'instructions'];

/** The gate item by item: what is met, what is not and why, what a person confirms; or a physician's signed override. */
export function DischargeStep({ charting }: { readonly charting: Charting }) {
  const { session, infusion, now, timeZone } = charting;
  const account = useSession().data?.account;
  const { at, refusal, setRefusal, submit, when } = useEntry(charting);
  const [confirmed, setConfirmed] = useState<readonly string[]>([]);
  const [readyAt, setReadyAt] = useState(() => fieldOf(now, timeZone));
  const [override, setOverride] = useState('');
  const [isSigning, setIsSigning] = useState(false);
  const [failed, setFailed] = useState<unknown>(null);
  const word = {
    confirmed: confirmed.filter((id) => !ownFields.includes(id)),
    escortPresent: confirmed.includes('escort'),
    instructionsGiven: confirmed.includes('instructions'),
  };
  const items = [...dischargeItems(session, session.entries, at ?? now, word), alertItem(charting.alerts)];
  const unmet = items.filter(({ met }) => !met);
  const askable = new Set(
    session.plan.discharge.criteria.filter(({ limit }) => limit === undefined).map(({ id }) => id),
  );
  const content = (reason: string | null) => ({
    kind: 'discharge' as const,
    ...word,
    readyAt: instantOf(readyAt, timeZone) ?? now,
    override: reason,
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    submit(content(null));
  };
  const beginOverride = () => {
    const refused = charting.wouldRefuse(content(override), at, account?.role !== 'physician');
    setRefusal(refused);
    setIsSigning(refused === null);
  };
  const signed = async (proof: string) => {
    setIsSigning(false);
    try {
      setRefusal(await charting.enterSigned(content(override), at, proof));
    } catch (error) {
      setFailed(error);
    }
  };
  return (
    <form className={form.form} onSubmit={onSubmit}>
      <ul className={classes.gate} aria-label="What must be true before the patient leaves">
        {items.map(({ id, text, met, found, source }) => (
          <li key={id} className={met ? classes.met : classes.unmet}>
            <span className={classes.mark} aria-hidden="true">
              {met ? '✓' : '○'}
            </span>
            <div>
              {askable.has(id) ? (
                <Checkbox
                  label={text}
                  checked={confirmed.includes(id)}
                  onChange={(event) =>
                    setConfirmed(
                      event.currentTarget.checked
                        ? [...confirmed, id]
                        : confirmed.filter((one) => one !== id),
                    )
                  }
                />
              ) : (
                text
              )}
              <p className={classes.small} title={source}>
                {met ? 'Met' : 'Not met'}: {found}
              </p>
            </div>
          </li>
        ))}
      </ul>
      <Link to="/sessions/$sessionId/instructions" params={{ sessionId: infusion.id }}>
        Instructions for home, to print
      </Link>
      <TextInput
        label="Would have been ready without the least observation"
        type="datetime-local"
        value={readyAt}
        onChange={(event) => setReadyAt(event.currentTarget.value)}
      />
      <RefusalNotice refusal={refusal} />
      {failed !== null && <ErrorNotice title="The override was not signed" error={failed} />}
      <WhenField {...when} />
      <Button type="submit" size="md">
        Discharge
      </Button>
      {unmet.length > 0 && (
        <div className={classes.override}>
          <TextInput
            label="A physician decides otherwise, because"
            value={override}
            onChange={(event) => setOverride(event.currentTarget.value)}
          />
          <Button variant="default" onClick={beginOverride} disabled={override.trim().length < 3}>
            Discharge all the same, signed by a physician
          </Button>
        </div>
      )}
      {isSigning && (
        <SignDialog
          opened
          title="Discharge before all criteria are met"
          who={account?.role === 'physician' ? 'own' : 'second'}
          onProof={({ proof }) => signed(proof)}
          onClose={() => setIsSigning(false)}
        >
          <p>Not met: {unmet.map(({ text }) => text).join(' ')}</p>
          <p>Reason: {override}</p>
        </SignDialog>
      )}
    </form>
  );
}
