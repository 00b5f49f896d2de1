import type { AmountAs, Patient, People, Regimen } from '@ketame/ketamine';
import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { numberText } from '../../parts/format.ts';
import { Notice } from '../../parts/Notice.tsx';
import { NumberField } from '../editor/NumberField.tsx';
import { type Asked, noProgramme, programmesByMouth, requestOf } from './asked.ts';
import { type Choice, FrontPlot } from './FrontPlot.tsx';
import { Reasons } from './Reasons.tsx';
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

/** Regimens searched for this patient: the front between days of relief and harm, to be clicked through. */
export default function SearchCard({ patient, regimen, people, onDraw }: SearchCardProps) {
  const [asked, setAsked] = useState<Asked>({
    drugs: regimen.drug,
    amountAs: regimen.amountAs,
    concentration: 1,
    routes: 'by vein',
    capsuleMg: 10,
    programme: noProgramme.value,
    hoursPerDay: 24,
    weekends: false,
    mostTotalMg: null,
    infusionDay: null,
    doseDay: null,
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
  const byMouth = asked.routes === 'by mouth too';
  const weight = (label: string, name: 'infusionDay' | 'doseDay' | 'dayWithDrugHigh' | 'per100Mg') => (
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
        <NativeSelect
          size="xs"
          label="Routes"
          data={['by vein', 'by mouth too']}
          value={asked.routes}
          onChange={(event) => set({ routes: event.currentTarget.value as Asked['routes'] })}
        />
        {byMouth && (
          <>
            <NumberField
              label="A capsule has"
              unit="mg"
              value={asked.capsuleMg}
              min={1}
              max={200}
              onValue={(capsuleMg) => set({ capsuleMg })}
            />
            <NativeSelect
              size="xs"
              label="At home under"
              data={[noProgramme, ...programmesByMouth.map(({ id, title }) => ({ value: id, label: title }))]}
              value={asked.programme}
              onChange={(event) => set({ programme: event.currentTarget.value })}
            />
          </>
        )}
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
        {byMouth && weight('Day with doses by mouth', 'doseDay')}
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
          <Told title="What it cannot know" sentences={front.limits} />
          <Told title="Routes that were not searched" sentences={front.unsearched} />
          <Told title="Trials that bound the search" sentences={front.bounding} />
          <Told title="Trials that bound nothing, and why" sentences={front.unbounding} />
          {front.notes.length > 0 && (
            <ul className={classes.list}>
              {front.notes.map(({ message, source }) => (
                <li key={message}>
                  {message} ({source})
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </section>
  );
}

/** Sentences of a front behind their title. */
function Told({ title, sentences }: { readonly title: string; readonly sentences: readonly string[] }) {
  return (
    <details>
      <summary className={classes.words}>{title}</summary>
      <ul className={classes.list}>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </details>
  );
}
