import type { RegimenFront } from '@ketame/ketamine';
import { type Choice, FrontPlot } from './FrontPlot.tsx';
import { Reasons } from './Reasons.tsx';
import classes from './search.module.css';

interface FrontResultProps {
  readonly front: RegimenFront;
  readonly chosen: Choice | null;
  readonly onChoose: (choice: Choice) => void;
}

/** A front to be clicked through, the reasons of what is chosen, and what bounds and limits the search. */
export function FrontResult({ front, chosen, onChoose }: FrontResultProps) {
  return (
    <>
      <FrontPlot front={front} chosen={chosen} onChoose={onChoose} />
      <p className={`${classes.words} ${classes.soft}`}>
        Circles: proposals. Squares: published. No treatment: 0 days, harm 0. In {front.people}, in a
        responder.
      </p>
      {front.proposals.length === 0 && (
        <p className={classes.words}>
          {front.tried < front.of ? 'So far no' : 'No'} regimen holds these limits and gives a day of relief.
        </p>
      )}
      {front.notBeforeDays > 0 && (
        <p className={classes.words}>No course may begin before {front.notBeforeDays} days from today.</p>
      )}
      {chosen !== null && <Reasons choice={chosen} />}
      <Told title="What it cannot know" sentences={front.limits} />
      <Told title="Routes that were not searched" sentences={front.unsearched} />
      <Told title="Trials that bound the search" sentences={front.bounding} />
      <Told title="Trials that bound nothing, and why" sentences={front.unbounding} />
      {front.notes.length > 0 && (
        <ul className={classes.list}>
          {front.notes.map(({ message, source }) => (
            <li key={message}>
              {message} ({source})
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Sentences of a front behind their title. */
function Told({ title, sentences }: { readonly title: string; readonly sentences: readonly string[] }) {
  return (
    <details>
      <summary className={classes.words}>{title}</summary>
      <ul className={classes.list}>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </details>
  );
}
