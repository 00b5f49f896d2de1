import type { ImportPreview, Observation } from '@ketame/contract';
import { Button, Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { counted, dateText, fullName } from '../parts/format.ts';
import { ErrorNotice } from '../parts/Notice.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { ScrollRegion } from '../parts/ScrollRegion.tsx';
import table from '../parts/table.module.css';
import { BearingList } from './BearingList.tsx';
import { EntryList } from './EntryList.tsx';
import { changesText, entriesOf, kinds, leftOutCount, rangeText } from './entries.ts';
import classes from './ImportPreviewView.module.css';
import { MeasureTable } from './MeasureTable.tsx';

interface ImportPreviewViewProps {
  readonly fileName: string;
  readonly preview: ImportPreview;
  /** Why the last attempt to save failed. */
  readonly error: unknown;
  readonly onSave: (identityConfirmed: boolean) => void;
  readonly onLeave: () => void;
}

/** One record as understood: who, what would change, what bears on ketamine, every entry, and what was left out. */
export function ImportPreviewView({ fileName, preview, error, onSave, onLeave }: ImportPreviewViewProps) {
  const { understood, existing, identityDiffers, changes } = preview;
  const [confirmed, setConfirmed] = useState(false);
  const asks = identityDiffers.length > 0;
  const measures = entriesOf(understood.entries, 'observation');
  const shown = new Set(understood.entries.map((entry) => entry.sourceId));

  return (
    <Page
      title={fullName(understood.identity)}
      lead={`What was understood of “${fileName}”. Nothing is saved yet.`}
    >
      <div className={classes.top}>
        <Who preview={preview} />
        <div className={classes.decision}>
          <p className={classes.changes}>
            {existing === null
              ? `A new patient with ${counted(changes.added, 'entry', 'entries')}`
              : changesText(changes)}
          </p>
          {asks && (
            <Checkbox
              checked={confirmed}
              onChange={(event) => setConfirmed(event.currentTarget.checked)}
              label={`I have checked: this record belongs to ${existing === null ? 'this patient' : fullName(existing.identity)}.`}
            />
          )}
          {error !== null && error !== undefined && (
            <ErrorNotice title="Not saved. The record is still here." error={error} />
          )}
          <div className={classes.buttons}>
            <Button onClick={() => onSave(asks)} disabled={asks && !confirmed}>
              {existing === null ? 'Save as a new patient' : `Update ${fullName(existing.identity)}`}
            </Button>
            <Button variant="default" onClick={onLeave}>
              Do not save
            </Button>
          </div>
        </div>
      </div>

      <Section title="What bears on ketamine">
        <BearingList bearings={preview.bearings} shownEntries={shown} />
      </Section>

      <div className={classes.columns}>
        {kinds.map(({ kind, title }) => {
          const entries = entriesOf(understood.entries, kind);
          return (
            <Section key={kind} title={title} note={String(entries.length)}>
              <EntryList entries={entries} none="None in this record" />
            </Section>
          );
        })}
      </div>

      <Section title="Measures" note={String(measures.length)}>
        <ReadMeasures measures={measures} />
      </Section>

      <Section
        title="Left out"
        note={`${leftOutCount(understood.leftOut)} of the file’s entries, with the reason`}
      >
        {understood.leftOut.length === 0 ? (
          <p className={table.soft}>Nothing: every entry of the file was taken.</p>
        ) : (
          <ScrollRegion label="Left out">
            <table className={table.table}>
              <thead>
                <tr>
                  <th scope="col">Kind</th>
                  <th scope="col" className={table.number}>
                    How many
                  </th>
                  <th scope="col">Why</th>
                  <th scope="col">For example</th>
                </tr>
              </thead>
              <tbody>
                {understood.leftOut.map(({ resourceType, count, reason, examples }) => (
                  <tr key={`${resourceType} ${reason}`}>
                    <td>{resourceType}</td>
                    <td className={table.number}>{count}</td>
                    <td>{reason}</td>
                    <td className={table.soft}>{examples.join('; ')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollRegion>
        )}
      </Section>
    </Page>
  );
}

/** The newest value of each measure, and folded below the earlier ones. */
function ReadMeasures({ measures }: { readonly measures: readonly Observation[] }) {
  if (measures.length === 0) return <p className={table.soft}>None in this record</p>;
  const rows = measures
    .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
    .map(({ range, ...measure }) => ({
      ...measure,
      range: (range === null ? '' : rangeText(range)) || 'none in the record',
    }));
  const newest = rows.filter(
    (row, index) => rows.findIndex(({ measure }) => measure === row.measure) === index,
  );
  const earlier = rows.filter((row) => !newest.includes(row));
  return (
    <div className={classes.measures}>
      <MeasureTable label="newest measures" rows={newest} />
      {earlier.length > 0 && (
        <details className={classes.earlier}>
          <summary>{counted(earlier.length, 'earlier value')}</summary>
          <MeasureTable label="earlier measures" rows={earlier} />
        </details>
      )}
    </div>
  );
}

const fieldNames: Readonly<Record<string, string>> = {
  familyName: 'Family name',
  givenName: 'Given name',
  birthDate: 'Born',
  sex: 'Sex',
};

const matchWords = {
  source: 'found by the record’s own number',
  'name and birth date': 'found by name and birth date',
  choice: 'whom you chose',
} as const;

/** The identity in the file, and beside it the patient's own where there is one, with what differs marked. */
function Who({ preview }: { readonly preview: ImportPreview }) {
  const { understood, existing, identityDiffers } = preview;
  const differs = new Set(identityDiffers.map(({ field }) => field));
  const value = (identity: Record<string, string>, field: string): string =>
    field === 'birthDate' ? dateText(identity[field] ?? '') : (identity[field] ?? '');

  return (
    <section className={classes.who} aria-label="Who">
      {existing === null ? (
        <p className={classes.known}>Not yet a patient of this clinic.</p>
      ) : (
        <p className={classes.known}>
          Already a patient:{' '}
          <Link to="/patients/$patientId" params={{ patientId: existing.id }}>
            {fullName(existing.identity)}
          </Link>
          , {matchWords[existing.matchedBy]}.
        </p>
      )}
      {differs.size > 0 && (
        <p className={classes.differs}>
          <span aria-hidden="true">!</span> The record names somebody else than the patient it belongs to.
          Check before saving.
        </p>
      )}
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">
              <span className={classes.hidden}>Field</span>
            </th>
            <th scope="col">In the record</th>
            {existing !== null && <th scope="col">Stored</th>}
          </tr>
        </thead>
        <tbody>
          {Object.entries(fieldNames).map(([field, name]) => (
            <tr key={field} className={differs.has(field) ? classes.different : undefined}>
              <th scope="row">{name}</th>
              <td>{value(understood.identity, field)}</td>
              {existing !== null && (
                <td>
                  {value(existing.identity, field)}
                  {differs.has(field) && <strong className={classes.mark}> differs</strong>}
                </td>
              )}
            </tr>
          ))}
          <tr>
            <th scope="row">Record number</th>
            <td colSpan={existing === null ? 1 : 2} className={classes.code}>
              {understood.source.id}
              <span className={classes.system}>{understood.source.system}</span>
            </td>
          </tr>
        </tbody>
      </table>
    </section>
  );
}
