import {
  type HomeProgramme,
  homeAlertRules,
  homeStopRules,
  type ProtocolNumber,
  requirementAreas,
} from '@ketame/care';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { numberText, unitText } from '../parts/format.ts';
import { LinkButton } from '../parts/LinkButton.tsx';
import { ErrorNotice, Loading } from '../parts/Notice.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { ScrollRegion } from '../parts/ScrollRegion.tsx';
import table from '../parts/table.module.css';
import { milligramsText } from '../register/words.ts';
import { restsOn } from '../selection/words.ts';
import { useAllowed } from '../session.ts';
import { homeProgrammesQuery } from './api.ts';
import { CopyProgramme } from './CopyProgramme.tsx';
import classes from './programme.module.css';
import { homeDeciders } from './roles.ts';
import { areaWords, contactWords, diaryWords, doseText } from './words.ts';

/** One programme for home, to be read: every number with its source, every hazard with its four answers. */
export function ProgrammePage() {
  const { programmeId } = useParams({ from: '/reading/home-programme/programmes/$programmeId' });
  const { data, error, refetch } = useQuery(homeProgrammesQuery);
  const mayCopy = useAllowed(homeDeciders);
  const [isCopying, setIsCopying] = useState(false);
  const programme = data?.programmes.find(({ id }) => id === programmeId);
  if (programme === undefined) {
    return (
      <Page title="Programme for home" narrow>
        {error !== null && (
          <ErrorNotice title="The programme cannot be shown" error={error} retry={refetch} />
        )}
        {error === null && data === undefined && <Loading what="Fetching the programme" />}
        {data !== undefined && <p>There is no such programme.</p>}
        <LinkButton to="/home-programme/programmes">All programmes</LinkButton>
      </Page>
    );
  }
  return (
    <Page
      title={programme.title}
      lead={programme.summary}
      actions={
        <>
          <LinkButton to="/home-programme/programmes">All programmes</LinkButton>
          {mayCopy && !isCopying && <Button onClick={() => setIsCopying(true)}>Copy and change</Button>}
        </>
      }
      narrow
    >
      <p className={table.soft}>
        {doseText(programme)}. Version {programme.version}.
      </p>
      {isCopying && (
        <Section title="A programme of this clinic">
          <CopyProgramme original={programme} onDone={() => setIsCopying(false)} />
        </Section>
      )}
      <Numbers programme={programme} />
      <Hazards programme={programme} />
      <Section title="Requirements">
        {requirementAreas.map((area) => (
          <div key={area}>
            <h3 className={classes.area}>{areaWords[area]}</h3>
            <ul>
              {programme.requirements
                .filter((requirement) => requirement.area === area)
                .map(({ id, text, beforeSupply, source, status }) => (
                  <li key={id}>
                    {text} {beforeSupply && <strong>Before any supply. </strong>}
                    <span className={classes.soft}>
                      {source} ({restsOn[status]})
                    </span>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </Section>
    </Page>
  );
}

/** Micrograms are shown as mg. */
const valueText = ({ value, unit }: ProtocolNumber): string =>
  unit === 'ug' ? milligramsText(value) : `${numberText(value)} ${unit === '1' ? '' : unitText(unit)}`;

function Numbers({ programme }: { readonly programme: HomeProgramme }) {
  const { limits, window, checksAfterDose } = programme;
  const numbers: readonly (readonly [string, ProtocolNumber])[] = [
    ['Dose to begin with', programme.doseUg],
    ['Greatest dose', programme.greatestDoseUg],
    ['Doses in a day, at most', programme.maxDosesPerDay],
    ['From one dose to the next, at least', programme.minHoursBetween],
    ['Systolic pressure before a dose, at most', limits.systolicAtMost],
    ['Diastolic pressure before a dose, at most', limits.diastolicAtMost],
    ['Systolic pressure after a dose, a stop from', limits.systolicStopFrom],
    ['Diastolic pressure after a dose, a stop from', limits.diastolicStopFrom],
    ['An answer before a dose holds', limits.answerFreshMin],
    ['Without alcohol or anything sedating', limits.substancesFreeH],
    ['Without word from the server, at most', limits.offlineDays],
  ];
  return (
    <Section title="Numbers">
      <ScrollRegion label="Numbers of the programme">
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col" className={table.number}>
                Value
              </th>
              <th scope="col">Source</th>
            </tr>
          </thead>
          <tbody>
            {numbers.map(([name, number]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className={table.number}>{valueText(number)}</td>
                <td className={table.soft}>
                  {number.source} ({restsOn[number.status]})
                </td>
              </tr>
            ))}
            <tr>
              <th scope="row">Window of the day</th>
              <td className={table.number}>
                {window.fromHour}:00 to {window.toHour}:00
              </td>
              <td className={table.soft}>
                {window.source} ({restsOn[window.status]})
              </td>
            </tr>
            <tr>
              <th scope="row">Checks after a dose</th>
              <td className={table.number}>{checksAfterDose.minutes.join(', ')} min</td>
              <td className={table.soft}>
                {checksAfterDose.source} ({restsOn[checksAfterDose.status]})
              </td>
            </tr>
            {programme.contacts.map((contact) => (
              <tr key={`${contact.kind} ${contact.fromDay}`}>
                <th scope="row">
                  {contactWords[contact.kind]} from day {contact.fromDay}
                  {contact.toDay !== null && ` to ${contact.toDay}`}
                </th>
                <td className={table.number}>every {contact.everyDays} d</td>
                <td className={table.soft}>
                  {contact.source} ({restsOn[contact.status]})
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Section>
  );
}

function Hazards({ programme }: { readonly programme: HomeProgramme }) {
  return (
    <Section title="Hazards" note="as the FDA named them in October 2023, each with its four answers">
      <ScrollRegion label="Hazards and what answers them">
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Hazard</th>
              <th scope="col">Taught</th>
              <th scope="col">Asked in the diary</th>
              <th scope="col">Alert</th>
              <th scope="col">Stop</th>
            </tr>
          </thead>
          <tbody>
            {programme.hazards.map(({ hazard, training, diary, alert, stop }) => (
              <tr key={hazard}>
                <th scope="row">{hazard.replaceAll('-', ' ')}</th>
                <td>{training.replaceAll('-', ' ')}</td>
                <td>{diaryWords[diary]}</td>
                <td>{homeAlertRules[alert].title}</td>
                <td>{homeStopRules[stop].title}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Section>
  );
}
