import type { JsonWebKey } from 'node:crypto';
import { type TrainingLanguage, trainingModuleOf } from '@ketame/care';
import { type SignedTraining, signedTrainingSchema } from '@ketame/contract';
import bwip from 'bwip-js/node';
import { notFound } from '../http/problem.ts';
import { readSigned, signText } from '../register/clinic-key.ts';
import { writePdf } from '../register/print/document.ts';
import { personOf } from './people.ts';
import type { FoundTrainee } from './trainees.ts';

const words = {
  en: {
    title: 'Certificate of training',
    of: 'has passed these modules of the training for ketamine at home:',
    until: 'valid until',
    locale: 'en-GB',
    all: 'Every module is valid.',
    notAll: 'Modules that this person also needs are missing or have run out:',
    limits: 'An incident can end the validity sooner. The clinic knows how it stands today.',
    signed:
      'Signed by the clinic. Verified without it by: ketame register verify, with the public key of the clinic.',
  },
  nl: {
    title: 'Certificaat van de training',
    of: 'heeft deze onderdelen van de training voor ketamine thuis gehaald:',
    until: 'geldig tot en met',
    locale: 'nl-NL',
    all: 'Alle onderdelen zijn geldig.',
    notAll: 'Onderdelen die deze persoon ook nodig heeft, ontbreken of zijn verlopen:',
    limits:
      'Een incident kan de geldigheid eerder beëindigen. De kliniek weet hoe het er vandaag voor staat.',
    signed:
      'Ondertekend door de kliniek. Zonder haar te controleren met: ketame register verify, met de openbare sleutel van de kliniek.',
  },
} as const satisfies Record<TrainingLanguage, unknown>;

/** What the header of a signed text says it is; texts of other kinds are signed with the same key. */
const trainingText = 'ketame-training';

/**
 * What the text on a certificate says, when the clinic's key signed it; no server or database is needed. An incident
 * since then, the clinic alone knows.
 * @param publicKey JWK of the clinic (Ed25519)
 * @returns null when the key did not sign this text, or it is no certificate
 */
export function readCertificate(text: string, publicKey: JsonWebKey): SignedTraining | null {
  const payload = readSigned(trainingText, text, publicKey);
  return payload === null ? null : signedTrainingSchema.parse(payload);
}

/**
 * The certificate of one person, A4: what is valid now, until when, and just that signed, in letters and as a QR code.
 * The same content gives the same file.
 * @param at ISO 8601 instant
 * @param privateKey PEM of the clinic (Ed25519)
 * @throws Problem 404 when nothing is valid
 */
export async function certificate(
  trainee: FoundTrainee,
  clinic: { readonly name: string; readonly timeZone: string },
  language: TrainingLanguage,
  at: string,
  privateKey: string,
): Promise<Buffer> {
  const { modules } = personOf(trainee, at, clinic.timeZone);
  const valid = modules.flatMap(({ module, state, until }) =>
    state === 'valid' && until !== null ? [{ module, until }] : [],
  );
  const issuedAt = trainee.passed.at(-1)?.at;
  if (valid.length === 0 || issuedAt === undefined) throw notFound('valid training');
  const content: SignedTraining = {
    clinic: clinic.name,
    audience: trainee.audience,
    name: trainee.name,
    issuedAt,
    modules: valid.map(({ module, until }) => ({
      module,
      until,
      version: trainingModuleOf(module).version,
    })),
  };
  const signed = signText(trainingText, content, privateKey);
  const code = await bwip.toBuffer({ bcid: 'qrcode', text: signed, scale: 3 });
  const text = words[language];
  const titleOf = (module: (typeof modules)[number]['module']) => trainingModuleOf(module).title[language];
  const long = new Intl.DateTimeFormat(text.locale, { dateStyle: 'long', timeZone: 'UTC' });
  const missing = modules.filter(({ state }) => state !== 'valid').map(({ module }) => titleOf(module));
  return writePdf({ title: text.title, at: issuedAt, size: 'A4', margin: 54 }, (document) => {
    document.font('Helvetica').fontSize(11).text(clinic.name).moveDown();
    document.font('Helvetica-Bold').fontSize(22).text(text.title).moveDown();
    document.fontSize(16).text(trainee.name).moveDown(0.5);
    document.font('Helvetica').fontSize(11).text(text.of).moveDown();
    for (const { module, until } of valid) {
      document.text(`${titleOf(module)}: ${text.until} ${long.format(Date.parse(until))}`).moveDown(0.3);
    }
    document.moveDown().text(missing.length === 0 ? text.all : `${text.notAll} ${missing.join('; ')}.`);
    document.moveDown().text(text.limits).moveDown(2);
    document.fontSize(8).text(text.signed).moveDown().image(code, { width: 200 });
    document.x = 54;
    document.moveDown().font('Courier').fontSize(7).text(signed);
  });
}
