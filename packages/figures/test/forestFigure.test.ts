import { expect, test } from 'vitest';
import { type Forest, forestFigure } from '../src/forestFigure.ts';

const forest: Forest = {
  title: 'Pain at week 1',
  description: 'Three studies and their pooled effect.',
  axis: 'Standardised difference',
  scale: 'difference',
  rows: [
    { label: 'A & B 2009', effect: { estimate: 1.02, lower: 0.48, upper: 1.56 }, weight: 60.25 },
    { label: 'C', effect: { estimate: 0.1, lower: -40, upper: 40 }, weight: 39.75 },
    { label: 'D', effect: null, weight: 0 },
  ],
  pooled: { label: 'Random effects (REML)', estimate: 0.9, lower: 0.4, upper: 1.4 },
  prediction: { lower: -0.5, upper: 2.3 },
  notes: ['I² 12 %'],
  width: 760,
  theme: 'print',
};

test('every study, number and note stands in the figure, escaped; a study that says nothing too', () => {
  const svg = forestFigure(forest);
  for (const text of [
    'A &amp; B 2009',
    '1.02 (0.48 to 1.56)',
    '60.3 %',
    'no information',
    '0.90 (0.40 to 1.40)',
    '(-0.50 to 2.30)',
    'I² 12 %',
  ]) {
    expect(svg).toContain(text);
  }
  expect(svg).not.toMatch(/NaN|undefined|style=|<script/);
});

test('an interval that runs on beyond the axis ends in arrows, others do not', () => {
  const arrows = (svg: string) => svg.match(/fill="none"/g)?.length ?? 0;
  expect(arrows(forestFigure(forest))).toBe(2);
  expect(arrows(forestFigure({ ...forest, rows: forest.rows.slice(0, 1) }))).toBe(0);
});

test('logarithms are printed as ratios, with 1 on the axis', () => {
  const rows = [{ label: 'A', effect: { estimate: Math.log(2), lower: 0, upper: Math.log(4) }, weight: 100 }];
  const svg = forestFigure({ ...forest, scale: 'logarithm', rows, pooled: null, prediction: null });
  expect(svg).toContain('2.00 (1.00 to 4.00)');
  expect(svg).toMatch(/>1<\/text>/);
});

test('studies that are not pooled have no weights', () => {
  const rows = forest.rows.map((row) => ({ ...row, weight: null }));
  const svg = forestFigure({ ...forest, rows, pooled: null, prediction: null, notes: [] });
  expect(svg).not.toContain('Weight');
  expect(svg).not.toContain('%<');
});

test('nothing to draw, or too little room, is refused', () => {
  expect(() => forestFigure({ ...forest, rows: [] })).toThrow(RangeError);
  expect(() => forestFigure({ ...forest, width: 300 })).toThrow(/at least 480/);
});

test('a long name of the axis runs over lines', () => {
  const axis = 'Standardised difference of pain, Hedges g, above 0 for less pain under ketamine than control';
  const svg = forestFigure({ ...forest, width: 480, axis });
  const words = [...svg.matchAll(/text-anchor="middle">([^<]*)</g)].map(([, text = '']) => text).join(' ');
  expect(words).toContain(axis);
  expect(svg).not.toContain(`>${axis}<`);
});
