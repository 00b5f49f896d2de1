import type { AmountAs, Drug, Regimen, RegimenStep } from '@ketame/ketamine';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { memo, useCallback } from 'react';
import {
  renamed,
  type StepKind,
  withDrug,
  withNewStep,
  withoutStep,
  withStep,
} from '../state/regimen-edits.ts';
import { drugInWords, letterOf, regimenInWords } from '../state/words.ts';
import classes from './editor.module.css';
import { originInWords } from './published-words.ts';
import { StepEditor, StepHeadings } from './StepEditor.tsx';

interface RegimenCardProps {
  readonly regimen: Regimen;
  readonly index: number;
  readonly selected: boolean;
  /** Another one may be added. */
  readonly room: boolean;
  readonly removable: boolean;
  readonly onSelect: (index: number) => void;
  readonly onChange: (index: number, regimen: Regimen, gesture?: string) => void;
  readonly onDuplicate: (index: number) => void;
  readonly onRemove: (index: number) => void;
}

const ADDITIONS: readonly { readonly kind: StepKind | 'sessions'; readonly label: string }[] = [
  { kind: 'infusion', label: 'Infusion' },
  { kind: 'sessions', label: 'Sessions' },
  { kind: 'bolus', label: 'Bolus' },
  { kind: 'film', label: 'Film' },
];

/** One regimen: a line of words when folded, every value when it is the selected one. */
export const RegimenCard = memo(function RegimenCard(props: RegimenCardProps) {
  const { regimen, index, selected } = props;
  const letter = letterOf(index);
  return (
    <article className={classes.card} data-selected={selected} aria-label={`Regimen ${letter}`}>
      <button
        type="button"
        className={classes.cardHead}
        aria-expanded={selected}
        onClick={() => props.onSelect(index)}
      >
        <span className={classes.letter} data-series={index + 1}>
          {letter}
        </span>
        <span>
          <span className={classes.cardName}>{regimen.name}</span>
          <span className={classes.cardWords}>
            {drugInWords(regimen)} · {regimenInWords(regimen)}
          </span>
          <span className={classes.cardWords}>{originInWords(regimen)}</span>
        </span>
      </button>
      {selected && <CardBody {...props} />}
    </article>
  );
});

function CardBody({ regimen, index, room, removable, onChange, onDuplicate, onRemove }: RegimenCardProps) {
  const changeStep = useCallback(
    (at: number, step: RegimenStep) => onChange(index, withStep(regimen, at, step)),
    [regimen, index, onChange],
  );
  const removeStep = useCallback(
    (at: number) => onChange(index, withoutStep(regimen, at)),
    [regimen, index, onChange],
  );
  return (
    <div className={classes.cardBody}>
      <TextInput
        size="xs"
        label="Name"
        value={regimen.name}
        maxLength={120}
        onChange={(event) => onChange(index, renamed(regimen, event.currentTarget.value), `name-${index}`)}
      />
      <div className={classes.drug}>
        <NativeSelect
          size="xs"
          label="Drug"
          data={['S-ketamine', 'racemic ketamine']}
          value={regimen.drug}
          onChange={(event) =>
            onChange(index, withDrug(regimen, { drug: event.currentTarget.value as Drug }))
          }
        />
        <NativeSelect
          size="xs"
          label="Amounts are of the"
          data={['base', 'hydrochloride']}
          value={regimen.amountAs}
          onChange={(event) =>
            onChange(index, withDrug(regimen, { amountAs: event.currentTarget.value as AmountAs }))
          }
        />
      </div>
      {regimen.steps.length > 0 && <StepHeadings />}
      {regimen.steps.map((step, at) => (
        <StepEditor
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have no identity but their place.
          key={at}
          step={step}
          index={at}
          onChange={changeStep}
          onRemove={removeStep}
        />
      ))}
      <fieldset className={classes.additions} aria-label="Add a step">
        <span>Add</span>
        {ADDITIONS.map(({ kind, label }) => (
          <Button
            key={kind}
            size="compact-xs"
            variant="default"
            onClick={() => onChange(index, withNewStep(regimen, kind))}
          >
            {label}
          </Button>
        ))}
      </fieldset>
      <div className={classes.cardActions}>
        <Button size="compact-xs" variant="subtle" disabled={!room} onClick={() => onDuplicate(index)}>
          Duplicate
        </Button>
        <Button size="compact-xs" variant="subtle" disabled={!removable} onClick={() => onRemove(index)}>
          Remove regimen
        </Button>
      </div>
    </div>
  );
}
