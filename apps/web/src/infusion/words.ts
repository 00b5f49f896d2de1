import type { ChartedItem, EventContent, EventKind } from '@ketame/care';
import { numberText } from '../parts/format.ts';

type Chart = Extract<EventContent, { kind: 'chart' }>;

/** One thing that is charted: its field, how it is called in little room, and what a thumb adds or takes away. */
export interface ChartField {
  readonly name: Exclude<keyof Chart, 'kind' | 'sedation'> | 'sedation';
  readonly label: string;
  readonly item: ChartedItem;
  readonly step: number;
  /** Where a thumb begins while nothing has been charted. */
  readonly first: number;
}

/** In the order of the keyboard. */
export const chartFields: readonly ChartField[] = [
  { name: 'systolic', label: 'Systolic', item: 'blood pressure', step: 5, first: 120 },
  { name: 'diastolic', label: 'Diastolic', item: 'blood pressure', step: 5, first: 75 },
  { name: 'heartRate', label: 'Pulse', item: 'heart rate', step: 2, first: 70 },
  { name: 'oxygenSaturation', label: 'SpO₂ %', item: 'oxygen saturation', step: 1, first: 98 },
  { name: 'respiration', label: 'Breaths', item: 'respiration', step: 1, first: 14 },
  { name: 'sedation', label: 'Sedation', item: 'sedation', step: 1, first: 0 },
  { name: 'pain', label: 'Pain', item: 'pain', step: 1, first: 5 },
  { name: 'drugHigh', label: 'Drug high', item: 'drug high', step: 1, first: 0 },
  { name: 'internalPerception', label: 'Internal', item: 'internal perception', step: 1, first: 0 },
  { name: 'externalPerception', label: 'External', item: 'external perception', step: 1, first: 0 },
  { name: 'nausea', label: 'Nausea', item: 'nausea', step: 1, first: 0 },
];

/** What each kind of entry is called. */
export const kindNames: Readonly<Record<EventKind, string>> = {
  plan: 'Planned',
  'check-in': 'Checked in',
  'syringe-check': 'Syringe checked',
  arm: 'Armed',
  start: 'Infusion started',
  rate: 'Rate',
  'change-syringe': 'Syringe changed',
  wean: 'Weaning begun',
  pause: 'Paused',
  resume: 'Resumed',
  end: 'Infusion ended',
  abort: 'Aborted',
  discharge: 'Discharged',
  chart: 'Charted',
  'drug-given': 'Drug given',
  laboratory: 'Laboratory',
  'adverse-event': 'Event',
  handover: 'Handed over',
  'take-over': 'Taken over',
  'daily-review': 'Daily review',
  'syringe-removed': 'Syringe removed',
  acknowledge: 'Alert answered',
  'audio-pause': 'Sound held',
  deviation: 'Deviation',
  note: 'Note',
  correction: 'Correction',
};

/** What an entry says beside its kind. */
export function contentText(content: EventContent): string {
  switch (content.kind) {
    case 'plan': {
      const { protocol, session, of } = content.plan;
      return `${protocol.title}, version ${protocol.version}, session ${session} of ${of}`;
    }
    case 'check-in': {
      const { baseline, fasted, escort, reasonToGoOn } = content;
      return [
        `${baseline.systolic}/${baseline.diastolic} mmHg, pulse ${baseline.heartRate}, SpO₂ ${baseline.oxygenSaturation} %`,
        fasted ? 'fasted' : 'not fasted',
        escort === null ? 'no escort' : `escort: ${escort}`,
        ...(reasonToGoOn === null ? [] : [`goes on because: ${reasonToGoOn}`]),
      ].join(', ');
    }
    case 'syringe-check':
      return `number ${content.syringe}: ${content.drug} as ${content.amountAs}, ${content.concentrationMgPerMl} mg/mL, ${content.volumeMl} mL, lot ${content.lot}, pump ${content.rateMlPerH} mL/h = ${content.rateMgPerH} mg/h`;
    case 'arm':
    case 'change-syringe':
      return `syringe ${content.syringe}`;
    case 'rate':
      return `${numberText(content.rateMgPerH)} mg/h (${numberText(content.rateMlPerH)} mL/h): ${content.reason}`;
    case 'pause':
    case 'abort':
      return content.reason;
    case 'discharge':
      return content.override === null
        ? 'all criteria met'
        : `before all criteria were met: ${content.override}`;
    case 'chart':
      return chartText(content);
    case 'drug-given':
      return `${content.drug} ${content.amount} ${content.unit} ${content.route}: ${content.reason}`;
    case 'laboratory':
      return `${content.measure} ${content.value} ${content.unit}${content.upperLimit === null ? '' : `, upper limit ${content.upperLimit}`}`;
    case 'adverse-event':
      return `${content.code}${content.serious ? ', serious' : ''}${content.text === '' ? '' : `: ${content.text}`}`;
    case 'daily-review':
      return `${content.decision}${content.text === '' ? '' : `: ${content.text}`}`;
    case 'syringe-removed':
      return `number ${content.syringe}, ${content.volumeLeftMl} mL left`;
    case 'acknowledge':
    case 'correction':
      return content.reason;
    case 'audio-pause':
      return `${content.seconds} s`;
    case 'handover':
    case 'deviation':
    case 'note':
      return content.text;
    default:
      return '';
  }
}

function chartText(row: Chart): string {
  const { systolic, diastolic, sedation } = row;
  return [
    ...(systolic === undefined ? [] : [`${systolic}/${diastolic} mmHg`]),
    ...chartFields.slice(2).flatMap(({ name, label }) => {
      if (name === 'sedation') return sedation === undefined ? [] : [`${sedation.scale} ${sedation.score}`];
      const value = row[name];
      return value === undefined ? [] : [`${label} ${value}`];
    }),
  ].join(', ');
}
