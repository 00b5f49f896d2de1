import type { DiaryState } from './diary.ts';
import type { ClockDoubt, DoseContext } from './dose-condition.ts';
import type { HomeProgramme } from './programme.ts';

const msPerMinute = 60_000;

/**
 * Why the clock of a device cannot be trusted; null when nothing speaks against it. What cannot be found without the
 * server: a clock set forward while the app is closed and the network away.
 * @param at by the device's clock, ms since 1970
 */
export function clockDoubt(
  { limits }: Pick<HomeProgramme, 'limits'>,
  diary: DiaryState,
  { server, steady }: DoseContext['clock'],
  at: number,
): ClockDoubt | null {
  const tolerance = limits.clockErrorMin.value * msPerMinute;
  if (server === null) return { reason: 'server-never-heard', values: {} };
  const deviceAt = Date.parse(server.deviceAt);
  const error = deviceAt - Date.parse(server.at);
  // Written so that an instant that cannot be read is doubtful as well.
  if (!(Math.abs(error) <= tolerance))
    return {
      reason: 'device-differs-from-server',
      values: { minutes: Math.round(Math.abs(error) / msPerMinute) },
    };
  if (!(at >= deviceAt - tolerance)) return { reason: 'set-back-since-server', values: {} };
  if (steady !== null && !(Math.abs(at - Date.parse(steady.deviceAt) - steady.elapsedMs) <= tolerance))
    return { reason: 'runs-differently', values: {} };
  const latest = diary.entries
    .flatMap(({ versions }) => versions.flatMap((version) => [version.at, version.enteredAt]))
    .reduce((last, one) => Math.max(last, Date.parse(one)), Number.NEGATIVE_INFINITY);
  return latest > at + tolerance
    ? { reason: 'entry-in-the-future', values: { at: new Date(latest).toISOString() } }
    : null;
}
