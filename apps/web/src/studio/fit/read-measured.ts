import { fitSchema, measuredCourseSchema } from '@ketame/contract';
import type { DiaryEntry, MeasuredPoint } from '@ketame/ketamine';
import { parseNumber } from '../../parts/parse-number.ts';

/** A line of what was typed or imported that cannot be read, in words for the person who typed it. */
export class UnreadableLine extends Error {
  constructor(line: number, message: string) {
    super(`Line ${line}: ${message}.`);
    this.name = 'UnreadableLine';
  }
}

interface Line {
  readonly number: number;
  readonly cells: readonly string[];
}

/**
 * Concentrations, one a line: hours from the start of the regimen, analyte, site, ng/mL. "<5" is below a limit of
 * 5 ng/mL. Cells are parted by semicolon or tab, or else by comma; a first line that begins with "hours" is a heading.
 * @throws UnreadableLine naming the line, what was found and what was expected
 */
export function readMeasured(text: string): readonly MeasuredPoint[] {
  return linesOf(text, ['hours', 'analyte', 'site', 'ng/mL']).map(({ number, cells }) => {
    const [hours = '', analyte, site, value = ''] = cells;
    const isBelow = value.startsWith('<');
    const amount = parseNumber(isBelow ? value.slice(1) : value);
    const point = {
      timeH: parseNumber(hours),
      analyte,
      site,
      ...(isBelow ? { belowLimit: amount } : { value: amount }),
    };
    const read = measuredCourseSchema.shape.measured.safeParse([point]);
    const [found] = read.data ?? [];
    if (found !== undefined) return found;
    throw new UnreadableLine(
      number,
      `found "${cells.join(', ')}"; expected hours from 0, S-ketamine, R-ketamine, racemic ketamine, S-norketamine or S-hydroxynorketamine, arterial or venous, and a concentration in ng/mL above 0 or such as <5`,
    );
  });
}

/**
 * A pain diary, one entry a line: hours from the start of the regimen (below 0 before it), pain from 0 to 10.
 * @throws UnreadableLine naming the line, what was found and what was expected
 */
export function readDiary(text: string): readonly DiaryEntry[] {
  return linesOf(text, ['hours', 'pain']).map(({ number, cells }) => {
    const [hours = '', pain = ''] = cells;
    const read = fitSchema.shape.diary.safeParse([{ timeH: parseNumber(hours), pain: parseNumber(pain) }]);
    const [entry] = read.data ?? [];
    if (entry !== undefined) return entry;
    throw new UnreadableLine(
      number,
      `found "${cells.join(', ')}"; expected hours (below 0 before the regimen) and pain from 0 to 10`,
    );
  });
}

function linesOf(text: string, columns: readonly string[]): readonly Line[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line, index) => ({
      number: index + 1,
      cells: line.split(/[;\t]/.test(line) ? /[;\t]/ : ',').map((cell) => cell.trim()),
    }))
    .filter(({ number, cells: [first = '', ...more] }) => {
      const isEmpty = first === '' && more.length === 0;
      return !isEmpty && !(number === 1 && first.toLowerCase() === 'hours');
    })
    .map((line) => {
      if (line.cells.length === columns.length) return line;
      throw new UnreadableLine(
        line.number,
        `${line.cells.length} cells were found; expected ${columns.length}: ${columns.join(', ')}`,
      );
    });
}
