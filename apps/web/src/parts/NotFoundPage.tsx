import { Link } from '@tanstack/react-router';
import { Page } from './Page.tsx';

/** An address that leads nowhere. */
export function NotFoundPage() {
  return (
    <Page title="There is no such page" narrow>
      <p>
        The address may be mistyped, or the page is not part of this version of Ketame. Go to the{' '}
        <Link to="/">start</Link> or to the <Link to="/studio">studio</Link>.
      </p>
    </Page>
  );
}
