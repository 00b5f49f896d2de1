import { type People, pumpCsv, type Regimen } from '@ketame/ketamine';
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { downloadText } from '../../evidence/download.ts';
import { numberText } from '../../parts/format.ts';
import { Notice } from '../../parts/Notice.tsx';
import { ScrollRegion } from '../../parts/ScrollRegion.tsx';
import { NumberField } from '../editor/NumberField.tsx';
import { BandResult } from './BandResult.tsx';
import { PumpTable } from './PumpTable.tsx';
import classes from './target.module.css';
import { FILLED, TARGET_SCALE, type TargetOutput, targetOutputs } from './target-line.ts';
import type { BandState } from './use-band.ts';
import type { Met, TargetState } from './use-target.ts';

/** What is asked until the person says otherwise, of a syringe pump with whole mL/h, changed at most four times an hour; the concentration is for the person to give. */
const START = { output: 'effect site' as TargetOutput, value: 100, low: 80, high: 160, untilH: 4 };
const PUMP = { intervalMin: 15, mostMlPerH: 200, stepMlPerH: 1, syringe: null };

interface TargetCardProps {
  readonly regimen: Regimen;
  readonly target: TargetState;
  readonly band: BandState;
  /** Draws from this patient's arterial concentrations; null where there are none. */
  readonly people: People | null;
}

const explained = {
  level:
    'The typical patient of Simons 2022 is brought to the target as fast as may be without exceeding it; drag its line in the plot.',
  band: 'One set of rates for all: as many virtual patients as can be lie between the two edges, by the published spread of Simons 2022; what is not known to differ between them stands beside the result. Drag the edges in the plot.',
  'own band':
    'Rates that keep between the two edges whatever this patient may be by the arterial concentrations that were fitted; what is not known to differ stands beside the result. Drag the edges in the plot.',
} as const;

/** A target or a band for the selected regimen, the pump that is to keep it, and its schedule. */
export default function TargetCard({ regimen, target, band, people }: TargetCardProps) {
  const [chosen, setChosen] = useState<'level' | 'band' | 'own band'>('level');
  const kept = chosen === 'own band' && people === null ? 'band' : chosen;
  const [asked, setAsked] = useState(START);
  const [concentration, setConcentration] = useState<number | null>(null);
  const [pump, setPump] = useState(PUMP);
  const isBand = kept !== 'level';
  const { output, untilH } = asked;
  const low = band.met?.asked.low ?? asked.low;
  const high = band.met?.asked.high ?? asked.high;
  const fill = () => {
    if (concentration === null) return;
    const withDrug = { ...pump, concentrationMgPerMl: concentration };
    if (isBand)
      band.aim(
        { output, low, high, untilH, pump: withDrug, people: kept === 'own band' ? people : null },
        FILLED,
      );
    else target.aim({ output, value: asked.value, untilH, pump: withDrug }, FILLED);
  };
  const changeEdges = (edges: { readonly low: number; readonly high: number }) => {
    setAsked({ ...asked, ...edges });
    if (band.met !== null) band.aim({ ...band.met.asked, ...edges }, 'target-field');
  };
  const planned = target.met ?? band.met;
  const problem = isBand ? band.problem : target.problem;
  return (
    <section className={classes.card} aria-label="Target">
      <p className={classes.words}>
        {regimen.drug}, mg of the {regimen.amountAs}. {explained[kept]}
      </p>
      <NativeSelect
        size="xs"
        label="Keep"
        data={[
          { value: 'level', label: 'one level, in the typical patient' },
          { value: 'band', label: 'a band, in as many people as can be' },
          ...(people === null
            ? []
            : [{ value: 'own band', label: 'a band, by what was measured in this patient' }]),
        ]}
        value={kept}
        onChange={(event) => setChosen(event.currentTarget.value as typeof chosen)}
      />
      <div className={classes.fields}>
        <NativeSelect
          size="xs"
          label="Of"
          data={[...targetOutputs]}
          value={output}
          onChange={(event) => setAsked({ ...asked, output: event.currentTarget.value as TargetOutput })}
        />
        {isBand ? (
          <>
            <NumberField
              label="From"
              unit="ng/mL"
              value={low}
              min={TARGET_SCALE.min}
              max={high - TARGET_SCALE.step}
              onValue={(value) => changeEdges({ low: value, high })}
            />
            <NumberField
              label="To"
              unit="ng/mL"
              value={high}
              min={low + TARGET_SCALE.step}
              max={TARGET_SCALE.max}
              onValue={(value) => changeEdges({ low, high: value })}
            />
          </>
        ) : (
          <NumberField
            label="Target"
            unit="ng/mL"
            value={target.met?.asked.value ?? asked.value}
            min={TARGET_SCALE.min}
            max={TARGET_SCALE.max}
            onValue={(value) => {
              setAsked({ ...asked, value });
              if (target.met !== null) target.aim({ ...target.met.asked, value }, 'target-field');
            }}
          />
        )}
        <NumberField
          label="For"
          unit="h"
          value={untilH}
          min={0.25}
          max={100}
          onValue={(value) => setAsked({ ...asked, untilH: value })}
        />
        <NumberField
          label="Concentration"
          unit="mg/mL"
          value={concentration}
          min={0.01}
          max={100}
          onEmpty={() => setConcentration(null)}
          onValue={setConcentration}
        />
        <NumberField
          label="Greatest rate"
          unit="mL/h"
          value={pump.mostMlPerH}
          min={0.1}
          max={1500}
          onValue={(mostMlPerH) => setPump({ ...pump, mostMlPerH })}
        />
        <NumberField
          label="Steps of"
          unit="mL/h"
          value={pump.stepMlPerH}
          min={0.01}
          max={10}
          onValue={(stepMlPerH) => setPump({ ...pump, stepMlPerH })}
        />
        <NumberField
          label="Change every"
          unit="min"
          value={pump.intervalMin}
          min={1}
          max={240}
          onValue={(intervalMin) => setPump({ ...pump, intervalMin })}
        />
        <Button size="xs" disabled={concentration === null} onClick={fill}>
          Fill the regimen
        </Button>
      </div>
      {concentration === null && (
        <p className={classes.words}>
          A rate in mL/h means nothing without the concentration: give it first.
        </p>
      )}
      {isBand && band.working && (
        <p className={classes.words} role="status">
          Trying rates
        </p>
      )}
      {problem !== null && <Notice kind="caution" title={problem} />}
      {target.met !== null && <LevelResult met={target.met} />}
      {band.met !== null && <BandResult met={band.met} />}
      {planned !== null && (
        <>
          <div className={classes.schedule}>
            <ScrollRegion label="Schedule of the pump">
              <PumpTable rates={planned.schedule.rates} />
            </ScrollRegion>
          </div>
          <Button
            size="xs"
            variant="default"
            onClick={() =>
              downloadText(pumpCsv(planned.schedule.rates, planned.setting), 'pump-schedule.csv', 'text/csv')
            }
          >
            Schedule as CSV
          </Button>
          <p className={classes.words}>It is printed with the studio’s sheet.</p>
        </>
      )}
    </section>
  );
}

function LevelResult({ met: { schedule } }: { readonly met: Met }) {
  const { withinFivePercentH, greatestOverPercent, medianErrorPercent } = schedule.met;
  return (
    <p className={classes.words} role="status">
      {withinFivePercentH === null
        ? 'Never within 5 % of the target'
        : `Within 5 % after ${numberText(Math.round(60 * withinFivePercentH))} min`}
      , median error {medianErrorPercent.toFixed(1)} %, at most {greatestOverPercent.toFixed(1)} % above;{' '}
      {schedule.totalMg.toFixed(1)} mg in {schedule.totalMl.toFixed(1)} mL.
    </p>
  );
}
