import { type TitrationChoice, titrationAdvice } from '@ketame/care';
import { predictCurves } from '@ketame/ketamine';
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useMemo, useState } from 'react';
import form from '../parts/form.module.css';
import { numberOrNull } from '../parts/form.ts';
import { numberText } from '../parts/format.ts';
import classes from './infusion.module.css';
import { RefusalNotice } from './RefusalNotice.tsx';
import { useEntry } from './use-entry.ts';
import type { Charting } from './use-session.ts';
import { WhenField } from './WhenField.tsx';

/** How often the predictions are made anew, ms. */
const everyMs = 30_000;

/** What may be done with the rate, what each choice is predicted to do in an hour, and the rate as the pump now shows it. */
export function RateStep({ charting }: { readonly charting: Charting }) {
  const { session, alerts, due, now } = charting;
  const { refusal, submit, when } = useEntry(charting);
  const [chosen, setChosen] = useState<TitrationChoice | null>(null);
  const [rate, setRate] = useState('');
  const [reason, setReason] = useState('');
  const instant = new Date(Math.floor(Date.parse(now) / everyMs) * everyMs).toISOString();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the models are asked when something has changed, and twice a minute.
  const advice = useMemo(
    () => titrationAdvice(session, alerts, due, now, predictCurves),
    [session, alerts, instant],
  );
  const { concentrationMgPerMl = 0 } = session.loaded ?? {};
  const choose = (choice: TitrationChoice) => {
    setChosen(choice);
    setRate(String(Number(choice.rateMgPerH.toPrecision(4))));
    setReason(`${choice.choice}: ${advice.inputs.slice(1, 3).join(', ')}`);
  };
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const rateMgPerH = numberOrNull(rate) ?? Number.NaN;
    const rateMlPerH = Number((rateMgPerH / concentrationMgPerMl).toFixed(3));
    if (await submit({ kind: 'rate', rateMgPerH, rateMlPerH, reason })) setChosen(null);
  };
  const mgPerH = numberOrNull(rate);
  return (
    <>
      <p className={classes.partTitle}>Titration · what each choice does in an hour</p>
      <ul className={classes.choices}>
        {advice.choices
          .filter(({ choice }) => choice !== 'stop')
          .map((choice) => (
            <ChoiceLine
              key={choice.choice}
              choice={choice}
              why={advice.why}
              source={advice.source}
              onChoose={choice.choice === 'step up' || choice.choice === 'step down' ? choose : null}
            />
          ))}
      </ul>
      <p className={classes.small}>
        Rests on: {advice.inputs.join(', ')}. {advice.notPredicted.join(' ')} Source: {advice.source}.
      </p>
      {chosen === null ? (
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => choose({ ...anyRate, rateMgPerH: session.setMgPerH })}
        >
          Enter another rate
        </Button>
      ) : (
        <form className={form.form} onSubmit={onSubmit}>
          <div className={form.row}>
            <TextInput
              label="The pump now shows, mg/h"
              inputMode="decimal"
              value={rate}
              onChange={(event) => setRate(event.currentTarget.value)}
              description={
                mgPerH === null || Number.isNaN(mgPerH)
                  ? undefined
                  : `${numberText(mgPerH / concentrationMgPerMl)} mL/h of ${concentrationMgPerMl} mg/mL`
              }
              data-autofocus
            />
            <TextInput
              label="Reason"
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          </div>
          <RefusalNotice refusal={refusal} />
          <WhenField {...when} />
          <div className={form.buttons}>
            <Button type="submit">Enter the rate</Button>
            <Button variant="default" onClick={() => setChosen(null)}>
              Leave it
            </Button>
          </div>
        </form>
      )}
    </>
  );
}

const anyRate: TitrationChoice = {
  choice: 'hold',
  rateMgPerH: 0,
  notOffered: [],
  advised: false,
  predicted: null,
};

const names: Readonly<Record<TitrationChoice['choice'], (mgPerH: string) => string>> = {
  'step up': (rate) => `Step up to ${rate}`,
  hold: (rate) => `Hold at ${rate}`,
  'step down': (rate) => `Step down to ${rate}`,
  stop: () => 'Stop',
  treat: () => 'Hold, and treat what troubles',
};

function ChoiceLine({
  choice,
  why,
  source,
  onChoose,
}: {
  readonly choice: TitrationChoice;
  readonly why: string;
  readonly source: string;
  readonly onChoose: ((choice: TitrationChoice) => void) | null;
}) {
  const { predicted, notOffered, advised } = choice;
  const name = names[choice.choice](`${numberText(choice.rateMgPerH)} mg/h`);
  const isOffered = notOffered.length === 0;
  return (
    <li className={advised ? `${classes.choice} ${classes.advised}` : classes.choice}>
      <div className={classes.choiceHead}>
        {onChoose !== null && isOffered ? (
          <button type="button" className={classes.choiceName} onClick={() => onChoose(choice)}>
            {name}
          </button>
        ) : (
          <span className={classes.choiceName}>{name}</span>
        )}
        {predicted !== null && isOffered && (
          <span>
            drug high {numberText(predicted.drugHigh, 2)}, relief {percent(predicted.acuteRelief.typical)} (
            {percent(predicted.acuteRelief.low)}–{percent(predicted.acuteRelief.high)}) %,{' '}
            {numberText(predicted.effectSiteNgPerMl)} ng/mL
          </span>
        )}
      </div>
      {advised && (
        <p className={classes.small}>
          <strong>Advised.</strong> {why} ({source})
        </p>
      )}
      {!isOffered && <p className={classes.small}>Not offered: {notOffered.join('; ')}.</p>}
    </li>
  );
}

const percent = (share: number): string => String(Math.round(share * 100));
