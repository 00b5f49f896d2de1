import { planContentOf, type StudioState } from '@ketame/contract';
import type { PatientInStudio } from '../../navigation.ts';
import { ageText, numberText } from '../../parts/format.ts';
import { usePrintFooter } from '../../parts/print-footer.ts';
import { PlanCautions } from '../../plans/PlanCautions.tsx';
import { PlanCurves } from '../../plans/PlanCurves.tsx';
import { PlanLimits } from '../../plans/PlanLimits.tsx';
import { PlanNumbers } from '../../plans/PlanNumbers.tsx';
import { PlanRegimens } from '../../plans/PlanRegimens.tsx';
import sheet from '../../plans/PlanSheet.module.css';
import { originInWords } from '../editor/published-words.ts';
import FitFindings from '../fit/FitFindings.tsx';
import type { FitAnswer } from '../fit/fit-worker.ts';
import { letterOf } from '../state/words.ts';
import { PrintedSchedule } from '../target/PrintedSchedule.tsx';
import type { Planned } from '../target/planned.ts';

export interface PrintSheetProps {
  readonly state: StudioState;
  readonly forPatient: PatientInStudio | null;
  /** The pump's schedule of the selected regimen; null where it was drawn by hand. */
  readonly planned: Planned | null;
  /** What was learnt of the patient under the selected regimen; null where nothing was measured. */
  readonly fitted: FitAnswer | null;
}

/** What is drawn, on A4: regimens, numbers, curves, sources and limits, as a saved plan is printed. */
export default function PrintSheet({ state, forPatient, planned, fitted }: PrintSheetProps) {
  usePrintFooter('Ketame, from the studio, not saved. Advice to clinicians, not a certified medical device.');
  const content = planContentOf(state, 'Regimens', '');
  const { weightKg, ageYears, sex, heightCm, diagnosis } = state.patient;
  return (
    <div className={sheet.sheet}>
      <h1>Predicted course of {state.regimens.length === 1 ? 'a regimen' : 'regimens'}</h1>
      <dl className={sheet.facts}>
        {forPatient !== null && (
          <div>
            <dt>Patient</dt>
            <dd>
              <strong>{forPatient.name}</strong>
            </dd>
          </div>
        )}
        <div>
          <dt>Predicted for</dt>
          <dd>
            {numberText(weightKg)} kg, {ageText(ageYears)}, {sex}
            {heightCm !== undefined && `, ${numberText(heightCm)} cm`}
            {diagnosis === 'CRPS-1' && ', complex regional pain syndrome type 1'}
          </dd>
        </div>
        <div>
          <dt>Origin of the regimens</dt>
          <dd>
            {state.regimens
              .map((regimen, index) => `${letterOf(index)} ${originInWords(regimen)}`)
              .join(' · ')}
          </dd>
        </div>
      </dl>
      <PlanRegimens content={content} />
      {planned !== null && <PrintedSchedule planned={planned} />}
      <PlanNumbers content={content} />
      <PlanCurves content={content} note="computed now, not saved" />
      {fitted !== null && <FitFindings answer={fitted} index={state.selected} onPaper />}
      <PlanCautions state={state} />
      <PlanLimits models={content.models} ketameVersion={null} />
    </div>
  );
}
