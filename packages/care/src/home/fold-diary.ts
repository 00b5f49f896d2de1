import type { DiaryConflict, DiaryEntry, DiaryEntryOf, DiaryState, DiaryVersion } from './diary.ts';
import type { HomeCorrection, HomeEvent, HomeStatement, HomeStatementKind } from './event.ts';

type Correction = HomeEvent & { readonly content: HomeCorrection };

/** An entry while its versions are gathered. */
interface Draft {
  readonly event: HomeEvent;
  readonly statement: HomeStatement;
  readonly corrections: Correction[];
}

/**
 * What a diary says now. It is a function of the set of events: the order in which they came, and how often, changes
 * nothing. Every event is in an entry or in `notApplied`; what disagrees is listed and never merged.
 */
export function foldDiary(events: readonly HomeEvent[]): DiaryState {
  const sorted = unique(events);
  const seen = new Set<string>();
  const doubled = new Set<string>();
  for (const { id } of sorted) (seen.has(id) ? doubled : seen).add(id);
  const drafts: Draft[] = [];
  const corrections: Correction[] = [];
  for (const event of sorted) {
    if (isCorrection(event)) corrections.push(event);
    else drafts.push({ event, statement: event.content as HomeStatement, corrections: [] });
  }
  const aside = setAside(drafts);
  const notApplied = apply(drafts, corrections, doubled, aside);
  const entries = drafts.map(entryOf).sort(byTime);
  const conflicts: DiaryConflict[] = [
    ...[...doubled].flatMap((id) =>
      isSettled(id, drafts, aside) ? [] : [{ kind: 'same-id' as const, ids: [id] }],
    ),
    ...entries.flatMap(correctedTwice),
    ...betweenEntries(entries),
    ...notApplied.flatMap(({ id, content }) =>
      aside.has(id)
        ? []
        : [{ kind: 'correction-not-applied' as const, ids: [id, ...content.corrects].sort() }],
    ),
  ];
  return { entries, conflicts: conflicts.sort(byKindAndIds), notApplied };
}

/** The entries of one kind, in the order of time, those struck out among them. */
export function entriesOf<Kind extends HomeStatementKind>(
  diary: DiaryState,
  kind: Kind,
): DiaryEntryOf<Kind>[] {
  return diary.entries.filter((entry): entry is DiaryEntryOf<Kind> => entry.kind === kind);
}

/** What of one kind holds, in the order of time: those struck out are left out. */
export function heldOf<Kind extends HomeStatementKind>(diary: DiaryState, kind: Kind) {
  return entriesOf(diary, kind).flatMap(({ id, at, zone, author, now }) =>
    now === null ? [] : [{ id, at, zone, author, statement: now }],
  );
}

/** Each event once, instants in one way of writing, in the order of time. */
function unique(events: readonly HomeEvent[]): HomeEvent[] {
  const byText = new Map<string, HomeEvent>();
  for (const event of events) {
    const plain = inUtc(event);
    byText.set(canonical(plain), plain);
  }
  return [...byText]
    .sort(([one, a], [other, b]) => byTime(a, b) || (one < other ? -1 : 1))
    .map(([, event]) => event);
}

function inUtc(event: HomeEvent): HomeEvent {
  const { content } = event;
  const replacement = content.kind === 'correction' ? content.replacement : null;
  return {
    ...event,
    at: new Date(event.at).toISOString(),
    ...(content.kind === 'correction' && replacement !== null
      ? {
          content: {
            ...content,
            replacement: { ...replacement, at: new Date(replacement.at).toISOString() },
          },
        }
      : {}),
  };
}

/** The corrections that the clinic has set aside. */
function setAside(drafts: readonly Draft[]): ReadonlySet<string> {
  return new Set(
    drafts.flatMap(({ event, statement }) =>
      event.author === 'clinic' && statement.kind === 'set-aside' ? statement.corrections : [],
    ),
  );
}

/** One id with two contents: settled when the clinic has said which of them holds, or has set both corrections aside. */
function isSettled(id: string, drafts: readonly Draft[], aside: ReadonlySet<string>): boolean {
  const rivals = drafts.filter(({ event }) => event.id === id);
  return rivals.length === 0 ? aside.has(id) : rivals.every(({ corrections }) => corrections.length > 0);
}

/**
 * What the clinic says of an id with two contents: the one that it names holds, the others are struck out.
 * @returns the draft that holds; undefined when it names none of them
 */
function settle(rivals: readonly Draft[], correction: Correction): Draft | undefined {
  const { replacement } = correction.content;
  const chosen =
    replacement === null
      ? rivals[0]
      : rivals.find(({ event }) => canonical(event.content) === canonical(replacement.statement));
  if (chosen === undefined) return undefined;
  for (const draft of rivals) {
    const content = draft === chosen ? correction.content : { ...correction.content, replacement: null };
    draft.corrections.push({ ...correction, content });
  }
  return chosen;
}

/**
 * A correction applies when all that it names is of one entry, the entry is of its kind, and a patient corrects no entry
 * of the clinic. Entries of one id are settled by the clinic alone; what it has set aside is not applied.
 * @returns those that do not apply
 */
function apply(
  drafts: Draft[],
  corrections: readonly Correction[],
  doubled: ReadonlySet<string>,
  aside: ReadonlySet<string>,
): Correction[] {
  const draftOf = new Map(
    drafts.flatMap((draft) => (doubled.has(draft.event.id) ? [] : [[draft.event.id, draft] as const])),
  );
  let open = corrections.filter(({ id }) => !aside.has(id));
  for (;;) {
    const rest: Correction[] = [];
    for (const correction of open) {
      const { corrects, replacement } = correction.content;
      const [id = ''] = corrects;
      if (correction.author === 'clinic' && corrects.length === 1 && doubled.has(id)) {
        const rivals = drafts.filter(({ event }) => event.id === id);
        const chosen = doubled.has(correction.id) ? undefined : settle(rivals, correction);
        if (chosen === undefined) rest.push(correction);
        else draftOf.set(correction.id, chosen);
        continue;
      }
      const targets = new Set(corrects.map((id) => draftOf.get(id)));
      const [draft] = targets;
      const fits =
        targets.size === 1 &&
        draft !== undefined &&
        !doubled.has(correction.id) &&
        (correction.author === 'clinic' || draft.event.author === 'patient') &&
        (replacement === null || replacement.statement.kind === draft.statement.kind);
      if (!fits) {
        rest.push(correction);
        continue;
      }
      draft.corrections.push(correction);
      draftOf.set(correction.id, draft);
    }
    if (rest.length === open.length) return [...rest, ...corrections.filter(({ id }) => aside.has(id))];
    open = rest;
  }
}

function entryOf({ event, statement, corrections }: Draft): DiaryEntry {
  const replaced = new Set(corrections.flatMap(({ content }) => content.corrects));
  const versions: DiaryVersion[] = [
    { ...made(event), at: event.at, statement, reason: null, holds: !replaced.has(event.id) },
    ...corrections.toSorted(byTime).map((correction) => ({
      ...made(correction),
      at: correction.content.replacement?.at ?? event.at,
      statement: correction.content.replacement?.statement ?? null,
      reason: correction.content.reason,
      holds: !replaced.has(correction.id),
    })),
  ];
  // Corrections that name each other cannot be applied, so that one version always holds.
  const now = versions.find(({ holds }) => holds) as DiaryVersion;
  return {
    id: event.id,
    kind: statement.kind,
    author: event.author,
    at: now.at,
    zone: event.zone,
    now: now.statement,
    versions,
  };
}

function made({ id, author, device, zone, at }: HomeEvent) {
  return { id, author, device, zone, enteredAt: at };
}

function correctedTwice({ versions }: DiaryEntry): DiaryConflict[] {
  const held = versions.filter(({ holds }) => holds);
  const readings = new Set(
    held.map(({ at, statement }) => (statement === null ? '' : canonical([at, statement]))),
  );
  return readings.size > 1 ? [{ kind: 'corrected-twice', ids: held.map(({ id }) => id).sort() }] : [];
}

/** Two entries of what can be only once. Two that say the same do not disagree, but of a pack that is there once. */
function betweenEntries(entries: readonly DiaryEntry[]): DiaryConflict[] {
  const once = new Map<string, { kind: DiaryConflict['kind']; ids: string[]; readings: Set<string> }>();
  for (const { id, now } of entries) {
    const claim = now === null ? null : claimOf(now);
    if (now === null || claim === null) continue;
    const found = once.get(claim.of) ?? { kind: claim.kind, ids: [], readings: new Set() };
    found.ids.push(id);
    found.readings.add(claim.kind === 'pack-taken-twice' ? id : canonical(now));
    once.set(claim.of, found);
  }
  return [...once.values()].flatMap(({ kind, ids, readings }) =>
    readings.size > 1 ? [{ kind, ids: ids.toSorted() }] : [],
  );
}

function claimOf(statement: HomeStatement): { kind: DiaryConflict['kind']; of: string } | null {
  switch (statement.kind) {
    case 'dose':
      return statement.packCode === null
        ? null
        : { kind: 'pack-taken-twice', of: `pack ${statement.packCode}` };
    case 'day':
      return { kind: 'day-entered-twice', of: `day ${statement.date}` };
    case 'week':
      return { kind: 'week-entered-twice', of: `week ${statement.date} ${statement.instrument}` };
    case 'after-dose':
      return { kind: 'check-answered-twice', of: `check ${statement.doseId} ${statement.minute}` };
    default:
      return null;
  }
}

function isCorrection(event: HomeEvent): event is Correction {
  return event.content.kind === 'correction';
}

function byTime(one: { at: string; id: string }, other: { at: string; id: string }): number {
  return Date.parse(one.at) - Date.parse(other.at) || compare(one.id, other.id);
}

function byKindAndIds(one: DiaryConflict, other: DiaryConflict): number {
  return compare(one.kind, other.kind) || compare(one.ids.join(), other.ids.join());
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** JSON with keys in order: a database may have changed theirs. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => compare(one, other)))
      : inner,
  );
}
