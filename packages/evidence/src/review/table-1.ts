import { type SyndromeName, syndromes } from '../studies/syndromes.ts';
import { trials } from '../studies/trials.ts';
import type { Claim } from './claim.ts';

const chapter = 'Table 1';
const place = 'Review, Table 1';
const source = 'The packaged trials that Table 1 counts, as far as they could be identified';

const rows = syndromes.flatMap((row) =>
  row.table1Trials === null ? [] : [{ name: row.name as SyndromeName, printed: row.table1Trials }],
);

/** Packaged trials that Table 1 counts in one of its rows. */
const identified = (name: string) =>
  trials.filter(({ syndrome, table1 }) => syndrome === name && table1 !== 'not listed');

const rowClaims: readonly Claim[] = rows.map(({ name, printed }) => {
  const found = identified(name).length;
  return {
    id: `table-1-${name
      .toLowerCase()
      .replaceAll(/[^a-z]+/g, '-')
      .replaceAll(/^-|-$/g, '')}`,
    chapter,
    place,
    text: `${name}: ${printed} ${printed === 1 ? 'trial' : 'trials'}.`,
    source,
    comparisons: () => [
      { what: 'identified', unit: 'trials', printed: { value: printed, decimals: 0 }, computed: found },
    ],
    ...(found !== printed && {
      judgement: {
        verdict: 'not reproducible' as const,
        why:
          found < printed
            ? `The table names no trial; ${found} of ${printed} could be identified.`
            : `The table names no trial; ${found} could be meant.`,
      },
    }),
  };
});

/** The table of trials by kind of pain. */
export const table1Claims: readonly Claim[] = [
  {
    id: 'table-1-total',
    chapter,
    place,
    text: 'Its 15 rows hold 37 randomised trials.',
    source: 'The rows themselves',
    comparisons: () => [
      { what: 'rows', unit: 'rows', printed: { value: 15, decimals: 0 }, computed: rows.length },
      {
        what: 'sum of the rows',
        unit: 'trials',
        printed: { value: 37, decimals: 0 },
        computed: rows.reduce((sum, { printed }) => sum + printed, 0),
      },
    ],
  },
  {
    id: 'table-1-years',
    chapter,
    place: 'Review, Table 1, caption',
    text: 'The trials are of 2009 to 2012.',
    source,
    comparisons: () => {
      const years = rows.flatMap(({ name }) => identified(name).map(({ year }) => year));
      return [
        {
          what: 'earliest identified trial',
          unit: 'year',
          printed: { low: 2009, high: 2012 },
          computed: Math.min(...years),
        },
      ];
    },
    judgement: {
      verdict: 'contradicted',
      why: 'The years fit the paper from which the table counts; the trials themselves begin in 1994.',
    },
  },
  ...rowClaims,
];
