import {
  type AmountAs,
  type Drug,
  type Patient,
  type People,
  type Regimen,
  type SearchRequest,
  usualDurationsH,
  usualEveryDays,
  weekdays,
} from '@ketame/ketamine';
import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { numberText } from '../../parts/format.ts';
import { Notice } from '../../parts/Notice.tsx';
import { NumberField } from '../editor/NumberField.tsx';
import { type Choice, FrontPlot } from './FrontPlot.tsx';
import classes from './search.module.css';
import { useSearch } from './use-search.ts';

interface SearchCardProps {
  readonly patient: Patient;
  /** Whose drug and salt or base the search begins with. */
  readonly regimen: Regimen;
  /** Draws from what was measured in this patient; null where nothing was. */
  readonly people: People | null;
  /** Draws a proposal beside the regimens that stand. */
  readonly onDraw: (regimen: Regimen) => void;
}

/** What the person sets; the weights have no value that would be right for somebody else, and begin as a question. */
interface Asked {
  readonly drugs: 'S-ketamine' | 'racemic ketamine' | 'both';
  readonly amountAs: AmountAs;
  readonly concentration: number;
  readonly hoursPerDay: number;
  readonly weekends: boolean;
  readonly mostTotalMg: number | null;
  readonly infusionDay: number | null;
  readonly dayWithDrugHigh: number | null;
  readonly per100Mg: number | null;
  readonly relief: '0.3' | '0.5';
  readonly research: boolean;
  readonly inThisPatient: boolean;
}

/** Any will do; the same one keeps the front still while only limits change. */
const SEED = 2011;
const PEOPLE = 200;

function requestOf(asked: Asked, patient: Patient): SearchRequest | null {
  const { infusionDay, dayWithDrugHigh, per100Mg, mostTotalMg, hoursPerDay } = asked;
  if (infusionDay === null || dayWithDrugHigh === null || per100Mg === null) return null;
  const drugs: readonly Drug[] = asked.drugs === 'both' ? ['S-ketamine', 'racemic ketamine'] : [asked.drugs];
  return {
    patient,
    space: {
      drugs,
      amountAs: asked.amountAs,
      pump: { concentrationMgPerMl: asked.concentration, stepMlPerH: 1, mostMlPerH: 200 },
      durationsH: usualDurationsH,
      everyDays: usualEveryDays,
      mostInfusions: 14,
    },
    constraints: {
      ...(mostTotalMg === null ? {} : { mostTotalMg }),
      clinic: {
        hoursPerDay,
        openOn: asked.weekends ? weekdays : weekdays.slice(0, 5),
        begins: 'Monday',
      },
      lastCourse: null,
    },
    weights: { infusionDay, dayWithDrugHigh, per100Mg },
    relief: Number(asked.relief),
    drugHighShare: 0.5,
    mode: asked.research ? 'research' : 'published',
    people: PEOPLE,
    seed: SEED,
  };
}

/** Regimens searched for this patient: the front between days of relief and harm, to be clicked through. */
export default function SearchCard({ patient, regimen, people, onDraw }: SearchCardProps) {
  const [asked, setAsked] = useState<Asked>({
    drugs: regimen.drug,
    amountAs: regimen.amountAs,
    concentration: 1,
    hoursPerDay: 24,
    weekends: false,
    mostTotalMg: null,
    infusionDay: null,
    dayWithDrugHigh: null,
    per100Mg: null,
    relief: '0.3',
    research: false,
    inThisPatient: true,
  });
  const [chosen, setChosen] = useState<Choice | null>(null);
  const { front, running, problem, begin, stop } = useSearch();
  const set = (change: Partial<Asked>) => setAsked({ ...asked, ...change });
  const request = requestOf(asked, patient);
  const weight = (label: string, name: 'infusionDay' | 'dayWithDrugHigh' | 'per100Mg') => (
    <NumberField
      label={label}
      unit="days"
      value={asked[name]}
      min={0}
      max={100}
      onEmpty={() => set({ [name]: null })}
      onValue={(value) => set({ [name]: value })}
    />
  );
  return (
    <section className={classes.card} aria-label="Regimen search">
      <div className={classes.fields}>
        <NativeSelect
          size="xs"
          label="Drug"
          data={['S-ketamine', 'racemic ketamine', 'both']}
          value={asked.drugs}
          onChange={(event) => set({ drugs: event.currentTarget.value as Asked['drugs'] })}
        />
        <NativeSelect
          size="xs"
          label="mg of the"
          data={['base', 'hydrochloride']}
          value={asked.amountAs}
          onChange={(event) => set({ amountAs: event.currentTarget.value as AmountAs })}
        />
        <NumberField
          label="Concentration"
          unit="mg/mL"
          value={asked.concentration}
          min={0.1}
          max={100}
          onValue={(concentration) => set({ concentration })}
        />
        <NumberField
          label="At the clinic"
          unit="h a day"
          value={asked.hoursPerDay}
          min={0.5}
          max={24}
          onValue={(hoursPerDay) => set({ hoursPerDay })}
        />
        <NumberField
          label="At most in all"
          unit="mg"
          value={asked.mostTotalMg}
          min={1}
          max={10_000}
          onEmpty={() => set({ mostTotalMg: null })}
          onValue={(mostTotalMg) => set({ mostTotalMg })}
        />
        <NativeSelect
          size="xs"
          label="Relief that counts"
          data={[
            { value: '0.3', label: '30 %' },
            { value: '0.5', label: '50 %' },
          ]}
          value={asked.relief}
          onChange={(event) => set({ relief: event.currentTarget.value as Asked['relief'] })}
        />
      </div>
      <Checkbox
        size="xs"
        label="Open at week-ends"
        checked={asked.weekends}
        onChange={(event) => set({ weekends: event.currentTarget.checked })}
      />
      <p className={classes.words}>
        How many days of relief would the patient give for not having one more of each? (0 if it does not
        matter)
      </p>
      <div className={classes.fields}>
        {weight('Day with an infusion', 'infusionDay')}
        {weight('Day with a drug high', 'dayWithDrugHigh')}
        {weight('100 mg of ketamine', 'per100Mg')}
      </div>
      <Checkbox
        size="xs"
        label="Research: beyond what published trials gave (no plan takes it)"
        checked={asked.research}
        onChange={(event) => set({ research: event.currentTarget.checked })}
      />
      {people !== null && (
        <Checkbox
          size="xs"
          label="By what was measured in this patient, in place of virtual patients"
          checked={asked.inThisPatient}
          onChange={(event) => set({ inThisPatient: event.currentTarget.checked })}
        />
      )}
      <div className={classes.buttons}>
        <Button
          size="xs"
          disabled={request === null}
          onClick={() => {
            setChosen(null);
            if (request !== null) begin({ request, people: asked.inThisPatient ? people : null });
          }}
        >
          Search
        </Button>
        {running && (
          <Button size="xs" variant="default" onClick={stop}>
            Stop
          </Button>
        )}
        {front !== null && (
          <span className={`${classes.words} ${classes.soft}`} role="status">
            {running ? `${front.tried} of ${front.of} patterns tried` : `${front.tried} of ${front.of} tried`}
            ; {numberText(front.candidates)} regimens
          </span>
        )}
      </div>
      {problem !== null && <Notice kind="caution" title={problem} />}
      {front !== null && front.tried > 0 && (
        <>
          <FrontPlot
            front={front}
            chosen={chosen}
            onChoose={(choice) => {
              setChosen(choice);
              onDraw(choice.regimen);
            }}
          />
          <p className={`${classes.words} ${classes.soft}`}>
            Circles: proposals. Squares: published. No treatment: 0 days, harm 0. In {front.people}, in a
            responder.
          </p>
          {chosen !== null && <Reasons choice={chosen} />}
          <details>
            <summary className={classes.words}>What it cannot know</summary>
            <ul className={classes.list}>
              {front.limits.map((limit) => (
                <li key={limit}>{limit}</li>
              ))}
            </ul>
          </details>
        </>
      )}
    </section>
  );
}

/** Why a proposal is one; of a published regimen its numbers. */
function Reasons({ choice }: { readonly choice: Choice }) {
  const { days, regimen, extrapolates } = choice;
  const whole = (value: number) => numberText(Math.round(value));
  return (
    <div aria-live="polite">
      <p className={classes.words}>
        <strong>{regimen.name}</strong>
        {regimen.research === true && ' (research: no plan takes it)'}. {whole(days.expected)} days of relief,
        in 9 of 10 people {whole(days.low)} to {whole(days.high)}.
      </p>
      {'explanation' in choice && (
        <p className={classes.words}>
          {choice.explanation} Better on balance in {whole(100 * choice.chanceBetter)} % of people.
          {choice.winsOnlyAtPoint && ' Better in the typical person only: not sure in 9 of 10.'}
        </p>
      )}
      {extrapolates.length > 0 && (
        <ul className={classes.list}>
          {extrapolates.map((reason) => (
            <li key={reason}>Extrapolates. {reason}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
