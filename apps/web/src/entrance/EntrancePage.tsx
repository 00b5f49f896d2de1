import { Navigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { WithSession } from '../parts/WithSession.tsx';
import { patientReaders } from '../session.ts';
import { FirstAdministrator } from './FirstAdministrator.tsx';
import { SignIn } from './SignIn.tsx';

/** The address "/": sign-in, the first administrator of an empty server, or the place where one's work begins. */
export function EntrancePage() {
  return (
    <WithSession failure="Ketame cannot start">
      {(session) => {
        if (session.account !== null) {
          if (session.account.role === 'patient') return <PatientsApp />;
          const canRead = patientReaders.includes(session.account.role);
          return <Navigate to={canRead ? '/patients' : '/studio'} replace />;
        }
        return session.needsFirstAdministrator ? <FirstAdministrator /> : <SignIn session={session} />;
      }}
    </WithSession>
  );
}

/** The app for a patient's phone, which is a page of its own. */
function PatientsApp() {
  useEffect(() => location.replace('/home/'), []);
  return null;
}
