import type { DiaryState } from './diary.ts';
import { heldOf } from './fold-diary.ts';
import type { HomeProgramme, SilenceStep } from './programme.ts';

const msPerMinute = 60_000;

/** `silent`: a step of the escalation is past. `never answered`: given up, or a later check of the dose was answered. */

export const checkStates = ['later', 'due', 'answered', 'silent', 'never answered'] as const;
export type CheckState = (typeof checkStates)[number];

/** One check after one dose. */
export interface AfterDoseCheck {
  readonly doseId: string;
  /** Minutes after the dose. */
  readonly minute: number;
  /** ISO 8601 instant. */
  readonly dueAt: string;
  /** Of the answer that counts; null while there is none. */
  readonly answerId: string | null;
  readonly state: CheckState;
  /** Steps that are past and unanswered, in the order of time, with when each was due. */
  readonly escalated: readonly (SilenceStep & { readonly at: string })[];
  /** The step to come; null when there is none. */
  readonly next: (SilenceStep & { readonly at: string }) | null;
}

/**
 * The checks after every dose of the diary, in the order of time.
 * @param now ISO 8601 instant
 */
export function afterDoseChecks(
  programme: Pick<HomeProgramme, 'checksAfterDose' | 'silence'>,
  diary: DiaryState,
  now: string,
): AfterDoseCheck[] {
  const answers = new Map<string, { readonly minute: number; readonly id: string }[]>();
  for (const { id, statement } of heldOf(diary, 'after-dose')) {
    const { doseId, minute } = statement;
    answers.set(doseId, [...(answers.get(doseId) ?? []), { minute, id }]);
  }
  const { steps, givenUpAfterMin } = programme.silence;
  return heldOf(diary, 'dose').flatMap((dose) => {
    const given = answers.get(dose.id) ?? [];
    return programme.checksAfterDose.minutes.map((minute): AfterDoseCheck => {
      const due = Date.parse(dose.at) + minute * msPerMinute;
      const answer = given.find((one) => one.minute === minute);
      const late = (Date.parse(now) - due) / msPerMinute;
      const known = answer !== undefined || given.some((one) => one.minute > minute);
      const isGivenUp = known || late >= givenUpAfterMin;
      const dated = steps.map((step) => ({
        ...step,
        at: new Date(due + step.afterMin * msPerMinute).toISOString(),
      }));
      const escalated = isGivenUp ? [] : dated.filter(({ afterMin }) => late >= afterMin);
      return {
        doseId: dose.id,
        minute,
        dueAt: new Date(due).toISOString(),
        answerId: answer?.id ?? null,
        state:
          answer !== undefined
            ? 'answered'
            : isGivenUp
              ? 'never answered'
              : escalated.length > 0
                ? 'silent'
                : late >= 0
                  ? 'due'
                  : 'later',
        escalated,
        next: isGivenUp ? null : (dated[escalated.length] ?? null),
      };
    });
  });
}
