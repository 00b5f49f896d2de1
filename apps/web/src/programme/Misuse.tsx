import { type MisuseRuleScore, type MisuseScore, simulatedRates } from '@ketame/care';
import { dateText, numberText } from '../parts/format.ts';
import { restsOn } from '../selection/words.ts';
import { OverTime } from './OverTime.tsx';
import classes from './programme.module.css';

interface MisuseProps {
  readonly score: MisuseScore;
  readonly course: readonly { readonly on: string; readonly score: number }[];
}

/** The score of signs of misuse over time, each point explained; talking comes first, and it is never a verdict. */
export function Misuse({ score, course }: MisuseProps) {
  return (
    <>
      <p>
        <strong>{score.step.title}</strong>, score {numberText(score.score)}
        {score.step.withinDays !== null && `, within ${score.step.withinDays} days`}. {score.step.whatToDo}
      </p>
      <p className={classes.soft}>
        No verdict: a score says that somebody should talk with the patient first, and each sign has other
        reasons.
        {score.quietFrom !== null &&
          ` If nothing more is seen it is no reason to talk from ${dateText(score.quietFrom)} on.`}
      </p>
      <OverTime
        trend={{
          id: 'misuse',
          title: 'Score over time',
          unit: 'points',
          points: course.map(({ on, score: value }) => ({ at: on, value })),
          limit: null,
          range: null,
        }}
      />
      <FalseAlarms />
      <ul className={classes.plain}>
        {score.rules.map((one) => (
          <RuleItem key={one.rule.id} one={one} />
        ))}
      </ul>
      {score.notKnown.length > 0 && (
        <ul className={classes.soft} aria-label="Not looked at">
          {score.notKnown.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </>
  );
}

const { score: simulated, patients, misusers } = simulatedRates;
const perYear = ({ value }: { readonly value: number }): string =>
  `${numberText(value, 2)} in a patient-year`;

function FalseAlarms() {
  return (
    <p className={classes.soft}>
      How well it tells, in {numberText(patients, 6)} simulated patients over a year (their habits are ours,
      it tells nothing of this clinic):{' '}
      {simulated.sensitivity !== null &&
        `a score of ${simulated.talkFrom} or more was reached by ${numberText(100 * simulated.sensitivity.value, 2)} % of ${misusers} who misused, in half of them within ${simulated.medianDays} days; `}
      false alarms {perYear(simulated.falseAlarms)}.
    </p>
  );
}

function RuleItem({ one: { rule, points, contributions } }: { readonly one: MisuseRuleScore }) {
  const rates = simulatedRates.byRule.find((one) => one.rule === rule.id);
  return (
    <li className={classes.item}>
      <p>
        <strong>{rule.title}</strong>: {numberText(points)} points
      </p>
      <ul>
        {contributions.map(({ on, sightings, points: left, explained }) => (
          <li key={on}>
            {dateText(on)}: {sightings.map(({ text }) => text).join('; ')}{' '}
            <span className={classes.soft}>
              {explained === null
                ? `(${numberText(left)} points left)`
                : `(explained on ${dateText(explained.on)}: ${explained.text})`}
            </span>
          </li>
        ))}
      </ul>
      <details>
        <summary>What it finds, what else may lie behind it, and how well it tells</summary>
        <p>{rule.finds}</p>
        <p>Ask first: {rule.otherReasons.join('; ')}.</p>
        <p>{rule.evidence}</p>
        {rates !== undefined && <p>False alarms in the simulation: {perYear(rates.falseAlarms)}.</p>}
        <p className={classes.soft}>
          Weight {rule.weight}, halved every {rule.halfLifeDays} days, at most {rule.mostPoints} points.{' '}
          {rule.source} ({restsOn[rule.status]}); rule {rule.id}, version {rule.version}
        </p>
      </details>
    </li>
  );
}
