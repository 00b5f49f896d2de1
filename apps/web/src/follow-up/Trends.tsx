import { trendsOf } from '@ketame/care';
import type { FollowUp } from '@ketame/contract';
import { useMemo } from 'react';
import classes from './follow-up.module.css';
import { TrendChart } from './TrendChart.tsx';

const DAY_S = 86_400;

/** All that was measured, over one shared stretch of time; dotted lines are the ends of sessions. */
export function Trends({ followUp: { results, sessions, now } }: { readonly followUp: FollowUp }) {
  const { trends, span, ends } = useMemo(() => {
    const found = trendsOf(results, sessions);
    const times = found.flatMap(({ points }) => points.map(({ at }) => Date.parse(at) / 1000));
    const last = Date.parse(now) / 1000;
    return {
      trends: found,
      span: [Math.min(...times, last) - 2 * DAY_S, last + DAY_S] as const,
      ends: sessions.flatMap(({ endedAt }) => (endedAt === null ? [] : [Date.parse(endedAt) / 1000])),
    };
  }, [results, sessions, now]);
  if (trends.length === 0) return <p className={classes.soft}>Nothing has been measured yet.</p>;
  return (
    <div className={classes.trends}>
      {trends.map((trend) => (
        <TrendChart key={trend.id} trend={trend} span={span} sessions={ends} />
      ))}
    </div>
  );
}
