import { knowledgeWords, laterStatements, reviewStatements, type Statement } from '@ketame/evidence';
import { memo } from 'react';
import classes from './results.module.css';

const SECTION = 'studio-evidence';

/** The review's statements that bear on the choice of a regimen. */
const REVIEW = ['review-short', 'review-long', 'review-size', 'review-function'];
/** Those of later work that answer them, shown at once; the others behind one click. */
const LATER = ['cochrane-2025', 'cochrane-2025-harm', 'network-2024', 'kamp-2019', 'nice-2021'];

/** In the head of the page: what contradicts it, before anything is chosen. */
export const LaterDisagrees = () => (
  <button
    type="button"
    className={classes.disagrees}
    onClick={() => document.getElementById(SECTION)?.scrollIntoView({ block: 'start' })}
  >
    <strong>Later evidence disagrees.</strong> Cochrane 2025: no clear benefit. <span>Read</span>
  </button>
);

/** What the review says of short and long infusions, and beside it what has been found since. */
export const Evidence = memo(function Evidence() {
  const review = reviewStatements.filter(({ id }) => REVIEW.includes(id));
  const later = laterStatements.filter(({ id }) => LATER.includes(id));
  const more = laterStatements.filter(({ id }) => !LATER.includes(id));
  return (
    <section id={SECTION} aria-label="What is known of short and long infusions" className={classes.evidence}>
      <div className={classes.review}>
        <h3>What the review says (2013)</h3>
        <Statements statements={review} />
      </div>
      <div className={classes.later}>
        <h3>What has been found since</h3>
        <Statements statements={later} />
        <details className={classes.more}>
          <summary>{more.length} more</summary>
          <Statements statements={more} />
        </details>
      </div>
    </section>
  );
});

interface Group {
  readonly source: Statement;
  readonly statements: Statement[];
}

/** Statements that follow each other from one source, so that it is named once. */
function bySource(statements: readonly Statement[]): Group[] {
  const groups: Group[] = [];
  for (const statement of statements) {
    const last = groups.at(-1);
    const same = last?.source.source === statement.source && last.source.knowledge === statement.knowledge;
    if (same) last.statements.push(statement);
    else groups.push({ source: statement, statements: [statement] });
  }
  return groups;
}

const Statements = ({ statements }: { readonly statements: readonly Statement[] }) => (
  <ul className={classes.statements}>
    {bySource(statements).map(({ source, statements: said }) => (
      <li key={source.id}>
        {said.map(({ id, text }) => (
          <p key={id}>{text}</p>
        ))}
        <span className={classes.source}>
          {source.url === undefined ? (
            source.source
          ) : (
            <a href={source.url} target="_blank" rel="noreferrer">
              {source.source}
            </a>
          )}
          ; {knowledgeWords[source.knowledge]}
        </span>
      </li>
    ))}
  </ul>
);
