import { bearings } from '@ketame/care';
import { describe, expect, test } from 'vitest';
import { understandBundle } from '../../src/records/fhir/bundle.ts';
import { readRecordFile } from '../../src/records/reading.ts';
import { pieces, syntheaBytes, syntheaFiles, syntheaIsHere } from './bundles.ts';

/**
 * Who has what, read by eye from the words of the bundles' conditions and orders. Synthea's patients have no heart
 * rate, allergies or GGT, and liver values in two alone.
 */
const holders: Readonly<Record<string, readonly string[]>> = {
  'opioid active': ['Eliseo', 'Gilberto'],
  'opioid past': ['Bradly', 'Dirk', 'Jacki', 'Jessi'],
  'benzodiazepine active': ['Adalberto'],
  'nmda-antagonist active': ['Adalberto'],
  'enzyme-clopidogrel active': ['Adalberto'],
  'enzyme-other-inducer active': ['Dirk'],
  'seizure active': ['Adalberto', 'Dirk'],
  'hypertension active': ['Adalberto', 'Dirk', 'Eliseo', 'Emery', 'Isaiah', 'Josue'],
  'heart active': ['Adalberto', 'Josue'],
  'stroke active': ['Josue'],
  'breathing active': ['Josue'],
  'kidney active': ['Dirk', 'Isaiah', 'Josue'],
  'overdose active': ['Barrett', 'Blaine', 'Cary', 'Danae', 'Eliseo'],
  'substance-use active': ['Gilberto'],
  'dementia active': ['Adalberto', 'Gilberto'],
  'intracranial-pressure active': ['Gilberto'],
  'trauma-dissociation past': ['Eliseo'],
  'bladder past': ['Isaiah'],
  'pain-spinal-cord active': ['Cary'],
  'pain-neuropathic active': ['Danae', 'Dirk', 'Emery', 'Josue', 'Leonor'],
  'pain-migraine active': ['Blaine', 'Bradly', 'Cary', 'Danae', 'Eliseo'],
  'pain-chronic active': ['Blaine', 'Bradly', 'Cary', 'Danae', 'Eliseo', 'Jacki', 'Jessi', 'Juan'],
  'pregnancy-possible active': ['Jessi'],
  'liver-values-without-range active': ['Josue', 'Juan'],
  // From the numbers: the last blood pressure, the last eGFR.
  'blood-pressure-high active': ['Adalberto', 'Dirk', 'Eliseo', 'Emery', 'Isaiah', 'Josue'],
  'kidney-function active': ['Isaiah'],
};

describe.skipIf(!syntheaIsHere)('issue 2, section 3: the 16 bundles of Synthea', async () => {
  const today = '2026-11-20';
  const laboratoryProfile = { name: '', ranges: [] };
  const records = await Promise.all(
    syntheaFiles.map(
      async (name) =>
        understandBundle((await readRecordFile(pieces(syntheaBytes(name)))).content, today).record,
    ),
  );

  test('what bears on ketamine is what a reader finds in them, no more and no less', () => {
    const found: Record<string, string[]> = {};
    for (const { identity, entries } of records) {
      for (const { rule, state } of bearings({
        identity,
        entries,
        pregnancy: 'unknown',
        laboratoryProfile,
        today,
      })) {
        const key = `${rule} ${state}`;
        found[key] = [...(found[key] ?? []), identity.givenName];
      }
    }
    expect(found).toEqual(holders);
  });

  test('the latest measures are read, and what is left out is told of every resource', () => {
    for (const { identity, entries } of records) {
      const measures = new Set(entries.flatMap((one) => (one.kind === 'observation' ? [one.measure] : [])));
      expect([...measures], identity.givenName).toEqual(
        expect.arrayContaining(['weight', 'height', 'systolic', 'diastolic']),
      );
    }
    const gilberto = records.find((one) => one.identity.givenName === 'Gilberto');
    expect(gilberto?.leftOut.find((one) => one.resourceType === 'Patient')?.reason).toContain('died');
    expect(gilberto?.leftOut.find((one) => one.resourceType === 'Claim')).toMatchObject({
      count: 26,
      reason: 'not read',
    });
  });
});
