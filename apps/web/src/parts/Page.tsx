import type { ReactNode } from 'react';
import classes from './Page.module.css';

interface PageProps {
  readonly title: string;
  /** Beside the title: actions. */
  readonly actions?: ReactNode;
  /** Under the title, softly: what this page is for, or the facts of its subject. */
  readonly lead?: ReactNode;
  /** Reading width instead of the whole width. */
  readonly narrow?: boolean;
  readonly children: ReactNode;
}

/** One page below the header: its title (also of the browser's tab), actions and content. */
export function Page({ title, actions, lead, narrow = false, children }: PageProps) {
  return (
    <div className={narrow ? `${classes.page} ${classes.narrow}` : classes.page}>
      <title>{`${title} · Ketame`}</title>
      <div className={classes.head}>
        <div>
          <h1 className={classes.title}>{title}</h1>
          {lead !== undefined && <div className={classes.lead}>{lead}</div>}
        </div>
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}

interface SectionProps {
  readonly title: string;
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  readonly id?: string;
  readonly children: ReactNode;
}

/** A titled part of a page. */
export function Section({ title, note, actions, id, children }: SectionProps) {
  return (
    <section className={classes.section} id={id} aria-label={title}>
      <div className={classes.sectionHead}>
        <h2 className={classes.sectionTitle}>
          {title} {note !== undefined && <span className={classes.sectionNote}>{note}</span>}
        </h2>
        {actions}
      </div>
      {children}
    </section>
  );
}
