import type { Measure } from '@ketame/contract';
import type { Quantity } from './shapes.ts';

interface Unit {
  /** The unit that is kept, UCUM. */
  readonly kept: string;
  /** Value in the kept unit = value x factor; exact by definition of the units. */
  readonly factor: number;
}

interface MeasureDefinition {
  /** LOINC codes of the measure. */
  readonly loinc: readonly string[];
  /** Units that are understood, as UCUM codes and as the plain spellings in use. Another unit is never guessed. */
  readonly units: Readonly<Record<string, Unit>>;
  /** What a living person can have, by kept unit, both included; outside it lies an error of entry. Ours. */
  readonly possible: Readonly<Record<string, readonly [low: number, high: number]>>;
}

function same(kept: string, ...spellings: string[]): Record<string, Unit> {
  return Object.fromEntries([kept, ...spellings].map((spelling) => [spelling, { kept, factor: 1 }]));
}
function converted(kept: string, factor: number, ...spellings: string[]): Record<string, Unit> {
  return Object.fromEntries(spellings.map((spelling) => [spelling, { kept, factor }]));
}

/** International pound, 1959. */
const KG_PER_POUND = 0.45359237;
const CM_PER_INCH = 2.54;
/** Conventional millimetre of mercury: 133.322387415 Pa. */
const MMHG_PER_KPA = 1000 / 133.322387415;
/** 1 U converts 1 umol per minute, 1 ukat 1 umol per second. */
const U_PER_UKAT = 60;

const pressure = {
  units: { ...same('mm[Hg]', 'mmHg', 'mm Hg'), ...converted('mm[Hg]', MMHG_PER_KPA, 'kPa') },
  possible: { 'mm[Hg]': [10, 400] },
} as const;
const enzyme = {
  units: {
    ...same('U/L', '[IU]/L', 'IU/L', 'U/l', 'IU/l'),
    ...converted('U/L', U_PER_UKAT, 'ukat/L', 'µkat/L', 'μkat/L'),
  },
  possible: { 'U/L': [0, 100_000] },
} as const;
const massOrMoles = { ...same('mg/dL', 'mg/dl'), ...same('umol/L', 'umol/l', 'µmol/L', 'μmol/L', 'µmol/l') };

/**
 * Which LOINC codes and units each measure comes by. Creatinine and bilirubin are kept as reported, by mass or by
 * moles. The eGFR codes multiplied by a factor for race (48643-1, 88293-6) are left out on purpose.
 */
export const measureDefinitions: Readonly<Record<Measure, MeasureDefinition>> = {
  weight: {
    loinc: ['29463-7', '3141-9', '3142-7', '8350-1', '8351-9'],
    units: {
      ...same('kg'),
      ...converted('kg', 0.001, 'g'),
      ...converted('kg', KG_PER_POUND, '[lb_av]', 'lb', 'lbs'),
    },
    possible: { kg: [0.2, 700] },
  },
  height: {
    loinc: ['8302-2', '3137-7', '3138-5', '8306-3'],
    units: {
      ...same('cm'),
      ...converted('cm', 100, 'm'),
      ...converted('cm', CM_PER_INCH, '[in_i]', 'in', 'in_i'),
    },
    possible: { cm: [20, 280] },
  },
  systolic: { loinc: ['8480-6', '8459-0', '8460-8', '8461-6'], ...pressure },
  diastolic: { loinc: ['8462-4', '8453-3', '8454-1', '8455-8'], ...pressure },
  heartRate: {
    loinc: ['8867-4', '8889-8', '8893-0'],
    units: same(
      '/min',
      '1/min',
      '{beats}/min',
      '{Beats}/min',
      '{beat}/min',
      'beats/min',
      'beats/minute',
      'bpm',
    ),
    possible: { '/min': [10, 400] },
  },
  creatinine: {
    loinc: ['2160-0', '14682-9', '38483-4', '59826-8'],
    units: massOrMoles,
    possible: { 'mg/dL': [0, 100], 'umol/L': [0, 9000] },
  },
  eGFR: {
    loinc: ['33914-3', '48642-3', '62238-1', '69405-9', '77147-7', '88294-4', '98979-8'],
    units: {
      ...same('mL/min/{1.73_m2}', 'mL/min/{1.73m2}', 'mL/min/1.73.m2', 'mL/min/1.73m2', 'mL/min/1.73 m2'),
      ...same('mL/min', 'ml/min'),
    },
    possible: { 'mL/min/{1.73_m2}': [0, 300], 'mL/min': [0, 300] },
  },
  ALT: { loinc: ['1742-6', '1743-4', '1744-2'], ...enzyme },
  AST: { loinc: ['1920-8', '30239-8', '88112-8'], ...enzyme },
  ALP: { loinc: ['6768-6'], ...enzyme },
  GGT: { loinc: ['2324-2'], ...enzyme },
  bilirubin: {
    loinc: ['1975-2', '14631-6', '42719-5'],
    units: massOrMoles,
    possible: { 'mg/dL': [0, 120], 'umol/L': [0, 2000] },
  },
};

const measureByLoinc = new Map(
  Object.entries(measureDefinitions).flatMap(([measure, definition]) =>
    definition.loinc.map((code) => [code, measure as Measure] as const),
  ),
);

/** The measure of a LOINC code, if it is one that is read. */
export function measureOfLoinc(code: string): Measure | undefined {
  return measureByLoinc.get(code);
}

/** A value in the unit that is kept, or why it cannot be had. */
export type Converted = { readonly value: number; readonly unit: string } | { readonly reason: string };

/** Brings a FHIR quantity into the kept unit of its measure; an unknown unit or an impossible value is a reason, never a guess. */
export function convert(measure: Measure, quantity: Quantity): Converted {
  if (quantity.value === undefined) return { reason: 'no value' };
  if (quantity.comparator !== undefined) {
    return { reason: `not an exact value ("${quantity.comparator}")` };
  }
  const definition = measureDefinitions[measure];
  const spelling = spellingOf(quantity);
  if (spelling === undefined) return { reason: 'no unit' };
  const unit = Object.hasOwn(definition.units, spelling) ? definition.units[spelling] : undefined;
  if (unit === undefined) return { reason: `unit "${spelling}" is not known for this measure` };
  const value = unit.factor === 1 ? quantity.value : quantity.value * unit.factor;
  const possible = definition.possible[unit.kept];
  if (possible === undefined || value < possible[0] || value > possible[1]) {
    return { reason: `outside what is possible (${possible?.join(' to ')} ${unit.kept})` };
  }
  return { value, unit: unit.kept };
}

/** The UCUM code where the quantity says that it is one, else the unit in words. */
function spellingOf(quantity: Quantity): string | undefined {
  const isUcum = quantity.system === 'http://unitsofmeasure.org';
  return isUcum && quantity.code !== undefined ? quantity.code : (quantity.unit ?? quantity.code);
}
