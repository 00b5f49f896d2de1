import { type DoseContext, foldDiary, usedLooseUg } from '@ketame/care';
import { type DeviceDiary, held } from './diary.ts';
import type { Plan } from './store.ts';

/** What the rules of care ask of a device, from what the server said last and what was entered since. */
export function doseContext(
  { home, heard }: Plan,
  diary: DeviceDiary,
  steady: DoseContext['clock']['steady'],
): DoseContext {
  return {
    timeZone: home.enrolment?.timeZone ?? home.clinic.timeZone,
    enrolment: home.enrolment,
    // Without a prescription no supply is in hand either: see `looseUg`.
    doseUg: home.doseUg ?? home.programme?.doseUg.value ?? 0,
    packs: home.doseUg === null ? [] : home.packs,
    looseUg: home.doseUg === null ? -1 : home.looseUg - spentSince(home.cursor, diary),
    stops: home.stops,
    clock: { server: heard, steady },
  };
}

/**
 * Micrograms without a pack that were taken or lost since the server counted. What a correction gives back counts once the
 * server has counted it: until then the supply is rather too small.
 */
function spentSince(cursor: number, diary: DeviceDiary): number {
  const counted = [...diary.events.values()].filter(
    ({ state, cursor: own }) => state !== 'refused' && own !== null && own <= cursor,
  );
  const before = usedLooseUg(foldDiary(counted.map(({ event }) => event)));
  return Math.max(0, usedLooseUg(foldDiary(held(diary))) - before);
}
