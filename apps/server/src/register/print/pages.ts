import { dateText, instantText } from '@ketame/care';
import type { Register, RegisterEntry } from '@ketame/contract';
import { type Document, milligrams, writePdf } from './document.ts';

const MARGIN = 36;
const columns = [
  { title: 'No', width: 28 },
  { title: 'Date and time', width: 84 },
  { title: 'What', width: 74 },
  { title: 'From whom received, or to whom supplied', width: 176 },
  { title: 'Identity shown', width: 66 },
  { title: 'Lot, expiry', width: 80 },
  { title: 'In', width: 52 },
  { title: 'Out', width: 52 },
  { title: 'Balance', width: 56 },
  { title: 'Entered by; signed by', width: 102 },
] as const;

/**
 * Pages of a book, A4 across: drug, form and strength at the head of each, entries in their order, corrections beside
 * what they correct.
 * @param timeZone of the clinic, IANA
 * Headings: Misuse of Drugs Regulations 2001 (United Kingdom), schedule 6 by regulation 19.
 */
export function registerPages(
  register: Register,
  entries: readonly RegisterEntry[],
  { clinic, timeZone, at }: { readonly clinic: string; readonly timeZone: string; readonly at: string },
): Promise<Buffer> {
  const title = `${register.drug}, ${register.form}, ${milligrams(register.strengthUg)}`;
  return writePdf({ title, at, size: 'A4', layout: 'landscape', margin: MARGIN }, (document) => {
    let page = 1;
    const head = () => {
      document.font('Helvetica-Bold').fontSize(13).text(title, MARGIN, MARGIN);
      document
        .font('Helvetica')
        .fontSize(8)
        .text(
          `${clinic}, ${register.site}. Amounts of base. Printed ${instantText(at, timeZone)} (${timeZone}), page ${page}.`,
        );
      document.y += 6;
      line(
        document,
        columns.map((column) => column.title),
        'Helvetica-Bold',
      );
    };
    head();
    for (const entry of entries) {
      const cells = cellsOf(entry, timeZone);
      if (document.y + heightOf(document, cells) > document.page.height - MARGIN) {
        document.addPage();
        page += 1;
        head();
      }
      line(document, cells, 'Helvetica');
    }
  });
}

function cellsOf(entry: RegisterEntry, timeZone: string): string[] {
  const onSite = (place: RegisterEntry['from']) => place === 'stock' || place === 'prepared';
  const amount = milligrams(entry.amountUg);
  const [into, out] = [onSite(entry.to) && !onSite(entry.from), onSite(entry.from) && !onSite(entry.to)];
  const remarks = [
    entry.patient ?? (entry.patientId === null ? '' : `patient ${entry.patientId.slice(0, 8)}`),
    entry.party,
    into || out || entry.from === null ? '' : `${amount} from ${entry.from} to ${entry.to}`,
    entry.countedUg === null ? '' : `counted ${milligrams(entry.countedUg)}`,
    entry.corrects === null ? '' : `reverses entry ${entry.corrects}`,
    entry.correctedBy === null ? '' : `corrected by entry ${entry.correctedBy}`,
    entry.early ? 'early' : '',
    entry.onPaper ? 'on paper' : '',
    entry.reason,
  ].filter((remark) => remark !== '');
  const signed = entry.signatures.map(
    ({ meaning, printedName, valid }) => `${meaning}: ${printedName}${valid ? '' : ' (does not fit)'}`,
  );
  return [
    String(entry.number),
    instantText(entry.occurredAt, timeZone),
    entry.kind,
    remarks.join('; '),
    entry.identityShown,
    entry.lot === null || entry.expiry === null ? '' : `${entry.lot}, ${dateText(entry.expiry)}`,
    into ? amount : '',
    out ? amount : '',
    milligrams(entry.balanceUg),
    [entry.recordedBy, ...signed].join('; '),
  ];
}

function line(document: Document, cells: readonly string[], font: string): void {
  const top = document.y + 3;
  const height = heightOf(document, cells);
  document.font(font).fontSize(7.5);
  let left = MARGIN;
  for (const [index, { width }] of columns.entries()) {
    document.text(cells[index] ?? '', left, top, { width: width - 6 });
    left += width;
  }
  document
    .moveTo(MARGIN, top + height - 5)
    .lineTo(left, top + height - 5)
    .lineWidth(0.3)
    .stroke('#777777');
  document.y = top + height - 4;
}

function heightOf(document: Document, cells: readonly string[]): number {
  document.fontSize(7.5);
  return (
    8 +
    Math.max(
      ...columns.map(({ width }, index) => document.heightOfString(cells[index] ?? '', { width: width - 6 })),
    )
  );
}
