import { InputError } from '../error.ts';
import type { Model } from '../model/model.ts';
import type { SolverOptions } from '../solve/course.ts';
import type { Running } from './body.ts';
import type { Mover } from './mover.ts';
import type { DataRecord, Interpolation, RecordOptions } from './record.ts';
import { Unsolvable } from './unsolvable.ts';

type Values = Readonly<Record<string, number>>;

/** What holds between two records, in which no input changes. */
export interface Between {
  /** The values of covariates at a share from 0 to 1 of the way from the earlier record to the later one. */
  readonly covariatesAt: (share: number) => Values | undefined;
  readonly parameters: Values | undefined;
  /** Whether any covariate changes on the way. */
  readonly isChanging: boolean;
}

const RULES: readonly Interpolation[] = ['next value back', 'last value forward', 'linear'];

/**
 * Reads the rules by which covariates and parameters run between records.
 * @returns what holds between two of them
 * @throws InputError for a rule or a covariate that does not exist
 */
export function createInterpolation(
  model: Model,
  { interpolation = 'next value back', interpolationOf = {} }: RecordOptions,
): (earlier: DataRecord, later: DataRecord, path: string) => Between {
  const check = (rule: Interpolation, path: string) => {
    if (!RULES.includes(rule))
      throw new InputError(path, `one of ${RULES.join(', ')} is needed, not ${rule}`);
  };
  check(interpolation, 'interpolation');
  for (const [name, rule] of Object.entries(interpolationOf)) {
    check(rule, `interpolationOf.${name}`);
    if (!Object.hasOwn(model.covariates ?? {}, name)) {
      throw new InputError(`interpolationOf.${name}`, `the model "${model.name}" has no such covariate`);
    }
  }
  return (earlier, later, path) => {
    const { parameters } = interpolation === 'last value forward' ? earlier : later;
    if (earlier.covariates === later.covariates) {
      return { covariatesAt: () => later.covariates, parameters, isChanging: false };
    }
    const [before = {}, after = {}] = [earlier.covariates, later.covariates];
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    const ruleOf = (name: string) =>
      (Object.hasOwn(interpolationOf, name) ? interpolationOf[name] : undefined) ?? interpolation;
    const isMoving = (name: string) => ruleOf(name) === 'linear' && before[name] !== after[name];
    const isChanging = names.some(isMoving);
    const held = interpolation === 'last value forward' ? before : after;
    if (!isChanging && names.every((name) => ruleOf(name) === interpolation)) {
      return { covariatesAt: () => held, parameters, isChanging };
    }
    for (const name of names) {
      if (isMoving(name) && !(Number.isFinite(before[name]) && Number.isFinite(after[name]))) {
        throw new InputError(
          `${path}.covariates.${name}`,
          'this and the record before need a finite number, for the line between them',
        );
      }
    }
    const at = (name: string, share: number) => {
      if (isMoving(name)) return before[name]! + share * (after[name]! - before[name]!);
      return ruleOf(name) === 'last value forward' ? before[name]! : after[name]!;
    };
    return {
      covariatesAt: (share) => Object.fromEntries(names.map((name) => [name, at(name, share)])),
      parameters,
      isChanging,
    };
  };
}

/** Pieces into which a stretch is cut, one time after the other. */
const PIECES = [1, 2, 4, 8, 16];
/** What the last two extrapolations may differ by, relative to each state, and how much more than one step may err by. */
const TOLERANCE = 1e-9;
const STEP_ERRORS = 10;
/** Below this share of its usual size a state is known to so many digits less. */
const SMALL_SHARE = 1e-3;
const MOST_HALVINGS = 8;

/**
 * Carries `state`, in place, while covariates run along a line, to 1e-9 of each state: with the values in the middle of each
 * of n equal pieces held over the whole piece. Seen backwards the rule is the same, so that its error has even powers of the
 * length of a piece alone, and extrapolation to pieces of no length gains two orders each time that n doubles
 * (Hairer, Norsett, Wanner, Solving Ordinary Differential Equations I, II.9). A stretch that this does not settle is halved.
 * @param moverAt the model with the covariates of a time, hours
 * @param amountMg the greatest dose: what a small amount is measured by
 * @param running as for `Mover.move`
 * @throws Unsolvable when it does not settle
 */
export function moveAlong(
  moverAt: (timeH: number) => Mover,
  amountMg: number,
  { relativeTolerance = 0 }: SolverOptions,
  state: Float64Array,
  running: Running,
  fromH: number,
  toH: number,
): void {
  const tolerance = Math.max(TOLERANCE, STEP_ERRORS * relativeTolerance);
  const small = moverAt(fromH)
    .system.sizes(amountMg)
    .map((size) => SMALL_SHARE * size);
  const inPieces = (count: number, startH: number, endH: number): Float64Array => {
    const carried = state.slice();
    let nowH = startH;
    for (let piece = 1; piece <= count; piece++) {
      const nextH = piece === count ? endH : startH + (piece / count) * (endH - startH);
      if (nextH > nowH) moverAt((nowH + nextH) / 2).move(carried, running, nowH, nextH);
      nowH = nextH;
    }
    return carried;
  };
  const carry = (startH: number, endH: number, halvings: number): void => {
    let coarse: Float64Array[] = [];
    for (const [level, count] of PIECES.entries()) {
      const fine = [inPieces(count, startH, endH)];
      for (let order = 1; order <= level; order++) {
        const [before, now] = [coarse[order - 1]!, fine[order - 1]!];
        fine.push(now.map((value, index) => value + (value - before[index]!) / (4 ** order - 1)));
      }
      const [found, previous] = [fine[level]!, coarse[level - 1]];
      const isSettled = found.every(
        (value, index) =>
          previous && Math.abs(value - previous[index]!) <= tolerance * (Math.abs(value) + small[index]!),
      );
      if (isSettled) {
        state.set(found);
        return;
      }
      coarse = fine;
    }
    if (halvings === MOST_HALVINGS)
      throw new Unsolvable(`the covariates change too much along their line from ${startH} h on`);
    const middleH = (startH + endH) / 2;
    carry(startH, middleH, halvings + 1);
    carry(middleH, endH, halvings + 1);
  };
  carry(fromH, toH, 0);
}
