import { expect, test } from 'vitest';
import { agreementFigure, type Region, regionFigure } from '../src/index.ts';

const region: Region = {
  title: 'Inputs',
  description: 'Pairs of inputs',
  x: { label: 'Schwartzman, d', from: 0, to: 2 },
  y: { label: 'Amr, d', from: 1, to: 3 },
  sets: [
    { name: 'Common effect', colour: 'blue', points: [{ x: 1, y: 2 }] },
    { name: 'Random effects', colour: 'orange', points: [{ x: 0, y: 1 }] },
  ],
  marks: [{ label: 'A', x: 1.19, y: 1.57 }],
  notes: ['Not data.'],
  width: 480,
  theme: 'light',
};

/** Centre and radius of every circle. */
const circles = (svg: string) =>
  [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"/g)].map(([, ...numbers]) =>
    numbers.map(Number),
  );

test('a point lies where its numbers say: the middle of both ranges in the middle of the plot', () => {
  const points = circles(regionFigure(region)).filter(([, , r]) => r === 3.4 || r === 1.8);
  // The plot runs from 48 to 458 across and is 280 high.
  expect(points[0]?.[0]).toBeCloseTo((48 + 458) / 2, 1);
  expect((points[1]?.[1] ?? 0) - (points[0]?.[1] ?? 0)).toBeCloseTo(140, 1);
  expect(points[1]?.[0]).toBe(48);
});

test('a figure of a region names its sets, marks and notes, and refuses an empty range', () => {
  const svg = regionFigure(region);
  for (const text of ['Common effect', 'Random effects', '>A<', 'Not data.', 'Amr, d']) {
    expect(svg).toContain(text);
  }
  expect(() => regionFigure({ ...region, x: { ...region.x, to: 0 } })).toThrow(RangeError);
  expect(() => regionFigure({ ...region, width: 200 })).toThrow(RangeError);
});

test('agreement: 1 lies in the middle, twice and half equally far from it, what disagrees is open', () => {
  const rows = [
    { label: 'same', ratio: 1, agrees: true },
    { label: 'twice', ratio: 2, agrees: false },
    { label: 'half', ratio: 0.5, agrees: false },
  ];
  const svg = agreementFigure({ title: 't', description: 'd', rows, notes: [], width: 600, theme: 'light' });
  const [same = [], twice = [], half = []] = circles(svg);
  expect((twice[0] ?? 0) - (same[0] ?? 0)).toBeCloseTo((same[0] ?? 0) - (half[0] ?? 0), 1);
  expect(svg.match(/<circle[^>]*fill="#ffffff"/g)).toHaveLength(2);
  const none = { title: '', description: '', notes: [], width: 600, theme: 'light' } as const;
  expect(() => agreementFigure({ ...none, rows: [{ label: 'x', ratio: 0, agrees: true }] })).toThrow(
    /above 0/,
  );
});
