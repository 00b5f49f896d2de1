import type { Criterion } from '@ketame/evidence';
import { Button, Radio, SegmentedControl, Slider } from '@mantine/core';
import { Section } from '../parts/Page.tsx';
import classes from './benefit-risk.module.css';
import type { Answers, Counts } from './comparison.ts';

interface SwingsProps {
  readonly tree: readonly Criterion[];
  readonly answers: Answers;
  readonly onAnswers: (answers: Answers) => void;
  readonly counts: Counts;
  readonly onCounts: (counts: Counts) => void;
}

/** The questions to the patient: which change matters most, and how much each other one matters beside it. */
export function Swings({ tree, answers, onAnswers, counts, onCounts }: SwingsProps) {
  const { most, points } = answers;
  const first = tree.find(({ id }) => id === most);
  const others = tree.filter(({ id }) => id !== most);
  const given = others.filter(({ id }) => points[id] !== undefined).length;
  return (
    <Section
      title="Ask the patient"
      note="about ten minutes"
      actions={
        first && (
          <Button size="compact-sm" variant="default" onClick={() => onAnswers({ most: null, points: {} })}>
            Start again
          </Button>
        )
      }
    >
      <Radio.Group
        label="1. Imagine everything below at its worst. You may change one thing. Which would you change first?"
        value={first?.id ?? ''}
        onChange={(id) => onAnswers({ ...answers, most: id })}
        classNames={{ label: classes.question }}
      >
        <div className={classes.swings}>
          {tree.map(({ id, name, swing }) => (
            <Radio key={id} value={id} label={name} description={swing} />
          ))}
        </div>
      </Radio.Group>
      {first && others.length > 0 && (
        <fieldset className={classes.choice}>
          <legend className={classes.question}>
            2. That change is worth 100 points: {first.swing}. How many points is each other change worth?
          </legend>
          <div className={classes.sliders}>
            {others.map(({ id, name, swing }) => (
              <div key={id} className={classes.slider}>
                <div id={`swing-${id}`}>
                  <strong>{name}</strong>: {swing}
                </div>
                <Slider
                  value={points[id] ?? 0}
                  onChange={(value) => onAnswers({ ...answers, points: { ...points, [id]: value } })}
                  step={5}
                  marks={[{ value: 0 }, { value: 50 }, { value: 100 }]}
                  label={null}
                  thumbProps={{ 'aria-labelledby': `swing-${id}` }}
                />
                {points[id] === undefined ? (
                  <Button
                    size="compact-sm"
                    variant="default"
                    onClick={() => onAnswers({ ...answers, points: { ...points, [id]: 0 } })}
                  >
                    worth nothing
                  </Button>
                ) : (
                  <output>{points[id]}</output>
                )}
              </div>
            ))}
          </div>
        </fieldset>
      )}
      {first && (
        <div className={classes.count}>
          <span role="status">
            {given === others.length
              ? 'Everything was asked.'
              : `${given} of ${others.length} answered; the weights count when all are.`}
          </span>
          <SegmentedControl
            size="xs"
            aria-label="What counts of the answers"
            value={counts}
            onChange={(value) => onCounts(value as Counts)}
            data={[
              { value: 'weights', label: 'The points count' },
              { value: 'order', label: 'Only their order counts' },
            ]}
          />
        </div>
      )}
      <p className={classes.source}>
        Swing weighting (von Winterfeldt and Edwards 1986; Edwards and Barron 1994). The criteria and the ends
        of their scales are ours.
      </p>
    </Section>
  );
}
