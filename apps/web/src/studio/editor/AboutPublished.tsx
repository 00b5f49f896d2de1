import { allPublishedRegimens, type Regimen, shortCitation } from '@ketame/ketamine';
import classes from './editor.module.css';

/** What a reader must know of the trial behind a regimen: whom, what beside, what it found, what here is not its own. */
export function AboutPublished({ regimen }: { readonly regimen: Regimen }) {
  const id = regimen.published ?? regimen.changedFrom;
  const published = allPublishedRegimens.find((candidate) => candidate.id === id);
  if (published === undefined) return null;
  const { source, diagnosis, population, givenBeside, found, illustrative, cautions } = published;
  return (
    <details className={classes.about}>
      <summary>About {shortCitation(source.citation)}</summary>
      <p>
        {population}; {diagnosis}.
      </p>
      <p>{found}</p>
      <p>Beside it: {givenBeside}.</p>
      <Sentences title="Illustrative here" sentences={illustrative} />
      <Sentences title="Before trusting it" sentences={cautions} />
      <p className={classes.cardWords}>
        {source.citation}
        {source.doi !== undefined && (
          <>
            {' '}
            <a href={`https://doi.org/${source.doi}`} target="_blank" rel="noreferrer">
              doi:{source.doi}
            </a>
          </>
        )}
      </p>
    </details>
  );
}

function Sentences({ title, sentences }: { readonly title: string; readonly sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <>
      <p className={classes.aboutTitle}>{title}</p>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  );
}
