import type { PatientDetail, StudioState } from '@ketame/contract';
import { fullName } from '../parts/format.ts';
import { LinkButton } from '../parts/LinkButton.tsx';
import { fragmentOf } from '../studio/state/link.ts';
import { startState } from '../studio/state/start-state.ts';
import classes from './OpenInStudio.module.css';
import { studioPatientOf } from './studio-patient.ts';

/** Opens the studio with what the models need of this patient, and the published regimens that it begins with. */
export function OpenInStudio({ patient }: { readonly patient: PatientDetail }) {
  const studioPatient = studioPatientOf(patient);
  if (studioPatient === null) {
    return <p className={classes.missing}>The studio needs a weight: add one by “Edit”.</p>;
  }
  const state: StudioState = { ...startState, patient: studioPatient };
  return (
    <LinkButton
      to="/studio"
      hash={fragmentOf(state).slice(1)}
      state={{ patientInStudio: { patientId: patient.id, name: fullName(patient.identity) } }}
      variant="filled"
    >
      Open in the studio
    </LinkButton>
  );
}
