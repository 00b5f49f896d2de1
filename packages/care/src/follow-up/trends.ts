import { instrumentOf } from '../questionnaires/index.ts';
import { countedResults, type FollowUpResult, followedMeasures, type GivenSession } from './result.ts';

/** One measured thing over time. */
export interface Trend {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly points: readonly { readonly at: string; readonly value: number }[];
  /** Drawn as a line: an upper limit of the laboratory, the newest one. */
  readonly limit: number | null;
  /** Of the axis, where the scale has ends. */
  readonly range: readonly [number, number] | null;
}

/** All that has been measured more than never, each over time; those of the sessions' blood tests too. */
export function trendsOf(results: readonly FollowUpResult[], sessions: readonly GivenSession[]): Trend[] {
  const counted = countedResults(results);
  return [...painTrends(counted), ...formTrends(counted), ...bloodTrends(counted, sessions)].filter(
    ({ points }) => points.length > 0,
  );
}

function painTrends(results: readonly FollowUpResult[]): Trend[] {
  const pain = results.flatMap(({ at, content }) => (content.kind === 'pain' ? [{ at, content }] : []));
  const of = (period: 'day' | 'week', title: string): Trend => ({
    id: `pain-${period}`,
    title,
    unit: 'NRS',
    points: pain
      .filter(({ content }) => content.period === period)
      .map(({ at, content }) => ({ at, value: content.mean })),
    limit: null,
    range: [0, 10],
  });
  return [
    of('week', 'Pain, mean of the week'),
    of('day', 'Pain, mean of the day'),
    {
      id: 'relief',
      title: 'Relief',
      unit: '%',
      points: pain.flatMap(({ at, content: { reliefPercent } }) =>
        reliefPercent === null ? [] : [{ at, value: reliefPercent }],
      ),
      limit: null,
      range: [0, 100],
    },
  ];
}

function formTrends(results: readonly FollowUpResult[]): Trend[] {
  const forms = results.flatMap(({ at, content }) =>
    content.kind === 'questionnaire' ? [{ at, content }] : [],
  );
  return [...new Set(forms.map(({ content }) => content.instrument))].flatMap((id): Trend[] => {
    const instrument = instrumentOf(id);
    if (instrument === undefined) return [];
    const { least, greatest } = instrument.scores[0];
    const points = forms.flatMap(({ at, content }) => {
      const value = content.scores.total;
      return content.instrument !== id || value === undefined ? [] : [{ at, value }];
    });
    return [{ id, title: instrument.title, unit: 'points', points, limit: null, range: [least, greatest] }];
  });
}

function bloodTrends(results: readonly FollowUpResult[], sessions: readonly GivenSession[]): Trend[] {
  const values = [
    ...sessions.flatMap(({ laboratory }) => laboratory),
    ...results.flatMap(({ at, content }) =>
      content.kind === 'laboratory' ? content.values.map((value) => ({ ...value, at })) : [],
    ),
  ].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return followedMeasures.flatMap((measure) => {
    const own = values.filter((value) => value.measure === measure);
    // Values in two units are two lines: nothing is converted here.
    return [...new Set(own.map(({ unit }) => unit))].map((unit): Trend => {
      const inUnit = own.filter((value) => value.unit === unit);
      return {
        id: `${measure}-${unit}`,
        title: measure,
        unit,
        points: inUnit.map(({ at, value }) => ({ at, value })),
        limit: inUnit.findLast(({ upperLimit }) => upperLimit !== null)?.upperLimit ?? null,
        range: null,
      };
    });
  });
}
