import type { PlanContent } from '@ketame/contract';
import { Section } from '../parts/Page.tsx';
import { drugInWords, letterOf, regimenInWords, stepInWords } from '../studio/state/words.ts';
import classes from './PlanRegimens.module.css';
import { Swatch } from './Swatch.tsx';

/** The regimens of a plan in words, each step on a line; the chosen one first. */
export function PlanRegimens({ content }: { readonly content: PlanContent }) {
  const { regimens, selected } = content.state;
  const ordered = regimens
    .map((regimen, index) => ({ regimen, index, letter: letterOf(index) }))
    .sort((a, b) => Number(b.index === selected) - Number(a.index === selected));
  return (
    <Section title={regimens.length === 1 ? 'Regimen' : 'Regimens'}>
      <div className={classes.regimens}>
        {ordered.map(({ regimen, index, letter }) => (
          <article
            key={letter}
            className={index === selected ? `${classes.regimen} ${classes.chosen}` : classes.regimen}
          >
            <h3 className={classes.name}>
              <Swatch index={index} /> {letter} · {regimen.name}
              {regimens.length > 1 && (
                <span className={classes.role}>{index === selected ? 'chosen' : 'for comparison'}</span>
              )}
            </h3>
            <p className={classes.drug}>
              <strong>{drugInWords(regimen)}</strong>: {regimenInWords(regimen)}
            </p>
            {regimen.steps.length > 1 && (
              <ol className={classes.steps}>
                {stepsInWords(regimen).map(({ place, words }) => (
                  <li key={place}>{words}</li>
                ))}
              </ol>
            )}
          </article>
        ))}
      </div>
    </Section>
  );
}

const stepsInWords = ({ steps }: PlanContent['state']['regimens'][number]) =>
  steps.map((step, place) => ({ place, words: stepInWords(step) }));
