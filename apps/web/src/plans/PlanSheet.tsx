import type { PatientDetail, PlanVersion } from '@ketame/contract';
import { ageText, dateText, fullName, instantText, numberText } from '../parts/format.ts';
import { ErrorNotice } from '../parts/Notice.tsx';
import { usePrintFooter } from '../parts/print-footer.ts';
import { useSession } from '../session.ts';
import { PlanCautions } from './PlanCautions.tsx';
import { PlanCurves } from './PlanCurves.tsx';
import { PlanLimits } from './PlanLimits.tsx';
import { PlanNumbers } from './PlanNumbers.tsx';
import { PlanRegimens } from './PlanRegimens.tsx';
import classes from './PlanSheet.module.css';
import { PlanVersions } from './PlanVersions.tsx';

interface PlanSheetProps {
  readonly plan: PlanVersion;
  /** Null while not yet fetched. */
  readonly patient: PatientDetail | null;
  readonly patientError: unknown;
}

/** One version of a plan, on the screen and on paper, drawn from what was stored with it and computed anew nowhere. */
export function PlanSheet({ plan, patient, patientError }: PlanSheetProps) {
  const session = useSession().data;
  const { content } = plan;
  const savedAt = instantText(plan.savedAt, session?.clinic.timeZone);
  usePrintFooter(
    `Ketame ${plan.ketameVersion}. ${content.title}, version ${plan.version}, ${savedAt}. Advice to clinicians, not a certified medical device.`,
  );
  const { weightKg, ageYears, sex, heightCm } = content.state.patient;

  return (
    <div className={classes.sheet}>
      <p className={classes.paperOnly}>
        <strong>{session?.clinic.name}</strong>
        {session?.demonstration === true && ', demonstration: every person is synthetic'}
      </p>
      <dl className={classes.facts}>
        <div>
          <dt>Patient</dt>
          <dd>
            {patient !== null && (
              <>
                <strong>{fullName(patient.identity)}</strong>, born {dateText(patient.identity.birthDate)}
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>Planned for</dt>
          <dd>
            {numberText(weightKg)} kg, {ageText(ageYears)}, {sex}
            {heightCm !== undefined && `, ${numberText(heightCm)} cm`}
          </dd>
        </div>
        <div>
          <dt>Version</dt>
          <dd>
            {plan.version}, saved {savedAt} by {plan.savedBy}
          </dd>
        </div>
      </dl>
      {patientError !== null && (
        <ErrorNotice title="The patient’s name cannot be shown" error={patientError} />
      )}
      {content.note !== '' && <p className={classes.note}>{content.note}</p>}

      <PlanRegimens content={content} />
      <PlanNumbers content={content} />
      <PlanCurves content={content} note="as stored with this version" />
      <PlanCautions state={content.state} />

      <PlanLimits models={content.models} ketameVersion={plan.ketameVersion} />
      <PlanVersions planId={plan.id} shown={plan.version} />
    </div>
  );
}
