import {
  type DayExposure,
  type DiaryState,
  type ExposureRange,
  expectedExposure,
  exposureBesideSymptoms,
  type HomeProgramme,
  heldOf,
  type SubstanceExposure,
} from '@ketame/care';
import type { StudioState } from '@ketame/contract';
import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { counted, numberText } from '../parts/format.ts';
import { Notice } from '../parts/Notice.tsx';
import { ScrollRegion } from '../parts/ScrollRegion.tsx';
import table from '../parts/table.module.css';
import { milligramsText } from '../register/words.ts';
import classes from './programme.module.css';
import { symptomsOf } from './words.ts';

interface ExposureProps {
  readonly programme: HomeProgramme;
  readonly firstDay: string;
  readonly diary: DiaryState;
  /** Null without a weight. */
  readonly patient: StudioState['patient'] | null;
}

/** What this patient is expected to have in the blood, beside the findings; computed when it is asked for. */
export function Exposure({ patient, ...props }: ExposureProps) {
  const [isAsked, setIsAsked] = useState(false);
  if (patient === null) {
    return (
      <p className={classes.soft}>No expected exposure: the record holds no weight, and none is assumed.</p>
    );
  }
  if (isAsked) return <Computed {...props} patient={patient} />;
  return (
    <Button size="xs" variant="default" onClick={() => setIsAsked(true)}>
      Show the exposure expected of this patient
    </Button>
  );
}

function Computed({
  programme,
  firstDay,
  diary,
  patient,
}: ExposureProps & { readonly patient: StudioState['patient'] }) {
  const { drug, route, doseUg, maxDosesPerDay, minHoursBetween, window } = programme;
  const exposure = useMemo(
    () =>
      expectedExposure(
        {
          drug,
          route,
          doseUg: doseUg.value,
          hours: hoursOf(window.fromHour, minHoursBetween.value, maxDosesPerDay.value),
        },
        patient,
      ),
    [drug, route, doseUg, maxDosesPerDay, minHoursBetween, window, patient],
  );
  const told = heldOf(diary, 'day').map(({ statement }) => statement);
  const days = told.map(({ date }) => date);
  const symptoms = told.flatMap((day) => symptomsOf(day).map((text) => ({ on: day.date, text })));
  if (exposure.refused !== null) {
    return (
      <Notice kind="caution" title="No expected exposure">
        {exposure.refused.map(({ code, message }) => (
          <p key={code}>{message}</p>
        ))}
      </Notice>
    );
  }
  return (
    <>
      <p>
        {milligramsText(doseUg.value)} {route} at most {maxDosesPerDay.value} times a day, ng/mL. The range in
        brackets; a dash where no spread is published.
      </p>
      <ScrollRegion label="Expected exposure">
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">In the blood</th>
              <th scope="col">First day: peak, mean</th>
              <th scope="col">Steady: peak, mean</th>
              <th scope="col">Accumulates</th>
              <th scope="col">What the range is</th>
            </tr>
          </thead>
          <tbody>
            <Row name="Ketamine" of={exposure.ketamine} />
            <Row name="Norketamine" of={exposure.norketamine} />
          </tbody>
        </table>
      </ScrollRegion>
      {exposureBesideSymptoms([{ from: firstDay, to: null, exposure }], symptoms, days).map((beside) => (
        <p key={beside.period.from}>
          Beside it, on {counted(beside.days, 'day')} of the diary:{' '}
          {beside.symptoms.map(({ text, days: told }) => `${text} (${told})`).join(', ') || 'no symptom'}. It
          shows no cause.
        </p>
      ))}
      <ul className={classes.soft}>
        {exposure.models.map(({ name, title, limits }) => (
          <li key={name}>
            {title}. {limits.join(' ')}
          </li>
        ))}
        {exposure.notes.map(({ code, message, source }) => (
          <li key={code}>
            {message} ({source})
          </li>
        ))}
      </ul>
    </>
  );
}

function Row({ name, of }: { readonly name: string; readonly of: SubstanceExposure }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{dayText(of.firstDay)}</td>
      <td>{dayText(of.steadyDay)}</td>
      <td className={table.number}>{numberText(of.accumulation, 2)} times</td>
      <td className={table.soft}>{of.basis}</td>
    </tr>
  );
}

const dayText = ({ peak, mean }: DayExposure): string => `${rangeText(peak)}, ${rangeText(mean)}`;

const rangeText = ({ low, typical, high }: ExposureRange): string =>
  `${numberText(typical)} (${low === null || high === null ? '–' : `${numberText(low)} to ${numberText(high)}`})`;

/** As early in the window as the programme lets doses follow each other. */
const hoursOf = (fromHour: number, between: number, doses: number): number[] =>
  Array.from({ length: doses }, (_, index) => fromHour + index * between).filter((hour) => hour < 24);
