import { addDays, dateIn, dateText, daysBetween } from '../follow-up/days.ts';
import type { FollowUpItem } from '../protocol/protocol.ts';
import { afterDoseChecks } from './after-dose.ts';
import { type HomeContact, plannedContacts } from './contacts.ts';
import type { DiaryState } from './diary.ts';
import { conditionsOfDose } from './dose-checks.ts';
import { heldOf } from './fold-diary.ts';
import type { HomeFactKind, HomeProgramme, MetBy, Requirement, TrainedAudience } from './programme.ts';
import type { OpenStop } from './rules.ts';

/** `due`: met and soon to run out, or not asked for yet. */
export const requirementStates = ['met', 'due', 'not met'] as const;
export type RequirementState = (typeof requirementStates)[number];

export interface RequirementStatus {
  readonly requirement: Requirement;
  readonly state: RequirementState;
  /** With the values, one sentence. */
  readonly reason: string;
  /** The last day on which it is still met or may still be done, YYYY-MM-DD; null where there is none. */
  readonly dueOn: string | null;
}

export interface ProgrammeStatus {
  readonly requirements: readonly RequirementStatus[];
  /** All that must be met before a supply is met, and the programme is one for home. */
  readonly mayBeSupplied: boolean;
  /** Why not, one sentence each; empty when it may. */
  readonly holds: readonly string[];
}

/** A dated fact as the clinic entered it. */
export interface HomeFact {
  readonly id: string;
  readonly fact: HomeFactKind;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly note: string;
}

/** How an audience stands with its training. */
export interface TrainingStanding {
  readonly audience: TrainedAudience;
  readonly valid: boolean;
  /** Last day on which it is valid, YYYY-MM-DD; null when it is not. */
  readonly until: string | null;
  /** What is missing, or who has passed; one sentence. */
  readonly reason: string;
}

/** All that a status is computed from. */
export interface HomeFacts {
  /** Of the patient's home, IANA. */
  readonly timeZone: string;
  /** Of the first dose at home, YYYY-MM-DD; null before it. */
  readonly firstDay: string | null;
  readonly facts: readonly HomeFact[];
  readonly training: readonly TrainingStanding[];
  /** Results of the follow-up by item. */
  readonly followUp: readonly { readonly item: FollowUpItem; readonly at: string }[];
  /** When what is in hand was counted, ISO 8601 instants. */
  readonly countedAt: readonly string[];
  readonly contacts: readonly HomeContact[];
  readonly diary: DiaryState;
  readonly stops: readonly OpenStop[];
}

/** Ours: so many days before it runs out something is due again. */
const dueSoonDays = 7;

type Standing = Omit<RequirementStatus, 'requirement'>;

/**
 * How every requirement of a programme stands for one patient, and whether a supply may go home. There is no way around
 * a requirement: it is met or nothing is supplied.
 * @param now ISO 8601 instant
 */
export function programmeStatus(programme: HomeProgramme, facts: HomeFacts, now: string): ProgrammeStatus {
  const requirements = programme.requirements.map((requirement) => ({
    requirement,
    ...standing(programme, requirement.metBy, facts, now),
  }));
  const unmet = requirements.filter(
    ({ requirement, state }) => requirement.beforeSupply && state === 'not met',
  );
  const holds = [
    ...(programme.takenAt === 'home'
      ? []
      : ['This programme is given in the clinic alone: nothing is supplied to take home.']),
    ...unmet.map(({ requirement, reason }) => `${requirement.text} ${reason} ${requirement.unlocks}`),
  ];
  return { requirements, mayBeSupplied: holds.length === 0, holds };
}

function standing(programme: HomeProgramme, metBy: MetBy, facts: HomeFacts, now: string): Standing {
  const { timeZone } = facts;
  const today = dateIn(timeZone, now);
  const dates = (instants: readonly string[]) =>
    instants.filter((at) => Date.parse(at) <= Date.parse(now)).map((at) => dateIn(timeZone, at));
  switch (metBy.by) {
    case 'fact': {
      const entered = facts.facts.filter(({ fact }) => fact === metBy.fact).map(({ at }) => at);
      return dated(dates(entered), metBy.validDays, today);
    }
    case 'follow-up': {
      const results = facts.followUp.filter(({ item }) => item === metBy.item).map(({ at }) => at);
      return dated(dates(results), metBy.validDays, today);
    }
    case 'count':
      return atHome(dates(facts.countedAt), metBy.validDays, facts, today);
    case 'diary': {
      const days = heldOf(facts.diary, metBy.entry).map(({ statement }) => statement.date);
      const past = days.filter((date) => date <= today);
      return atHome(past, metBy.validDays, facts, today);
    }
    case 'training':
      return trained(facts.training, metBy.audience, today);
    case 'each-dose':
      return metBy.check === 'conditions' ? lastDose(programme, facts) : lastChecks(programme, facts, now);
    case 'contacts':
      return contacted(programme, facts, today);
    case 'no-stop': {
      const [first] = facts.stops;
      return first === undefined
        ? { state: 'met', reason: 'No stop is open.', dueOn: null }
        : {
            state: 'not met',
            reason: `Open: ${facts.stops.map(({ reason }) => reason).join(' ')}`,
            dueOn: null,
          };
    }
  }
}

/** By the newest of some dates, valid for so many days after its own. */
function dated(dates: readonly string[], validDays: number | null, today: string): Standing {
  const newest = dates.toSorted().at(-1);
  if (newest === undefined) return { state: 'not met', reason: 'Nothing is entered yet.', dueOn: null };
  if (validDays === null) return { state: 'met', reason: `Done on ${dateText(newest)}.`, dueOn: null };
  const until = addDays(newest, validDays);
  return until < today
    ? {
        state: 'not met',
        reason: `Last on ${dateText(newest)}; it held until ${dateText(until)}.`,
        dueOn: until,
      }
    : { state: soon(until, today), reason: `Last on ${dateText(newest)}.`, dueOn: until };
}

/** What is only asked for at home: due at first, until it can be late. */
function atHome(
  dates: readonly string[],
  validDays: number,
  { firstDay }: HomeFacts,
  today: string,
): Standing {
  const found = dated(dates, validDays, today);
  if (found.state !== 'not met') return found;
  if (firstDay === null)
    return { state: 'due', reason: 'It begins with the first dose at home.', dueOn: null };
  const dueOn = addDays(firstDay, validDays);
  return today <= dueOn ? { state: 'due', reason: `At home since ${dateText(firstDay)}.`, dueOn } : found;
}

function trained(training: readonly TrainingStanding[], audience: TrainedAudience, today: string): Standing {
  const found = training.find((one) => one.audience === audience);
  if (found === undefined)
    return { state: 'not met', reason: 'Nobody has passed the training.', dueOn: null };
  const { valid, until, reason } = found;
  if (!valid || (until !== null && until < today)) return { state: 'not met', reason, dueOn: until };
  return { state: until === null ? 'met' : soon(until, today), reason, dueOn: until };
}

function soon(until: string, today: string): RequirementState {
  return daysBetween(today, until) <= dueSoonDays ? 'due' : 'met';
}

function lastDose(programme: HomeProgramme, { diary, timeZone }: HomeFacts): Standing {
  const last = heldOf(diary, 'dose').at(-1);
  if (last === undefined) return { state: 'due', reason: 'No dose has been taken yet.', dueOn: null };
  const failed = conditionsOfDose(programme, diary, last, timeZone).filter(({ state }) => state !== 'met');
  const taken = `Last dose on ${dateText(dateIn(timeZone, last.at))}`;
  return failed.length === 0
    ? { state: 'met', reason: `${taken}.`, dueOn: null }
    : {
        state: 'not met',
        reason: `${taken}; not met: ${failed.map(({ id }) => id.replaceAll('-', ' ')).join(', ')}.`,
        dueOn: null,
      };
}

function lastChecks(programme: HomeProgramme, { diary }: HomeFacts, now: string): Standing {
  const checks = afterDoseChecks(programme, diary, now);
  const last = checks.at(-1);
  if (last === undefined) return { state: 'due', reason: 'No dose has been taken yet.', dueOn: null };
  const ofLast = checks.filter(({ doseId }) => doseId === last.doseId);
  const open = ofLast.filter(({ state }) => state === 'silent' || state === 'never answered');
  if (open.length > 0) {
    const minutes = open.map(({ minute }) => minute).join(' and ');
    return { state: 'not met', reason: `No answer ${minutes} minutes after the last dose.`, dueOn: null };
  }
  return ofLast.every(({ state }) => state === 'answered')
    ? { state: 'met', reason: 'All were answered.', dueOn: null }
    : { state: 'due', reason: 'The last dose is still being followed.', dueOn: null };
}

function contacted(programme: HomeProgramme, facts: HomeFacts, today: string): Standing {
  const { firstDay, contacts, timeZone } = facts;
  if (firstDay === null)
    return { state: 'due', reason: 'They begin with the first dose at home.', dueOn: null };
  const planned = plannedContacts(programme, firstDay, contacts, timeZone, today);
  const late = planned.filter(({ overdueDays }) => overdueDays > 0);
  if (late.length > 0) {
    const named = late.map(({ kind, on }) => `${kind} of ${dateText(on)}`).join(', ');
    return { state: 'not met', reason: `Overdue: ${named}.`, dueOn: late[0]?.until ?? null };
  }
  const next = planned.find(({ state }) => state === 'due' || state === 'no-show' || state === 'later');
  return { state: 'met', reason: 'None is overdue.', dueOn: next?.until ?? null };
}
