import { InputError } from '../error.ts';
import type { Model } from '../model/model.ts';
import type { DataRecord } from '../records/record.ts';
import { type Cells, cellsOf } from './cells.ts';
import type { DataRow } from './subject.ts';

/** What a column of NONMEM's means is said at `DataRecord`; MDV 1: no measurement here. */
const NONMEM_COLUMNS = [
  'ID',
  'TIME',
  'AMT',
  'RATE',
  'DUR',
  'EVID',
  'CMT',
  'II',
  'ADDL',
  'SS',
  'MDV',
  'DV',
] as const;
type NonmemColumn = (typeof NONMEM_COLUMNS)[number];
const DOSE_COLUMNS = ['AMT', 'RATE', 'DUR', 'II', 'ADDL', 'SS'] as const;

/** The column that tells occasions apart, unless another is named. */
const OCCASION_COLUMN = 'OCC';

/** Reads the lines of one data set. */
export interface RowReader {
  /** @throws InputError whose path is the line and column: `line 12, column AMT` */
  readonly read: (cells: readonly string[], line: number) => DataRow;
  /** Whether the data set has measurements of its own. */
  readonly hasDv: boolean;
  /** Columns that mean nothing to the model or to NONMEM. */
  readonly unused: readonly string[];
}

/**
 * Reads a data set in NONMEM's columns: `ID TIME AMT RATE DUR EVID CMT II ADDL SS MDV DV` and the covariates of the model,
 * in capitals or not, in any order; `.`, `NA` or nothing is a missing value. TIME, II and DUR are in h, AMT in mg, RATE in mg/h.
 * Without EVID a line with an AMT is a dose and any other an observation. CMT is a route of the model by name, or the
 * number of a compartment, counted from 1; without it the model must have one route.
 * @param header the cells of the first line
 * @param occasion the column that tells occasions apart; OCC, where there is one, when absent
 * @throws InputError for columns that are missing or stand there twice
 */
export function createRowReader(model: Model, header: readonly string[], occasion?: string): RowReader {
  const names = header.map((name) => name.trim());
  const capitals = names.map((name) => name.toUpperCase());
  const twice = capitals.findIndex((name, index) => name !== '' && capitals.indexOf(name) !== index);
  if (twice >= 0) throw new InputError('line 1', `the column ${names[twice]} stands there twice`);
  const placeOf = (wanted: string) => capitals.indexOf(wanted.toUpperCase());
  const needed = (wanted: string, why: string): number => {
    const found = placeOf(wanted);
    if (found >= 0) return found;
    throw new InputError(
      'line 1',
      `there is no column ${wanted}, ${why}; the columns are ${names.join(', ')}`,
    );
  };
  const place = Object.fromEntries(NONMEM_COLUMNS.map((name) => [name, placeOf(name)])) as Record<
    NonmemColumn,
    number
  >;
  needed('ID', 'which says whose line it is');
  needed('TIME', 'the hours');
  const covariates = Object.entries(model.covariates ?? {}).map(
    ([name, { unit }]) => [name, needed(name, `which the model needs (in ${unit})`)] as const,
  );
  const varies = model.randomEffects?.deviates.some(({ per }) => per === 'occasion') ?? false;
  const occasionPlace =
    varies || occasion !== undefined
      ? needed(occasion ?? OCCASION_COLUMN, 'which tells apart the occasions that the model varies between')
      : placeOf(OCCASION_COLUMN);
  const used = new Set([...Object.values(place), ...covariates.map(([, own]) => own), occasionPlace]);
  const routeOf = createRouteFinder(model);

  const doseOf = (cells: Cells): Partial<DataRecord> => ({
    cmt: routeOf(cells.text(place.CMT), cells.at(place.CMT)),
    amt: cells.number(place.AMT) ?? 0,
    rate: cells.number(place.RATE) ?? 0,
    dur: cells.number(place.DUR) ?? 0,
    ii: cells.number(place.II) ?? 0,
    addl: cells.number(place.ADDL) ?? 0,
    ss: cells.oneOf(place.SS, [0, 1, 2], 0) as 0 | 1 | 2,
  });
  const refuseDose = (cells: Cells, evid: number) => {
    for (const name of DOSE_COLUMNS) {
      const value = cells.number(place[name]) ?? 0;
      if (value === 0) continue;
      throw new InputError(
        cells.at(place[name]),
        `${value} in a record that is no dose (EVID ${evid}); expected 0 or "."`,
      );
    }
  };
  const read = (line: readonly string[], number: number): DataRow => {
    const cells = cellsOf(names, line, number);
    const isAmount = (cells.number(place.AMT) ?? 0) !== 0;
    const evid = cells.oneOf(place.EVID, [0, 1, 2, 3, 4], isAmount ? 1 : 0) as DataRecord['evid'];
    const isDose = evid === 1 || evid === 4;
    if (!isDose) refuseDose(cells, evid);
    return {
      line: number,
      id: cells.counted(place.ID),
      isMeasured: evid === 0 && cells.oneOf(place.MDV, [0, 1], 0) === 0,
      dv: cells.number(place.DV),
      record: {
        time: cells.required(place.TIME, 'hours'),
        evid,
        ...(isDose && doseOf(cells)),
        ...(occasionPlace >= 0 && { occasion: cells.counted(occasionPlace) }),
        ...(covariates.length > 0 && {
          covariates: Object.fromEntries(
            covariates.map(([name, own]) => [name, cells.required(own, 'its value on every line')]),
          ),
        }),
      },
    };
  };
  return { read, hasDv: place.DV >= 0, unused: names.filter((_, own) => !used.has(own)) };
}

/** Finds the route that a cell of CMT means; `path` is where it stands. */
function createRouteFinder(model: Model): (cell: string, path: string) => string {
  const routes = Object.keys(model.inputs);
  const choice = `a route of the model (${routes.join(', ')}) or the number of a compartment that one of them doses`;
  const find = (cell: string, path: string): string => {
    if (Object.hasOwn(model.inputs, cell)) return cell;
    const isMissing = cell === '' || cell === '0';
    const compartment = model.compartments[Number(cell) - 1];
    const into = routes.filter((route) => {
      const [target, ...others] = model.inputs[route]!;
      return others.length === 0 && compartment !== undefined && target?.into === compartment;
    });
    const fitting = isMissing ? routes : into;
    const [route, ...others] = fitting;
    if (route !== undefined && others.length === 0) return route;
    if (isMissing) throw new InputError(path, `a dose needs CMT: ${choice}`);
    if (route === undefined) throw new InputError(path, `expected ${choice}, found "${cell}"`);
    throw new InputError(
      path,
      `compartment ${cell} is dosed by the routes ${fitting.join(' and ')}; name the one that is meant`,
    );
  };
  const known = new Map<string, string>();
  return (cell, path) => {
    const found = known.get(cell) ?? find(cell, path);
    known.set(cell, found);
    return found;
  };
}
