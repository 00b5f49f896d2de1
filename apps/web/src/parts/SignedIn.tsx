import type { Role } from '@ketame/contract';
import { Link, Outlet } from '@tanstack/react-router';
import { SignIn } from '../entrance/SignIn.tsx';
import { useSession } from '../session.ts';
import { ErrorNotice, Loading } from './Notice.tsx';
import { Page } from './Page.tsx';

/**
 * Pages for people with an account of certain roles. Signed out, the sign-in form stands in their place and the
 * address stays. It spares the person a refusal; the server decides again at every request.
 */
export function SignedIn({ roles }: { readonly roles: readonly Role[] }) {
  const { data: session, error, refetch } = useSession();
  if (error !== null) {
    return (
      <Page title="Ketame" narrow>
        <ErrorNotice title="This page cannot be shown" error={error} retry={refetch} />
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
  if (session.account === null) return <SignIn session={session} />;
  if (roles.includes(session.account.role)) return <Outlet />;
  return (
    <Page title="Not for this account" narrow>
      <p>
        A {session.account.role} has no access to this page. If you need it, ask the administrator of{' '}
        {session.clinic.name}. The <Link to="/studio">studio</Link> is open to everyone.
      </p>
    </Page>
  );
}
