import { type EndingPlan, endingPlans, type HomeProgramme, taperSteps } from '@ketame/care';
import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import form from '../parts/form.module.css';
import { dateText } from '../parts/format.ts';
import { ScrollRegion } from '../parts/ScrollRegion.tsx';
import table from '../parts/table.module.css';
import { AmountField } from '../register/AmountField.tsx';
import { microgramsOf, milligramsText } from '../register/words.ts';
import { restsOn } from '../selection/words.ts';
import classes from './programme.module.css';

/**
 * How treatment at home is ended or lessened, to be read and agreed: what to do, when to call, and for a taper its steps
 * in what can be given. Nothing is stored; a step is given by a prescription.
 */
export function Ending({ programme }: { readonly programme: HomeProgramme }) {
  const [id, setId] = useState<EndingPlan['id']>('taper');
  const plan = endingPlans[id];
  return (
    <div className={classes.item}>
      <NativeSelect
        label="Way of ending"
        value={id}
        data={Object.values(endingPlans).map((one) => ({ value: one.id, label: one.title }))}
        onChange={(event) => setId(event.currentTarget.value as EndingPlan['id'])}
      />
      <p>{plan.when}</p>
      <ol>
        {plan.whatToDo.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p>Calls on day {plan.contactDays.join(', ')} from its beginning.</p>
      {plan.stepShare !== null && <Steps plan={plan} programme={programme} />}
      <p className={classes.soft}>
        Physician and patient decide. {plan.source} ({restsOn[plan.status]}); version {plan.version}
      </p>
    </div>
  );
}

function Steps({ plan, programme }: { readonly plan: EndingPlan; readonly programme: HomeProgramme }) {
  const [dose, setDose] = useState(String(programme.doseUg.value / 1000));
  const [unit, setUnit] = useState('');
  const [perDay, setPerDay] = useState(String(programme.maxDosesPerDay.value));
  const [on, setOn] = useState(() => new Date().toISOString().slice(0, 10));
  const start = {
    doseUg: microgramsOf(dose) ?? 0,
    unitUg: microgramsOf(unit) ?? 0,
    dosesPerDay: /^\d{1,2}$/.test(perDay.trim()) ? Number(perDay) : 0,
    on,
  };
  const isWhole = start.unitUg > 0 && start.doseUg > 0 && start.doseUg % start.unitUg === 0;
  const isComplete = isWhole && start.dosesPerDay > 0 && on !== '';
  return (
    <>
      <div className={form.row}>
        <AmountField label="Dose now" value={dose} onChange={setDose} />
        <AmountField
          label="Least that can be given"
          value={unit}
          onChange={setUnit}
          error={
            start.unitUg > 0 && start.doseUg > 0 && !isWhole ? 'The dose is not made of whole ones.' : null
          }
        />
        <TextInput
          label="Doses a day now"
          inputMode="numeric"
          value={perDay}
          onChange={(event) => setPerDay(event.currentTarget.value)}
        />
        <TextInput
          label="First day of the taper"
          type="date"
          value={on}
          onChange={(event) => setOn(event.currentTarget.value)}
        />
      </div>
      {isComplete ? (
        <ScrollRegion label="Steps of the taper">
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">From</th>
                <th scope="col">To</th>
                <th scope="col">Doses of a day</th>
                <th scope="col">A day</th>
                <th scope="col">Wanted, not more</th>
              </tr>
            </thead>
            <tbody>
              {taperSteps(plan, start).map(({ from, to, wantedUg, dosesUg }) => (
                <tr key={from}>
                  <th scope="row">{dateText(from)}</th>
                  <td>{dosesUg.length === 0 ? 'from then on' : dateText(to)}</td>
                  <td>{dosesUg.length === 0 ? 'none' : dosesUg.map(milligramsText).join(', ')}</td>
                  <td>{milligramsText(dosesUg.reduce((sum, ug) => sum + ug, 0))}</td>
                  <td>{milligramsText(wantedUg)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      ) : (
        <p className={classes.soft}>
          The steps appear once the dose, the least amount that can be given (half a capsule is none), the
          doses a day and the first day are there.
        </p>
      )}
    </>
  );
}
