import type { DoseContext } from '@ketame/care';
import type { DeviceDiary } from './diary.ts';
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

/** Micrograms without a pack that were taken or lost since the server counted. */
function spentSince(cursor: number, diary: DeviceDiary): number {
  let spent = 0;
  for (const { event, state, cursor: own } of diary.events.values()) {
    const { content } = event;
    if (state === 'refused' || (own !== null && own <= cursor)) continue;
    if (content.kind === 'dose' && content.packCode === null) spent += content.doseUg;
    if (content.kind === 'gone' && content.packCode === null) spent += content.amountUg;
  }
  return spent;
}
