import type { AmountAs, People } from '@ketame/ketamine';
import { Checkbox, NativeSelect } from '@mantine/core';
import { NumberField } from '../editor/NumberField.tsx';
import { type Asked, noProgramme, programmesByMouth } from './asked.ts';
import { Limits } from './Limits.tsx';
import classes from './search.module.css';
import { Weights } from './Weights.tsx';

interface SearchFieldsProps {
  readonly asked: Asked;
  readonly onAsked: (change: Partial<Asked>) => void;
  readonly people: People | null;
}

/** Among what is searched, and how far. */
export function SearchFields({ asked, onAsked: set, people }: SearchFieldsProps) {
  const hasDoses = asked.routes !== 'by vein';
  return (
    <>
      <div className={classes.fields}>
        <NativeSelect
          size="xs"
          label="Drug"
          data={['S-ketamine', 'racemic ketamine', 'both']}
          value={asked.drugs}
          onChange={(event) => set({ drugs: event.currentTarget.value as Asked['drugs'] })}
        />
        <NativeSelect
          size="xs"
          label="mg of the"
          data={['base', 'hydrochloride']}
          value={asked.amountAs}
          onChange={(event) => set({ amountAs: event.currentTarget.value as AmountAs })}
        />
        <NativeSelect
          size="xs"
          label="Routes"
          data={['by vein', 'by mouth too', ...(asked.research ? ['all modelled'] : [])]}
          value={asked.routes}
          onChange={(event) => set({ routes: event.currentTarget.value as Asked['routes'] })}
        />
        {hasDoses && (
          <NumberField
            label={asked.routes === 'by mouth too' ? 'A capsule has' : 'Doses in steps of'}
            unit="mg"
            value={asked.capsuleMg}
            min={1}
            max={200}
            onValue={(capsuleMg) => set({ capsuleMg })}
          />
        )}
        {asked.routes === 'by mouth too' && (
          <NativeSelect
            size="xs"
            label="At home under"
            data={[noProgramme, ...programmesByMouth.map(({ id, title }) => ({ value: id, label: title }))]}
            value={asked.programme}
            onChange={(event) => set({ programme: event.currentTarget.value })}
          />
        )}
        <NumberField
          label="Concentration"
          unit="mg/mL"
          value={asked.concentration}
          min={0.1}
          max={100}
          onValue={(concentration) => set({ concentration })}
        />
        <NumberField
          label="At the clinic"
          unit="h a day"
          value={asked.hoursPerDay}
          min={0.5}
          max={24}
          onValue={(hoursPerDay) => set({ hoursPerDay })}
        />
        <NativeSelect
          size="xs"
          label="Relief that counts"
          data={[
            { value: '0.3', label: '30 %' },
            { value: '0.5', label: '50 %' },
          ]}
          value={asked.relief}
          onChange={(event) => set({ relief: event.currentTarget.value as Asked['relief'] })}
        />
      </div>
      <Checkbox
        size="xs"
        label="Open at week-ends"
        checked={asked.weekends}
        onChange={(event) => set({ weekends: event.currentTarget.checked })}
      />
      <Limits asked={asked} onAsked={set} />
      <Weights asked={asked} onAsked={set} />
      <Checkbox
        size="xs"
        label="Research: beyond what published trials gave (no plan takes it)"
        checked={asked.research}
        onChange={(event) => set(withResearch(asked, event.currentTarget.checked))}
      />
      {people !== null && (
        <Checkbox
          size="xs"
          label="By what was measured in this patient, in place of virtual patients"
          checked={asked.inThisPatient}
          onChange={(event) => set({ inThisPatient: event.currentTarget.checked })}
        />
      )}
    </>
  );
}

/** Back inside published trials, routes that none of them bounds are left out again. */
const withResearch = ({ routes }: Asked, research: boolean): Partial<Asked> =>
  research || routes !== 'all modelled' ? { research } : { research, routes: 'by mouth too' };
