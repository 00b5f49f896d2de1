import type { IndexInput } from '@ketame/care';
import type { StoredIndex } from '@ketame/contract';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { instantText, numberText } from '../parts/format.ts';
import { Notice } from '../parts/Notice.tsx';
import table from '../parts/table.module.css';
import { useSession } from '../session.ts';
import { IndexView } from './IndexView.tsx';
import classes from './retreatment.module.css';

const width = 420;
const height = 200;
const margin = { left: 34, right: 12, top: 14, bottom: 44 };

/** Every index that was stored, entry by entry: what was advised, and what was known then. */
export function IndexHistory({ history }: { readonly history: readonly StoredIndex[] }) {
  const [chosen, setChosen] = useState<number | null>(null);
  const timeZone = useSession().data?.clinic.timeZone;
  const at = chosen ?? history.length - 1;
  const shown = history[at];
  if (shown === undefined) return <p className={table.soft}>No index has been stored yet.</p>;
  const before = new Set((history[at - 1]?.inputs ?? []).map((input) => JSON.stringify(input)));
  const differing = history.filter(({ replay }) => replay === 'differs');
  return (
    <>
      {differing.length > 0 && (
        <Notice kind="alarm" title="A stored index is not what its stored inputs give">
          <p>
            Entry {differing.map(({ sequence }) => sequence).join(', ')}: it was altered outside of Ketame.
            Tell the administrator; the audit trail names the change.
          </p>
        </Notice>
      )}
      <HistoryChart history={history} at={at} />
      <div className={classes.replay}>
        <Button size="compact-sm" variant="default" disabled={at === 0} onClick={() => setChosen(at - 1)}>
          Entry before
        </Button>
        <output aria-live="polite">
          Entry {shown.sequence} of {history.length}, {instantText(shown.computedAt, timeZone)}
        </output>
        <Button
          size="compact-sm"
          variant="default"
          disabled={at === history.length - 1}
          onClick={() => setChosen(at + 1)}
        >
          Next entry
        </Button>
      </div>
      <p className={table.soft}>
        {replayText[shown.replay]} Rules version {shown.rulesVersion}, goals version {shown.goalsVersion}.
      </p>
      <div className={classes.columns}>
        <div>
          <h3 className={classes.small}>Known then</h3>
          {shown.inputs.length === 0 && <p className={table.soft}>Nothing yet.</p>}
          <ol className={classes.inputs}>
            {shown.inputs.map((input) => (
              <li key={input.id}>
                <span className={table.soft}>{instantText(input.entry.at, timeZone)}</span> {inputText(input)}
                {!before.has(JSON.stringify(input)) && <strong className={classes.fresh}> new</strong>}
              </li>
            ))}
          </ol>
        </div>
        <div>
          <IndexView index={shown.index} />
        </div>
      </div>
    </>
  );
}

const replayText = {
  same: 'Computed again from what is stored: the same.',
  differs: 'Computed again from what is stored: not the same.',
  'other rules': 'The rules are others by now: it stands as it was computed then.',
} as const;

const multiple = (name: string, value: number | null) =>
  value === null ? [] : [`${name} ${numberText(value, 2)} × limit`];

function inputText({ entry }: IndexInput): string {
  switch (entry.kind) {
    case 'session':
      return `session, ${entry.harms.length === 0 ? 'no harm' : entry.harms.join(', ')}`;
    case 'diary week':
      return `week with mean pain ${numberText(entry.pain, 2)}${entry.urinarySymptoms === true ? ', bladder symptoms' : ''}`;
    case 'laboratory':
      return [
        ...multiple('ALT', entry.alt),
        ...multiple('AST', entry.ast),
        ...multiple('ALP', entry.alkalinePhosphatase),
        ...multiple('GGT', entry.gammaGt),
        ...multiple('bilirubin', entry.bilirubin),
      ].join(', ');
    case 'sign':
      return entry.sign;
  }
}

/** Benefit less weighted harm with its interval after every entry, and the advice as a letter. */
function HistoryChart({ history, at }: { readonly history: readonly StoredIndex[]; readonly at: number }) {
  const values = history.map(({ index }) => index.utility?.difference ?? null);
  const low = Math.min(-0.5, ...values.map((value) => value?.lower ?? 0));
  const high = Math.max(0.5, ...values.map((value) => value?.upper ?? 0));
  const step = (width - margin.left - margin.right) / history.length;
  const x = (position: number) => margin.left + (position + 0.5) * step;
  const y = (value: number) =>
    margin.top + ((high - value) / (high - low)) * (height - margin.top - margin.bottom);
  return (
    <figure className={classes.figure}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`Benefit less weighted harm after each of ${history.length} entries; the list below tells each.`}
      >
        <rect
          className={classes.chosen}
          x={x(at) - Math.min(step, 30) / 2}
          y={2}
          width={Math.min(step, 30)}
          height={height - 22}
        />
        <line className={classes.zero} x1={margin.left} x2={width - margin.right} y1={y(0)} y2={y(0)} />
        {[low, 0, high].map((value) => (
          <text key={value} className={classes.axis} x={margin.left - 6} y={y(value) + 4} textAnchor="end">
            {numberText(value, 1)}
          </text>
        ))}
        {history.map(({ id, index }, position) => {
          const value = values[position];
          return (
            <g key={id}>
              {value && (
                <>
                  <line
                    className={classes.interval}
                    x1={x(position)}
                    x2={x(position)}
                    y1={y(value.lower)}
                    y2={y(value.upper)}
                  />
                  <circle className={classes.point} cx={x(position)} cy={y(value.value)} r={4} />
                </>
              )}
              <text className={classes.axis} x={x(position)} y={height - 26} textAnchor="middle">
                {letters[index.advice]}
              </text>
            </g>
          );
        })}
        <text className={classes.axis} x={margin.left} y={height - 6}>
          advice: G go on, C change, S stop, ? undecided
        </text>
      </svg>
    </figure>
  );
}

const letters = { 'go on': 'G', change: 'C', stop: 'S', undecided: '?' } as const;
