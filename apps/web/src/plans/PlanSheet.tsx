import type { PatientDetail, PlanVersion } from '@ketame/contract';
import { useEffect } from 'react';
import { ageText, dateText, fullName, instantText, numberText } from '../parts/format.ts';
import { ErrorNotice } from '../parts/Notice.tsx';
import { Section } from '../parts/Page.tsx';
import { useSession } from '../session.ts';
import { PlanCurves } from './PlanCurves.tsx';
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
      <PlanCurves content={content} />

      <Section title="Limits">
        <ul className={classes.limits}>
          <li>
            Advice to clinicians. Ketame is not a certified medical device; the treating physician decides and
            doses by the patient’s response.
          </li>
          <li>
            The curves are those of a typical person of the models’ populations, mostly young healthy
            volunteers; a patient can differ from them two-fold and more.
          </li>
          <li>
            Concentrations are arterial (Simons 2022); in venous blood they are lower, after a short infusion
            by about half.
          </li>
          <li>
            The slow relief was fitted to 100 h of S-ketamine in CRPS type 1 (Dahan 2011). For any other drug,
            length or disease it is an extrapolation and drawn dashed. Days of relief hold for a responder;
            the chance to respond stands beside placebo’s and is not multiplied in.
          </li>
          <li>
            Later evidence is less hopeful: the Cochrane review of 2025 found no clear benefit at any time
            after infusion, and more adverse events.
          </li>
        </ul>
        <p className={classes.models}>
          Computed with{' '}
          {Object.entries(content.models)
            .map(([name, version]) => `${name} ${version}`)
            .join(', ')}
          ; saved by Ketame {plan.ketameVersion}.
        </p>
      </Section>
      <PlanVersions planId={plan.id} shown={plan.version} />
    </div>
  );
}

/** What the foot of every printed page says, beside its number (theme.css, @page). */
function usePrintFooter(text: string): void {
  useEffect(() => {
    const { style } = document.documentElement;
    style.setProperty('--print-footer', JSON.stringify(text));
    return () => {
      style.removeProperty('--print-footer');
    };
  }, [text]);
}
