import { normalQuantile } from '../meta/distributions.ts';
import { type CountedGroup, checkCounts, checkLevel, type Estimate } from './estimate.ts';

/**
 * A proportion with its score interval (Wilson EB. J Am Stat Assoc 1927;22:209-12), which never leaves 0 to 1.
 *
 * @param group people with the outcome, of all
 * @param level confidence, 0.95 unless told
 * @throws InputError for impossible counts
 */
export function proportion(group: CountedGroup, level = 0.95): Estimate {
  checkCounts('group', group);
  checkLevel(level);
  const { events, n } = group;
  const z2 = normalQuantile(0.5 + level / 2) ** 2;
  const middle = 2 * events + z2;
  const width = Math.sqrt(z2 * (z2 + 4 * events * (1 - events / n)));
  return {
    value: events / n,
    lower: events === 0 ? 0 : (middle - width) / (2 * (n + z2)),
    upper: events === n ? 1 : (middle + width) / (2 * (n + z2)),
    level,
  };
}

/**
 * The difference of two independent proportions, first minus second, with Newcombe's hybrid score interval
 * (method 10 in Stat Med 1998;17:873-90, doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I).
 *
 * @param level confidence, 0.95 unless told
 * @throws InputError for impossible counts
 */
export function riskDifference(first: CountedGroup, second: CountedGroup, level = 0.95): Estimate {
  checkCounts('first', first);
  checkCounts('second', second);
  const a = proportion(first, level);
  const b = proportion(second, level);
  const value = a.value - b.value;
  return {
    value,
    lower: value - Math.hypot(a.value - a.lower, b.upper - b.value),
    upper: value + Math.hypot(a.upper - a.value, b.value - b.lower),
    level,
  };
}
