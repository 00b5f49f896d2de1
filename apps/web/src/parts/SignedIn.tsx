import type { Role } from '@ketame/contract';
import { Link, Outlet } from '@tanstack/react-router';
import { SignIn } from '../entrance/SignIn.tsx';
import { Page } from './Page.tsx';
import { WithSession } from './WithSession.tsx';

/**
 * Pages for people with an account of certain roles. Signed out, the sign-in form stands in their place and the
 * address stays. It spares the person a refusal; the server decides again at every request.
 */
export function SignedIn({ roles }: { readonly roles: readonly Role[] }) {
  return (
    <WithSession failure="This page cannot be shown">
      {(session) => {
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
      }}
    </WithSession>
  );
}
