import { InputError } from '../error.ts';
import type { Model } from '../model/model.ts';
import { createErrorSizes, type ErrorSizes } from '../records/residual-error.ts';
import type { Measurement, Observation, ObservationError, PatientRecord } from './observation.ts';

/**
 * The measurements of a patient's records with their errors in numbers.
 * @throws InputError naming the record and observation: an output that the model does not have, no residual error, an
 * error of size 0, a value below the limit that the model states for it
 */
export function readMeasurements(model: Model, records: readonly PatientRecord[]): Measurement[] {
  const sizes = new Map<string, ReturnType<typeof createErrorSizes>>();
  const varied = Object.keys(model.randomEffects?.parameters ?? {});
  return records.flatMap((record, index) => {
    const { observations = [], evid, time } = record;
    if (observations.length > 0 && evid !== 0 && evid !== 2) {
      throw new InputError(
        `records[${index}].observations`,
        `a record with evid ${evid} holds no observations; give them a record of their own, before or after it`,
      );
    }
    return observations.map((observation, place): Measurement => {
      const path = `records[${index}].observations[${place}]`;
      const { output } = observation;
      if (!Object.hasOwn(model.outputs, output)) {
        throw new InputError(
          `${path}.output`,
          `the model "${model.name}" has no output "${output}"; it has ${Object.keys(model.outputs).join(', ')}`,
        );
      }
      if (!sizes.has(output)) sizes.set(output, createErrorSizes(model, output));
      const error = observation.error ? given(observation.error) : sizes.get(output)?.(record);
      if (!error) {
        throw new InputError(
          `${path}.error`,
          `the model "${model.name}" states no residual error of "${output}"; give one, such as { kind: 'proportional', proportional: 0.1 }`,
        );
      }
      if (!observation.error) checkFixed(model, output, record, varied, error);
      checkSize(error, path);
      return {
        record: index,
        timeH: time,
        output,
        ...readValue(observation, error, model.residualErrors?.[output]?.limitOfQuantification, path),
        error,
      };
    });
  });
}

const given = (error: ObservationError): ErrorSizes => ({ additive: 0, proportional: 0, log: 0, ...error });

function checkSize({ kind, additive, proportional, log }: ErrorSizes, path: string): void {
  const all = [additive, proportional, log];
  const some = {
    additive,
    proportional,
    combined: additive + proportional,
    combined1: additive + proportional,
    log,
  }[kind];
  if (all.every((each) => Number.isFinite(each) && each >= 0) && some > 0) return;
  throw new InputError(`${path}.error`, `a standard deviation above 0 is needed, not ${some} (${kind})`);
}

/** The error must not move with what is sought: the likelihood takes it as known. */
function checkFixed(
  model: Model,
  output: string,
  record: PatientRecord,
  varied: readonly string[],
  error: ErrorSizes,
): void {
  const moved = Object.fromEntries(
    varied.map((name) => [name, (model.parameters[name]?.value ?? 0) * 1.5 + 0.1]),
  );
  const other = createErrorSizes(model, output)?.({ ...record, parameters: moved });
  if (JSON.stringify(other) === JSON.stringify(error)) return;
  throw new InputError(
    `residualErrors.${output}`,
    'it depends on a parameter that differs between people; estimation needs one that does not',
  );
}

function readValue(
  observation: Observation,
  { kind, additive }: ErrorSizes,
  limit: number | undefined,
  path: string,
): Pick<Measurement, 'observed' | 'isBelowLimit'> {
  if ('belowLimit' in observation) {
    const { belowLimit } = observation;
    if (Number.isFinite(belowLimit) && belowLimit > 0) return { observed: belowLimit, isBelowLimit: true };
    throw new InputError(`${path}.belowLimit`, `a limit above 0 is needed, not ${belowLimit}`);
  }
  const { value } = observation;
  if (!Number.isFinite(value)) throw new InputError(`${path}.value`, `a number is needed, not ${value}`);
  if (limit !== undefined && value < limit) {
    throw new InputError(
      `${path}.value`,
      `${value} lies below the limit of quantification of ${limit}; write belowLimit: ${limit} in its place`,
    );
  }
  if (value <= 0 && (kind === 'log' || (kind === 'proportional' && additive === 0))) {
    throw new InputError(
      `${path}.value`,
      `${value} cannot be with a ${kind} error; if it was not quantifiable, write belowLimit with the laboratory's limit`,
    );
  }
  return { observed: value, isBelowLimit: false };
}
