import { Button, Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import { ApiError } from '../api.ts';
import classes from './Notice.module.css';

interface NoticeProps {
  readonly kind: 'alarm' | 'caution' | 'information' | 'done';
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

const signs = { alarm: '✕', caution: '!', information: 'i', done: '✓' };

/** A message that stands in the page: sign, words and colour say the same. Alarms are read out at once. */
export function Notice({ kind, title, children, actions }: NoticeProps) {
  return (
    <div className={`${classes.notice} ${classes[kind]}`} role={kind === 'alarm' ? 'alert' : 'status'}>
      <span className={classes.sign} aria-hidden="true">
        {signs[kind]}
      </span>
      <div className={classes.words}>
        <p className={classes.title}>{title}</p>
        {children}
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </div>
    </div>
  );
}

interface ErrorNoticeProps {
  /** What could not be done: "The patients could not be shown". */
  readonly title: string;
  readonly error: unknown;
  readonly retry?: () => void;
}

/** An error as the person meets it: what failed, why, which fields, what to do, and the number to quote. */
export function ErrorNotice({ title, error, retry }: ErrorNoticeProps) {
  const answer = error instanceof ApiError ? error.answer : null;
  return (
    <Notice
      kind="alarm"
      title={title}
      actions={
        retry && (
          <Button size="xs" variant="default" onClick={retry}>
            Try again
          </Button>
        )
      }
    >
      <p>{answer?.message ?? (error instanceof Error ? error.message : String(error))}</p>
      {answer?.fields !== undefined && answer.fields.length > 0 && (
        <ul>
          {answer.fields.map((field) => (
            <li key={`${field.path} ${field.expected}`}>
              <code>{field.path || 'the whole'}</code>: {field.expected}
            </li>
          ))}
        </ul>
      )}
      {answer?.requestId !== undefined && <p className={classes.request}>Request {answer.requestId}</p>}
    </Notice>
  );
}

/** While something is awaited, in words. */
export function Loading({ what }: { readonly what: string }) {
  return (
    <div className={classes.loading} role="status">
      <Loader size="sm" aria-hidden="true" /> {what}
    </div>
  );
}

/** Where a list has nothing yet: says so, and what to do. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <p className={classes.title}>{title}</p>
      {children}
    </div>
  );
}
