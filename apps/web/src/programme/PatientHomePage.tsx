import { useParams } from '@tanstack/react-router';
import { LinkButton } from '../parts/LinkButton.tsx';
import { Page } from '../parts/Page.tsx';

/** One patient at home. */
export function PatientHomePage() {
  const { patientId } = useParams({ from: '/reading/patients/$patientId/home' });
  return (
    <Page
      title="Home programme"
      actions={
        <LinkButton to="/patients/$patientId/supply" params={{ patientId }}>
          Supply
        </LinkButton>
      }
    >
      {null}
    </Page>
  );
}
