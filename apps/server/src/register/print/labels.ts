import { printedPackCode } from '@ketame/care';
import type { Register, RegisterEntry } from '@ketame/contract';
import bwip from 'bwip-js/node';
import { milligrams, writePdf } from './document.ts';

/** 62 x 29 mm, in points. */
const SIZE: [number, number] = [175.7, 82.2];

/** Labels of the packs of an entry, one a page: code, DataMatrix of the code, drug, dose, lot and expiry; no name. */
export async function packLabels(
  register: Register,
  entry: RegisterEntry,
  { clinic, doseUg }: { readonly clinic: string; readonly doseUg: number },
): Promise<Buffer> {
  const images = await Promise.all(
    entry.packs.map((code) => bwip.toBuffer({ bcid: 'datamatrix', text: code, scale: 4 })),
  );
  const page = { size: SIZE, margin: 0, autoFirstPage: false };
  return writePdf({ title: `Labels of entry ${entry.number}`, at: entry.recordedAt, ...page }, (document) => {
    for (const [index, code] of entry.packs.entries()) {
      document.addPage();
      const image = images[index];
      if (image !== undefined) document.image(image, 8, 10, { width: 54 });
      document
        .font('Helvetica-Bold')
        .fontSize(11)
        .text(`${register.drug} ${milligrams(doseUg)}`, 70, 10);
      document.font('Helvetica').fontSize(8).text(`one dose, ${register.form}`);
      document.text(`lot ${entry.lot}, use until ${entry.expiry}`);
      document.text(clinic, { width: 100, height: 10, ellipsis: true });
      document.text('Keep locked, away from children.');
      document.font('Courier-Bold').fontSize(10).text(printedPackCode(code), 8, 68);
    }
  });
}
