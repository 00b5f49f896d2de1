/** What the code on a package says. Absent where it does not say it. */
export interface Gs1Package {
  /** AI 01, fourteen digits. */
  readonly gtin?: string;
  /** AI 17, the last day of use, YYYY-MM-DD. */
  readonly expiry?: string;
  /** AI 10. */
  readonly lot?: string;
  /** AI 21. */
  readonly serial?: string;
}

export type Gs1Reading =
  | { readonly read: Gs1Package; readonly problem: null }
  /** `problem` says what is wrong, for the person with the scanner. */
  | { readonly read: null; readonly problem: string };

/** FNC1 as scanners send it between elements of variable length. */
const SEPARATOR = '\u001d';

interface Identifier {
  readonly field: keyof Gs1Package;
  /** Fixed lengths need no separator. */
  readonly length: { readonly exactly: number } | { readonly atMost: number };
  readonly pattern: RegExp;
}

/** GS1 General Specifications, section 3: the application identifiers on a package of medicine. */
const identifiers: Readonly<Record<string, Identifier>> = {
  '01': { field: 'gtin', length: { exactly: 14 }, pattern: /^\d{14}$/ },
  '17': { field: 'expiry', length: { exactly: 6 }, pattern: /^\d{6}$/ },
  // The characters of GS1's set 82.
  '10': { field: 'lot', length: { atMost: 20 }, pattern: /^[!"%-?A-Z_a-z]{1,20}$/ },
  '21': { field: 'serial', length: { atMost: 20 }, pattern: /^[!"%-?A-Z_a-z]{1,20}$/ },
};

/**
 * Reads what a scanner sends for a GS1 DataMatrix (with or without the symbology identifier "]d2"), or the same as it is
 * printed beside the code, "(01)...(17)...".
 * @param today YYYY-MM-DD, by which the century of the expiry is found
 * Source: GS1 General Specifications, sections 3, 5.10 (separator), 7.8 (concatenation), 7.9 (check digit), 7.12 (century).
 */
export function readGs1(scanned: string, today: string): Gs1Reading {
  const text = scanned.replace(/^\](d2|C1|Q3|e0)/, '').trim();
  const elements = text.startsWith('(') ? printedElements(text) : scannedElements(text);
  if ('problem' in elements) return { read: null, problem: elements.problem };
  const read: Partial<Record<keyof Gs1Package, string>> = {};
  for (const { identifier, value } of elements.found) {
    const known = identifiers[identifier];
    if (known === undefined) return refused(`It has the identifier (${identifier}), which is not read here.`);
    if (!known.pattern.test(value)) return refused(`(${identifier}) cannot be "${value}".`);
    if (read[known.field] !== undefined) return refused(`(${identifier}) stands there twice.`);
    if (known.field === 'gtin' && gtinCheckDigit(value.slice(0, 13)) !== Number(value[13])) {
      return refused(`The check digit of the product number ${value} is wrong: scan it again.`);
    }
    const stated = known.field === 'expiry' ? expiryDate(value, today) : value;
    if (stated === null) return refused(`(17) ${value} is not a date of the form YYMMDD.`);
    read[known.field] = stated;
  }
  return Object.keys(read).length === 0 ? refused('It holds nothing.') : { read, problem: null };
}

function refused(problem: string): Gs1Reading {
  return { read: null, problem };
}

type Elements =
  | { readonly found: readonly { readonly identifier: string; readonly value: string }[] }
  | { readonly problem: string };

function scannedElements(text: string): Elements {
  const found: { identifier: string; value: string }[] = [];
  let rest = text.startsWith(SEPARATOR) ? text.slice(1) : text;
  while (rest !== '') {
    const identifier = rest.slice(0, 2);
    const known = identifiers[identifier];
    if (known === undefined) {
      return {
        problem: `It has "${rest.slice(0, 4)}" where an identifier (01), (17), (10) or (21) should stand.`,
      };
    }
    const after = rest.slice(2);
    const end = after.indexOf(SEPARATOR);
    const length = 'exactly' in known.length ? known.length.exactly : end === -1 ? after.length : end;
    found.push({ identifier, value: after.slice(0, length) });
    rest = after.slice(length);
    if (rest.startsWith(SEPARATOR)) rest = rest.slice(1);
  }
  return { found };
}

function printedElements(text: string): Elements {
  const parts = [...text.matchAll(/\((\d{2,4})\)([^(]*)/g)];
  return { found: parts.map(([, identifier = '', value = '']) => ({ identifier, value: value.trim() })) };
}

/** The last digit of a GTIN: weights 3 and 1 from the right. @param digits the others */
export function gtinCheckDigit(digits: string): number {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10;
}

/** YYMMDD to a date; the day 00 is the last of its month. Null when there is no such day. */
function expiryDate(digits: string, today: string): string | null {
  const [twoDigits, month, day] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6)].map(Number);
  if (twoDigits === undefined || month === undefined || day === undefined || month < 1 || month > 12)
    return null;
  const thisYear = Number(today.slice(0, 4));
  const apart = twoDigits - (thisYear % 100);
  const century = thisYear - (thisYear % 100) + (apart >= 51 ? -100 : apart <= -50 ? 100 : 0);
  const date = new Date(Date.UTC(century + twoDigits, day === 0 ? month : month - 1, day));
  if (day !== 0 && date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}
