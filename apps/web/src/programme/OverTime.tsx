import type { Trend } from '@ketame/care';
import { useMemo } from 'react';
import { TrendChart } from '../follow-up/TrendChart.tsx';

const DAY_S = 86_400;
/** Above and below the outermost points. */
const MARGIN = 1.15;
const noSessions: readonly number[] = [];

/** One thing over time, also below nothing; not drawn with fewer than two points, or while all are nothing. */
export function OverTime({ trend }: { readonly trend: Trend }) {
  const values = trend.points.map(({ value }) => value);
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const ranged = useMemo(
    () => ({ ...trend, range: [low * MARGIN, high * MARGIN] as const }),
    [trend, low, high],
  );
  const span = useMemo(() => {
    const times = trend.points.map(({ at }) => Date.parse(at) / 1000);
    return [Math.min(...times) - DAY_S, Math.max(...times) + DAY_S] as const;
  }, [trend]);
  if (trend.points.length < 2 || low === high) return null;
  return <TrendChart trend={ranged} span={span} sessions={noSessions} />;
}
