import type { ModelCard, SamplingSite } from '../published.ts';
import type { Effect } from './effect.ts';

/** A concentration and an effect that do not belong together. */
export class PairingError extends Error {
  override readonly name = 'PairingError';
}

/** A model and an effect fitted to concentrations of the same substance at the same site. */
export interface Pair<E extends Effect = Effect> {
  readonly model: ModelCard;
  readonly effect: E;
}

const of = (site: SamplingSite) => (site === 'unknown' ? 'at an unknown site' : `${site}`);

/**
 * Puts an effect behind a model. The only way to do so: arterial and venous concentrations differ about two-fold at
 * the end of a short infusion, so an effect fitted to one must not be driven by the other.
 * @throws PairingError when either site is unknown, the sites differ, or the model does not describe the analyte.
 */
export function pair<E extends Effect>(model: ModelCard, effect: E): Pair<E> {
  if (!model.analytes.includes(effect.analyte)) {
    throw new PairingError(
      `"${effect.id}" was fitted to ${effect.analyte}; "${model.name}" describes ${model.analytes.join(', ')}. Choose a model of ${effect.analyte}.`,
    );
  }
  if (
    model.samplingSite === 'unknown' ||
    effect.samplingSite === 'unknown' ||
    model.samplingSite !== effect.samplingSite
  ) {
    throw new PairingError(
      `"${model.name}" was sampled ${of(model.samplingSite)} and "${effect.id}" ${of(effect.samplingSite)}; a pair needs the same known site.`,
    );
  }
  return { model, effect };
}
