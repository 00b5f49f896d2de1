import type { Alert } from '../alerts/alert.ts';
import { bloodPressureLimits } from '../bearing/findings.ts';
import { dateIn } from '../follow-up/days.ts';
import { alertItem, type DischargeItem, unmetForDischarge } from './discharge.ts';
import type { SessionEntry } from './entry.ts';
import type { CheckIn, EventContent, SessionEvent, SyringeCheck } from './event.ts';
import { programmeRefusal } from './programme.ts';
import type { Progress, SessionState } from './progress.ts';
import { type Refusal, refusal } from './refusal.ts';

/**
 * Why an entry may not move the session on from where it stands; null when it may. What was seen or done, a pause and
 * an abort are never refused.
 * @param entries what was entered before it, for the criteria of discharge
 */
export function gate(
  progress: Progress,
  event: SessionEvent,
  at: string,
  entries: readonly SessionEntry[],
): Refusal | null {
  const { content } = event;
  switch (content.kind) {
    case 'plan':
      return refusal('already-planned', 'This session is planned already.', 'Plan another session.');
    case 'check-in':
      return from(progress, content, 'planned') ?? checkInRefusal(content);
    case 'syringe-check':
      return (
        from(progress, content, 'checked in', 'armed', 'infusing', 'paused') ??
        syringeRefusal(progress, content, event, at)
      );
    case 'arm':
      return from(progress, content, 'checked in') ?? armRefusal(progress, content.syringe);
    case 'start':
      return from(progress, content, 'armed');
    case 'rate':
      return from(progress, content, 'infusing') ?? rateRefusal(progress, content, at);
    case 'change-syringe':
      return (
        from(progress, content, 'armed', 'infusing', 'paused') ?? changeRefusal(progress, content.syringe)
      );
    case 'wean':
      return from(progress, content, 'infusing');
    case 'resume':
      return from(progress, content, 'paused');
    case 'end':
      return progress.heldFrom === 'infusing' ? null : from(progress, content, 'infusing');
    case 'discharge':
      if (progress.state !== 'aborted' || progress.startedAt === null) {
        const wrong = from(progress, content, 'recovering');
        if (wrong !== null) return wrong;
      }
      return dischargeRefusal(progress, event, content, at, entries);
    default:
      return null;
  }
}

const before: Partial<Record<EventContent['kind'], string>> = {
  'check-in': 'Plan the session first.',
  'syringe-check': 'Check the patient in first.',
  arm: 'Check the patient in, and have two people check the syringe.',
  start: 'Arm the session first: two people check drug, concentration, programme and patient.',
  rate: 'Start or resume the infusion first.',
  'change-syringe': 'A syringe is changed while the session is armed, infusing or paused.',
  wean: 'Weaning begins while the infusion runs.',
  resume: 'There is no pause to resume from.',
  end: 'The infusion has not been started. To give up the session, abort it.',
  discharge: 'End the infusion first: the patient is observed before leaving.',
};

function from(
  { state }: Progress,
  { kind }: EventContent,
  ...allowed: readonly SessionState[]
): Refusal | null {
  if (allowed.includes(state)) return null;
  return refusal(
    `not-${(allowed[0] ?? '').replace(' ', '-')}`,
    `The session is ${state}; "${kind}" belongs to a session that is ${allowed.join(' or ')}.`,
    `${before[kind] ?? ''} If it has happened all the same, enter it as a deviation.`.trim(),
  );
}

function checkInRefusal({ baseline, fasted, escort, reasonToGoOn }: CheckIn): Refusal | null {
  if (reasonToGoOn !== null) return null;
  const { systolic, diastolic } = bloodPressureLimits;
  const open = [
    ...(baseline.systolic > systolic.value || baseline.diastolic > diastolic.value
      ? [
          `blood pressure ${baseline.systolic}/${baseline.diastolic} mmHg is above ${systolic.value}/${diastolic.value}`,
        ]
      : []),
    ...(fasted ? [] : ['the patient has not fasted']),
    ...(escort === null ? ['nobody takes the patient home'] : []),
  ];
  if (open.length === 0) return null;
  return refusal(
    'check-in-open',
    `Not ready: ${open.join('; ')}. (Blood pressure: ${systolic.source}.)`,
    'Wait and measure again, settle it, or write down why treatment goes on all the same.',
  );
}

const compared = [
  'drug',
  'amountAs',
  'concentrationMgPerMl',
  'volumeMl',
  'lot',
  'expires',
  'rateMlPerH',
  'rateMgPerH',
] as const satisfies readonly (keyof SyringeCheck)[];

function syringeRefusal(
  progress: Progress,
  check: SyringeCheck,
  event: SessionEvent,
  at: string,
): Refusal | null {
  const { plan } = progress;
  if (event.signature === null) {
    return refusal(
      'not-signed',
      'A check stands under a signature.',
      'Sign the check with your own account.',
    );
  }
  if (check.patientId !== plan.patientId) {
    return refusal(
      'wrong-patient',
      'The person in the bed is not the patient of this session.',
      'Stop. Ask name and birth date, read the wristband, and open the session of this patient.',
    );
  }
  if (check.drug !== plan.drug || check.amountAs !== plan.amountAs) {
    return refusal(
      'wrong-drug',
      `The syringe holds ${check.drug} as ${check.amountAs}; ordered is ${plan.drug} as ${plan.amountAs}.`,
      'S-ketamine and the racemate, base and hydrochloride are not the same amount of drug. Make the ordered syringe.',
    );
  }
  if (check.expires < dateIn(plan.timeZone, at)) {
    return refusal('expired', `The drug expired on ${check.expires}.`, 'Take another lot.');
  }
  const wrong = programmeRefusal(check, plan, progress.setMgPerH);
  if (wrong !== null) return wrong;
  const others = progress.checks.filter(({ content }) => content.syringe === check.syringe);
  const first = others[0];
  if (first === undefined) return null;
  if (others.length > 1) {
    return refusal(
      'already-checked',
      `Two people have checked syringe ${check.syringe}.`,
      'Give a new syringe the next number.',
    );
  }
  if (first.by.id === event.by.id) {
    return refusal(
      'same-person',
      `${event.by.name} has already checked this syringe.`,
      'A second person checks it, from an account of their own.',
    );
  }
  const differing = compared.filter((field) => first.content[field] !== check[field]);
  if (differing.length === 0) return null;
  return refusal(
    'checks-differ',
    `The two checks differ in ${differing.map((field) => `${field} (${first.content[field]}, ${check[field]})`).join(', ')}.`,
    'Read syringe and pump together. If the first check was wrong, both check again under the next number.',
  );
}

function armRefusal(progress: Progress, syringe: number): Refusal | null {
  if (progress.plan.limits === null) {
    return refusal(
      'limits-not-confirmed',
      "The clinic has not confirmed the limits of the alerts when this session was planned: they are Ketame's own and need a look.",
      'Have a physician confirm the limits, then plan the session anew.',
    );
  }
  return twoChecks(progress, syringe);
}

function changeRefusal(progress: Progress, syringe: number): Refusal | null {
  if (progress.loaded !== null && syringe <= progress.loaded.syringe) {
    return refusal(
      'syringe-used',
      `Syringe ${progress.loaded.syringe} is in the pump.`,
      'A new syringe bears the next number, and two people check it.',
    );
  }
  const missing = twoChecks(progress, syringe);
  if (missing !== null) return missing;
  const next = checkedSyringe(progress, syringe);
  // The rate may have changed since the two of them looked.
  return next === null ? null : programmeRefusal(next, progress.plan, progress.setMgPerH);
}

function twoChecks(progress: Progress, syringe: number): Refusal | null {
  if (checkedSyringe(progress, syringe) !== null) return null;
  const done = progress.checks.filter(({ content }) => content.syringe === syringe).length;
  return refusal(
    'not-checked-by-two',
    `Syringe ${syringe} has been checked by ${done === 0 ? 'nobody' : 'one person'}; two are needed.`,
    'Two people check drug, concentration, programme and patient, each from their own account.',
  );
}

/** A syringe that two people checked; null while they have not. */
export function checkedSyringe({ checks }: Progress, syringe: number): SyringeCheck | null {
  const both = checks.filter(({ content }) => content.syringe === syringe);
  return both.length === 2 ? (both[1]?.content ?? null) : null;
}

/** The highest rate to which one step up may go, mg/h, and from when, hours after the start; null at the top. */
export function nextRate({ plan, setMgPerH }: Progress): { mgPerH: number; notBeforeH: number } | null {
  return plan.rates.find(({ mgPerH }) => mgPerH > setMgPerH * 1.001) ?? null;
}

const msPerH = 3_600_000;

function rateRefusal(
  progress: Progress,
  content: { rateMgPerH: number; rateMlPerH: number },
  at: string,
): Refusal | null {
  const { plan, loaded, setMgPerH, startedAt, weaningSince } = progress;
  if (loaded === null || startedAt === null) return null;
  const { rateMgPerH } = content;
  const programme = { ...content, concentrationMgPerMl: loaded.concentrationMgPerMl };
  const up = rateMgPerH > setMgPerH;
  const next = nextRate(progress);
  const most = up ? (next?.mgPerH ?? setMgPerH) : setMgPerH;
  const wrong = programmeRefusal(programme, plan, most);
  // A rate below what is allowed is always allowed.
  if (wrong !== null && !(wrong.code === 'not-as-planned' && rateMgPerH < most)) {
    return wrong.code === 'not-as-planned'
      ? refusal(
          'step-too-large',
          `From ${setMgPerH} mg/h one step goes to ${most} mg/h, not to ${rateMgPerH}.`,
          `Set ${most} mg/h and see what it does.`,
        )
      : wrong;
  }
  if (!up) return null;
  if (weaningSince !== null) {
    return refusal('weaning', 'The infusion is being weaned.', 'Hold or lower the rate.');
  }
  const hours = (Date.parse(at) - Date.parse(startedAt)) / msPerH;
  if (next !== null && hours < next.notBeforeH) {
    return refusal(
      'step-too-early',
      `${next.mgPerH} mg/h is not set before ${next.notBeforeH} h of infusion; it has run for ${hours.toFixed(1)} h.`,
      'Hold the rate until then.',
    );
  }
  return null;
}

function dischargeRefusal(
  progress: Progress,
  event: SessionEvent,
  content: Extract<EventContent, { kind: 'discharge' }>,
  at: string,
  entries: readonly SessionEntry[],
): Refusal | null {
  return refusalToLeave(unmetForDischarge(progress, asKnownTo(event, entries), at, content), content, event);
}

/**
 * Why open alerts refuse what is entered now; null when they do not. Alerts are not among the entries: this is asked
 * when an entry is made, and no replay of the session asks it again.
 */
export function refusalByAlerts(alerts: readonly Alert[], event: SessionEvent): Refusal | null {
  const { content } = event;
  if (content.kind !== 'discharge') return null;
  const item = alertItem(alerts);
  return refusalToLeave(item.met ? [] : [item], content, event);
}

/** Why the patient may not leave while these are not met; null when none is left, or a physician signed otherwise. */
function refusalToLeave(
  unmet: readonly DischargeItem[],
  content: Pick<Extract<EventContent, { kind: 'discharge' }>, 'override'>,
  event: Pick<SessionEvent, 'by' | 'signature'>,
): Refusal | null {
  if (unmet.length === 0) return null;
  if (content.override !== null) {
    if (event.by.role === 'physician' && event.signature !== null) return null;
    return refusal(
      'override-not-signed',
      'Leaving before the criteria are met is for a physician to decide, and is signed.',
      'Have a physician sign the reason, or wait.',
    );
  }
  return refusal(
    'not-ready',
    `Not ready to leave: ${unmet.map(({ text, found }) => `${text} (${found})`).join('; ')}.`,
    'Go on observing. A physician may decide otherwise, with a reason and a signature.',
  );
}

/** The entries as they stood when this one was recorded: what is entered or corrected later undoes no decision. */
function asKnownTo({ sequence }: SessionEvent, entries: readonly SessionEntry[]): SessionEntry[] {
  return entries
    .filter(({ event }) => event.sequence < sequence)
    .map((entry) => {
      const last = entry.corrections.findLast((one) => one.sequence < sequence)?.content;
      return {
        ...entry,
        content: last?.kind === 'correction' ? last.replacement : entry.event.content,
      };
    });
}
