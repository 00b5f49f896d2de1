import fc from 'fast-check';
import { expect, test } from 'vitest';
import { courseFigure, type Figure, type Series } from '../src/index.ts';
import { textWidth } from '../src/text.ts';

const series = (label: string, more: Partial<Series> = {}): Series => ({
  label,
  colour: 'blue',
  kind: 'predicted',
  times: [0, 1, 2, 3, 4],
  values: [0, 10, 20, 10, 5],
  ...more,
});

const figure = (list: readonly Series[], more: Partial<Figure> = {}): Figure => ({
  title: 'A course',
  description: 'What it shows.',
  panels: [{ title: 'Plasma', unit: 'ng/mL', source: 'a paper', band: '90 % interval', series: list }],
  time: { from: 0, to: 4, unit: 'h' },
  width: 700,
  theme: 'light',
  ...more,
});

/** Rows of text at the right of the plot: where each stands. */
function labelRows(svg: string): { text: string; y: number }[] {
  return [...svg.matchAll(/<g data-label=.*?<\/g>/g)].flatMap(([group]) =>
    [...group.matchAll(/<text x="[\d.]+" y="([\d.-]+)"[^>]*>([^<]*)<\/text>/g)].map((found) => ({
      text: found[2] ?? '',
      y: Number(found[1]),
    })),
  );
}

const lines = (svg: string) => [
  ...svg.matchAll(/<path d="(M[^"]*)" stroke="#[0-9a-f]+" stroke-width="1.75"[^>]*>/g),
];

test('a figure names itself, its unit, its source and each of its lines', () => {
  const svg = courseFigure(figure([series('S-ketamine'), series('S-norketamine', { colour: 'green' })]));
  expect(svg).toMatch(/^<svg [^>]*role="img"[^>]*><title>A course<\/title><desc>What it shows.<\/desc>/);
  expect(svg).toContain('>ng/mL</tspan>');
  expect(svg).toContain('>Source: a paper</text>');
  expect(svg).toContain('>Time, hours</text>');
  expect(labelRows(svg).map((row) => row.text)).toEqual(['S-ketamine', 'S-norketamine']);
  expect(lines(svg)).toHaveLength(2);
});

test('predicted is a whole line, extrapolated a dashed one that says so, measured filled marks without a line', () => {
  const svg = courseFigure(
    figure([
      series('inside'),
      series('outside', { kind: 'extrapolated' }),
      series('assay', { kind: 'measured', times: [1, 2], values: [9, Number.NaN] }),
    ]),
  );
  expect(lines(svg).map(([path]) => path.includes('stroke-dasharray="6 4"'))).toEqual([false, true]);
  expect(labelRows(svg).map((row) => row.text)).toContain('extrapolated');
  // One mark for the value and one beside the label; the gap has none.
  expect(svg.match(/<circle /g)).toHaveLength(2);
});

test('an uncertainty band is drawn only with the word for what it means', () => {
  const banded = series('S-ketamine', { low: [0, 5, 10, 5, 2], high: [0, 20, 40, 20, 10] });
  expect(courseFigure(figure([banded]))).toMatch(/<path d="M[^"]*Z" fill="#0072b2" fill-opacity="0.16"\/>/);
  const [panel] = figure([banded]).panels;
  const { band: _, ...silent } = panel ?? expect.unreachable();
  expect(() => courseFigure({ ...figure([]), panels: [silent] })).toThrow(/does not say what the band means/);
});

test('no value is cut off: the axis reaches the highest band and level', () => {
  const svg = courseFigure({
    ...figure([]),
    panels: [
      {
        title: 'Plasma',
        unit: 'ng/mL',
        source: 'a paper',
        band: '90 % interval',
        reachesTo: 10,
        series: [series('S-ketamine', { low: [0, 5, 10, 5, 2], high: [0, 20, 390, 20, 10] })],
        levels: [{ value: 590, label: 'a level' }],
      },
    ],
  });
  expect(svg).toContain('>600</text>');
});

test('on paper every colour has a dash of its own, none of them the dash of what is extrapolated', () => {
  const colours = ['blue', 'orange', 'green', 'purple', 'sky'] as const;
  const svg = courseFigure(
    figure(
      colours.map((colour) => series(colour, { colour })),
      { theme: 'print' },
    ),
  );
  const dashes = lines(svg).map(([path]) => /stroke-dasharray="([^"]*)"/.exec(path)?.[1]);
  expect(new Set(dashes).size).toBe(colours.length);
  expect(dashes).not.toContain('6 4');
});

test('a gap in the values is a gap in the line', () => {
  const svg = courseFigure(figure([series('S-ketamine', { values: [0, 10, Number.NaN, 10, 5] })]));
  expect(lines(svg)[0]?.[1]?.match(/M/g)).toHaveLength(2);
});

test('text is escaped', () => {
  const svg = courseFigure(figure([series('a < b & "c"')], { title: '<script>alert(1)</script>' }));
  expect(svg).not.toContain('<script');
  expect(svg).toContain('a &lt; b &amp; &quot;c&quot;');
});

test('no style, no id, no script: the figure works under a strict content security policy', () => {
  expect(courseFigure(figure([series('S-ketamine')]))).not.toMatch(/ (style|id|on\w+|href)=|<(style|script)/);
});

test('labels of lines never stand over one another', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.string({ maxLength: 60 }), fc.double({ min: -1e6, max: 1e6, noNaN: true })), {
        minLength: 1,
        maxLength: 12,
      }),
      fc.integer({ min: 320, max: 1200 }),
      (ends, width) => {
        const list = ends.map(([label, end], index) =>
          series(`${index}${label}`, { values: [0, 1, 2, 3, end] }),
        );
        const rows = labelRows(courseFigure(figure(list, { width }))).sort((a, b) => a.y - b.y);
        expect(rows.length).toBeGreaterThanOrEqual(ends.length);
        for (const [index, row] of rows.entries()) {
          const next = rows[index + 1];
          if (next) expect(next.y - row.y).toBeGreaterThan(13);
        }
      },
    ),
  );
});

test('a thousand samples on a straight line make a path of two points', () => {
  const times = Array.from({ length: 1000 }, (_, index) => index / 250);
  const svg = courseFigure(figure([series('S-ketamine', { times, values: times.map((time) => 3 * time) })]));
  expect(lines(svg)[0]?.[1]?.split('L')).toHaveLength(2);
});

test.each([
  [{ width: 100 }, /at least 320 px wide, not 100/],
  [{ time: { from: 4, to: 4, unit: 'h' as const } }, /from 4 to 4 h/],
  [{ panels: [] }, /at least one panel/],
])('what cannot be drawn is refused with its reason (%o)', (wrong, reason) => {
  expect(() => courseFigure(figure([series('S-ketamine')], wrong))).toThrow(reason);
});

test('values that do not fit their times, or are infinite, are refused', () => {
  expect(() => courseFigure(figure([series('S-ketamine', { values: [1] })]))).toThrow(
    '5 times, but 1 of values.',
  );
  expect(() =>
    courseFigure(figure([series('S-ketamine', { values: [1, 2, Number.POSITIVE_INFINITY, 1, 1] })])),
  ).toThrow(/infinite/);
});

test('at 360 px a long panel title runs over lines, each within the figure', () => {
  const title = 'Change of systolic blood pressure above the untreated pressure of the same person';
  const narrow = figure([series('S-ketamine')], { width: 360 });
  const svg = courseFigure({ ...narrow, panels: narrow.panels.map((panel) => ({ ...panel, title })) });
  const bold = [...svg.matchAll(/font-weight="600"[^>]*>([^<]*)</g)].map(([, text = '']) => text);
  expect(bold.slice(1).join(' ')).toBe(title);
  expect(bold.length).toBeGreaterThan(2);
  for (const text of bold) expect(textWidth(text, 12.5)).toBeLessThan(340);
  expect(svg).toMatch(/>ng\/mL<\/t/);
});
