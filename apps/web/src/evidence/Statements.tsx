import type { Knowledge } from '@ketame/evidence';
import classes from './evidence.module.css';
import { Known, SourceText } from './Known.tsx';

interface StatementsProps {
  readonly statements: readonly {
    readonly text: string;
    readonly source: string;
    readonly url?: string;
    readonly knowledge: Knowledge;
  }[];
}

/** Statements, each with its source and how it is known. */
export const Statements = ({ statements }: StatementsProps) => (
  <ul className={classes.statements}>
    {statements.map(({ text, source, url, knowledge }) => (
      <li key={text}>
        {text}{' '}
        <span className={classes.source}>
          {url === undefined ? (
            <SourceText source={source} />
          ) : (
            <a href={url} target="_blank" rel="noreferrer">
              {source}
            </a>
          )}{' '}
          <Known knowledge={knowledge} />
        </span>
      </li>
    ))}
  </ul>
);
