import type { FollowUpItem } from '../protocol/protocol.ts';
import type { HomeContact } from './contacts.ts';
import type { DiaryState } from './diary.ts';
import type { HomeFactKind, Requirement, TrainedAudience } from './programme.ts';
import type { OpenStop } from './rules.ts';

/** `due`: met, or not yet asked for, and to be done by its date. */
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
  /** IANA. */
  readonly timeZone: string;
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
