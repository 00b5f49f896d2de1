import type { Patient, People, Regimen } from '@ketame/ketamine';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { numberText } from '../../parts/format.ts';
import { Notice } from '../../parts/Notice.tsx';
import { type Asked, noProgramme, requestOf } from './asked.ts';
import type { Choice } from './FrontPlot.tsx';
import { FrontResult } from './FrontResult.tsx';
import { SearchFields } from './SearchFields.tsx';
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
    mostMgPerH: null,
    mostMgPerKgPerH: null,
    peakNgPerMl: null,
    drugHighPercent: null,
    lastCourseDaysAgo: null,
    leastDaysBetween: null,
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
  return (
    <section className={classes.card} aria-label="Regimen search">
      <SearchFields asked={asked} onAsked={set} people={people} />
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
        <FrontResult
          front={front}
          chosen={chosen}
          onChoose={(choice) => {
            setChosen(choice);
            onDraw(choice.regimen);
          }}
        />
      )}
    </section>
  );
}
