import type { Session } from '@ketame/contract';
import type { ReactNode } from 'react';
import { useSession } from '../session.ts';
import { ErrorNotice, Loading } from './Notice.tsx';
import { Page } from './Page.tsx';

/** What depends on who is signed in; until that is known, or where it cannot be, a page that says so. */
export function WithSession({
  failure,
  children,
}: {
  /** What could not be done, in words. */
  readonly failure: string;
  readonly children: (session: Session) => ReactNode;
}) {
  const { data: session, error, refetch } = useSession();
  if (error !== null) {
    return (
      <Page title="Ketame" narrow>
        <ErrorNotice title={failure} error={error} retry={refetch} />
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
  return children(session);
}
