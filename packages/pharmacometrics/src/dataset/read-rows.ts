import { InputError } from '../error.ts';
import type { Model } from '../model/model.ts';
import type { DataRecord } from '../records/record.ts';
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
  const twice = capitals.findIndex((name, place) => name !== '' && capitals.indexOf(name) !== place);
  if (twice >= 0) throw new InputError('line 1', `the column ${names[twice]} stands there twice`);
  const placeOf = (wanted: string) => capitals.indexOf(wanted.toUpperCase());
  const needed = (wanted: string, why: string): number => {
    const place = placeOf(wanted);
    if (place >= 0) return place;
    throw new InputError(
      'line 1',
      `there is no column ${wanted}, ${why}; the columns are ${names.join(', ')}`,
    );
  };
  needed('ID', 'which says whose line it is');
  needed('TIME', 'the hours');
  const places = new Map(NONMEM_COLUMNS.map((name) => [name, placeOf(name)]));
  const covariates = Object.entries(model.covariates ?? {}).map(([name, { unit }]) => ({
    name,
    place: needed(name, `which the model needs (in ${unit})`),
  }));
  const varies = model.randomEffects?.deviates.some(({ per }) => per === 'occasion') ?? false;
  const occasionColumn = occasion ?? OCCASION_COLUMN;
  const occasionPlace =
    varies || occasion !== undefined
      ? needed(occasionColumn, 'which tells apart the occasions that the model varies between')
      : placeOf(occasionColumn);
  const used = new Set([...places.values(), ...covariates.map(({ place }) => place), occasionPlace]);
  const routeOf = createRouteFinder(model);

  const read = (cells: readonly string[], line: number): DataRow => {
    if (cells.length !== names.length) {
      throw new InputError(
        `line ${line}`,
        `expected ${names.length} cells as in the first line, found ${cells.length}`,
      );
    }
    const at = (place: number) => `line ${line}, column ${names[place]}`;
    const optional = (place: number) => (place < 0 ? undefined : numberIn(cells[place]!, at(place)));
    const value = (name: NonmemColumn) => optional(places.get(name)!);
    const whole = (name: NonmemColumn, among: readonly number[], otherwise: number): number => {
      const found = value(name) ?? otherwise;
      if (among.includes(found)) return found;
      throw new InputError(at(places.get(name)!), `expected one of ${among.join(', ')}, found ${found}`);
    };
    const required = (place: number, what: string): number => {
      const found = optional(place);
      if (found !== undefined) return found;
      throw new InputError(at(place), `missing; expected ${what}`);
    };
    const counted = (place: number, found: number): number => {
      if (Number.isInteger(found) && found >= 0 && found < 2 ** 32) return found;
      throw new InputError(at(place), `expected a whole number from 0 to 4294967295, found ${found}`);
    };

    const idPlace = places.get('ID')!;
    const id = counted(idPlace, required(idPlace, 'a whole number'));
    const amt = value('AMT') ?? 0;
    const evid = whole('EVID', [0, 1, 2, 3, 4], amt === 0 ? 0 : 1) as DataRecord['evid'];
    const isDose = evid === 1 || evid === 4;
    if (!isDose && amt !== 0) {
      throw new InputError(
        at(places.get('AMT')!),
        `an amount (${amt}) in a record that is no dose (EVID ${evid})`,
      );
    }
    const measurable = whole('MDV', [0, 1], 0) === 0;
    const occasionNumber =
      occasionPlace < 0 ? undefined : required(occasionPlace, 'the number of an occasion');
    return {
      line,
      id,
      isMeasured: evid === 0 && measurable,
      dv: value('DV'),
      record: {
        time: required(places.get('TIME')!, 'hours'),
        evid,
        ...(isDose && {
          cmt: routeOf(
            places.get('CMT')! < 0 ? '' : cells[places.get('CMT')!]!.trim(),
            (problem) =>
              new InputError(places.get('CMT')! < 0 ? `line ${line}` : at(places.get('CMT')!), problem),
          ),
          amt,
          rate: value('RATE') ?? 0,
          dur: value('DUR') ?? 0,
          ii: value('II') ?? 0,
          addl: value('ADDL') ?? 0,
          ss: whole('SS', [0, 1, 2], 0) as 0 | 1 | 2,
        }),
        ...(occasionNumber !== undefined && { occasion: counted(occasionPlace, occasionNumber) }),
        ...(covariates.length > 0 && {
          covariates: Object.fromEntries(
            covariates.map(({ name, place }) => [name, required(place, 'its value on every line')]),
          ),
        }),
      },
    };
  };
  return {
    read,
    hasDv: places.get('DV')! >= 0,
    unused: names.filter((_, place) => !used.has(place)),
  };
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** @returns undefined for a missing value */
function numberIn(cell: string, path: string): number | undefined {
  const text = cell.trim();
  if (text === '' || text === '.' || text === 'NA') return undefined;
  if (!NUMBER.test(text))
    throw new InputError(path, `expected a number, or "." where it is missing, found "${text}"`);
  return Number(text);
}

/** Finds the route that a cell of CMT means. */
function createRouteFinder(model: Model) {
  const routes = Object.keys(model.inputs);
  const known = new Map<string, string>();
  return (cell: string, wrong: (problem: string) => InputError): string => {
    const found = known.get(cell) ?? find(cell, wrong);
    known.set(cell, found);
    return found;
  };
  function find(cell: string, wrong: (problem: string) => InputError): string {
    if (Object.hasOwn(model.inputs, cell)) return cell;
    const missing = cell === '' || cell === '.' || cell === 'NA' || Number(cell) === 0;
    const compartment = model.compartments[Number(cell) - 1];
    const fitting = missing
      ? routes
      : routes.filter((route) => {
          const [target, ...others] = model.inputs[route]!;
          return others.length === 0 && target?.into === compartment && compartment !== undefined;
        });
    const [route, ...others] = fitting;
    if (route !== undefined && others.length === 0) return route;
    const choice = `a route of the model (${routes.join(', ')}) or the number of a compartment that one of them doses`;
    if (missing) throw wrong(`a dose needs CMT: ${choice}`);
    if (route === undefined) throw wrong(`expected ${choice}, found "${cell}"`);
    throw wrong(
      `compartment ${cell} is dosed by the routes ${fitting.join(' and ')}; name the one that is meant`,
    );
  }
}
