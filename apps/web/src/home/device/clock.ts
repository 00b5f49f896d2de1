import type { DoseContext } from '@ketame/care';

/**
 * The device's clock at the beginning of a visit beside one that nobody sets. It begins anew when the page comes back
 * into view, since that clock may stand while a phone sleeps.
 */
let start = { deviceAt: new Date().toISOString(), ms: performance.now() };

export function beginVisit(): void {
  start = { deviceAt: new Date().toISOString(), ms: performance.now() };
}

export function steadyClock(): DoseContext['clock']['steady'] {
  return { deviceAt: start.deviceAt, elapsedMs: Math.round(performance.now() - start.ms) };
}
