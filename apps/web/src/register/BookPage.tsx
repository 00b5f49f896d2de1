import { printedPackCode } from '@ketame/care';
import type { RegisterEntry } from '@ketame/contract';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { dateText, instantText } from '../parts/format.ts';
import { ErrorNotice, Loading, Notice } from '../parts/Notice.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { ScrollRegion } from '../parts/ScrollRegion.tsx';
import table from '../parts/table.module.css';
import { useSession } from '../session.ts';
import { entriesQuery, rangeUntil, registerQuery } from './api.ts';
import { EntryForm } from './EntryForm.tsx';
import classes from './register.module.css';
import { enterable } from './roles.ts';
import { milligramsText, productText } from './words.ts';

/** One book: what lies there, what can be entered, and its entries in their order. */
export function BookPage() {
  const { registerId } = useParams({ strict: false });
  const id = registerId ?? '';
  const session = useSession().data;
  const { data: register, error, refetch } = useQuery(registerQuery(id));
  const [chosen, setChosen] = useState<(typeof enterable)[number] | null>(null);
  const [entered, setEntered] = useState<RegisterEntry | null>(null);
  /** The entry that is to be reversed. */
  const [wrong, setWrong] = useState<RegisterEntry | null>(null);
  if (error !== null) return <ErrorNotice title="The book cannot be shown" error={error} retry={refetch} />;
  if (register === undefined) return <Loading what="Fetching the book" />;
  const role = session?.account?.role;
  const kinds = enterable.filter(({ roles }) => role !== undefined && roles.includes(role));
  const correction = kinds.find(({ kind }) => kind === 'correction');
  return (
    <Page
      title={productText(register)}
      lead={`${register.site}. Amounts of base. Balance ${milligramsText(register.balanceUg)} after ${register.entries} entries.`}
      actions={
        <Button
          component="a"
          variant="default"
          href={`/api/registers/${id}/pages?${rangeUntil(register.entries)}`}
          download={`register-${id}.pdf`}
        >
          Pages as PDF
        </Button>
      }
    >
      {register.openDiscrepancies > 0 && (
        <Notice kind="caution" title="A count differs from this book">
          <p>
            It is to be explained in time: see the discrepancies on the <Link to="/register">register</Link>.
          </p>
        </Notice>
      )}
      <Section title="Enter">
        <div className={classes.kinds}>
          {kinds.map(
            (one) =>
              one.kind !== 'correction' && (
                <Button
                  key={one.kind}
                  size="xs"
                  variant={chosen?.kind === one.kind ? 'filled' : 'default'}
                  aria-pressed={chosen?.kind === one.kind}
                  onClick={() => {
                    setChosen(one);
                    setWrong(null);
                    setEntered(null);
                  }}
                >
                  {one.label}
                </Button>
              ),
          )}
        </div>
        {entered !== null && (
          <Notice kind="done" title={`Entered as number ${entered.number}`}>
            <p>The balance is {milligramsText(entered.balanceUg)}.</p>
            {entered.kind === 'preparation' && (
              <p>
                <a
                  href={`/api/register-entries/${entered.id}/labels`}
                  download={`labels-${entered.number}.pdf`}
                >
                  Labels of the packs as PDF
                </a>
              </p>
            )}
          </Notice>
        )}
        {chosen !== null && (
          <EntryForm
            key={`${chosen.kind} ${wrong?.id}`}
            wrong={wrong}
            register={register}
            kind={chosen.kind}
            label={chosen.label}
            onEntered={(entry) => {
              setEntered(entry);
              if (chosen.kind === 'correction') setChosen(null);
            }}
          />
        )}
      </Section>
      <Section title="Lots" note={String(register.lots.length)}>
        <table className={`${table.table} ${table.stacking}`}>
          <thead>
            <tr>
              <th scope="col">Lot</th>
              <th scope="col">Use until</th>
              <th scope="col">In stock</th>
              <th scope="col">In packs</th>
              <th scope="col">Came back</th>
            </tr>
          </thead>
          <tbody>
            {register.lots.map((lot) => (
              <tr key={lot.id}>
                <th scope="row">{lot.lot}</th>
                <td data-label="use until">{dateText(lot.expiry)}</td>
                <td data-label="in stock">{milligramsText(lot.stockUg)}</td>
                <td data-label="in packs">{milligramsText(lot.preparedUg)}</td>
                <td data-label="came back">{milligramsText(lot.returnedUg)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
      <Entries
        id={id}
        last={register.entries}
        timeZone={session?.clinic.timeZone}
        onCorrect={
          correction === undefined
            ? null
            : (entry) => {
                setChosen(correction);
                setWrong(entry);
                setEntered(null);
              }
        }
      />
    </Page>
  );
}

interface EntriesProps {
  readonly id: string;
  readonly last: number;
  readonly timeZone: string | undefined;
  /** Null for who may not correct. */
  readonly onCorrect: ((entry: RegisterEntry) => void) | null;
}

function Entries({ id, last, timeZone, onCorrect }: EntriesProps) {
  const { data: entries, error } = useQuery(entriesQuery(id, last));
  return (
    <Section title="Entries" note={String(last)}>
      {error !== null && <ErrorNotice title="The entries cannot be shown" error={error} />}
      {last === 0 && <p className={table.soft}>Nothing has been entered.</p>}
      {entries !== undefined && (
        <ScrollRegion label="Entries of the book">
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">No</th>
                <th scope="col">When</th>
                <th scope="col">What</th>
                <th scope="col">Who and why</th>
                <th scope="col">Amount</th>
                <th scope="col">Balance</th>
                <th scope="col">Entered and signed by</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <Row key={entry.id} entry={entry} timeZone={timeZone} onCorrect={onCorrect} />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </Section>
  );
}

function Row({
  entry,
  timeZone,
  onCorrect,
}: Pick<EntriesProps, 'timeZone' | 'onCorrect'> & { readonly entry: RegisterEntry }) {
  const correctable = entry.from !== null && entry.kind !== 'correction' && entry.correctedBy === null;
  const about = [
    entry.patient,
    entry.party,
    entry.identityShown && `identity: ${entry.identityShown}`,
    entry.corrects !== null && `reverses entry ${entry.corrects}`,
    entry.correctedBy !== null && `corrected by entry ${entry.correctedBy}`,
    entry.early && 'early',
    entry.onPaper && 'on paper',
    entry.reason,
    entry.countedUg !== null && `counted ${milligramsText(entry.countedUg)}`,
  ].filter(Boolean);
  return (
    <tr>
      <th scope="row">{entry.number}</th>
      <td>{instantText(entry.occurredAt, timeZone)}</td>
      <td>
        {entry.kind}
        {entry.from !== null && (
          <>
            <br />
            <span className={table.soft}>
              {entry.from} to {entry.to}
              {entry.lot !== null && `, lot ${entry.lot}`}
            </span>
          </>
        )}
      </td>
      <td>
        {about.join('; ')}
        <Packs codes={entry.packs} />
        {correctable && onCorrect !== null && (
          <div>
            <Button size="compact-xs" variant="default" onClick={() => onCorrect(entry)}>
              Correct entry {entry.number}
            </Button>
          </div>
        )}
      </td>
      <td className={table.number}>{entry.from === null ? '' : milligramsText(entry.amountUg)}</td>
      <td className={table.number}>{milligramsText(entry.balanceUg)}</td>
      <td>
        {entry.recordedBy}
        {entry.signatures.map(({ id, meaning, printedName, valid }) => (
          <div key={id} className={table.soft}>
            {meaning}: {printedName}
            {!valid && ' (does not fit the entry)'}
          </div>
        ))}
      </td>
    </tr>
  );
}

/** Many are folded away: an entry may hold a hundred. */
function Packs({ codes }: { readonly codes: readonly string[] }) {
  // A code is not parted at the end of a line.
  const list = codes.map((code) => printedPackCode(code).replaceAll(' ', '\u00a0')).join(', ');
  if (codes.length <= PACKS_SHOWN) return codes.length > 0 && <div>packs {list}</div>;
  return (
    <details>
      <summary>{codes.length} packs</summary>
      {list}
    </details>
  );
}
const PACKS_SHOWN = 3;
