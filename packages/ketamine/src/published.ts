import type { Drug } from './regimen.ts';

/** Where blood was drawn. Arterial and venous concentrations differ about two-fold at the end of a short infusion. */
export type SamplingSite = 'arterial' | 'venous' | 'unknown';

/** A substance whose plasma concentration a model gives or an effect needs. */
export type Analyte =
  | 'S-ketamine'
  | 'R-ketamine'
  | 'racemic ketamine'
  | 'S-norketamine'
  | 'S-hydroxynorketamine';

/** How sure a number is: where it was seen. */
export type Status = 'T' | 'T2' | 'A' | 'A2nd' | 'C' | 'D' | 'U' | 'ours';

/** The status in words, for people. */
export const statusWords: Readonly<Record<Status, string>> = {
  T: 'seen in a table or the full text of the paper itself',
  T2: 'table value of the paper, seen through a named transcription that cites the row',
  A: 'seen in the abstract, or a passage of the text, of the paper',
  A2nd: 'seen only in a page that quotes the source',
  C: 'seen only in third-party code or a document that cites the paper',
  D: 'derived or computed here from published numbers',
  U: 'unverified: recalled, not found; to be checked before use',
  ours: 'our own choice; no source gives it',
};

export interface Source {
  readonly citation: string;
  readonly doi?: string;
  readonly url?: string;
}

/** One row of a published table. */
export interface Parameter {
  readonly symbol: string;
  readonly meaning: string;
  readonly value: number;
  /** As printed; "1" for a number without unit. */
  readonly unit: string;
  readonly standardError?: number;
  /** 95 % confidence interval. */
  readonly confidence95?: readonly [number, number];
  /** Variance of the normal deviate of a log-normal spread between people (omega squared). */
  readonly betweenPeople?: number;
  /** The same between occasions in one person (nu squared). */
  readonly betweenOccasions?: number;
  /** Table, row or page of the source. */
  readonly row: string;
  readonly status: Status;
  /** Erratum, trap or assumption that concerns this number. */
  readonly note?: string;
}

export interface Population {
  readonly description: string;
  readonly n: number;
  /** Range studied, years; null where what was read prints none. */
  readonly ageYears: readonly [number, number] | null;
  /** Range studied, kg; null where what was read prints none. */
  readonly weightKg: readonly [number, number] | null;
  /** Where they are printed in the place of a range. */
  readonly means?: Readonly<Record<'ageYears' | 'weightKg', { readonly mean: number; readonly sd: number }>>;
  readonly source: string;
}

/** What a person must know of a model before using it. */
export interface ModelCard {
  /** Name by which it is asked for: "simons-2022". */
  readonly name: string;
  /** Short name: "M1". */
  readonly alias: string;
  /** Changes whenever a number or an equation changes. */
  readonly version: string;
  readonly title: string;
  readonly sources: readonly Source[];
  readonly status: Status;
  /** The drugs that it describes; asked for another it refuses. */
  readonly drugs: readonly Drug[];
  /** What it gives the plasma concentration of. */
  readonly analytes: readonly Analyte[];
  /** Whom it describes; asked for the others it refuses. */
  readonly people: 'adults' | 'children';
  readonly samplingSite: SamplingSite;
  readonly siteNote?: string;
  readonly population: Population;
  readonly parameters: readonly Parameter[];
  readonly errata: readonly string[];
  readonly assumptions: readonly string[];
  readonly limits: readonly string[];
}

/** What a row of a table may say beside its number. */
export type RowDetails = Partial<Omit<Parameter, 'symbol' | 'value' | 'unit' | 'meaning'>>;

/**
 * A writer of the rows of one printed table, so that a model's file reads like it.
 * @param row the table, for every row that names no other
 */
export const rowsOf =
  (row: string, status: Status) =>
  (symbol: string, value: number, unit: string, meaning: string, details: RowDetails = {}): Parameter => ({
    symbol,
    meaning,
    value,
    unit,
    row,
    status,
    ...details,
  });

/** The rows by symbol, as an engine model takes them. */
export function bySymbol(rows: readonly Parameter[]): Record<string, Parameter> {
  return Object.fromEntries(rows.map((row) => [row.symbol, row]));
}
