const characters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** Without I, L, O and U, which a hand or an eye takes for others. */
const unambiguous = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Of a pack's code, the check character left out: 32^8, about 10^12. */
const BODY_LENGTH = 8;

/**
 * The check character of a text, which tells any one wrong character and nearly any two neighbours exchanged.
 * @param text of 0-9 and A-Z
 * @throws RangeError for another character
 * Source: ISO/IEC 7064, hybrid system MOD 37,36.
 */
export function checkCharacter(text: string): string {
  let product = 36;
  for (const character of text) {
    const value = characters.indexOf(character);
    if (value === -1) throw new RangeError(`"${character}" is none of 0-9 and A-Z.`);
    product = (((product + value) % 36 || 36) * 2) % 37;
  }
  return characters.charAt((37 - product) % 36);
}

/**
 * A new code for a pack of a single dose: eight characters and a check character.
 * @param random gives a whole number from 0 to below its argument
 */
export function newPackCode(random: (below: number) => number): string {
  for (;;) {
    const body = Array.from({ length: BODY_LENGTH }, () =>
      unambiguous.charAt(random(unambiguous.length)),
    ).join('');
    const code = body + checkCharacter(body);
    if (unambiguous.includes(code.charAt(BODY_LENGTH))) return code;
  }
}

/** The code that somebody typed or a scanner read, in capitals without spaces and hyphens; null when it is none. */
export function readPackCode(typed: string): string | null {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  if (code.length !== BODY_LENGTH + 1 || [...code].some((character) => !unambiguous.includes(character)))
    return null;
  return checkCharacter(code.slice(0, BODY_LENGTH)) === code.charAt(BODY_LENGTH) ? code : null;
}

/** As it is printed: "K7M 2P9 X4C". */
export function printedPackCode(code: string): string {
  return code.replaceAll(/(...)(?=.)/g, '$1 ');
}
