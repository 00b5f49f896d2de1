import type { MisuseRuleScore, MisuseScore } from '@ketame/care';
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

function RuleItem({ one: { rule, points, contributions } }: { readonly one: MisuseRuleScore }) {
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
        <p className={classes.soft}>
          Weight {rule.weight}, halved every {rule.halfLifeDays} days, at most {rule.mostPoints} points.{' '}
          {rule.source} ({restsOn[rule.status]}); rule {rule.id}, version {rule.version}
        </p>
      </details>
    </li>
  );
}
