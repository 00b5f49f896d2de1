import { type Knowledge, knowledgeWords } from '@ketame/evidence';
import classes from './evidence.module.css';

/** How a figure is known, in a word; the sentence stands in the tooltip and in the legend. */
const words: Readonly<Record<Knowledge, string>> = {
  read: 'read',
  review: 'by the review',
  derived: 'derived',
  'second-hand': 'second-hand',
  recalled: 'unverified',
};

export const knowledgeWord = (knowledge: Knowledge): string => words[knowledge];

/** The word, marked when the figure is not to be relied on. */
export function Known({ knowledge }: { readonly knowledge: Knowledge }) {
  const doubtful = knowledge === 'recalled' || knowledge === 'second-hand';
  return (
    <span
      className={doubtful ? `${classes.word} ${classes.doubtful}` : classes.word}
      title={knowledgeWords[knowledge]}
    >
      {words[knowledge]}
    </span>
  );
}

/** What the words mean. */
export const KnownLegend = () => (
  <dl className={classes.legend}>
    {(Object.keys(words) as Knowledge[]).map((knowledge) => (
      <div key={knowledge}>
        <dt>
          <Known knowledge={knowledge} />
        </dt>
        <dd>{knowledgeWords[knowledge]}</dd>
      </div>
    ))}
  </dl>
);

/** Where a figure comes from: a link where it is an address. */
export function SourceText({ source }: { readonly source: string }) {
  if (!/^https?:\/\/\S+$/.test(source)) return <>{source}</>;
  return (
    <a href={source} target="_blank" rel="noreferrer" title={source}>
      {new URL(source).hostname.replace(/^www\./, '')}
    </a>
  );
}
