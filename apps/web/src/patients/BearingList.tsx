import type { Bearing } from '@ketame/contract';
import { dateText } from '../parts/format.ts';
import { Empty } from '../parts/Notice.tsx';
import classes from './BearingList.module.css';
import { showEntry } from './entries.ts';

const order: readonly Bearing['severity'][] = ['exclusion', 'caution', 'interaction', 'information'];

const words: Readonly<Record<Bearing['severity'], string>> = {
  exclusion: 'Exclusion',
  caution: 'Caution',
  interaction: 'Interaction',
  information: 'Information',
};

const states: Readonly<Record<Bearing['state'], string>> = {
  active: '',
  past: 'in the past',
  unknown: 'the record does not say whether it still holds',
};

const restsOn: Readonly<Record<Bearing['status'], string>> = {
  guideline: 'guideline',
  label: 'drug label',
  trial: 'trial or study',
  ours: 'judgement of the authors of Ketame',
};

/** What holds now stands before what once did, and the weightier first. */
const rank = (bearing: Bearing): number =>
  (bearing.state === 'past' ? order.length : 0) + order.indexOf(bearing.severity);

interface BearingListProps {
  readonly bearings: readonly Bearing[];
  /** Source ids of the entries on this page: these can be gone to. */
  readonly shownEntries: ReadonlySet<string>;
}

/** What in the record bears on ketamine, the weightiest first, each with what it means and where it comes from. */
export function BearingList({ bearings, shownEntries }: BearingListProps) {
  if (bearings.length === 0) {
    return (
      <Empty title="Nothing found that bears on ketamine">
        <p>Only what the record holds was looked at. Ask the patient as well.</p>
      </Empty>
    );
  }
  const sorted = bearings.toSorted((a, b) => rank(a) - rank(b));
  return (
    <ul className={classes.list}>
      {sorted.map((bearing) => (
        <li key={bearing.rule} className={`${classes.bearing} ${classes[bearing.severity]}`}>
          <p className={classes.severity}>
            <SeverityShape severity={bearing.severity} /> {words[bearing.severity]}
          </p>
          <div className={classes.body}>
            <h3 className={classes.title}>
              {bearing.title}
              {states[bearing.state] !== '' && <span className={classes.state}>{states[bearing.state]}</span>}
            </h3>
            <p className={classes.meaning}>{bearing.meaning}</p>
            <ul className={classes.from} aria-label="From the record">
              {bearing.from.map((entry) => (
                <li key={`${entry.kind} ${entry.sourceId}`}>
                  {shownEntries.has(entry.sourceId) ? (
                    <button type="button" className={classes.entry} onClick={() => showEntry(entry.sourceId)}>
                      {entry.text}
                    </button>
                  ) : (
                    <span className={classes.plainEntry}>{entry.text}</span>
                  )}
                  {entry.date !== null && <span className={classes.date}> {dateText(entry.date)}</span>}
                  {entry.matchedBy === 'text' && (
                    <span className={classes.check}> recognised by its words alone: check</span>
                  )}
                </li>
              ))}
            </ul>
            <details className={classes.source}>
              <summary>Source: {restsOn[bearing.status]}</summary>
              {bearing.source}
            </details>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Octagon, triangle, two crossing circles, dot: the weight is seen without colour. */
function SeverityShape({ severity }: { readonly severity: Bearing['severity'] }) {
  return (
    <svg viewBox="0 0 16 16" width="15" height="15" className={classes.shape} aria-hidden="true">
      {severity === 'exclusion' && (
        <path d="M5 1h6l4 4v6l-4 4H5l-4-4V5zM4.5 8h7" fill="none" stroke="currentColor" strokeWidth="2" />
      )}
      {severity === 'caution' && (
        <path d="M8 1.8 15 14.2H1zM8 6v4M8 11.4v1.4" fill="none" stroke="currentColor" strokeWidth="1.7" />
      )}
      {severity === 'interaction' && (
        <g fill="none" stroke="currentColor" strokeWidth="1.7">
          <circle cx="5.6" cy="8" r="4.3" />
          <circle cx="10.4" cy="8" r="4.3" />
        </g>
      )}
      {severity === 'information' && (
        <circle cx="8" cy="8" r="4" fill="none" stroke="currentColor" strokeWidth="1.7" />
      )}
    </svg>
  );
}
