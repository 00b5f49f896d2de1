import type { Point } from './window.ts';

const channels = ['value', 'low', 'high'] as const;

/**
 * Leaves out samples that straight lines between the others pass within `tolerance` of (value, low and high alike):
 * a smooth curve of thousands of samples becomes a path of some dozens. Gaps (NaN) and both ends stay.
 */
export function simplify(points: readonly Point[], tolerance: number): Point[] {
  const [first] = points;
  if (!first) return [];
  const kept = [first];
  let anchor = first;
  let previous = first;
  let cone = open();
  for (const point of points.slice(1)) {
    if (!passes(cone, anchor, point) && previous !== anchor) {
      kept.push(previous);
      anchor = previous;
      cone = open();
    }
    cone = narrowed(cone, anchor, point, tolerance);
    previous = point;
  }
  if (previous !== anchor) kept.push(previous);
  return kept;
}

/** Leaves out samples of a held value that repeat the one before; the last stays. */
export function changes(points: readonly Point[]): Point[] {
  return points.filter(
    (point, index) => index === points.length - 1 || point.value !== points[index - 1]?.value,
  );
}

/** Slopes from the anchor, per channel, that stay within the tolerance of every sample passed so far. */
type Cone = Readonly<Record<(typeof channels)[number], readonly [number, number]>>;

function open(): Cone {
  const all = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
  return { value: all, low: all, high: all };
}

function passes(cone: Cone, anchor: Point, point: Point): boolean {
  return channels.every((channel) => {
    const slope = (point[channel] - anchor[channel]) / (point.time - anchor.time);
    return slope >= cone[channel][0] && slope <= cone[channel][1];
  });
}

function narrowed(cone: Cone, anchor: Point, point: Point, tolerance: number): Cone {
  const narrow = (channel: (typeof channels)[number]) => {
    const rise = point[channel] - anchor[channel];
    const run = point.time - anchor.time;
    const [from, to] = cone[channel];
    return [Math.max(from, (rise - tolerance) / run), Math.min(to, (rise + tolerance) / run)] as const;
  };
  return { value: narrow('value'), low: narrow('low'), high: narrow('high') };
}
