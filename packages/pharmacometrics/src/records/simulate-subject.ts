import { createSampler } from '../cohort/random-effects.ts';
import { InputError } from '../error.ts';
import { randomEffectsOf } from '../model/check-model.ts';
import type { Model } from '../model/model.ts';
import type { RandomSource } from '../random/draws.ts';
import { checkDifferentiable, type Sensitivities, sensitivitiesOf } from '../sensitivity/sensitivities.ts';
import { createPolicy, type DosingPolicy, type PolicyCourse } from './dosing-policy.ts';
import type { DataRecord, RecordOptions } from './record.ts';
import { createMeasure, type Measurements } from './residual-error.ts';
import { simulateRecords } from './simulate-records.ts';

/** What is simulated of every subject of a data set. */
export interface SubjectOptions extends RecordOptions {
  /** Names of outputs; all when absent. */
  readonly outputs?: readonly string[];
  /** Of random effects and residual errors; when absent everybody is the typical individual, measured without error. */
  readonly source?: RandomSource;
  /** Whether people and occasions differ by the model's random effects; they do when absent. */
  readonly randomEffects?: boolean;
  /** Whether measurements scatter by the model's residual errors; they do when absent. */
  readonly residualErrors?: boolean;
  /** Decides doses between the records. */
  readonly policy?: DosingPolicy;
  /** Names of parameters by which the outputs are differentiated. */
  readonly sensitivities?: readonly string[];
  /** By output, in its unit, in place of the model's own. */
  readonly limitsOfQuantification?: Readonly<Record<string, number>>;
}

/** One subject of a data set, simulated. Every list has one value per record, decisions of a policy among them. */
export interface SubjectCourse {
  /** With a policy alone. */
  readonly decided?: Pick<PolicyCourse, 'records' | 'origin'>;
  /** By output and parameter, where they were asked for. */
  readonly sensitivities?: Sensitivities['sensitivities'];
  /** By output, in its unit: the course itself, without residual error. */
  readonly values: Readonly<Record<string, Float64Array>>;
  /** Of the outputs that have a residual error or a limit of quantification. */
  readonly measured: Readonly<Record<string, Measurements>>;
  /** What the random effects made of the parameters that vary, in the model's units. */
  readonly parameters: Readonly<Record<string, Float64Array>>;
}

/**
 * A simulator of the subjects of a data set, one after the other and in any order: a subject is drawn by its number alone.
 * Parameters that a record states itself stay as stated. An occasion has its own draw of what varies per occasion; as
 * all parameters do, it holds up to its record from the record before, unless `last value forward` is asked for.
 * @returns the course of one subject from its records and its number, a whole number from 0
 * @throws InputError naming the place in the model, the option, or the field such as `records[3].occasion`
 */
export function createSubjectSimulator(
  model: Model,
  options: SubjectOptions = {},
): (records: readonly DataRecord[], subject: number) => SubjectCourse {
  const { outputs = Object.keys(model.outputs), source, limitsOfQuantification = {} } = options;
  const { policy, sensitivities } = options;
  if (policy && sensitivities) {
    throw new InputError('sensitivities', 'they are not computed through the decisions of a policy');
  }
  if (sensitivities) checkDifferentiable(model, sensitivities, 'sensitivities');
  const byPolicy = policy && createPolicy(model, policy);
  for (const name of Object.keys(limitsOfQuantification)) {
    if (!outputs.includes(name)) {
      throw new InputError(`limitsOfQuantification.${name}`, `no output of this name is simulated`);
    }
  }
  const sampler =
    source && options.randomEffects !== false ? createSampler(randomEffectsOf(model), source) : undefined;
  const measures = outputs.flatMap((name) => {
    const limit = limitsOfQuantification[name];
    if (!model.residualErrors?.[name] && limit === undefined) return [];
    return [
      {
        name,
        measure: createMeasure(model, name, options.residualErrors === false ? undefined : source, limit),
      },
    ];
  });

  return (records, subject) => {
    if (!Number.isInteger(subject) || subject < 0 || subject > MOST) {
      throw new InputError('subject', `a whole number from 0 to ${MOST} is needed, not ${subject}`);
    }
    const occasions = new Map<number, Readonly<Record<string, number>>>();
    const drawnAt = (occasion: number) => {
      const known = occasions.get(occasion);
      if (known) return known;
      const columns = sampler?.parameters({ first: subject, count: 1 }, occasion) ?? {};
      const drawn = Object.fromEntries(Object.entries(columns).map(([name, [value]]) => [name, value!]));
      occasions.set(occasion, drawn);
      return drawn;
    };
    const own = records.map((record, index) => {
      const { occasion = 0, parameters } = record;
      if (!Number.isInteger(occasion) || occasion < 0 || occasion >= MOST) {
        throw new InputError(
          `records[${index}].occasion`,
          `a whole number from 0 to ${MOST - 1} is needed, not ${occasion}`,
        );
      }
      const drawn = drawnAt(occasion);
      return { ...record, parameters: parameters ? { ...drawn, ...parameters } : drawn };
    });
    const decided = byPolicy?.(own, outputs, options);
    const differentiated = sensitivities && sensitivitiesOf(model, own, outputs, sensitivities, options);
    const values = (decided ?? differentiated)?.values ?? simulateRecords(model, own, outputs, options);
    const all = decided?.records ?? own;
    return {
      ...(decided && { decided }),
      ...(differentiated && { sensitivities: differentiated.sensitivities }),
      values,
      measured: Object.fromEntries(
        measures.map(({ name, measure }) => [name, measure(values[name]!, all, subject)]),
      ),
      parameters: Object.fromEntries(
        Object.keys(drawnAt(0)).map((name) => [
          name,
          Float64Array.from(all, ({ parameters }) => parameters![name]!),
        ]),
      ),
    };
  };
}

/** The generator counts subjects and occasions in 32 bits. */
const MOST = 2 ** 32 - 1;
