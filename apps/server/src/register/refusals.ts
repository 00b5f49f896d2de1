import { errorCode } from '../database/index.ts';
import { Problem } from '../http/problem.ts';

/** What the database refuses in a register, by the name of the constraint: its own words, and what to do. */
const whatToDo: Readonly<Record<string, string>> = {
  negative_stock: 'There is not so much there. Look at the lots and enter what was really taken.',
  no_valid_programme: 'A physician sets the programme active before anything is supplied.',
  not_the_programme: 'Ask the physician for a prescription of the drug of the programme.',
  not_as_prescribed: 'Choose the prescription for this patient and product.',
  prescription_not_valid: 'Ask the physician for a new prescription.',
  part_of_a_dose: 'Supply whole doses.',
  more_than_prescribed: 'Supply less, or ask the physician for a new prescription.',
  more_than_one_supply: 'Supply what is left of this one; the rest is a refill of its own.',
  early_refill: 'Wait until it is due, or say why it is supplied early, with the signatures of two people.',
  expired_lot: 'Take another lot, and destroy this one.',
  not_authorised: 'Enter what the paper says, and when it was supplied.',
  another_book: 'Choose a lot of this book.',
  another_patient: 'Choose what this patient holds.',
  no_reversal: 'Correct the entry that was wrong, once.',
  no_such_movement: 'Enter it as what it is.',
  signatures_missing: 'Let another person sign too.',
  packs_differ: 'Scan each pack that moves.',
  pack_not_there: 'Read its code again: it was supplied, returned or destroyed before.',
  pack_not_made: 'Make new packs from the stock.',
  register_entry_authorisation_id_key:
    'This authorisation on paper was used before. Each is good for one supply.',
  corrected_before: 'Look at what stands there now.',
};

/** PostgreSQL 15 manual, appendix A: check_violation and unique_violation. */
const codes = new Set(['23514', '23505']);

/**
 * Runs a change of a register and says what the database refuses of it, at its end too, for the person who asked.
 * @throws Problem 409 with the rule as its code
 */
export async function sayRefusals<T>(change: () => Promise<T>): Promise<T> {
  try {
    return await change();
  } catch (error) {
    const rule = constraintOf(error);
    const advice = rule === undefined ? undefined : whatToDo[rule];
    if (rule === undefined || advice === undefined || !codes.has(errorCode(error) ?? '')) throw error;
    const said = error instanceof Error && !error.message.includes('constraint') ? `${error.message}. ` : '';
    throw new Problem(
      409,
      rule.replaceAll('_', '-'),
      `${said.charAt(0).toUpperCase()}${said.slice(1)}${advice} Nothing was entered.`,
    );
  }
}

function constraintOf(error: unknown): string | undefined {
  const constraint = error instanceof Error && 'constraint' in error ? error.constraint : undefined;
  return typeof constraint === 'string' ? constraint : undefined;
}
