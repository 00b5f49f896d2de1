import type { Person } from '../session/event.ts';
import { type Alert, type AlertInput, rank } from './alert.ts';
import { type AlertRule, escalation, longestAudioPauseSeconds } from './rule.ts';

/** An alert while it is being kept. Instants are ms since 1970. */
interface Kept {
  readonly id: string;
  rule: AlertRule;
  readonly raisedAt: number;
  /** When it last asked to be heard: raised, raised higher, or back. */
  askedAt: number;
  /** When what it is about began, for an entry about the same that comes later. */
  readonly beganAt: number;
  inputs: readonly AlertInput[];
  readonly changes: { at: number; what: string }[];
  acknowledged: { at: number; by: Person; reason: string } | null;
  /** Rules that hold now. */
  readonly holding: Set<string>;
  clearedAt: number | null;
}

/** Keeps alerts: one for each cause at a time, latched. It knows nothing of what they are about. */
export interface AlertLatch {
  /** Whether a rule holds now. */
  holds(rule: AlertRule): boolean;
  /**
   * A rule begins to hold. Says nothing new when it held already.
   * @param at when it became known, ms since 1970
   * @param beganAt when it began, ms since 1970
   */
  begin(rule: AlertRule, at: number, beganAt: number, inputs: readonly AlertInput[]): void;
  /** A rule holds no more. */
  end(rule: AlertRule, at: number): void;
  /** Something that was so for a moment, or was so earlier and is told only now: to be acknowledged, not to be waited for. */
  tell(rule: AlertRule, at: number, beganAt: number, inputs: readonly AlertInput[]): void;
  acknowledge(id: string, at: number, by: Person, reason: string): void;
  /** Holds the sound of what has asked so far; it comes back by itself. */
  holdSound(from: number, seconds: number): void;
  /** No cause lasts any longer. */
  endAll(at: number): void;
  /** All alerts as they are at an instant, the latest first. */
  alerts(now: number): Alert[];
}

export function createAlertLatch(): AlertLatch {
  const all: Kept[] = [];
  const current = new Map<string, Kept>();
  let sound = { from: 0, until: 0 };

  const raise = (rule: AlertRule, at: number, beganAt: number, inputs: readonly AlertInput[]): Kept => {
    const kept: Kept = {
      id: `${rule.cause}/${all.filter((one) => one.rule.cause === rule.cause).length + 1}`,
      rule,
      raisedAt: at,
      askedAt: at,
      beganAt,
      inputs,
      changes: [],
      acknowledged: null,
      holding: new Set(),
      clearedAt: null,
    };
    all.push(kept);
    current.set(rule.cause, kept);
    return kept;
  };

  const raiseHigher = (kept: Kept, rule: AlertRule, at: number, inputs: readonly AlertInput[]): boolean => {
    if (rank(rule.priority) <= rank(kept.rule.priority)) return false;
    kept.rule = rule;
    kept.inputs = inputs;
    kept.acknowledged = null;
    kept.askedAt = at;
    kept.changes.push({ at, what: rule.title });
    return true;
  };

  const close = (kept: Kept): void => {
    if (kept.acknowledged !== null && kept.holding.size === 0) current.delete(kept.rule.cause);
  };

  return {
    holds: (rule) => current.get(rule.cause)?.holding.has(rule.id) ?? false,

    begin(rule, at, beganAt, inputs) {
      const open = current.get(rule.cause);
      if (open === undefined) {
        raise(rule, at, beganAt, inputs).holding.add(rule.id);
        return;
      }
      if (open.holding.has(rule.id)) return;
      if (!raiseHigher(open, rule, at, inputs) && open.holding.size === 0) {
        open.askedAt = at;
        open.changes.push({ at, what: 'is back' });
      }
      open.holding.add(rule.id);
      open.clearedAt = null;
    },

    end(rule, at) {
      const open = current.get(rule.cause);
      if (open === undefined || !open.holding.delete(rule.id) || open.holding.size > 0) return;
      open.clearedAt = at;
      open.changes.push({ at, what: 'is over' });
      close(open);
    },

    tell(rule, at, beganAt, inputs) {
      const toldAlready = all.some(
        (one) =>
          one.rule.cause === rule.cause &&
          rank(one.rule.priority) >= rank(rule.priority) &&
          one.beganAt <= beganAt &&
          beganAt <= (one.clearedAt ?? Number.POSITIVE_INFINITY),
      );
      if (toldAlready) return;
      const open = current.get(rule.cause);
      if (open === undefined) {
        raise(rule, at, beganAt, inputs).clearedAt = at;
      } else if (!raiseHigher(open, rule, at, inputs)) {
        open.inputs = [...open.inputs, ...inputs];
      }
    },

    acknowledge(id, at, by, reason) {
      const kept = [...current.values()].find((one) => one.id === id);
      if (kept === undefined || kept.acknowledged !== null) return;
      kept.acknowledged = { at, by, reason };
      close(kept);
    },

    holdSound(from, seconds) {
      sound = { from, until: from + Math.min(seconds, longestAudioPauseSeconds) * 1000 };
    },

    endAll(at) {
      for (const kept of [...current.values()]) {
        if (kept.holding.size > 0) {
          kept.holding.clear();
          kept.clearedAt = at;
        }
        close(kept);
      }
    },

    alerts: (now) =>
      all
        .map((kept): Alert => {
          const { id, rule, raisedAt, askedAt, inputs, changes, acknowledged, clearedAt } = kept;
          const answeredAt = acknowledged?.at ?? Number.POSITIVE_INFINITY;
          return {
            id,
            cause: rule.cause,
            rule,
            raisedAt: iso(raisedAt),
            inputs,
            changes: changes.map(({ at, what }) => ({ at: iso(at), what })),
            acknowledged: acknowledged === null ? null : { ...acknowledged, at: iso(acknowledged.at) },
            clearedAt: clearedAt === null ? null : iso(clearedAt),
            open: acknowledged === null || clearedAt === null,
            escalated: escalation[rule.priority]
              .map(({ afterMinutes, to }) => ({ at: askedAt + afterMinutes * 60_000, to }))
              .filter(({ at }) => at <= now && at < answeredAt)
              .map(({ at, to }) => ({ at: iso(at), to })),
            sounding:
              acknowledged === null &&
              rule.priority !== 'low' &&
              !(now < sound.until && askedAt <= sound.from),
          };
        })
        .sort((one, other) => other.raisedAt.localeCompare(one.raisedAt) || one.id.localeCompare(other.id)),
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
