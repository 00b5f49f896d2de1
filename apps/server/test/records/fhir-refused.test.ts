import { type UnderstoodRecord, understoodRecordSchema } from '@ketame/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { understandBundle } from '../../src/records/fhir/bundle.ts';
import { RecordRefused } from '../../src/records/refusal.ts';
import { bundle, condition, fullRecord, patient, request, snomed } from './bundles.ts';

const today = '2026-11-20';

describe('issue 2, section 3: a file that is no R4 record of one patient is refused, saying why', () => {
  const code = snomed('84757009', 'Epilepsy');
  test.each([
    ['no bundle', patient(), 'not-a-bundle', /a Patient/],
    ['a list', [], 'not-a-bundle', /something else/],
    ['a number', 7, 'not-a-bundle', /something else/],
    ['null', null, 'not-a-bundle', /something else/],
    ['entries that are no list', { resourceType: 'Bundle', entry: {} }, 'not-a-bundle', /entry/],
    ['no patient', bundle(condition('x', code)), 'no-patient', /no Patient/],
    ['two patients', bundle(patient(), patient({ id: 'p2' })), 'several-patients', /2 patients/],
    [
      'DSTU2 by a name',
      bundle(patient({ name: [{ family: ['Testperson'], given: ['Anna'] }] })),
      'wrong-version',
      /DSTU2.*Patient.name/,
    ],
    ['DSTU2 by a kind', bundle(patient(), { resourceType: 'MedicationOrder' }), 'wrong-version', /DSTU2/],
    [
      'STU3 by a status',
      bundle(patient(), condition('x', code, { clinicalStatus: 'active' })),
      'wrong-version',
      /STU3.*Condition.clinicalStatus/,
    ],
    [
      'STU3 by a profile',
      bundle(patient({ meta: { profile: ['http://hl7.org/fhir/3.0/StructureDefinition/Patient'] } })),
      'wrong-version',
      /STU3.*meta.profile/,
    ],
    [
      'R5 by a medication',
      bundle(
        patient(),
        request('x', '', {
          medicationCodeableConcept: undefined,
          medication: { concept: { text: 'Morphine' } },
        }),
      ),
      'wrong-version',
      /R5.*MedicationRequest.medication/,
    ],
    ['R5 by its word', { ...bundle(patient()), fhirVersion: '5.0.0' }, 'wrong-version', /5.0.0/],
    ['no birth date', bundle(patient({ birthDate: undefined })), 'identity-incomplete', /birth date/],
    [
      'a birth year alone',
      bundle(patient({ birthDate: '1980' })),
      'identity-incomplete',
      /year, month and day/,
    ],
    [
      'a maiden name alone',
      bundle(patient({ name: [{ use: 'maiden', family: 'X', given: ['Y'] }] })),
      'identity-incomplete',
      /family name/,
    ],
    ['gender unknown', bundle(patient({ gender: 'unknown' })), 'identity-incomplete', /gender/],
    [
      'no id at all',
      bundle(patient({ id: undefined, identifier: undefined })),
      'identity-incomplete',
      /identifier/,
    ],
  ])('%s', (_, content, refusal, message) => {
    expect(() => understandBundle(content, today)).toThrow(
      expect.objectContaining({ code: refusal, message: expect.stringMatching(message) }),
    );
  });

  test('R4B (4.3) is read like R4', () => {
    expect(understandBundle({ ...bundle(patient()), fhirVersion: '4.3.0' }, today).record.entries).toEqual(
      [],
    );
  });
});

describe('properties', () => {
  const resources = fullRecord.entry as { resource: Record<string, unknown> }[];

  test('the order of a bundle’s entries does not matter', () => {
    const bySource = (record: UnderstoodRecord) =>
      [...record.entries].sort((a, b) => (a.sourceId < b.sourceId ? -1 : 1));
    const expected = bySource(understandBundle(fullRecord, today).record);
    fc.assert(
      fc.property(fc.shuffledSubarray(resources, { minLength: resources.length }), (entry) => {
        expect(bySource(understandBundle({ ...fullRecord, entry }, today).record)).toEqual(expected);
      }),
    );
  });

  test('whatever stands anywhere in the file, it is understood, left out or refused, and never an accident', () => {
    const paths = leaves(fullRecord);
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
        try {
          const { record } = understandBundle(replaced(fullRecord, path, value), today);
          expect(() => understoodRecordSchema.parse(record)).not.toThrow();
        } catch (error) {
          if (!(error instanceof RecordRefused)) throw error;
        }
      }),
      { numRuns: 1000 },
    );
  });

  /** The path of every value within, objects and lists too. */
  function leaves(value: unknown, path: readonly string[] = []): (readonly string[])[] {
    if (typeof value !== 'object' || value === null) return [path];
    return [path, ...Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]))];
  }

  function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
    if (key === undefined) return by;
    const inner = (value as Record<string, unknown>)[key];
    if (Array.isArray(value))
      return value.map((one, index) => (String(index) === key ? replaced(inner, rest, by) : one));
    return { ...(value as object), [key]: replaced(inner, rest, by) };
  }
});
