import { type Knowledge, knowledgeWords, syndromes } from '@ketame/evidence';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { Empty } from '../../parts/Notice.tsx';
import { Page } from '../../parts/Page.tsx';
import { ScrollRegion } from '../../parts/ScrollRegion.tsx';
import table from '../../parts/table.module.css';
import { downloadText } from '../download.ts';
import { EvidenceNav } from '../EvidenceNav.tsx';
import classes from '../evidence.module.css';
import { Known, KnownLegend, knowledgeWord, SourceText } from '../Known.tsx';
import { slugOf } from '../slug.ts';
import type { StudiesSearch } from './search.ts';
import { type StudyRow, studyTables } from './tables.ts';

/** The rows that a search keeps. */
export const matching = (
  rows: readonly StudyRow[],
  { find, kind, known, reading }: StudiesSearch,
): StudyRow[] => {
  const words = (find ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const text = [row.id, ...row.cells, row.note ?? '', ...row.marks].join(' ').toLowerCase();
    return (
      words.every((word) => text.includes(word)) &&
      (kind === undefined || row.kind === null || row.kind === kind) &&
      (known === undefined || row.knowledge === known) &&
      (reading === undefined || row.reading === reading)
    );
  });
};

interface Order {
  readonly column: number;
  readonly descending: boolean;
}

function ordered(rows: readonly StudyRow[], order: Order | null): readonly StudyRow[] {
  if (order === null) return rows;
  const compare = (a: StudyRow, b: StudyRow) => {
    const [one, other] = [a.sort[order.column] ?? '', b.sort[order.column] ?? ''];
    if (typeof one === 'number' && typeof other === 'number') return one - other;
    return String(one).localeCompare(String(other), 'en', { numeric: true });
  };
  return rows.toSorted((a, b) => (order.descending ? -1 : 1) * compare(a, b));
}

/** Every packaged study and harm: filtered, sorted, with its source, to be taken along as CSV. */
export function StudiesPage() {
  const search: StudiesSearch = useSearch({ from: '/evidence/studies' });
  const navigate = useNavigate({ from: '/evidence/studies' });
  const [order, setOrder] = useState<Order | null>(null);
  const shown = studyTables.find(({ id }) => id === (search.table ?? 'trials')) ?? studyTables[0];
  const rows = useMemo(
    () => (shown ? ordered(matching(shown.rows, search), order) : []),
    [shown, search, order],
  );
  if (!shown) return null;
  const change = (part: Partial<Record<keyof StudiesSearch, string>>) =>
    navigate({
      search: (before: StudiesSearch) =>
        Object.fromEntries(Object.entries({ ...before, ...part }).filter(([, value]) => value !== '')),
      replace: true,
      resetScroll: false,
    });
  const readings = [...new Set(shown.rows.map(({ reading }) => reading))].sort();
  const hasKinds = shown.rows.some(({ kind }) => kind !== null);
  return (
    <>
      <EvidenceNav />
      <Page
        title="Studies and harms"
        lead="Every figure with its source and how it is known. What nobody looked for is “not measured”, never zero."
      >
        <nav className={classes.tabs} aria-label="Tables">
          {studyTables.map(({ id, title, rows: all }) => (
            <Button
              key={id}
              size="xs"
              variant={id === shown.id ? 'filled' : 'default'}
              aria-pressed={id === shown.id}
              onClick={() => {
                setOrder(null);
                change({ table: id, reading: '' });
              }}
            >
              {title} ({all.length})
            </Button>
          ))}
        </nav>
        <div className={classes.filters}>
          <TextInput
            label="Find"
            value={search.find ?? ''}
            onChange={({ currentTarget }) => change({ find: currentTarget.value })}
          />
          {hasKinds && (
            <NativeSelect
              label="Kind of pain"
              value={search.kind ?? ''}
              data={[
                { value: '', label: 'All' },
                ...syndromes.map(({ name }) => ({ value: slugOf(name), label: name })),
              ]}
              onChange={({ currentTarget }) => change({ kind: currentTarget.value })}
            />
          )}
          <NativeSelect
            label="Known"
            value={search.known ?? ''}
            data={[
              { value: '', label: 'All' },
              ...(Object.keys(knowledgeWords) as Knowledge[]).map((value) => ({
                value,
                label: knowledgeWord(value),
              })),
            ]}
            onChange={({ currentTarget }) => change({ known: currentTarget.value })}
          />
          <NativeSelect
            label="Read as"
            value={search.reading ?? ''}
            data={[{ value: '', label: 'All' }, ...readings]}
            onChange={({ currentTarget }) => change({ reading: currentTarget.value })}
          />
        </div>
        <div className={classes.count}>
          <span role="status">
            {rows.length} of {shown.rows.length}
          </span>
          {rows.length > 0 && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                for (const { name, text } of shown.csv(new Set(rows.map(({ id }) => id)))) {
                  downloadText(text, name, 'text/csv');
                }
              }}
            >
              Take along as CSV
            </Button>
          )}
        </div>
        {rows.length === 0 ? (
          <Empty title="Nothing matches">Take a filter away.</Empty>
        ) : (
          <ScrollRegion label={shown.title}>
            <table className={`${table.table} ${table.stacking} ${classes.table}`}>
              <thead>
                <tr>
                  {shown.columns.map((title, column) => (
                    <th
                      key={title}
                      scope="col"
                      aria-sort={
                        order?.column === column ? (order.descending ? 'descending' : 'ascending') : 'none'
                      }
                    >
                      <button
                        type="button"
                        className={classes.sort}
                        onClick={() =>
                          setOrder((before) => ({
                            column,
                            descending: before?.column === column && !before.descending,
                          }))
                        }
                      >
                        {title}
                        {order?.column === column && (order.descending ? ' ↓' : ' ↑')}
                      </button>
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <Row key={row.id} row={row} columns={shown.columns} />
                ))}
              </tbody>
            </table>
          </ScrollRegion>
        )}
        <KnownLegend />
      </Page>
    </>
  );
}

const missing = /^(not measured|not told|no result could be read)/;

function Row({ row, columns }: { readonly row: StudyRow; readonly columns: readonly string[] }) {
  const [head, ...others] = row.cells;
  return (
    <tr>
      <th scope="row">
        {head}
        {row.marks.length > 0 && (
          <div className={classes.flags}>
            {row.marks.map((mark) => (
              <span key={mark} className={`${classes.word} ${classes.doubtful}`}>
                {mark}
              </span>
            ))}
          </div>
        )}
        <div className={classes.source}>
          <Known knowledge={row.knowledge} /> {row.reading}: <SourceText source={row.source} />
        </div>
        {row.note !== undefined && <div className={classes.source}>{row.note}</div>}
      </th>
      {others.map((text, i) => (
        <td key={columns[i + 1]} data-label={`${columns[i + 1]}:`} className={table.wide}>
          {missing.test(text) ? <span className={classes.missing}>{text}</span> : text}
        </td>
      ))}
    </tr>
  );
}
