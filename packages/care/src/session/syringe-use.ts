import type { SyringeCheck } from './event.ts';
import { checkedSyringe } from './gates.ts';
import type { Session } from './session.ts';

/** What the rates have used of a syringe. */
export interface SyringeUse {
  readonly volumeMl: number;
  readonly usedMl: number;
  readonly content: SyringeCheck;
}

/**
 * What a syringe held and what the charted rates have used of it until an instant; null when it never was in the pump.
 * @param at ISO 8601
 */
export function syringeUse(session: Session, syringe: number, at: string): SyringeUse | null {
  const content = checkedSyringe(session, syringe);
  const loadings = session.entries.flatMap((entry) => {
    const { content: loading } = entry.event;
    const isLoading = loading.kind === 'arm' || loading.kind === 'change-syringe';
    return isLoading && entry.withoutEffect === null ? [{ at: entry.at, syringe: loading.syringe }] : [];
  });
  const index = loadings.findIndex((one) => one.syringe === syringe);
  const loaded = loadings[index];
  if (content === null || loaded === undefined) return null;
  const from = Date.parse(loaded.at);
  const to = Math.min(Date.parse(at), Date.parse(loadings[index + 1]?.at ?? at));
  const usedMg = session.rates.reduce((sum, { at: begin, mgPerH }, position) => {
    const start = Math.max(Date.parse(begin), from);
    const end = Math.min(Date.parse(session.rates[position + 1]?.at ?? at), to);
    return sum + (mgPerH * Math.max(0, end - start)) / 3_600_000;
  }, 0);
  return { volumeMl: content.volumeMl, usedMl: usedMg / content.concentrationMgPerMl, content };
}
