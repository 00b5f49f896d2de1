import { type Course, type EventContent, type Pressure, type Session, sessionRecord } from '@ketame/care';
import type { Infusion } from '@ketame/contract';
import { type Document, writePdf } from '../register/print/document.ts';

/** Points from the edge of the paper (1/72 inch). */
const MARGIN = 36;
const NOT_FILLED_IN = 'not filled in';

/**
 * The record of a session on paper: every field of the Spravato monitoring form, the chart row by row, and all other
 * entries. What nobody has filled in is said to be open.
 * @param at when it is printed, ISO 8601
 */
export function recordPdf(
  session: Session,
  { patient, place, clinic }: Pick<Infusion, 'patient' | 'place'> & { readonly clinic: string },
  at: string,
): Promise<Buffer> {
  const { plan } = session;
  const clock = clockIn(plan.timeZone);
  const title = `Session ${plan.session} of ${plan.of}, ${plan.protocol.title}`;
  return writePdf({ title, at, size: 'A4', layout: 'landscape', margin: MARGIN }, (document) => {
    document.font('Helvetica-Bold').fontSize(14).text(title);
    document
      .font('Helvetica')
      .fontSize(9)
      .text(`${patient.familyName}, ${patient.givenName}, born ${patient.birthDate}. ${clinic}, ${place}.`)
      .text(`Printed ${clock(at)}. Times are of ${plan.timeZone}.`);
    heading(document, 'Monitoring form');
    table(document, [260, 500], fieldsOf(session, clock));
    heading(document, 'Chart');
    table(document, chartWidths, [chartHead, ...chartRows(session, clock)]);
    heading(document, 'All other entries');
    table(document, [90, 100, 400, 170], [['Time', 'Entry', 'What', 'By'], ...entryRows(session, clock)]);
  });
}

type Clock = (at: string) => string;

function clockIn(timeZone: string): Clock {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  return (at) => format.format(Date.parse(at));
}

function heading(document: Document, text: string): void {
  document.moveDown().x = MARGIN;
  document.font('Helvetica-Bold').fontSize(11).text(text).font('Helvetica').fontSize(8);
}

function table(document: Document, columnStyles: number[], data: string[][]): void {
  document.table({ columnStyles, defaultStyle: { padding: 2, border: 0.5 }, data });
}

function fieldsOf(session: Session, clock: Clock): string[][] {
  const record = sessionRecord(session);
  const { takes, bloodPressure, vitalsAcceptable } = record;
  const yesNo = (value: boolean | null | undefined) =>
    value === null || value === undefined ? NOT_FILLED_IN : value ? 'yes' : 'no';
  const when = (value: string | null) => (value === null ? NOT_FILLED_IN : clock(value));
  const pressure = (value: Pressure | null) =>
    value === null ? NOT_FILLED_IN : `${value.systolic}/${value.diastolic} mmHg, ${clock(value.at)}`;
  const course = (value: Course | null) =>
    value === null
      ? 'no'
      : `yes: ${value.worst}, from ${clock(value.onset)} to ${value.resolved === null ? 'the end of the record' : clock(value.resolved)}`;
  const list = (items: readonly string[], none = 'none') => (items.length === 0 ? none : items.join('; '));
  return [
    ['First treatment with ketamine', yesNo(record.firstTreatment)],
    [
      'Monitored by',
      list(
        record.monitoredBy.map(({ name, role }) => `${name}, ${role}`),
        NOT_FILLED_IN,
      ),
    ],
    ['Benzodiazepine taken', yesNo(takes?.benzodiazepine)],
    ['Other hypnotic taken', yesNo(takes?.hypnotic)],
    ['Opioid taken', yesNo(takes?.opioid)],
    ['Psychostimulant taken', yesNo(takes?.psychostimulant)],
    ['Monoamine oxidase inhibitor taken', yesNo(takes?.monoamineOxidaseInhibitor)],
    ['Drug', `${record.drug} as ${record.amountAs}`],
    ['Given', `${record.givenMg.toFixed(1)} mg`],
    ['Lot', list(record.lots, NOT_FILLED_IN)],
    ['Start of the infusion', when(record.startedAt)],
    ['End of the infusion', when(record.endedAt)],
    ['Discharged', when(record.dischargedAt)],
    [
      'From start to discharge',
      record.totalMinutes === null ? NOT_FILLED_IN : `${Math.round(record.totalMinutes)} min`,
    ],
    ['Ready without the rule of a least observation', when(record.readyAt)],
    ['Aborted', record.aborted === null ? 'no' : `${clock(record.aborted.at)}: ${record.aborted.reason}`],
    ['Vital signs acceptable before', yesNo(vitalsAcceptable.before)],
    ['Vital signs acceptable at discharge', yesNo(vitalsAcceptable.discharge)],
    ['Blood pressure before', pressure(bloodPressure.before)],
    ['Blood pressure at 40 minutes', pressure(bloodPressure.at40Minutes)],
    ['Blood pressure before discharge', pressure(bloodPressure.beforeDischarge)],
    ['Sedation', course(record.sedation)],
    ['Dissociation', course(record.dissociation)],
    ['Respiratory depression', course(record.respiratoryDepression)],
    [
      'Serious adverse events',
      list(
        record.seriousAdverseEvents.map(
          ({ at, code, text, resolvedAt }) =>
            `${clock(at)} ${code} ${text}, ${resolvedAt === null ? 'not resolved' : `resolved ${clock(resolvedAt)}`}`,
        ),
      ),
    ],
    [
      'Drugs given',
      list(record.drugsGiven.map(({ at, text, reason }) => `${clock(at)} ${text} (${reason})`)),
    ],
    ['Deviations', list(record.deviations.map(({ at, text }) => `${clock(at)} ${text}`))],
    ['Discharged although not all was met', record.dischargeOverride ?? 'no'],
    ['Still open', list(record.open, 'nothing')],
  ];
}

const chartHead = [
  'Time',
  'Pressure',
  'Pulse',
  'SpO2',
  'Breaths',
  'Sedation',
  'Pain',
  'Drug high',
  'Internal',
  'External',
  'Nausea',
  'By',
];
const chartWidths = [90, 60, 45, 45, 50, 75, 45, 60, 55, 55, 50, 130];

function chartRows({ entries }: Session, clock: Clock): string[][] {
  return entries.flatMap(({ at, content, corrections, event, late }) => {
    if (content?.kind !== 'chart') return [];
    const { systolic, diastolic, sedation } = content;
    const number = (value: number | undefined) => (value === undefined ? '' : `${value}`);
    const marks = `${late ? ', late' : ''}${corrections.length > 0 ? ', corrected' : ''}`;
    return [
      [
        clock(at),
        systolic === undefined ? '' : `${systolic}/${diastolic ?? ''}`,
        number(content.heartRate),
        number(content.oxygenSaturation),
        number(content.respiration),
        sedation === undefined ? '' : `${sedation.scale} ${sedation.score}`,
        number(content.pain),
        number(content.drugHigh),
        number(content.internalPerception),
        number(content.externalPerception),
        number(content.nausea),
        `${event.by.name}${marks}`,
      ],
    ];
  });
}

function entryRows({ entries }: Session, clock: Clock): string[][] {
  return entries.flatMap(({ at, event, late, withoutEffect }) => {
    const { content, by, signature } = event;
    if (content.kind === 'chart') return [];
    const marks = `${signature === null ? '' : ', signed'}${late ? ', late' : ''}`;
    const what = withoutEffect === null ? detailsOf(content) : `without effect: ${withoutEffect.reason}`;
    return [[clock(at), content.kind, what, `${by.name}, ${by.role}${marks}`]];
  });
}

/** The fields of an entry as they were entered, by their names. */
function detailsOf(content: EventContent): string {
  if (content.kind === 'plan') return content.plan.protocol.title;
  const { kind: _kind, ...fields } = content;
  return wordsOf(fields);
}

function wordsOf(fields: object): string {
  return Object.entries(fields)
    .filter(([name, value]) => name !== 'patientId' && value !== null)
    .map(([name, value]) => {
      if (Array.isArray(value)) return `${name} ${value.join(' and ')}`;
      return `${name} ${typeof value === 'object' ? `(${wordsOf(value)})` : value}`;
    })
    .join(', ');
}
