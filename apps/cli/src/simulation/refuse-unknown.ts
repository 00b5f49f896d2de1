import { didYouMean } from '../nearest.ts';
import { UserError } from '../user-error.ts';

/**
 * Refuses a list of names of which one is not known to the model.
 * @param path where the list stands in the specification, and `field` what follows the index there
 * @throws UserError naming the first unknown name, where it stands, and the names there are.
 */
export function refuseUnknown(
  path: string,
  names: readonly string[],
  model: string,
  what: 'output' | 'input',
  known: readonly string[],
  field = '',
): void {
  const index = names.findIndex((name) => !known.includes(name));
  const name = names[index];
  if (name === undefined) return;
  throw new UserError(
    `${path}.${index}${field}: the model "${model}" has no ${what} "${name}".${didYouMean(name, known)} It has ${known.join(', ')}.`,
  );
}
