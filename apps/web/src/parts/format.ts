/** Numbers, dates and units as people read them. Nothing here changes a stored value. */

export { dateText, instantText } from '@ketame/care';

const readableUnits: Record<string, string> = {
  'mm[Hg]': 'mmHg',
  '/min': 'per min',
  '{beats}/min': 'per min',
  'umol/L': 'µmol/L',
  'mL/min/{1.73_m2}': 'mL/min/1.73 m²',
  'mL/min/1.73.m2': 'mL/min/1.73 m²',
  '[IU]/L': 'IU/L',
};

/** A UCUM unit in the form that a laboratory report prints. */
export const unitText = (ucum: string): string => readableUnits[ucum] ?? ucum;

/** Made once: making one costs more than a frame of a moving plot can give. */
const readable = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 12 });

/** A number with at most `digits` significant digits, thousands parted by a thin space. */
export function numberText(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return '–';
  const rounded = Number(value.toPrecision(digits));
  const whole = Math.abs(value) >= 10 ** digits ? Math.round(value) : rounded;
  return readable.format(whole).replaceAll(',', '\u202f').replace('-', '−');
}

/** A measured value to at most four digits, which is more than any of them carries; see `exactly`. */
export const valueText = (value: number): string => numberText(value, 4);

/** The stored value where `valueText` shows fewer digits, for a tooltip: "stored: 78.6008640707093". */
export const exactly = (value: number): string | undefined =>
  Number(value.toPrecision(4)) === value ? undefined : `stored: ${value}`;

export const fullName = (identity: { givenName: string; familyName: string }): string =>
  `${identity.givenName} ${identity.familyName}`;

/** "1 plan", "3 plans". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** Whole years, as a person says an age. */
export const ageText = (ageYears: number): string => `${Math.floor(ageYears)} y`;

/** Bytes as people read a file's size. */
export const sizeText = (bytes: number): string =>
  bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
