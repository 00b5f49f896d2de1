import { catalogue, type ModelCard } from '@ketame/ketamine';
import { didYouMean } from '../nearest.ts';
import { UserError } from '../user-error.ts';

/**
 * @param name a model's name or short name, in any case
 * @param field where the name stands in a specification
 * @throws UserError that lists the models there are.
 */
export function findModel(name: string, field?: string): ModelCard {
  const wanted = name.toLowerCase();
  const found = catalogue.find((card) => [card.name, card.alias].some((one) => one.toLowerCase() === wanted));
  if (found) return found;
  const names = catalogue.map((card) => card.name);
  throw new UserError(
    `${field === undefined ? '' : `${field}: `}there is no model "${name}".${didYouMean(name, names)} The models are ${names.join(', ')}.`,
  );
}
