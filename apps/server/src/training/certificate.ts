import { createHash } from 'node:crypto';
import { type TrainingLanguage, trainingModuleOf } from '@ketame/care';
import { canonicalJson } from '../audit/index.ts';
import { notFound } from '../http/problem.ts';
import { writePdf } from '../register/print/document.ts';
import { personOf } from './people.ts';
import type { FoundTrainee } from './trainees.ts';

const words = {
  en: {
    title: 'Certificate of training',
    of: 'has passed these modules of the training for ketamine at home:',
    until: 'valid until',
    all: 'Every module is valid.',
    notAll: 'Modules that this person also needs are missing or have run out:',
    limits: 'An incident can end the validity sooner. The clinic knows how it stands today.',
    hash: 'SHA-256 of the content. The clinic prints the same certificate with the same number:',
  },
  nl: {
    title: 'Certificaat van de training',
    of: 'heeft deze onderdelen van de training voor ketamine thuis gehaald:',
    until: 'geldig tot en met',
    all: 'Alle onderdelen zijn geldig.',
    notAll: 'Onderdelen die deze persoon ook nodig heeft, ontbreken of zijn verlopen:',
    limits:
      'Een incident kan de geldigheid eerder beëindigen. De kliniek weet hoe het er vandaag voor staat.',
    hash: 'SHA-256 van de inhoud. De kliniek drukt hetzelfde certificaat af met hetzelfde getal:',
  },
} as const satisfies Record<TrainingLanguage, unknown>;

/**
 * The certificate of one person, A4: what is valid now, until when, and the hash of just that. The same content gives
 * the same file.
 * @param at ISO 8601 instant
 * @throws Problem 404 when nothing is valid
 */
export async function certificate(
  trainee: FoundTrainee,
  clinic: { readonly name: string; readonly timeZone: string },
  language: TrainingLanguage,
  at: string,
): Promise<Buffer> {
  const { modules } = personOf(trainee, at, clinic.timeZone);
  const valid = modules.filter(({ state }) => state === 'valid');
  const issuedAt = trainee.passed.at(-1)?.at;
  if (valid.length === 0 || issuedAt === undefined) throw notFound('valid training');
  const content = {
    clinic: clinic.name,
    audience: trainee.audience,
    name: trainee.name,
    patientId: trainee.patientId,
    accountId: trainee.accountId,
    modules: valid.map(({ module, until }) => ({ module, until, version: trainingModuleOf(module).version })),
  };
  const hash = createHash('sha256').update(canonicalJson(content)).digest('hex');
  const text = words[language];
  const titleOf = (module: (typeof modules)[number]['module']) => trainingModuleOf(module).title[language];
  const missing = modules.filter(({ state }) => state !== 'valid').map(({ module }) => titleOf(module));
  return writePdf({ title: text.title, at: issuedAt, size: 'A4', margin: 54 }, (document) => {
    document.font('Helvetica').fontSize(11).text(clinic.name).moveDown();
    document.font('Helvetica-Bold').fontSize(22).text(text.title).moveDown();
    document.fontSize(16).text(trainee.name).moveDown(0.5);
    document.font('Helvetica').fontSize(11).text(text.of).moveDown();
    for (const { module, until } of valid) {
      document.text(`${titleOf(module)}: ${text.until} ${until}`).moveDown(0.3);
    }
    document.moveDown().text(missing.length === 0 ? text.all : `${text.notAll} ${missing.join('; ')}.`);
    document.moveDown().text(text.limits).moveDown(2);
    document.fontSize(8).text(text.hash).font('Courier').text(hash);
  });
}
