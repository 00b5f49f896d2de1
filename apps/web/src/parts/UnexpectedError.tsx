import { Button } from '@mantine/core';
import { Notice } from './Notice.tsx';
import { Page } from './Page.tsx';

/** A fault of the page itself, caught before it leaves a blank screen. */
export function UnexpectedError({ error }: { readonly error: unknown }) {
  return (
    <Page title="This page has a fault" narrow>
      <Notice
        kind="alarm"
        title="The page stopped"
        actions={
          <Button size="xs" variant="default" onClick={() => window.location.reload()}>
            Reload
          </Button>
        }
      >
        <p>
          What was saved is safe. Reload the page; if it happens again, tell whoever runs the server these
          words: <code>{error instanceof Error ? error.message : String(error)}</code>
        </p>
      </Notice>
    </Page>
  );
}
