import { transform, transformSlope } from '../cohort/random-effects.ts';
import { InputError } from '../error.ts';
import { randomEffectsOf } from '../model/check-model.ts';
import type { Model } from '../model/model.ts';
import type { DataRecord, RecordOptions } from '../records/record.ts';
import { type Sensitivities, sensitivitiesOf } from './sensitivities.ts';

/**
 * Outputs of an individual with these deviates (etas) and their derivatives by each deviate: the derivatives by parameters times
 * those of the parameters' transformations.
 * @param deviates by name, those of the person alone; 0 where a deviate of the model is not named
 * @returns values, and by output and deviate the derivative at each record, in the output's unit
 * @throws InputError as `sensitivitiesOf` does; for a deviate that the model does not have or draws per occasion, and for
 * records that state a parameter which deviates move
 */
export function sensitivitiesByDeviates(
  model: Model,
  records: readonly DataRecord[],
  outputs: readonly string[],
  deviates: Readonly<Record<string, number>>,
  options: RecordOptions = {},
): Sensitivities {
  const effects = randomEffectsOf(model);
  const names = Object.keys(deviates);
  for (const name of names) {
    const known = effects.deviates.find((each) => each.name === name);
    const all = effects.deviates.map((each) => each.name).join(', ') || 'none';
    if (!known) throw new InputError(`deviates.${name}`, `there is no such deviate; the model has ${all}`);
    if (known.per === 'occasion') {
      throw new InputError(`deviates.${name}`, 'it is drawn per occasion; one of the person is needed');
    }
  }
  const varied = Object.entries(effects.parameters).map(([name, parameter]) => {
    const path = `randomEffects.parameters.${name}`;
    const sum = parameter.deviates.reduce((total, deviate) => total + (deviates[deviate] ?? 0), 0);
    const value = transform(parameter, path)(sum);
    return { name, value, slope: transformSlope(parameter, sum, value), deviates: parameter.deviates };
  });
  records.forEach(({ parameters = {} }, index) => {
    const stated = varied.find(({ name }) => Object.hasOwn(parameters, name));
    if (!stated) return;
    const path = `records[${index}].parameters.${stated.name}`;
    throw new InputError(path, 'it follows from deviates here; leave it out');
  });
  const own = Object.fromEntries(varied.map(({ name, value }) => [name, value]));
  const { values, sensitivities } = sensitivitiesOf(
    model,
    records.map((record) => ({ ...record, parameters: { ...record.parameters, ...own } })),
    outputs,
    varied.map(({ name }) => name),
    options,
  );
  const byDeviate = (output: string, deviate: string) =>
    records.map((_, record) =>
      varied.reduce((sum, { name, slope, deviates: among }) => {
        const moves = among.filter((each) => each === deviate).length;
        return sum + moves * slope * sensitivities[output]![name]![record]!;
      }, 0),
    );
  return {
    values,
    sensitivities: Object.fromEntries(
      outputs.map((output) => [
        output,
        Object.fromEntries(names.map((name) => [name, Float64Array.from(byDeviate(output, name))])),
      ]),
    ),
  };
}
