import {
  type ChartedItem,
  charted,
  intervalOf,
  isOnInfusion,
  type Reading,
  regimenFromNow,
  type Session,
  type VitalMeasure,
} from '@ketame/care';
import { predictCurves } from '@ketame/ketamine';

/** A value and when, seconds since 1970. */
export interface Point {
  readonly at: number;
  readonly value: number;
}

/** How what was charted is marked: each quantity of a panel has a shape of its own, not only a colour. */
export type Shape = 'circle' | 'square' | 'triangle' | 'diamond' | 'cross';

export interface Measured {
  readonly label: string;
  readonly shape: Shape;
  /** Index of the colour among those of the regimens; null: ink. */
  readonly colour: number | null;
  /** By a person: filled marks. */
  readonly charted: readonly Point[];
  /** By a monitor: a fine line. */
  readonly sent: readonly (Point | null)[];
  /** Two points further apart than this, s, are not joined. */
  readonly gap: number;
}

/** A line of the models, with its interval where they give one. */
export interface Predicted {
  readonly label: string;
  readonly at: readonly number[];
  readonly typical: readonly number[];
  readonly low?: readonly number[];
  readonly high?: readonly number[];
}

export interface ChartPanel {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly height: number;
  readonly low: number;
  readonly high: number;
  readonly measured: readonly Measured[];
  readonly predicted: Predicted | null;
  /** Upper and lower end of one measurement: blood pressure. */
  readonly spans: readonly { readonly at: number; readonly from: number; readonly to: number }[];
  /** Held until the next, as a rate is. */
  readonly steps: readonly Point[];
}

const seconds = (at: string): number => Date.parse(at) / 1000;
const msPerH = 3_600_000;
/** How many points of a prediction are drawn. */
const gridPoints = 240;

/**
 * What is drawn of a session, panel by panel, on one time axis.
 * @param now ISO 8601
 */
export function panelsOf(session: Session, readings: readonly Reading[], now: string): readonly ChartPanel[] {
  const { plan, rates } = session;
  const row = (item: ChartedItem, position = 0): Point[] =>
    charted(session.entries, item).flatMap(({ at, values }) => {
      const value = values[position];
      return value === undefined ? [] : [{ at: seconds(at), value }];
    });
  const gapOf = (item: ChartedItem) => 2 * 60 * (intervalOf(session, item)?.everyMin ?? 30);
  const silence = 60 * (plan.limits?.values.noSignalMinutes ?? 2);
  const measured = (
    label: string,
    item: ChartedItem,
    shape: Shape,
    colour: number | null,
    measure?: VitalMeasure,
  ): Measured => ({
    label,
    shape,
    colour,
    charted: row(item),
    sent: measure === undefined ? [] : sent(readings, measure, silence),
    gap: gapOf(item),
  });
  const panel = (
    id: string,
    title: string,
    unit: string,
    [low, high]: readonly [number, number],
    content: Partial<ChartPanel>,
  ): ChartPanel => {
    const whole = { measured: [], predicted: null, spans: [], steps: [], height: 64, ...content };
    const values = [
      ...whole.measured.flatMap((one) =>
        [...one.charted, ...one.sent].flatMap((point) => point?.value ?? []),
      ),
      ...(whole.predicted === null ? [] : [...(whole.predicted.high ?? whole.predicted.typical)]),
      ...whole.spans.flatMap(({ from, to }) => [from, to]),
      ...whole.steps.map(({ value }) => value),
    ];
    // The axis grows with what lies beyond it: nothing is cut off.
    const [least, most] = values.reduce(
      ([a, b], value) => [Math.min(a, value), Math.max(b, value)],
      [low, high],
    );
    return { id, title, unit, ...whole, low: least, high: most > high ? most * 1.05 : high };
  };
  const model = predictionOf(session, now);
  const until = isOnInfusion(session) ? seconds(now) : seconds(session.endedAt ?? now);
  return [
    panel('rate', 'Rate', `mg/h ${plan.drug}`, [0, plan.maximumMgPerH * 1.1], {
      height: 84,
      steps:
        rates.length === 0
          ? []
          : [
              ...rates.map(({ at, mgPerH }) => ({ at: seconds(at), value: mgPerH })),
              { at: until, value: rates.at(-1)?.mgPerH ?? 0 },
            ],
    }),
    panel('effect', 'Predicted at the effect site', 'ng/mL S-ketamine, typical of this patient', [0, 50], {
      height: 72,
      predicted: model?.effectSite ?? null,
    }),
    panel('relief', 'Predicted acute relief', '% of the greatest, 90 % interval', [0, 100], {
      height: 56,
      predicted: model?.relief ?? null,
    }),
    panel('pressure', 'Blood pressure and pulse', 'mmHg · per min', [40, 190], {
      height: 112,
      spans: pressures(session, readings),
      measured: [measured('pulse', 'heart rate', 'circle', 1, 'heartRate')],
    }),
    panel('saturation', 'SpO₂', '%', [85, 100], {
      measured: [measured('SpO₂', 'oxygen saturation', 'circle', 0, 'oxygenSaturation')],
    }),
    panel('respiration', 'Respiration', 'breaths per min', [0, 30], {
      measured: [measured('breaths', 'respiration', 'square', 2, 'respiration')],
    }),
    panel('sedation', 'Sedation', 'RASS −5 to +4, MOAA/S 0 to 5', [-5, 5], {
      height: 56,
      measured: [
        sedation(session, 'RASS', 'circle', gapOf('sedation')),
        sedation(session, 'MOAA/S', 'square', gapOf('sedation')),
      ],
    }),
    panel('pain', 'Pain and nausea', '0 to 10', [0, 10], {
      height: 72,
      measured: [measured('pain', 'pain', 'circle', 1), measured('nausea', 'nausea', 'cross', null)],
    }),
    panel('mind', 'Drug high and perception', '0 to 10; line: drug high as predicted', [0, 10], {
      height: 84,
      predicted: model?.drugHigh ?? null,
      measured: [
        measured('drug high', 'drug high', 'square', 3),
        measured('internal', 'internal perception', 'triangle', 2),
        measured('external', 'external perception', 'diamond', 0),
      ],
    }),
  ];
}

/** What a monitor sent of one measure; null where it said or kept silent. */
function sent(readings: readonly Reading[], measure: VitalMeasure, silence: number): (Point | null)[] {
  const points: (Point | null)[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const { at, values } of readings) {
    const value = values[measure];
    if (value === undefined) continue;
    const when = seconds(at);
    if (value === null || when - last > silence) points.push(null);
    if (value === null) continue;
    points.push({ at: when, value });
    last = when;
  }
  return points;
}

function pressures(session: Session, readings: readonly Reading[]): ChartPanel['spans'] {
  return [
    ...charted(session.entries, 'blood pressure').map(({ at, values: [to = 0, from = 0] }) => ({
      at: seconds(at),
      from,
      to,
    })),
    ...readings.flatMap(({ at, values: { systolic, diastolic } }) =>
      typeof systolic === 'number' && typeof diastolic === 'number'
        ? [{ at: seconds(at), from: diastolic, to: systolic }]
        : [],
    ),
  ];
}

function sedation(session: Session, scale: 'RASS' | 'MOAA/S', shape: Shape, gap: number): Measured {
  const points = charted(session.entries, 'sedation').flatMap(({ at, values: [value], row }) =>
    value === undefined || row.sedation?.scale !== scale ? [] : [{ at: seconds(at), value }],
  );
  return { label: scale, shape, colour: null, charted: points, sent: [], gap };
}

/** The course until now and, at the rate of now, to the planned end; null before the start or where the models do not answer. */
function predictionOf(session: Session, now: string) {
  if (session.startedAt === null) return null;
  const start = Date.parse(session.startedAt);
  const planned = session.plan.hours + session.plan.weaning.reduce((sum, { hours }) => sum + hours, 0);
  const lastH = Math.max(planned, (Date.parse(now) - start) / msPerH + 1);
  const timesH = Float64Array.from({ length: gridPoints }, (_, index) => (index / (gridPoints - 1)) * lastH);
  const rate = session.rates.at(-1)?.mgPerH ?? 0;
  const regimen = regimenFromNow(session, rate, now);
  if (regimen.steps.length === 0) return null;
  const prediction = predictCurves(regimen, session.plan.patient, timesH);
  if (prediction.refused !== null) return null;
  const { effectSite, drugHigh, acuteRelief } = prediction.course;
  const at = [...timesH].map((hours) => start / 1000 + hours * 3600);
  const times = (values: Float64Array | undefined, factor: number) =>
    values === undefined ? {} : { values: [...values].map((value) => value * factor) };
  const band = (label: string, { typical, low, high }: typeof acuteRelief, factor: number): Predicted => ({
    label,
    at,
    typical: times(typical, factor).values ?? [],
    ...(low === undefined ? {} : { low: [...low].map((value) => value * factor) }),
    ...(high === undefined ? {} : { high: [...high].map((value) => value * factor) }),
  });
  return {
    effectSite: { label: 'predicted', at, typical: [...effectSite] } satisfies Predicted,
    drugHigh: band('predicted', drugHigh, 10),
    relief: band('predicted', acuteRelief, 100),
  };
}
