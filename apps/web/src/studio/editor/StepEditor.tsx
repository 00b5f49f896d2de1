import { type DoseBasis, doseKindWords, type InfusionStep, type RegimenStep } from '@ketame/ketamine';
import { NativeSelect } from '@mantine/core';
import { memo, useId, useState } from 'react';
import { unitOf } from '../state/regimen-edits.ts';
import classes from './editor.module.css';
import { NumberField } from './NumberField.tsx';
import { RepeatFields } from './RepeatFields.tsx';

interface StepEditorProps {
  readonly step: RegimenStep;
  readonly index: number;
  readonly onChange: (index: number, step: RegimenStep) => void;
  readonly onRemove: (index: number) => void;
}

const LONGEST_H = 24 * 7 * 12;
const TITLES: Readonly<Record<RegimenStep['kind'], string>> = {
  infusion: 'Infusion',
  bolus: 'Bolus',
  film: 'Film',
  oral: 'Oral dose',
  sublingual: 'Sublingual dose',
  nasal: 'Nasal dose',
  intramuscular: 'Intramuscular dose',
  rectal: 'Rectal dose',
};
const BASES: readonly DoseBasis[] = ['patient', 'kg', '70 kg'];

/** One step on one line, every value of it typed exactly; what few steps have is on a second line. */
export const StepEditor = memo(function StepEditor({ step, index, onChange, onRemove }: StepEditorProps) {
  const [opened, setOpened] = useState(false);
  const further = useId();
  const change = (next: RegimenStep) => onChange(index, next);
  const hasFurther = step.repeat !== undefined || (step.kind === 'infusion' && step.capMgPerH !== undefined);
  const title = `${TITLES[step.kind]} ${index + 1}`;
  return (
    <fieldset className={classes.step} aria-label={title}>
      <div className={classes.stepLine}>
        <span className={classes.stepNumber}>{index + 1}</span>
        <QuantityField step={step} onChange={change} />
        <NativeSelect
          size="xs"
          aria-label={`Unit of ${title}`}
          rightSectionWidth={18}
          data={BASES.map((basis) => ({ value: basis, label: unitOf(step.kind, basis) }))}
          value={step.basis}
          onChange={(event) => change({ ...step, basis: event.currentTarget.value as DoseBasis })}
        />
        <NumberField
          label={`Start of ${title}, hours`}
          bare
          value={step.startH}
          min={0}
          max={LONGEST_H}
          onValue={(startH) => change({ ...step, startH })}
        />
        {step.kind === 'infusion' ? (
          <NumberField
            label={`Duration of ${title}, hours`}
            bare
            value={step.durationH}
            min={0.01}
            max={LONGEST_H}
            onValue={(durationH) => change({ ...step, durationH })}
          />
        ) : (
          <span className={classes.stepKind}>{doseKindWords[step.kind]}</span>
        )}
        <button
          type="button"
          className={classes.stepButton}
          aria-label={`More of ${title}`}
          aria-expanded={opened}
          aria-controls={further}
          onClick={() => setOpened(!opened)}
        >
          ⋯
        </button>
      </div>
      <div id={further} className={classes.further} hidden={!hasFurther && !opened}>
        <RepeatFields step={step} onChange={change} />
        {step.kind === 'infusion' && (step.basis !== 'patient' || step.capMgPerH !== undefined) && (
          <CapField step={step} onChange={change} />
        )}
        {opened && (
          <button type="button" className={classes.textButton} onClick={() => onRemove(index)}>
            Remove {title.toLowerCase()}
          </button>
        )}
      </div>
    </fieldset>
  );
});

/** What the columns of the steps are. */
export const StepHeadings = () => (
  <div className={`${classes.stepLine} ${classes.stepHeadings}`} aria-hidden="true">
    <span />
    <span>Amount</span>
    <span>Unit</span>
    <span>Start, h</span>
    <span>For, h</span>
  </div>
);

function QuantityField({
  step,
  onChange,
}: {
  readonly step: RegimenStep;
  readonly onChange: (step: RegimenStep) => void;
}) {
  if (step.kind === 'infusion') {
    return (
      <NumberField
        label="Rate"
        bare
        value={step.rate}
        min={0}
        max={1000}
        onValue={(rate) => onChange({ ...step, rate })}
      />
    );
  }
  return (
    <NumberField
      label="Amount"
      bare
      value={step.amount}
      min={0.01}
      max={2000}
      onValue={(amount) => onChange({ ...step, amount })}
    />
  );
}

function CapField({
  step,
  onChange,
}: {
  readonly step: InfusionStep;
  readonly onChange: (step: RegimenStep) => void;
}) {
  return (
    <div className={classes.cap}>
      <NumberField
        label="At most, mg/h"
        prefix="at most"
        unit="mg/h"
        value={step.capMgPerH ?? null}
        min={0.1}
        max={1000}
        onValue={(capMgPerH) => onChange({ ...step, capMgPerH })}
        onEmpty={() => {
          const { capMgPerH: _, ...rest } = step;
          onChange(rest);
        }}
      />
    </div>
  );
}
