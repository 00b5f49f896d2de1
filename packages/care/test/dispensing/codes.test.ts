import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCharacter, newPackCode, readGs1, readPackCode } from '../../src/index.ts';

const FNC1 = '\u001d';
const today = '2026-03-02';

describe('the code on a package (issue 6, "GS1 DataMatrix")', () => {
  it('is read as the GS1 DataMatrix Guideline explains its example', () => {
    // Guideline, 2.2: (01)03453120000011(17)120508(10)ABCD1234, the last element here (21) and not (410).
    const read = { gtin: '03453120000011', expiry: '2012-05-08', lot: 'ABCD1234', serial: '9501101020917' };
    for (const scanned of [
      `]d201034531200000111712050810ABCD1234${FNC1}219501101020917`,
      `${FNC1}01034531200000111712050810ABCD1234${FNC1}219501101020917`,
      '(01)03453120000011(17)120508(10)ABCD1234(21)9501101020917',
    ]) {
      expect(readGs1(scanned, '2010-06-01')).toEqual({ read, problem: null });
    }
  });

  it.each([
    ['an ending month: the day 00 is its last (General Specifications, AI 17)', '(17)280200', '2028-02-29'],
    ['the last century (7.12: 51 and more years ahead)', '(17)770101', '1977-01-01'],
    ['this century (50 years ahead)', '(17)760101', '2076-01-01'],
  ])('has %s', (_what, scanned, expiry) => {
    expect(readGs1(scanned, today).read).toEqual({ expiry });
  });

  it.each([
    ['(01)03453120000012', 'check digit'],
    ['(17)260230', 'not a date'],
    ['(17)261301', 'not a date'],
    ['9912345', '"9912"'],
    ['(410)9501101020917', '(410)'],
    ['', 'nothing'],
  ])('%s is refused with the reason', (scanned, reason) => {
    expect(readGs1(scanned, today).problem).toContain(reason);
  });
});

describe('the code of a pack', () => {
  it('has the check character of ISO 7064 MOD 37,36, as the example of the GRid standard', () => {
    // IFPI, Global Release Identifier standard: A1-2425G-ABC1234002-M.
    expect(checkCharacter('A12425GABC1234002')).toBe('M');
  });

  it('is told from one with a wrong character, and read however it is typed', () => {
    const code = fc
      .infiniteStream(fc.nat())
      .map((numbers) => newPackCode((below) => (numbers.next().value ?? 0) % below));
    fc.assert(
      fc.property(
        code,
        fc.nat(8),
        fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'),
        (whole, at, other) => {
          expect(readPackCode(`${whole.slice(0, 3)} ${whole.slice(3).toLowerCase()}`)).toBe(whole);
          const wrong = whole.slice(0, at) + other + whole.slice(at + 1);
          if (wrong !== whole) expect(readPackCode(wrong)).toBeNull();
        },
      ),
    );
  });
});
