import { dateText, daysBetween } from '../follow-up/days.ts';
import type { AfterDoseCheck } from './after-dose.ts';
import type { HomeContact, PlannedContact } from './contacts.ts';
import type { DiaryState } from './diary.ts';
import { heldOf } from './fold-diary.ts';
import type { ContactKind } from './programme.ts';
import { type HomeAlert, homeAlertRules, homeStopRules, type OpenStop } from './rules.ts';
import type { ProgrammeStatus } from './status.ts';
import { byRisk, type HomeReason, type HomeWorkRow } from './worklist.ts';

/** What is known of one patient, each from its own function. */
export interface HomeSituation {
  readonly patientId: string;
  readonly diary: DiaryState;
  readonly alerts: readonly HomeAlert[];
  readonly stops: readonly OpenStop[];
  readonly checks: readonly AfterDoseCheck[];
  readonly planned: readonly PlannedContact[];
  readonly contacts: readonly HomeContact[];
  readonly status: ProgrammeStatus;
  /** From other watches: misuse, toxicity, reconciliation. */
  readonly others: readonly HomeReason[];
}

/**
 * Why somebody should look at a patient, the gravest first. A contact that was made settles the alerts before it; a stop
 * about which somebody has spoken with the patient waits for its lifting with less haste.
 * @param today of the clinic, YYYY-MM-DD
 */
export function homeWorkRow(situation: HomeSituation, today: string): HomeWorkRow {
  const spokenAt = Math.max(
    ...situation.contacts.filter(({ outcome }) => outcome === 'done').map(({ at }) => Date.parse(at)),
  );
  const reasons = [
    ...silences(situation, spokenAt),
    ...situation.stops.map(({ stop, since, reason }): HomeReason => {
      const { urgency, title } = homeStopRules[stop];
      const isNew = Date.parse(since) > spokenAt;
      return { id: stop, urgency: isNew ? urgency : 'this week', text: `${title}. ${reason}`, since };
    }),
    ...latestAlerts(situation.alerts, spokenAt),
    ...contactReasons(situation.planned, today),
    ...messages(situation, spokenAt),
    ...situation.diary.conflicts.map(
      ({ kind, ids }): HomeReason => ({
        id: kind,
        urgency: kind === 'pack-taken-twice' ? 'today' : 'this week',
        text: `Entries disagree: ${kind.replaceAll('-', ' ')}.`,
        since: situation.diary.entries.find(({ id }) => ids.includes(id))?.at ?? today,
      }),
    ),
    ...unmet(situation.status, today),
    ...situation.others,
  ].sort(byRisk);
  return { patientId: situation.patientId, urgency: reasons[0]?.urgency ?? 'none', reasons };
}

/** One for each dose, with the farthest that its escalation has come. */
function silences({ checks }: HomeSituation, spokenAt: number): HomeReason[] {
  const silent = checks.filter(({ state, dueAt }) => state === 'silent' && Date.parse(dueAt) > spokenAt);
  const doses = new Set(silent.map(({ doseId }) => doseId));
  return [...doses].flatMap((dose) => {
    const [first] = silent.filter(({ doseId }) => doseId === dose);
    if (first === undefined) return [];
    const called = first.escalated.map(({ to }) => to).join(', ');
    return [
      {
        id: 'silent-after-dose',
        urgency: 'now',
        text: `No answer ${first.minute} minutes after a dose; called on: ${called}.`,
        since: first.dueAt,
      },
    ];
  });
}

/** Of each rule, how often since somebody spoke with the patient, and the last. */
function latestAlerts(alerts: readonly HomeAlert[], spokenAt: number): HomeReason[] {
  const ofRule = new Map<HomeAlert['rule'], HomeAlert[]>();
  for (const alert of alerts.filter(({ at }) => Date.parse(at) > spokenAt))
    ofRule.set(alert.rule, [...(ofRule.get(alert.rule) ?? []), alert]);
  return [...ofRule].map(([rule, found]) => {
    const { title, urgency } = homeAlertRules[rule];
    const times = found.length === 1 ? '' : ` (${found.length} times)`;
    return {
      id: rule,
      urgency,
      text: `${title}${times}. ${found.at(-1)?.reason ?? ''}`,
      since: found[0]?.at ?? '',
    };
  });
}

const contactTitles: Readonly<Record<ContactKind, string>> = {
  call: 'The call',
  video: 'The video call',
  visit: 'The visit',
};

function contactReasons(planned: readonly PlannedContact[], today: string): HomeReason[] {
  return planned.flatMap(({ key, kind, on, until, state, overdueDays }): HomeReason[] => {
    const base = { id: key, since: on };
    if (state === 'overdue')
      return [
        {
          ...base,
          urgency: 'today',
          text: `${contactTitles[kind]} of ${dateText(on)} is ${overdueDays} d overdue.`,
        },
      ];
    if (state === 'no-show')
      return [{ ...base, urgency: 'today', text: `${contactTitles[kind]} of ${dateText(on)} was not kept.` }];
    if (state !== 'due') return [];
    const left = daysBetween(today, until);
    return [
      {
        ...base,
        urgency: left === 0 ? 'today' : 'this week',
        text: `${contactTitles[kind]} of ${dateText(on)} is due by ${dateText(until)}.`,
      },
    ];
  });
}

/** Messages of the patient to which nobody has answered, or spoken, since. */
function messages({ diary }: HomeSituation, spokenAt: number): HomeReason[] {
  const all = heldOf(diary, 'message');
  const answeredAt = Math.max(
    spokenAt,
    ...all.filter(({ author }) => author === 'clinic').map(({ at }) => Date.parse(at)),
  );
  const open = all.filter(({ author, at }) => author === 'patient' && Date.parse(at) > answeredAt);
  const [first] = open;
  return first === undefined
    ? []
    : [
        {
          id: 'message',
          urgency: 'today',
          text: open.length === 1 ? 'A message without answer.' : `${open.length} messages without answer.`,
          since: first.at,
        },
      ];
}

function unmet({ requirements }: ProgrammeStatus, today: string): HomeReason[] {
  return requirements
    .filter(({ state, requirement }) => state === 'not met' && !saidOtherwise.includes(requirement.metBy.by))
    .map(({ requirement, reason, dueOn }) => ({
      id: requirement.id,
      urgency: 'this week',
      text: `Not met: ${requirement.text} ${reason}`,
      since: dueOn ?? today,
    }));
}

/** These stand on the list by themselves. */
const saidOtherwise: readonly string[] = ['no-stop', 'contacts'];
