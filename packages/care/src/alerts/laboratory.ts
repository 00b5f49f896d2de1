import type { DatedLaboratoryValue } from '../follow-up/result.ts';
import { isClottingDisturbed, isHysLaw, isLiverInjury, liverEnzymes, transaminases } from '../liver.ts';
import { liverLimits } from '../liver-limits.ts';
import type { Session } from '../session/session.ts';
import type { AlertInput } from './alert.ts';
import type { AlertCondition } from './rule.ts';

type LaboratoryCondition = Extract<
  AlertCondition,
  { kind: 'liver injury' | "Hy's law" | 'clotting disturbed' | 'filtration falls' }
>;

/** Blood tests that a session knows, those from before it first: of each measure the first is that before treatment. */
export function laboratoryOf({ plan, entries }: Session): DatedLaboratoryValue[] {
  const own = entries.flatMap(({ at, content }) =>
    content?.kind === 'laboratory' ? [{ ...content, at }] : [],
  );
  return [...(plan.laboratoryBefore ?? []), ...own].sort(
    (one, other) => Date.parse(one.at) - Date.parse(other.at),
  );
}

/**
 * What holds of the newest values; null when nothing does.
 * @param values in the order of time
 */
export function laboratoryFinding(
  condition: LaboratoryCondition,
  values: readonly DatedLaboratoryValue[],
): readonly AlertInput[] | null {
  const first = (measure: DatedLaboratoryValue['measure']) => values.find((one) => one.measure === measure);
  const newest = (measure: DatedLaboratoryValue['measure']) =>
    values.findLast((one) => one.measure === measure);
  const newestOf = (measures: readonly DatedLaboratoryValue['measure'][]) =>
    measures.flatMap((measure) => newest(measure) ?? []);
  /** The newest of another measure, where it belongs to the time of this one. */
  const beside = (one: DatedLaboratoryValue, measure: DatedLaboratoryValue['measure']) => {
    const found = newest(measure);
    const apart = found === undefined ? null : Math.abs(Date.parse(found.at) - Date.parse(one.at));
    return apart !== null && apart <= liverLimits.togetherDays.value * msPerDay ? found : undefined;
  };
  switch (condition.kind) {
    case 'liver injury': {
      const injured = newestOf(liverEnzymes).filter((one) => isLiverInjury(one, first(one.measure)));
      const before = injured
        .flatMap((one) => first(one.measure) ?? [])
        .filter((one) => !injured.includes(one));
      return injured.length === 0 ? null : [...injured, ...before].map(inputOf);
    }
    case "Hy's law":
      for (const one of newestOf(transaminases)) {
        const [bilirubin, alp] = [beside(one, 'bilirubin'), beside(one, 'ALP')];
        if (bilirubin !== undefined && isHysLaw(one, bilirubin, alp))
          return [one, bilirubin, ...(alp === undefined ? [] : [alp])].map(inputOf);
      }
      return null;
    case 'clotting disturbed':
      for (const one of newestOf(transaminases)) {
        const inr = beside(one, 'INR');
        if (inr !== undefined && isClottingDisturbed(one, inr)) return [one, inr].map(inputOf);
      }
      return null;
    case 'filtration falls': {
      const [begin, last] = [first('eGFR'), newest('eGFR')];
      if (begin === undefined || last === undefined) return null;
      return last.value < begin.value * (1 - condition.share) ? [begin, last].map(inputOf) : null;
    }
  }
}

const msPerDay = 86_400_000;

export function inputOf({ measure, value, unit, upperLimit, at }: DatedLaboratoryValue): AlertInput {
  const limit = upperLimit === null ? 'no upper limit' : `upper limit ${upperLimit}`;
  return { text: `${measure} ${value} ${unit} (${limit})`, at };
}
