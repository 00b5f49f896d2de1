import type { PublishedSimulation } from '@ketame/contract';
import { type ModelCard, type Refusal, simulate } from '@ketame/ketamine';
import { findModel } from '../models/find-model.ts';
import { UserError } from '../user-error.ts';
import type { Computed } from './result.ts';

/**
 * Simulates by a model of the catalogue.
 * @throws UserError when there is no such model, or the adult models do not answer for this patient
 * @throws InputError when the model does not describe what is asked
 */
export function simulatePublished(
  { model, patient, doses, outputs }: PublishedSimulation,
  timesH: Float64Array,
): Computed {
  const { name } = findModel(model, 'model');
  const simulation = simulate({ model: name, patient, doses, timesH, outputs });
  if (simulation.refused !== null) throw new UserError(refusalText(simulation.refused));
  const { card } = simulation;
  return {
    model: {
      name: card.name,
      version: card.version,
      source: sourceLine(card),
      samplingSite: card.samplingSite === 'unknown' ? null : card.samplingSite,
    },
    outputs: simulation.outputs,
    notes: simulation.notes.map(({ message, source }) => `${message} (${source})`),
  };
}

function refusalText(refused: readonly Refusal[]): string {
  const lines = refused.map(({ message, source }) => `\n  ${message} (${source})`);
  return `the adult models do not answer for this patient.${lines.join('')}`;
}

function sourceLine(card: ModelCard): string {
  const citations = card.sources.map(({ citation }) => citation).join('; ');
  return `${card.name} (${card.alias}), version ${card.version}: ${citations}`;
}
