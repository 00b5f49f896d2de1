import { Navigate } from '@tanstack/react-router';
import { ErrorNotice, Loading } from '../parts/Notice.tsx';
import { Page } from '../parts/Page.tsx';
import { patientReaders, useSession } from '../session.ts';
import { FirstAdministrator } from './FirstAdministrator.tsx';
import { SignIn } from './SignIn.tsx';

/** The address "/": sign-in, the first administrator of an empty server, or the place where one's work begins. */
export function EntrancePage() {
  const { data: session, error, refetch } = useSession();
  if (error !== null) {
    return (
      <Page title="Ketame" narrow>
        <ErrorNotice title="Ketame cannot start" error={error} retry={refetch} />
      </Page>
    );
  }
  if (session === undefined) {
    return (
      <Page title="Ketame" narrow>
        <Loading what="Asking who is signed in" />
      </Page>
    );
  }
  if (session.account !== null) {
    return <Navigate to={patientReaders.includes(session.account.role) ? '/patients' : '/studio'} replace />;
  }
  return session.needsFirstAdministrator ? <FirstAdministrator /> : <SignIn session={session} />;
}
