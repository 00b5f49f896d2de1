import type { AmountAs, Drug, Regimen, RegimenStep } from '@ketame/ketamine';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type Dispatch, memo, useCallback } from 'react';
import { renamed, type StepKind, withDrug, withNewStep } from '../state/regimen-edits.ts';
import type { StudioAction } from '../state/studio-reducer.ts';
import { drugInWords, letterOf, regimenInWords } from '../state/words.ts';
import { AboutPublished } from './AboutPublished.tsx';
import classes from './editor.module.css';
import { OtherRoutes } from './OtherRoutes.tsx';
import { originInWords } from './published-words.ts';
import { StepEditor, StepHeadings } from './StepEditor.tsx';

interface RegimenCardProps {
  readonly regimen: Regimen;
  readonly index: number;
  readonly selected: boolean;
  /** Another one may be added. */
  readonly room: boolean;
  readonly removable: boolean;
  readonly dispatch: Dispatch<StudioAction>;
}

const ADDITIONS: readonly { readonly kind: StepKind | 'sessions'; readonly label: string }[] = [
  { kind: 'infusion', label: 'Infusion' },
  { kind: 'sessions', label: 'Sessions' },
  { kind: 'bolus', label: 'Bolus' },
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
        onClick={() => props.dispatch({ type: 'select', index })}
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

function CardBody({ regimen, index, room, removable, dispatch }: RegimenCardProps) {
  const change = (next: Regimen, gesture?: string) =>
    dispatch({ type: 'change', index, regimen: next, ...(gesture === undefined ? {} : { gesture }) });
  const changeStep = useCallback(
    (at: number, step: RegimenStep) => dispatch({ type: 'step', index, at, step }),
    [dispatch, index],
  );
  const removeStep = useCallback(
    (at: number) => dispatch({ type: 'remove step', index, at }),
    [dispatch, index],
  );
  return (
    <div className={classes.cardBody}>
      <AboutPublished regimen={regimen} />
      <TextInput
        size="xs"
        label="Name"
        value={regimen.name}
        maxLength={120}
        onChange={(event) => change(renamed(regimen, event.currentTarget.value), `name-${index}`)}
      />
      <div className={classes.drug}>
        <NativeSelect
          size="xs"
          label="Drug"
          data={['S-ketamine', 'racemic ketamine']}
          value={regimen.drug}
          onChange={(event) => change(withDrug(regimen, { drug: event.currentTarget.value as Drug }))}
        />
        <NativeSelect
          size="xs"
          label="Amounts are of the"
          data={['base', 'hydrochloride']}
          value={regimen.amountAs}
          onChange={(event) => change(withDrug(regimen, { amountAs: event.currentTarget.value as AmountAs }))}
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
            onClick={() => change(withNewStep(regimen, kind))}
          >
            {label}
          </Button>
        ))}
        <OtherRoutes drug={regimen.drug} onAdd={(kind) => change(withNewStep(regimen, kind))} />
      </fieldset>
      <div className={classes.cardActions}>
        <Button
          size="compact-xs"
          variant="subtle"
          disabled={!room}
          onClick={() => dispatch({ type: 'duplicate', index })}
        >
          Duplicate
        </Button>
        <Button
          size="compact-xs"
          variant="subtle"
          disabled={!removable}
          onClick={() => dispatch({ type: 'remove', index })}
        >
          Remove regimen
        </Button>
      </div>
    </div>
  );
}
