import { halfLifeBetween, type TrialComparison, type TrialResult } from '@ketame/evidence';
import { forestFigure, type Theme } from '@ketame/figures';
import { NativeSelect } from '@mantine/core';
import { useCallback, useState } from 'react';
import { Section } from '../../parts/Page.tsx';
import { ScrollRegion } from '../../parts/ScrollRegion.tsx';
import table from '../../parts/table.module.css';
import { Drawing } from '../Drawing.tsx';
import classes from '../evidence.module.css';

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** The day that the review asks about: four weeks from the start, or the nearest there is. */
const nearestToWeek4 = (comparisons: readonly TrialComparison[]): TrialComparison | undefined =>
  comparisons.toSorted((a, b) => Math.abs(a.day - 28) - Math.abs(b.day - 28))[0];

const idOf = ({ day, arm }: TrialComparison) => `day ${day}, ${arm}`;

/** What the simulated trials found: the answer for one day, then what it would take, then everything. */
export function TrialFindings({ result }: { readonly result: TrialResult }) {
  const { comparisons, design } = result;
  const [chosen, setChosen] = useState('');
  const asked = comparisons.find((one) => idOf(one) === chosen) ?? nearestToWeek4(comparisons);
  return (
    <>
      {asked !== undefined && (
        <>
          <p className={classes.answer} role="status">
            On day {asked.day} such a trial finds {asked.arm} better than {asked.control} in{' '}
            <strong>{percent(asked.power.value)}</strong> of {design.trials.toLocaleString('en')} simulations
            ({percent(asked.power.lower)} to {percent(asked.power.upper)}), with a mean difference of{' '}
            {asked.difference.value.toFixed(2)} points of 10.
          </p>
          <Section
            title="What would have to be true"
            note={`for day ${asked.day} to be significant`}
            actions={
              <NativeSelect
                aria-label="Day and arm asked about"
                value={idOf(asked)}
                data={comparisons.map(idOf)}
                onChange={({ currentTarget }) => setChosen(currentTarget.value)}
              />
            }
          >
            <Needed asked={asked} result={result} />
          </Section>
        </>
      )}
      <Section title="Every day and arm">
        <AllDays result={result} />
      </Section>
      <Section title="What this rests on">
        <ul className={classes.statements}>
          {[...result.assumptions, ...result.notes].map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </Section>
    </>
  );
}

function Needed({ asked, result }: { readonly asked: TrialComparison; readonly result: TrialResult }) {
  const { needed, standardisedDifference, people } = asked;
  const { power, alpha } = result.design.analysis;
  const first = result.comparisons.find(({ arm }) => arm === asked.arm);
  const simulated =
    first && halfLifeBetween(first.day, first.standardisedDifference, asked.day, standardisedDifference);
  return (
    <ul className={classes.statements}>
      <li>
        <strong>The effect:</strong> at least {needed.leastSignificant.toFixed(2)} standard deviations for P
        below {alpha} with {people.map((count) => Number(count.toFixed(1))).join(' and ')} people, and{' '}
        {needed.forPower.toFixed(2)} to be found with a chance of {percent(power)}. Simulated:{' '}
        {standardisedDifference.toFixed(2)}.
      </li>
      <li>
        <strong>The people:</strong>{' '}
        {needed.peoplePerArm === null
          ? 'more than a million in each arm at the simulated effect.'
          : `${needed.peoplePerArm.toLocaleString('en')} in each arm for a chance of ${percent(power)} at the simulated effect.`}
      </li>
      {first !== undefined && first.day < asked.day && (
        <li>
          <strong>The duration:</strong>{' '}
          {needed.halfLifeDays === null
            ? `no half-life: the effect of day ${first.day} would not suffice even if it stayed.`
            : `the effect of day ${first.day} must halve in no fewer than ${needed.halfLifeDays.toFixed(1)} days for the mean trial to reach P ${alpha}.`}{' '}
          {simulated === null || simulated === undefined
            ? 'In the simulation it does not fall.'
            : `In the simulation it halves in ${simulated.toFixed(1)} days.`}
        </li>
      )}
    </ul>
  );
}

function AllDays({ result }: { readonly result: TrialResult }) {
  const { comparisons, design } = result;
  const description = `Simulated differences of pain against ${design.control}: ${comparisons
    .map((one) => `${idOf(one)} ${one.difference.value.toFixed(2)}`)
    .join('; ')}.`;
  const draw = useCallback(
    (width: number, theme: Theme) =>
      forestFigure({
        title: `${design.name}, simulated`,
        description,
        axis: `Pain under ${design.control} less pain in the arm, points of 10 (above 0: less pain in the arm)`,
        scale: 'difference',
        heads: { row: 'Day and arm', effect: 'Difference (95 % of trials)' },
        rows: comparisons.map((one) => ({
          label: idOf(one),
          effect: {
            estimate: one.difference.value,
            lower: one.difference.lower,
            upper: one.difference.upper,
          },
          weight: null,
        })),
        pooled: null,
        prediction: null,
        notes: [
          `Mean and the middle 95 % of ${design.trials.toLocaleString('en')} simulated trials, seed ${design.seed}; not data.`,
        ],
        width,
        theme,
      }),
    [comparisons, description, design],
  );
  return (
    <>
      {comparisons.length > 0 && (
        <Drawing description={description} name="virtual-trial" least={560} draw={draw} />
      )}
      <ScrollRegion label="every day and arm">
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Day, arm</th>
              <th scope="col">People</th>
              <th scope="col">Difference (95 % of trials)</th>
              <th scope="col">Spread</th>
              <th scope="col">Power (95 % interval)</th>
              <th scope="col">Against</th>
              <th scope="col">People per arm needed</th>
            </tr>
          </thead>
          <tbody>
            {comparisons.map((one) => (
              <tr key={idOf(one)}>
                <th scope="row">{idOf(one)}</th>
                <td>{one.people.map((count) => Number(count.toFixed(1))).join(' v ')}</td>
                <td>
                  {one.difference.value.toFixed(2)} ({one.difference.lower.toFixed(2)} to{' '}
                  {one.difference.upper.toFixed(2)})
                </td>
                <td>{one.standardDeviation.toFixed(2)}</td>
                <td>
                  {percent(one.power.value)} ({percent(one.power.lower)} to {percent(one.power.upper)})
                </td>
                <td>{percent(one.powerAgainst)}</td>
                <td>{one.needed.peoplePerArm?.toLocaleString('en') ?? 'more than a million'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  );
}
