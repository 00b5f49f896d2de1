import type { EventContent } from '../session/event.ts';
import type { AlertInput } from './alert.ts';
import type { AlertCondition } from './rule.ts';

export type LaboratoryValue = Extract<EventContent, { kind: 'laboratory' }> & { readonly at: string };

type LaboratoryCondition = Extract<AlertCondition, { kind: 'enzyme' | "Hy's law" | 'filtration falls' }>;

const transaminases = ['ALT', 'AST'] as const;
const enzymes = ['ALT', 'AST', 'ALP', 'GGT'] as const;

/**
 * What holds of the newest values; null when nothing does.
 * @param values in the order of time
 */
export function laboratoryFinding(
  condition: LaboratoryCondition,
  values: readonly LaboratoryValue[],
): readonly AlertInput[] | null {
  const newest = (measure: LaboratoryValue['measure']) => values.findLast((one) => one.measure === measure);
  const times = (measure: LaboratoryValue['measure']): number | null => {
    const found = newest(measure);
    return found?.upperLimit ? found.value / found.upperLimit : null;
  };
  const inputs = (...measures: readonly LaboratoryValue['measure'][]) =>
    measures.flatMap((measure) => {
      const found = newest(measure);
      return found === undefined ? [] : [inputOf(found)];
    });
  switch (condition.kind) {
    case 'enzyme': {
      const far = enzymes.filter((measure) => (times(measure) ?? 0) >= condition.atLeast);
      return far.length === 0 ? null : inputs(...far);
    }
    case "Hy's law": {
      const far = transaminases.filter((measure) => (times(measure) ?? 0) >= condition.transaminaseAtLeast);
      const holds =
        far.length > 0 &&
        (times('bilirubin') ?? 0) > condition.bilirubinAbove &&
        (times('ALP') ?? 0) < condition.alpBelow;
      return holds ? inputs(...far, 'bilirubin', 'ALP') : null;
    }
    case 'filtration falls': {
      const first = values.find(({ measure }) => measure === 'eGFR');
      const last = newest('eGFR');
      if (first === undefined || last === undefined) return null;
      return last.value < first.value * (1 - condition.share) ? [inputOf(first), inputOf(last)] : null;
    }
  }
}

export function inputOf({ measure, value, unit, upperLimit, at }: LaboratoryValue): AlertInput {
  const limit = upperLimit === null ? 'no upper limit' : `upper limit ${upperLimit}`;
  return { text: `${measure} ${value} ${unit} (${limit})`, at };
}
