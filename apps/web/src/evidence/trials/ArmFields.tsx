import type { TrialArm } from '@ketame/evidence';
import type { Drug } from '@ketame/ketamine';
import { Button, NativeSelect } from '@mantine/core';
import classes from '../evidence.module.css';
import {
  infusionOf,
  type OwnInfusion,
  regimenChoiceOf,
  regimenChoices,
  regimenOfChoice,
  regimenOfInfusion,
} from './design-edits.ts';
import { NumberField } from './NumberField.tsx';

interface ArmFieldsProps {
  readonly arm: TrialArm;
  readonly isControl: boolean;
  readonly onChange: (arm: TrialArm) => void;
  /** Absent where the arm must stay. */
  readonly onRemove?: () => void;
}

/** One arm: who gets what, how likely it helps, is noticed, and is left. */
export function ArmFields({ arm, isControl, onChange, onRemove }: ArmFieldsProps) {
  const infusion = infusionOf(arm);
  const change = (part: Partial<TrialArm>) => onChange({ ...arm, ...part });
  return (
    <fieldset className={classes.choice}>
      <legend>
        Arm: {arm.name}
        {isControl && ' (control)'}
      </legend>
      <div className={classes.filters}>
        <NativeSelect
          label="Treatment"
          value={regimenChoiceOf(arm)}
          data={regimenChoices}
          onChange={({ currentTarget }) => change({ regimen: regimenOfChoice(currentTarget.value) })}
        />
        {infusion !== null && (
          <InfusionFields
            infusion={infusion}
            onChange={(next) => change({ regimen: regimenOfInfusion(next) })}
          />
        )}
        <NumberField
          label="People"
          value={arm.people}
          min={2}
          max={2000}
          whole
          onChange={(people) => change({ people })}
        />
        <NumberField
          label="Respond, %"
          value={arm.chanceToRespond}
          min={0}
          max={100}
          scale={100}
          onChange={(chanceToRespond) => change({ chanceToRespond })}
        />
        <NumberField
          label="Psychotomimetic effects, %"
          value={arm.chanceOfPsychotomimetic}
          min={0}
          max={100}
          scale={100}
          onChange={(chanceOfPsychotomimetic) => change({ chanceOfPsychotomimetic })}
        />
        <NumberField
          label="Lost each week, %"
          value={arm.dropOutPerWeek}
          min={0}
          max={99}
          scale={100}
          onChange={(dropOutPerWeek) => change({ dropOutPerWeek })}
        />
        {onRemove && (
          <Button variant="default" onClick={onRemove}>
            Remove this arm
          </Button>
        )}
      </div>
    </fieldset>
  );
}

interface InfusionFieldsProps {
  readonly infusion: OwnInfusion;
  readonly onChange: (infusion: OwnInfusion) => void;
}

function InfusionFields({ infusion, onChange }: InfusionFieldsProps) {
  const change = (part: Partial<OwnInfusion>) => onChange({ ...infusion, ...part });
  return (
    <>
      <NativeSelect
        label="Drug"
        value={infusion.drug}
        data={['S-ketamine', 'racemic ketamine'] satisfies Drug[]}
        onChange={({ currentTarget }) =>
          change({ drug: currentTarget.value === 'S-ketamine' ? 'S-ketamine' : 'racemic ketamine' })
        }
      />
      <NumberField
        label="Rate, mg/h"
        value={infusion.mgPerH}
        min={0.1}
        max={100}
        onChange={(mgPerH) => change({ mgPerH })}
      />
      <NumberField
        label="Hours a day"
        value={infusion.hours}
        min={0.25}
        max={24}
        onChange={(hours) => change({ hours })}
      />
      <NumberField
        label="Days"
        value={infusion.days}
        min={1}
        max={60}
        whole
        onChange={(days) => change({ days })}
      />
    </>
  );
}
