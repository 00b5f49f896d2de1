import manifest from '../../package.json' with { type: 'json' };
import type { SimulationResult } from './result.ts';

/** The result as JSON: times in hours, each output with its unit. */
export function toJson({ model, timesH, outputs, notes }: SimulationResult): string {
  const answer = {
    ketame: manifest.version,
    model: model.name,
    modelVersion: model.version,
    source: model.source,
    samplingSite: model.samplingSite,
    notes,
    timesH: Array.from(timesH),
    outputs: Object.fromEntries(
      outputs.map(({ name, unit, values }) => [name, { unit, values: Array.from(values) }]),
    ),
  };
  return `${JSON.stringify(answer, null, 2)}\n`;
}
