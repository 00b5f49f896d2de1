import { expect, test } from 'vitest';
import { type Funnel, funnelFigure } from '../src/funnelFigure.ts';

const funnel: Funnel = {
  title: 'Funnel',
  description: 'Three studies, one of them filled in.',
  axis: 'Odds ratio',
  scale: 'logarithm',
  points: [
    { label: 'A', estimate: 0.1, se: 0.1, filled: false },
    { label: 'B & C', estimate: 1.2, se: 0.6, filled: false },
    { label: 'Filled: mirror of B & C', estimate: -1, se: 0.6, filled: true },
  ],
  pooled: 0.1,
  regression: { limit: 0, slope: 40 },
  notes: ['Egger: t 1.2, P 0.43'],
  width: 480,
  theme: 'light',
};

const marks = (svg: string) =>
  [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"[^>]*fill="([^"]+)"/g)].map(([, x, y, fill]) => ({
    x: Number(x),
    y: Number(y),
    fill,
  }));

test('studies stand at their effect and error, the precise on top; what was filled in is open', () => {
  const svg = funnelFigure(funnel);
  const [a, b, filled] = marks(svg);
  expect(a?.y).toBeLessThan(b?.y ?? 0);
  expect(b?.y).toBe(filled?.y);
  expect(filled?.x).toBeLessThan(a?.x ?? 0);
  expect(a?.fill).toBe(b?.fill);
  expect(filled?.fill).not.toBe(b?.fill);
  expect(svg).toContain('<title>B &amp; C</title>');
  expect(svg).toMatch(/>1<\/text>/);
  expect(svg).not.toMatch(/NaN|undefined|style=/);
});

test('the regression is cut where it leaves the axis', () => {
  const ends = [...funnelFigure(funnel).matchAll(/<line x1="([\d.]+)"[^>]*x2="([\d.]+)"/g)].flatMap(
    ([, x1, x2]) => [Number(x1), Number(x2)],
  );
  expect(Math.max(...ends)).toBeLessThanOrEqual(480);
});

test('nothing to draw, no room, no error of a study are refused', () => {
  expect(() => funnelFigure({ ...funnel, points: [] })).toThrow(/at least one study/);
  expect(() => funnelFigure({ ...funnel, width: 100 })).toThrow(/at least 320/);
  expect(() =>
    funnelFigure({ ...funnel, points: [{ label: 'A', estimate: 0, se: 0, filled: false }] }),
  ).toThrow(/A: the standard error/);
});
