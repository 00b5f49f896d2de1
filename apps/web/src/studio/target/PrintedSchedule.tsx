import { numberText } from '../../parts/format.ts';
import { drugInWords } from '../state/words.ts';
import { PumpTable } from './PumpTable.tsx';
import type { Planned } from './planned.ts';
import classes from './target.module.css';

/** The schedule on paper, for whoever sets the pump: it bears drug, salt or base, and concentration, and does not stand without. */
export function PrintedSchedule({ planned }: { readonly planned: Planned }) {
  const { schedule, setting } = planned;
  const { pump, patient, untilH } = setting;
  return (
    <section className={classes.printed}>
      <h2>Schedule of the pump</h2>
      <p>
        <strong>
          {drugInWords(setting)}, {numberText(pump.concentrationMgPerMl)} mg/mL.
        </strong>{' '}
        For {numberText(patient.weightKg)} kg. In all {schedule.totalMl.toFixed(1)} mL,{' '}
        {schedule.totalMg.toFixed(1)} mg; the pump stops at {numberText(Math.round(60 * untilH))} min.
      </p>
      <PumpTable rates={schedule.rates} />
      <p>Each rate holds until the next line. Minutes count from the start of the infusion.</p>
    </section>
  );
}
