import { pumpCsv, type Regimen } from '@ketame/ketamine';
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { downloadText } from '../../evidence/download.ts';
import { numberText } from '../../parts/format.ts';
import { Notice } from '../../parts/Notice.tsx';
import { ScrollRegion } from '../../parts/ScrollRegion.tsx';
import { NumberField } from '../editor/NumberField.tsx';
import classes from './target.module.css';
import { type Asked, type Met, TARGET_SCALE, type TargetState } from './use-target.ts';

/** A syringe pump with whole mL/h, changed at most four times an hour; the concentration is for the person to give. */
const START: Omit<Asked, 'pump'> = { output: 'effect site', value: 100, untilH: 4 };
const PUMP = { intervalMin: 15, mostMlPerH: 200, stepMlPerH: 1, syringe: null };

/** A target for the selected regimen, the pump that is to reach it, and its schedule. */
export default function TargetCard({
  regimen,
  target,
}: {
  readonly regimen: Regimen;
  readonly target: TargetState;
}) {
  const [asked, setAsked] = useState(START);
  const [concentration, setConcentration] = useState<number | null>(null);
  const [pump, setPump] = useState(PUMP);
  const { met, problem, aim } = target;
  const fill = () => {
    if (concentration === null) return;
    aim({ ...asked, pump: { ...pump, concentrationMgPerMl: concentration } }, 'target-fields');
  };
  return (
    <section className={classes.card} aria-label="Target">
      <p className={classes.words}>
        {regimen.drug}, mg of the {regimen.amountAs}. The typical patient of Simons 2022 is brought to the
        target as fast as may be without exceeding it; drag its line in the plot.
      </p>
      <div className={classes.fields}>
        <NativeSelect
          size="xs"
          label="Of"
          data={['effect site', 'S-ketamine', 'S-norketamine']}
          value={asked.output}
          onChange={(event) => setAsked({ ...asked, output: event.currentTarget.value as Asked['output'] })}
        />
        <NumberField
          label="Target"
          unit="ng/mL"
          value={met?.asked.value ?? asked.value}
          min={TARGET_SCALE.min}
          max={TARGET_SCALE.max}
          onValue={(value) => {
            setAsked({ ...asked, value });
            if (met !== null) aim({ ...met.asked, value }, 'target-field');
          }}
        />
        <NumberField
          label="For"
          unit="h"
          value={asked.untilH}
          min={0.25}
          max={100}
          onValue={(untilH) => setAsked({ ...asked, untilH })}
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
      {problem !== null && <Notice kind="caution" title={problem} />}
      {met !== null && <PumpSchedule met={met} />}
    </section>
  );
}

function PumpSchedule({ met }: { readonly met: Met }) {
  const { schedule, setting } = met;
  const { withinFivePercentH, greatestOverPercent, medianErrorPercent } = schedule.met;
  return (
    <>
      <p className={classes.words} role="status">
        {withinFivePercentH === null
          ? 'Never within 5 % of the target'
          : `Within 5 % after ${numberText(Math.round(60 * withinFivePercentH))} min`}
        , median error {medianErrorPercent.toFixed(1)} %, at most {greatestOverPercent.toFixed(1)} % above;{' '}
        {schedule.totalMg.toFixed(1)} mg in {schedule.totalMl.toFixed(1)} mL.
      </p>
      <div className={classes.schedule}>
        <ScrollRegion label="Schedule of the pump">
          <table>
            <thead>
              <tr>
                <th scope="col">min</th>
                <th scope="col">mL/h</th>
                <th scope="col">mg/h</th>
              </tr>
            </thead>
            <tbody>
              {schedule.rates.map(({ timeH, mlPerH, mgPerH }) => (
                <tr key={timeH}>
                  <td>{numberText(Math.round(60 * timeH))}</td>
                  <td>{numberText(mlPerH)}</td>
                  <td>{numberText(mgPerH)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      </div>
      <Button
        size="xs"
        variant="default"
        onClick={() => downloadText(pumpCsv(schedule.rates, setting), 'pump-schedule.csv', 'text/csv')}
      >
        Schedule as CSV
      </Button>
    </>
  );
}
