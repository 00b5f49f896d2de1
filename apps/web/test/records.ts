import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';

interface RecordOptions {
  /** The record's own number of the patient: the same number is the same patient. */
  readonly number: string;
  readonly family: string;
  readonly given?: string;
  readonly birthDate?: string;
  /** Body weight, kg. */
  readonly weightKg?: number;
}

/** A FHIR R4 bundle of a synthetic patient: CRPS, oxycodone, an allergy, weight and ALT, and a claim that is left out. */
export function fhirBundle({
  number,
  family,
  given = 'Test',
  birthDate = '1979-05-14',
  weightKg = 71,
}: RecordOptions): string {
  const subject = { reference: `urn:uuid:${number}` };
  const coded = (system: string, code: string, display: string) => ({
    coding: [{ system, code, display }],
    text: display,
  });
  const resources = [
    {
      resourceType: 'Patient',
      id: number,
      identifier: [{ system: 'urn:example:records', value: number }],
      name: [{ use: 'official', family, given: [given] }],
      birthDate,
      gender: 'female',
    },
    {
      resourceType: 'Condition',
      id: `${number}-c`,
      clinicalStatus: coded('http://terminology.hl7.org/CodeSystem/condition-clinical', 'active', 'Active'),
      code: coded('http://snomed.info/sct', '128200000', 'Complex regional pain syndrome'),
      onsetDateTime: '2024-02-01',
      subject,
    },
    {
      resourceType: 'MedicationRequest',
      id: `${number}-m`,
      status: 'active',
      intent: 'order',
      medicationCodeableConcept: coded(
        'http://www.nlm.nih.gov/research/umls/rxnorm',
        '1049621',
        'Oxycodone Hydrochloride 5 MG Oral Tablet',
      ),
      authoredOn: '2025-03-01',
      subject,
    },
    {
      resourceType: 'AllergyIntolerance',
      id: `${number}-a`,
      clinicalStatus: coded(
        'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical',
        'active',
        'Active',
      ),
      code: coded('http://snomed.info/sct', '91936005', 'Allergy to penicillin'),
      patient: subject,
    },
    {
      resourceType: 'Observation',
      id: `${number}-w`,
      status: 'final',
      code: coded('http://loinc.org', '29463-7', 'Body weight'),
      effectiveDateTime: '2026-01-10T09:00:00Z',
      valueQuantity: { value: weightKg, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
      subject,
    },
    {
      resourceType: 'Observation',
      id: `${number}-l`,
      status: 'final',
      code: coded('http://loinc.org', '1742-6', 'Alanine aminotransferase'),
      effectiveDateTime: '2026-01-10T09:00:00Z',
      valueQuantity: { value: 61, unit: 'U/L', system: 'http://unitsofmeasure.org', code: 'U/L' },
      referenceRange: [
        { high: { value: 40, unit: 'U/L', system: 'http://unitsofmeasure.org', code: 'U/L' } },
      ],
      subject,
    },
    { resourceType: 'Claim', id: `${number}-k`, status: 'active' },
  ];
  return JSON.stringify({
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({ fullUrl: `urn:uuid:${resource.id}`, resource })),
  });
}

/** A file for a file chooser. */
export const recordFile = (name: string, text: string) => ({
  name,
  mimeType: name.endsWith('.gz') ? 'application/gzip' : 'application/json',
  buffer: name.endsWith('.gz') ? gzipSync(text) : Buffer.from(text),
});

/** Drops a file somewhere on the page, as from a folder of the desktop: with a text, or of so many blanks. */
export async function dropFile(page: Page, name: string, content: string | number): Promise<void> {
  // The page takes a drop once it offers the button that does the same.
  await page.getByRole('button', { name: /^(Add from a record|Choose a file)$/ }).waitFor();
  const dataTransfer = await page.evaluateHandle(
    ([fileName, text]) => {
      const transfer = new DataTransfer();
      const parts = typeof text === 'number' ? new Uint8Array(text).fill(32) : text;
      transfer.items.add(new File([parts], fileName, { type: 'application/json' }));
      return transfer;
    },
    [name, content] as const,
  );
  await page.dispatchEvent('h1', 'dragover', { dataTransfer });
  await page.dispatchEvent('h1', 'drop', { dataTransfer });
}
