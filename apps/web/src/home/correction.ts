import type { DiaryEntry, HomeCorrection, HomeStatement } from '@ketame/care';

/**
 * What has a form that is filled in again. Who was there is confirmed by that person, and a message or a call for help
 * was said: these are struck out and said anew.
 */
const correctableKinds = [
  'dose',
  'not-taken',
  'gone',
  'blood-pressure',
  'substances',
  'after-dose',
  'day',
  'week',
] as const;
type Correctable = Extract<HomeStatement, { kind: (typeof correctableKinds)[number] }>;

/** What an entry says while its form is filled in again. */
export interface Old<Statement extends Correctable = Correctable> {
  /** Ids of the versions that the correction replaces. */
  readonly corrects: readonly string[];
  /** When it was; ISO 8601 instant. */
  readonly at: string;
  readonly statement: Statement;
}
/** The entry of one kind. */
export type OldOf<Kind extends Correctable['kind']> = Old<Extract<Correctable, { kind: Kind }>>;

/** An entry as its correction finds it; null for one of the clinic, one that is struck out, and one without such a form. */
export function oldOf({ author, at, now, versions }: DiaryEntry): Old | null {
  if (author !== 'patient' || now === null || !isCorrectable(now)) return null;
  return { corrects: versions.filter(({ holds }) => holds).map(({ id }) => id), at, statement: now };
}

/**
 * The correction of an entry together with what replaces it: one event.
 * @param at of what replaces it; ISO 8601 instant
 * @param reason in the language of the patient
 */
export function correctionOf(
  { corrects }: Pick<Old, 'corrects'>,
  statement: HomeStatement,
  at: string,
  reason: string,
): HomeCorrection {
  return { kind: 'correction', corrects, replacement: { at, statement }, reason };
}

function isCorrectable(statement: HomeStatement): statement is Correctable {
  return correctableKinds.some((kind) => kind === statement.kind);
}
