import { dateText, instantText } from '@ketame/care';
import type { PaperPayload } from '@ketame/contract';
import bwip from 'bwip-js/node';
import { milligrams, writePdf } from './document.ts';

/** The sheet of an authorisation on paper, A4: what it allows, in words and as the QR code that is verified. */
export async function paperSheet(payload: PaperPayload, text: string, timeZone: string): Promise<Buffer> {
  const code = await bwip.toBuffer({ bcid: 'qrcode', text, scale: 3 });
  const lines = [
    `Patient: ${payload.patient}, born ${dateText(payload.birthDate)}`,
    `Supply once: ${milligrams(payload.amountUg)} of ${payload.drug}, ${payload.form} of ${milligrams(payload.strengthUg)}, doses of ${milligrams(payload.doseUg)}`,
    `Between ${instantText(payload.issuedAt, timeZone)} and ${instantText(payload.expiresAt, timeZone)} (${timeZone})`,
    `By: ${payload.issuedBy}, ${payload.clinic}. Prescription ${payload.prescription}`,
  ];
  return writePdf(
    { title: 'Authorisation of one supply', at: payload.issuedAt, size: 'A4', margin: 54 },
    (document) => {
      document
        .font('Helvetica-Bold')
        .fontSize(18)
        .text('Authorisation of one supply while the register cannot be reached');
      document.moveDown().font('Helvetica').fontSize(11);
      for (const line of lines) document.text(line).moveDown(0.3);
      document.moveDown().image(code, { width: 220 });
      document.x = 54;
      document
        .moveDown()
        .text(
          'Verify before supplying: ketame register verify, with the public key of the clinic. Write name, time and lot here, keep the sheet, and enter the supply when the register is back: it is taken once.',
        )
        .moveDown()
        .fontSize(8)
        .font('Courier')
        .text(text);
    },
  );
}
