import {
  dateText,
  type EventContent,
  instantText,
  recordForm,
  type Session,
  sessionRecord,
  yesNo,
} from '@ketame/care';
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
      .text(
        `${patient.familyName}, ${patient.givenName}, born ${dateText(patient.birthDate)}. ${clinic}, ${place}.`,
      )
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

const clockIn =
  (timeZone: string): Clock =>
  (at) =>
    instantText(at, timeZone);

function heading(document: Document, text: string): void {
  document.moveDown().x = MARGIN;
  document.font('Helvetica-Bold').fontSize(11).text(text).font('Helvetica').fontSize(8);
}

function table(document: Document, columnStyles: number[], data: string[][]): void {
  document.table({ columnStyles, defaultStyle: { padding: 2, border: 0.5 }, data });
}

function fieldsOf(session: Session, clock: Clock): string[][] {
  const record = sessionRecord(session);
  const words = {
    clock,
    amount: (mg: number) => mg.toFixed(1),
    span: (minutes: number) => `${Math.round(minutes)} min`,
  };
  return [
    ['First treatment with ketamine', yesNo(record.firstTreatment)] as const,
    ...recordForm(record, words),
    ['Discharged although not all was met', record.dischargeOverride ?? 'no'] as const,
    ['Still open', record.open.length === 0 ? 'nothing' : record.open.join('; ')] as const,
  ].map(([name, value]) => [name, value ?? NOT_FILLED_IN]);
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
