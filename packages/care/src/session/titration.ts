import type { Patient, predictCurves, Regimen } from '@ketame/ketamine';
import type { Alert } from '../alerts/alert.ts';
import { rank } from '../alerts/alert.ts';
import { proposedLimits } from '../alerts/limits.ts';
import { ours } from '../bearing/sources.ts';
import { charted, lastCharted } from './charted.ts';
import type { DueItem } from './due.ts';
import { nextRate } from './gates.ts';
import type { Session } from './session.ts';

/** What may be done with the rate now. */
export interface TitrationChoice {
  readonly choice: 'step up' | 'hold' | 'step down' | 'stop' | 'treat';
  /** mg/h of the drug as ordered. */
  readonly rateMgPerH: number;
  /** Why it is not offered; empty when it is. */
  readonly notOffered: readonly string[];
  readonly advised: boolean;
  /** Typical values an hour from now; null where the models do not answer. */
  readonly predicted: {
    /** S-ketamine at the effect site, ng/mL. */
    readonly effectSiteNgPerMl: number;
    /** 0 to 10. */
    readonly drugHigh: number;
    /** Share of the greatest acute relief, 0 to 1, with its 90 % interval. */
    readonly acuteRelief: { readonly low: number; readonly typical: number; readonly high: number };
  } | null;
}

export interface TitrationAdvice {
  readonly choices: readonly TitrationChoice[];
  /** What the advice rests on, in words. */
  readonly inputs: readonly string[];
  readonly why: string;
  readonly source: string;
  /** Why the models do not answer; empty when they do. */
  readonly notPredicted: readonly string[];
}

/** Ours: a step up is thought of while pain is rated at this or above. */
export const painForStepUp = 4;
/** Ours: how far ahead the effect of a choice is shown. */
const aheadH = 1;

/** Why no step up may be offered: an open alert, something overdue, the protocol. Empty when it may. */
export function stepUpBlockers(
  session: Session,
  alerts: readonly Alert[],
  due: readonly DueItem[],
  now: string,
): string[] {
  const next = nextRate(session);
  const hours =
    session.startedAt === null ? 0 : (Date.parse(now) - Date.parse(session.startedAt)) / 3_600_000;
  return [
    ...(session.state === 'infusing' ? [] : [`the session is ${session.state}`]),
    ...alerts.filter(({ open }) => open).map(({ rule }) => `open alert: ${rule.title}`),
    ...due
      .filter(({ id, inMinutes }) => id.startsWith('chart:') && inMinutes < 0)
      .map(({ what }) => `${what} is overdue`),
    ...missing(session),
    ...(session.weaningSince === null ? [] : ['the infusion is being weaned']),
    ...(next === null ? ['this is the highest rate of the protocol'] : []),
    ...(next !== null && hours < next.notBeforeH
      ? [`${next.mgPerH} mg/h is not set before ${next.notBeforeH} h`]
      : []),
  ];
}

function missing({ entries, plan }: Session): string[] {
  return plan.monitoring.charted
    .filter(({ phase, item }) => phase === 'infusion' && charted(entries, item).length === 0)
    .filter(
      ({ item }) => !['heart rate', 'oxygen saturation', 'respiration', 'blood pressure'].includes(item),
    )
    .map(({ item }) => `${item} has not been charted`);
}

/**
 * What may be done with the rate now, with the predicted effect of each choice. The advice follows what was measured
 * and rated and the rules of the alerts; a prediction stands beside it and changes none of it.
 * @param predict the curves of a regimen in a patient (`predictCurves` of @ketame/ketamine)
 */
export function titrationAdvice(
  session: Session,
  alerts: readonly Alert[],
  due: readonly DueItem[],
  now: string,
  predict: typeof predictCurves,
): TitrationAdvice {
  const open = alerts.filter((alert) => alert.open);
  const current = session.rates.at(-1)?.mgPerH ?? 0;
  const up = nextRate(session)?.mgPerH ?? session.setMgPerH;
  const down = session.plan.rates.findLast(({ mgPerH }) => mgPerH < session.setMgPerH * 0.999)?.mgPerH ?? 0;
  const blockers = stepUpBlockers(session, alerts, due, now);
  const running = session.state === 'infusing' ? [] : [`the session is ${session.state}`];
  const drugHigh = lastCharted(session.entries, 'drug high')?.values[0];
  const pain = lastCharted(session.entries, 'pain')?.values[0];
  const { advised, why } = advise(open, blockers, pain);
  const predictions = new Map<number, ReturnType<typeof effectOf>>();
  const effect = (mgPerH: number) => {
    const known = predictions.get(mgPerH) ?? effectOf(session, mgPerH, now, predict);
    predictions.set(mgPerH, known);
    return known;
  };
  const choice = (
    name: TitrationChoice['choice'],
    rateMgPerH: number,
    notOffered: readonly string[],
  ): TitrationChoice => ({
    choice: name,
    rateMgPerH,
    notOffered,
    advised: advised === name && notOffered.length === 0,
    predicted: effect(rateMgPerH).effect,
  });
  return {
    choices: [
      choice('step up', up, blockers),
      choice('hold', current, running),
      choice(
        'step down',
        down,
        down === 0 ? [...running, 'this is the lowest rate: pause or stop'] : running,
      ),
      choice('stop', 0, []),
      choice('treat', current, []),
    ],
    inputs: [
      `rate ${current} mg/h`,
      pain === undefined ? 'pain not rated' : `pain ${pain} of 10`,
      drugHigh === undefined ? 'drug high not rated' : `drug high ${drugHigh} of 10`,
      `${open.length} open alert${open.length === 1 ? '' : 's'}`,
      `limit of drug high ${(session.plan.limits?.values ?? proposedLimits).drugHigh}`,
    ],
    why,
    source: `${session.plan.protocol.title}, version ${session.plan.protocol.version}; pain of ${painForStepUp} for a step up: ${ours}`,
    notPredicted: effect(current).refused,
  };
}

function advise(
  open: readonly Alert[],
  blockers: readonly string[],
  pain: number | undefined,
): { advised: TitrationChoice['choice']; why: string } {
  const isMeasured = ({ rule }: Alert) => rule.system !== 'no data';
  // A value that is out of its limits outranks one that is missing: silence must not soften the advice.
  const worst = [...open].sort(
    (one, other) =>
      rank(other.rule.priority) - rank(one.rule.priority) ||
      Number(isMeasured(other)) - Number(isMeasured(one)),
  )[0];
  const becauseOf = ({ rule }: Alert) => `${rule.title}: ${rule.whatToDo}`;
  if (worst?.rule.priority === 'high') return { advised: 'stop', why: becauseOf(worst) };
  if (worst !== undefined && !isMeasured(worst)) return { advised: 'hold', why: becauseOf(worst) };
  if (worst?.rule.priority === 'medium') return { advised: 'step down', why: becauseOf(worst) };
  if (pain === undefined || pain < painForStepUp) {
    return { advised: 'hold', why: pain === undefined ? 'Pain has not been rated.' : 'Pain is low enough.' };
  }
  if (blockers.length > 0) return { advised: 'hold', why: `No step up: ${blockers.join('; ')}.` };
  return { advised: 'step up', why: 'Pain is not low enough, and nothing speaks against the next step.' };
}

/** The regimen as it was given until now, and from now on at one rate. */
export function regimenFromNow(session: Session, mgPerH: number, now: string): Regimen {
  const start = Date.parse(session.startedAt ?? now);
  const hours = (at: string) => (Date.parse(at) - start) / 3_600_000;
  const given = session.rates.filter(({ at }) => Date.parse(at) < Date.parse(now));
  const segments = [
    ...given.map(({ at, mgPerH: rate }, index) => ({
      startH: hours(at),
      durationH: hours(given[index + 1]?.at ?? now) - hours(at),
      rate,
    })),
    { startH: hours(now), durationH: aheadH, rate: mgPerH },
  ].filter(({ durationH, rate }) => durationH > 0 && rate > 0);
  return {
    name: session.plan.protocol.title,
    drug: session.plan.drug,
    amountAs: session.plan.amountAs,
    steps: segments.map((segment) => ({ kind: 'infusion', basis: 'patient', ...segment })),
  };
}

function effectOf(
  session: Session,
  mgPerH: number,
  now: string,
  predict: typeof predictCurves,
): { effect: TitrationChoice['predicted']; refused: readonly string[] } {
  if (session.startedAt === null) return { effect: null, refused: ['The infusion has not started.'] };
  const regimen = regimenFromNow(session, mgPerH, now);
  const patient: Patient = session.plan.patient;
  const timeH = (Date.parse(now) - Date.parse(session.startedAt)) / 3_600_000 + aheadH;
  const prediction = predict(regimen, patient, Float64Array.of(timeH));
  if (prediction.refused !== null) {
    return { effect: null, refused: prediction.refused.map(({ message }) => message) };
  }
  const { effectSite, drugHigh, acuteRelief } = prediction.course;
  const [site, high, low, typical, upper] = [
    effectSite[0],
    drugHigh.typical[0],
    acuteRelief.low[0],
    acuteRelief.typical[0],
    acuteRelief.high[0],
  ];
  if (
    site === undefined ||
    high === undefined ||
    low === undefined ||
    typical === undefined ||
    upper === undefined
  ) {
    return { effect: null, refused: ['The models gave no value.'] };
  }
  return {
    effect: {
      effectSiteNgPerMl: site,
      drugHigh: high * 10,
      acuteRelief: { low, typical, high: upper },
    },
    refused: [],
  };
}
