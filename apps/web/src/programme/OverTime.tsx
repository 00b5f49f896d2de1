import type { Trend } from '@ketame/care';
import { useMemo } from 'react';
import { TrendChart } from '../follow-up/TrendChart.tsx';

const DAY_S = 86_400;
const noSessions: readonly number[] = [];

/** One thing over time; nothing while there are fewer than two points. */
export function OverTime({ trend }: { readonly trend: Trend }) {
  const span = useMemo(() => {
    const times = trend.points.map(({ at }) => Date.parse(at) / 1000);
    return [Math.min(...times) - DAY_S, Math.max(...times) + DAY_S] as const;
  }, [trend]);
  if (trend.points.length < 2) return null;
  return <TrendChart trend={trend} span={span} sessions={noSessions} />;
}
