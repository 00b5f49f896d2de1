import { InputError } from '../error.ts';
import type { LinearSystem, SystemInput } from '../model/individual.ts';
import type { Dose } from './dose.ts';
import { type Absorbing, lastsH, modeH } from './inverse-gaussian.ts';

/** From `timeH` on, until the next: what enters at once, and the constant rates in force. */
export interface Stretch {
  readonly timeH: number;
  /** Amounts that enter at `timeH`, mg, by compartment. */
  readonly boluses: readonly { readonly compartment: number; readonly amountMg: number }[];
  /** Constant rates, mg/h, by source state; sources not named are off. */
  readonly rates: readonly { readonly source: number; readonly rateMgPerH: number }[];
  /** Doses that are being absorbed. */
  readonly absorbing?: readonly Absorbing[];
}

interface Infusion {
  readonly source: number;
  readonly rateMgPerH: number;
}

interface Change {
  readonly starts: (Infusion | Absorbing)[];
  readonly ends: (Infusion | Absorbing)[];
  readonly boluses: { compartment: number; amountMg: number }[];
}

/** More single doses than this in one course is taken for a mistake in `additional`. */
const MOST_DOSES = 2_000_000;

/**
 * Turns doses, in any order, into stretches of constant input in order of time.
 * Doses at the same time all count, in whatever order they stand. An infusion that ends when another starts
 * leaves no gap and no overlap. Rates are summed anew for each stretch, so that stopping every infusion leaves
 * exactly nothing.
 * @param isAdaptive whether who asks can follow an absorption whose rate changes all the time
 * @throws InputError naming the field, such as `doses[2].durationH`
 */
export function schedule(system: LinearSystem, doses: readonly Dose[], isAdaptive = false): Stretch[] {
  const changes = new Map<number, Change>();
  const at = (timeH: number): Change => {
    const known = changes.get(timeH);
    if (known) return known;
    const made: Change = { starts: [], ends: [], boluses: [] };
    changes.set(timeH, made);
    return made;
  };
  let count = 0;
  doses.forEach((dose, index) => {
    const path = `doses[${index}]`;
    const { amountMg, durationH, everyH, additional } = checked(dose, path);
    const targets = inputOf(system, dose.input, `${path}.input`);
    count += 1 + additional;
    if (count > MOST_DOSES) throw new InputError(path, `more than ${MOST_DOSES} single doses in all`);
    for (const target of targets) {
      const { inverseGaussian } = target;
      if (inverseGaussian && !isAdaptive) {
        throw new InputError(
          `${path}.input`,
          `"${dose.input}" is absorbed by an inverse Gaussian, which is not solved exactly; use courseOf or measuresOf`,
        );
      }
      if (durationH !== undefined && (target.durationH !== undefined || inverseGaussian)) {
        throw new InputError(
          path,
          `the input "${dose.input}" has its own duration; give the amount alone, without rate or duration`,
        );
      }
      const amount = amountMg * target.bioavailability;
      if (!Number.isFinite(amount)) throw new InputError(path, 'the amount is infinite');
      if (amount === 0) continue;
      const lasting = durationH ?? target.durationH;
      for (let repeat = 0; repeat <= additional; repeat++) {
        const startH = dose.timeH + repeat * everyH + target.lagH;
        if (!Number.isFinite(startH + (lasting ?? 0))) throw new InputError(path, 'it lasts beyond all time');
        if (inverseGaussian) {
          const absorbed = { ...inverseGaussian, compartment: target.compartment, amountMg: amount, startH };
          at(startH).starts.push(absorbed);
          at(startH + modeH(inverseGaussian));
          at(startH + lastsH(inverseGaussian)).ends.push(absorbed);
        } else if (lasting === undefined) {
          at(startH).boluses.push({ compartment: target.compartment, amountMg: amount });
        } else {
          const endH = startH + lasting;
          if (endH <= startH) {
            throw new InputError(
              path,
              `an infusion of ${lasting} h is too short to be told apart at ${startH} h`,
            );
          }
          const infusion = { source: target.source, rateMgPerH: amount / lasting };
          if (!Number.isFinite(infusion.rateMgPerH)) throw new InputError(path, 'the rate is infinite');
          at(startH).starts.push(infusion);
          at(endH).ends.push(infusion);
        }
      }
    }
  });
  const running = new Set<Infusion | Absorbing>();
  return [...changes.entries()]
    .sort(([left], [right]) => left - right)
    .map(([timeH, { starts, ends, boluses }]) => {
      for (const infusion of ends) running.delete(infusion);
      for (const infusion of starts) running.add(infusion);
      const rates = new Map<number, number>();
      const absorbing: Absorbing[] = [];
      for (const each of running) {
        if ('startH' in each) absorbing.push(each);
        else rates.set(each.source, (rates.get(each.source) ?? 0) + each.rateMgPerH);
      }
      return {
        timeH,
        boluses,
        rates: [...rates].map(([source, rateMgPerH]) => ({ source, rateMgPerH })),
        absorbing,
      };
    });
}

/** Where what enters by an input goes. @throws InputError at `path` listing the inputs there are */
export function inputOf(system: LinearSystem, name: string, path: string): readonly SystemInput[] {
  const targets = system.inputs.get(name);
  if (targets) return targets;
  throw new InputError(
    path,
    `the model "${system.model.name}" has no input "${name}"; it has ${[...system.inputs.keys()].join(', ')}`,
  );
}

function checked(dose: Dose, path: string) {
  const { timeH, amountMg, rateMgPerH, durationH, everyH, additional } = dose;
  const finite = (field: keyof Dose, value: number | undefined, least: number, needed: string) => {
    if (value !== undefined && !(Number.isFinite(value) && value >= least)) {
      throw new InputError(`${path}.${field}`, `${needed} is needed, not ${value}`);
    }
  };
  finite('timeH', timeH, -Number.MAX_VALUE, 'a finite time in hours');
  finite('amountMg', amountMg, 0, 'an amount of at least 0 mg');
  finite('rateMgPerH', rateMgPerH, Number.MIN_VALUE, 'a finite rate above 0 mg/h');
  finite('durationH', durationH, Number.MIN_VALUE, 'a duration above 0 h (a bolus has none)');
  finite('everyH', everyH, Number.MIN_VALUE, 'an interval above 0 h');
  finite('additional', additional, 0, 'a whole number of at least 0');
  if (additional !== undefined && !Number.isInteger(additional)) {
    throw new InputError(`${path}.additional`, `a whole number is needed, not ${additional}`);
  }
  if ((additional ?? 0) > 0 && everyH === undefined) {
    throw new InputError(`${path}.everyH`, 'a dose with `additional` needs the interval in hours');
  }
  const repeat = { everyH: everyH ?? 0, additional: additional ?? 0 };
  if (amountMg !== undefined && rateMgPerH !== undefined && durationH !== undefined) {
    throw new InputError(path, 'give two of amountMg, rateMgPerH and durationH; the third follows');
  }
  if (amountMg !== undefined) {
    return { amountMg, durationH: rateMgPerH === undefined ? durationH : amountMg / rateMgPerH, ...repeat };
  }
  if (rateMgPerH === undefined || durationH === undefined) {
    throw new InputError(path, 'an amountMg is needed, or both rateMgPerH and durationH');
  }
  return { amountMg: rateMgPerH * durationH, durationH, ...repeat };
}
