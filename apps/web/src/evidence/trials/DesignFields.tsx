import type { TrialDesign } from '@ketame/evidence';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import classes from '../evidence.module.css';
import { ArmFields } from './ArmFields.tsx';
import { daysOf, withArm } from './design-edits.ts';
import { NumberField } from './NumberField.tsx';

interface DesignFieldsProps {
  readonly design: TrialDesign;
  readonly onChange: (design: TrialDesign) => void;
}

const mostArms = 4;

/** Every part of a design that can be changed. */
export function DesignFields({ design, onChange }: DesignFieldsProps) {
  const [days, setDays] = useState(design.outcomeDays.join(' '));
  const change = (part: Partial<TrialDesign>) => onChange({ ...design, ...part });
  const { arms, control, baselinePain, placeboRelief, analysis } = design;
  return (
    <>
      {arms.map((arm, index) => (
        <ArmFields
          key={arm.name}
          arm={arm}
          isControl={arm.name === control}
          onChange={(next) => change({ arms: arms.map((one, i) => (i === index ? next : one)) })}
          {...(arm.name !== control &&
            arms.length > 2 && { onRemove: () => change({ arms: arms.filter((_, i) => i !== index) }) })}
        />
      ))}
      {arms.length < mostArms && (
        <Button size="compact-sm" variant="default" mb="md" onClick={() => onChange(withArm(design))}>
          Add an arm
        </Button>
      )}
      <fieldset className={classes.choice}>
        <legend>Outcome and placebo response</legend>
        <div className={`${classes.filters} ${classes.designFields}`}>
          <TextInput
            label="Pain asked for on days"
            value={days}
            error={Number.isNaN(design.outcomeDays[0]) && 'rising days from the start, such as 7 28 84'}
            onChange={({ currentTarget }) => {
              setDays(currentTarget.value);
              change({ outcomeDays: daysOf(currentTarget.value) ?? [Number.NaN] });
            }}
          />
          <NumberField
            label="Pain before, 0 to 10"
            value={baselinePain.mean}
            min={0.1}
            max={10}
            onChange={(mean) => change({ baselinePain: { ...baselinePain, mean } })}
          />
          <NumberField
            label="Its spread between people"
            value={baselinePain.standardDeviation}
            min={0}
            max={5}
            onChange={(standardDeviation) => change({ baselinePain: { ...baselinePain, standardDeviation } })}
          />
          <NumberField
            label="Spread of one person’s answers"
            value={design.withinPerson}
            min={0}
            max={5}
            onChange={(withinPerson) => change({ withinPerson })}
          />
          <NumberField
            label="Relief of a placebo responder, %"
            value={placeboRelief.share}
            min={0}
            max={100}
            scale={100}
            onChange={(share) => change({ placeboRelief: { ...placeboRelief, share } })}
          />
          <NumberField
            label="Its half-life, days"
            value={placeboRelief.halfLifeDays}
            min={0.1}
            max={10_000}
            onChange={(halfLifeDays) => change({ placeboRelief: { ...placeboRelief, halfLifeDays } })}
          />
          <NumberField
            label="Points that a broken blind is worth"
            value={design.beliefPoints}
            min={0}
            max={10}
            onChange={(beliefPoints) => change({ beliefPoints })}
          />
        </div>
      </fieldset>
      <fieldset className={classes.choice}>
        <legend>Analysis and simulation</legend>
        <div className={`${classes.filters} ${classes.designFields}`}>
          <NativeSelect
            label="Outcome"
            value={analysis.outcome}
            data={[
              { value: 'pain', label: 'Pain on the day' },
              { value: 'change', label: 'Change from before' },
            ]}
            onChange={({ currentTarget }) =>
              change({
                analysis: { ...analysis, outcome: currentTarget.value === 'pain' ? 'pain' : 'change' },
              })
            }
          />
          <NativeSelect
            label="Who is lost"
            value={analysis.missing}
            data={[
              { value: 'left out', label: 'is left out' },
              { value: 'baseline', label: 'counts with the pain before' },
            ]}
            onChange={({ currentTarget }) =>
              change({
                analysis: {
                  ...analysis,
                  missing: currentTarget.value === 'baseline' ? 'baseline' : 'left out',
                },
              })
            }
          />
          <NumberField
            label="Significant below P"
            value={analysis.alpha}
            min={0.0001}
            max={0.5}
            onChange={(alpha) => change({ analysis: { ...analysis, alpha } })}
          />
          <NumberField
            label="Power wanted, %"
            value={analysis.power}
            min={50}
            max={99.9}
            scale={100}
            onChange={(power) => change({ analysis: { ...analysis, power } })}
          />
          <NumberField
            label="Trials"
            value={design.trials}
            min={1}
            max={100_000}
            whole
            onChange={(trials) => change({ trials })}
          />
          <NumberField
            label="Virtual patients"
            value={design.virtualPatients}
            min={1}
            max={5000}
            whole
            onChange={(virtualPatients) => change({ virtualPatients })}
          />
          <NumberField
            label="Seed"
            value={design.seed}
            min={0}
            max={4_294_967_295}
            whole
            onChange={(seed) => change({ seed })}
          />
        </div>
      </fieldset>
    </>
  );
}
