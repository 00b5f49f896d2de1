import { latestMeasure } from '@ketame/care';
import type { LeftOut, RecordEntry, UnderstoodRecord } from '@ketame/contract';
import { understoodRecordSchema } from '@ketame/contract';
import { describe, expect, test } from 'vitest';
import { keptPerMeasure, understandBundle } from '../../src/records/fhir/bundle.ts';
import { measureDefinitions } from '../../src/records/fhir/measure.ts';
import {
  allergy,
  bundle,
  condition,
  fullRecord,
  loinc,
  observation,
  patient,
  quantity,
  request,
  snomed,
} from './bundles.ts';

const today = '2026-11-20';
const understood = (...resources: Record<string, unknown>[]): UnderstoodRecord =>
  understandBundle(bundle(patient(), ...resources), today).record;
const only = (...resources: Record<string, unknown>[]): RecordEntry => {
  const [entry, ...others] = understood(...resources).entries;
  if (entry === undefined || others.length > 0) throw new Error(`${others.length + (entry ? 1 : 0)} entries`);
  return entry;
};
/** The one thing left out. */
const leftOut = (...resources: Record<string, unknown>[]): LeftOut => {
  const record = understood(...resources);
  expect(record.entries).toEqual([]);
  expect(record.leftOut).toHaveLength(1);
  return record.leftOut[0] as LeftOut;
};

test('issue 2, section 3: patient, conditions, medication, allergies and measures are understood', () => {
  const { record } = understandBundle(fullRecord, today);
  expect(() => understoodRecordSchema.parse(record)).not.toThrow();
  expect(record.identity).toEqual({
    familyName: 'Testperson',
    givenName: 'Anna Maria',
    birthDate: '1980-05-17',
    sex: 'female',
  });
  expect(record.source).toEqual({ system: 'https://example.org/mrn', id: 'T-1' });
  expect(record.leftOut).toEqual([]);
  expect(
    record.entries.map((one) =>
      one.kind === 'observation' ? `${one.measure} ${one.value} ${one.unit}` : `${one.kind} ${one.text}`,
    ),
  ).toEqual([
    'condition Complex regional pain syndrome',
    'medication Clarithromycin 500 mg',
    'allergy Ketamine',
    'allergy No known food allergy',
    `weight ${150 * 0.45359237} kg`,
    'heartRate 71 /min',
    'ALT 130 U/L',
    'GGT 88 U/L',
    'systolic 151 mm[Hg]',
    'diastolic 88 mm[Hg]',
  ]);
  expect(record.entries[0]).toMatchObject({
    sourceId: 'https://example.org/mrn Condition/c1',
    onset: '2019-03-01',
    status: 'active',
  });
  expect(record.entries[2]).toMatchObject({ reaction: 'urticaria' });
  expect(record.entries[6]).toMatchObject({ range: { low: 7, high: 35, text: null } });
  expect(record.entries[7]).toMatchObject({ range: null });
});

describe('issue 2, section 3: what is not taken is listed with the reason', () => {
  const code = snomed('84757009', 'Epilepsy');
  test.each([
    [
      'entered in error',
      condition('x', code, { verificationStatus: { coding: [{ code: 'entered-in-error' }] } }),
      /entered in error/,
    ],
    ['refuted', condition('x', code, { verificationStatus: { coding: [{ code: 'refuted' }] } }), /refuted/],
    [
      'a refuted allergy',
      allergy('x', 'Penicillin', { verificationStatus: { coding: [{ code: 'refuted' }] } }),
      /refuted/,
    ],
    ['of someone else', condition('x', code, { subject: { reference: 'Patient/p2' } }), /someone else/],
    ['of nobody named', condition('x', code, { subject: undefined }), /whose/],
    ['cancelled', request('x', 'Morphine', { status: 'cancelled' }), /cancelled/],
    ['a draft', request('x', 'Morphine', { status: 'draft' }), /draft/],
    ['a proposal', request('x', 'Morphine', { intent: 'proposal' }), /proposed/],
    ['an order not to give', request('x', 'Morphine', { doNotPerform: true }), /not to give/],
    ['without a name', request('x', ''), /neither by code nor in words/],
    [
      'of a drug that is elsewhere',
      request('x', '', {
        medicationCodeableConcept: undefined,
        medicationReference: { reference: 'Medication/9' },
      }),
      /neither by code nor in words/,
    ],
    ['no value', observation('x', '1742-6', 0, '', { valueQuantity: undefined }), /no value/],
    ['an unknown unit', observation('x', '1742-6', 30, 'mmol/L'), /unit "mmol\/L" is not known/],
    ['no unit', observation('x', '29463-7', 70, '', { valueQuantity: { value: 70 } }), /no unit/],
    [
      'not exact',
      observation('x', '33914-3', 0, '', {
        valueQuantity: { ...quantity(90, 'mL/min/{1.73_m2}'), comparator: '>' },
      }),
      /not an exact value/,
    ],
    ['impossible', observation('x', '29463-7', 7000, 'kg'), /outside what is possible \(0.2 to 700 kg\)/],
    ['negative', observation('x', '1742-6', -3, 'U/L'), /outside what is possible/],
    ['preliminary', observation('x', '1742-6', 30, 'U/L', { status: 'preliminary' }), /not a final result/],
    ['no date', observation('x', '1742-6', 30, 'U/L', { effectiveDateTime: undefined }), /no date/],
    ['in the future', observation('x', '1742-6', 30, 'U/L', { effectiveDateTime: '2030-01-01' }), /future/],
    ['not among the measures', observation('x', '2947-0', 140, 'mmol/L'), /not among the measures/],
    ['a kind that is not read', { resourceType: 'Claim', id: 'x' }, /not read/],
    ['not in the shape of R4', condition('x', code, { onsetDateTime: 'yesterday' }), /onsetDateTime/],
  ])('%s', (_, resource, reason) => {
    expect(leftOut(resource)).toMatchObject({ count: 1, reason: expect.stringMatching(reason) });
  });

  test('alike ones are counted together, with examples', () => {
    const record = understood(
      ...['a', 'b', 'c', 'd', 'e'].map((id) =>
        observation(id, '2947-0', 140, 'mmol/L', { code: { ...loinc('2947-0'), text: `Sodium ${id}` } }),
      ),
    );
    expect(record.leftOut).toEqual([
      {
        resourceType: 'Observation',
        count: 5,
        reason: 'not among the measures that are read',
        examples: ['Sodium a', 'Sodium b', 'Sodium c'],
      },
    ]);
  });

  test('every resource is either taken or listed', () => {
    const { record } = understandBundle(
      bundle(
        patient({ deceasedDateTime: '2026-01-01' }),
        condition('c', code),
        { resourceType: 'Goal' },
        observation('o', '8480-6', 1, 'mm[Hg]'),
      ),
      today,
    );
    expect(record.entries).toHaveLength(1);
    expect(record.leftOut.map((one) => [one.resourceType, one.count])).toEqual([
      ['Goal', 1],
      ['Observation', 1],
      ['Patient', 1],
    ]);
    expect(record.leftOut[2]).toMatchObject({
      reason: expect.stringContaining('died'),
      examples: ['2026-01-01'],
    });
  });
});

describe('statuses', () => {
  const code = snomed('84757009', 'Epilepsy');
  const clinical = (status: string) => ({ clinicalStatus: { coding: [{ code: status }] } });
  test.each([
    ['active', condition('x', code)],
    ['active', condition('x', code, clinical('recurrence'))],
    ['inactive', condition('x', code, clinical('resolved'))],
    ['inactive', condition('x', code, clinical('remission'))],
    ['inactive', condition('x', code, { clinicalStatus: undefined, abatementDateTime: '2020' })],
    ['unknown', condition('x', code, { clinicalStatus: undefined })],
    ['unknown', condition('x', code, { verificationStatus: { coding: [{ code: 'differential' }] } })],
    ['inactive', request('x', 'Morphine', { status: 'stopped' })],
    ['unknown', request('x', 'Morphine', { status: 'on-hold' })],
    ['inactive', allergy('x', 'Penicillin', clinical('resolved'))],
    ['unknown', allergy('x', 'Penicillin', { verificationStatus: { coding: [{ code: 'unconfirmed' }] } })],
  ])('%s', (status, resource) => expect(only(resource)).toMatchObject({ status }));
});

describe('medication', () => {
  const drug = {
    resourceType: 'Medication',
    id: 'd',
    code: { coding: [{ system: 'http://www.whocc.no/atc', code: 'N02AA01', display: 'morphine' }] },
  };
  const byReference = (reference: string, more = {}) =>
    request('x', '', { medicationCodeableConcept: undefined, medicationReference: { reference }, ...more });

  test('a drug that is contained, or elsewhere in the bundle', () => {
    expect(only(byReference('#d', { contained: [drug] }))).toMatchObject({
      text: 'morphine',
      codings: [{ code: 'N02AA01' }],
    });
    expect(only(byReference('Medication/d'), drug)).toMatchObject({
      text: 'morphine',
      codings: [{ code: 'N02AA01' }],
    });
  });

  test('a statement, with its period and dosage; one of a drug that is not taken is left out', () => {
    const statement = {
      resourceType: 'MedicationStatement',
      id: 's',
      subject: { reference: 'Patient/p1' },
      status: 'completed',
      medicationCodeableConcept: { text: 'Pregabalin' },
      effectivePeriod: { start: '2024-01', end: '2025-02-03' },
      dosage: [{ text: '75 mg twice a day' }],
    };
    expect(only(statement)).toMatchObject({
      status: 'inactive',
      started: '2024-01',
      ended: '2025-02-03',
      dosage: '75 mg twice a day',
    });
    expect(leftOut({ ...statement, status: 'not-taken' }).reason).toContain('does not take');
  });
});

describe('units are converted in one place, exactly, or left as they are', () => {
  // Factors from NIST SP 811 (2008), appendix B: pound, inch, kilopascal by the conventional millimetre of mercury.
  test.each([
    ['29463-7', 10, '[lb_av]', 4.5359237, 'kg'],
    ['29463-7', 3500, 'g', 3.5, 'kg'],
    ['8302-2', 70, '[in_i]', 177.8, 'cm'],
    ['8302-2', 1.8, 'm', 180, 'cm'],
    ['8480-6', 16, 'kPa', 120.00986, 'mm[Hg]'],
    ['8867-4', 60, '{beats}/min', 60, '/min'],
    ['1742-6', 1, 'ukat/L', 60, 'U/L'],
    ['14682-9', 80, 'umol/L', 80, 'umol/L'],
    ['2160-0', 0.9, 'mg/dL', 0.9, 'mg/dL'],
    ['33914-3', 70, 'mL/min', 70, 'mL/min'],
  ])('%s: %d %s', (code, value, unit, expected, kept) => {
    const entry = only(observation('x', code, value, unit));
    if (entry.kind !== 'observation') throw new Error('no observation');
    expect(entry.value).toBeCloseTo(expected, 4);
    expect(entry.unit).toBe(kept);
  });

  test('a unit in words counts where no UCUM code is given, and not against one', () => {
    expect(
      only(observation('x', '29463-7', 0, '', { valueQuantity: { value: 154, unit: 'lbs' } })),
    ).toMatchObject({ unit: 'kg' });
    expect(
      leftOut(
        observation('x', '29463-7', 0, '', { valueQuantity: { ...quantity(154, 'stone'), unit: 'kg' } }),
      ).reason,
    ).toContain('"stone"');
  });

  test('every kept unit has possible bounds, and no unit is inherited from Object', () => {
    for (const [measure, { units, possible }] of Object.entries(measureDefinitions)) {
      for (const { kept } of Object.values(units)) expect(possible[kept], `${measure} ${kept}`).toBeDefined();
    }
    expect(leftOut(observation('x', '1742-6', 30, 'constructor')).reason).toContain('not known');
  });
});

describe('reference ranges come from the result alone, never assumed', () => {
  const range = (...ranges: object[]) => {
    const entry = only(observation('x', '1742-6', 30, 'U/L', { referenceRange: ranges }));
    return entry.kind === 'observation' ? entry.range : undefined;
  };
  test.each([
    ['none', [], null],
    ['one', [{ low: quantity(5, 'U/L'), high: quantity(40, 'U/L') }], { low: 5, high: 40, text: null }],
    [
      'in another unit that is known',
      [{ high: quantity(0.7, 'ukat/L') }],
      { low: null, high: 42, text: null },
    ],
    [
      'a bound without a unit',
      [{ high: { value: 40 }, text: '< 40' }],
      { low: null, high: null, text: '< 40' },
    ],
    [
      'several, none chosen',
      [
        { high: quantity(40, 'U/L'), text: 'adults' },
        { high: quantity(60, 'U/L'), text: 'elderly' },
      ],
      { low: null, high: null, text: 'adults; elderly' },
    ],
    [
      'a therapeutic range is no normal one',
      [{ type: { coding: [{ code: 'therapeutic' }] }, high: quantity(40, 'U/L') }],
      null,
    ],
  ])('%s', (_, ranges, expected) => {
    const read = range(...ranges);
    expect(read && { ...read, high: read.high === null ? null : Math.round(read.high * 1e9) / 1e9 }).toEqual(
      expected,
    );
  });
});

describe('ids, versions and history', () => {
  test(`the ${keptPerMeasure} newest values of a measure are kept, older ones listed`, () => {
    const values = Array.from({ length: 25 }, (_, month) =>
      observation(`w${month}`, '29463-7', 60 + month, 'kg', { effectiveDateTime: `${2000 + month}-01-01` }),
    );
    const record = understood(...values);
    expect(record.entries).toHaveLength(keptPerMeasure);
    expect(record.leftOut).toMatchObject([{ count: 5, reason: expect.stringContaining('older') }]);
    expect(latestMeasure(record.entries, 'weight', 'female', { name: '', ranges: [] })?.value).toBe(84);
  });

  test('of two versions of one resource the newer is taken, also when it takes the older back', () => {
    const code = snomed('84757009', 'Epilepsy');
    const old = condition('x', code, { meta: { lastUpdated: '2020-01-01T00:00:00Z' } });
    const now = condition('x', code, {
      meta: { lastUpdated: '2021-01-01T00:00:00Z' },
      clinicalStatus: { coding: [{ code: 'resolved' }] },
    });
    expect(only(old, now)).toMatchObject({ status: 'inactive' });
    const back = { ...now, verificationStatus: { coding: [{ code: 'entered-in-error' }] } };
    const { record, withdrawn } = understandBundle(bundle(patient(), old, back), today);
    expect(record.entries).toEqual([]);
    expect(withdrawn).toEqual(['https://example.org/mrn Condition/x']);
  });

  test('an entry without an id keeps its source id when its status changes, and differs from another', () => {
    const epilepsy = (more = {}) =>
      condition('x', snomed('84757009', 'Epilepsy'), { id: undefined, ...more });
    const first = only(epilepsy());
    expect(only(epilepsy({ clinicalStatus: { coding: [{ code: 'resolved' }] } })).sourceId).toBe(
      first.sourceId,
    );
    expect(only(epilepsy({ onsetDateTime: '2021' })).sourceId).not.toBe(first.sourceId);
  });

  test('the patient is named by address, by urn, by identifier, by version or by search', () => {
    const code = snomed('84757009', 'Epilepsy');
    for (const reference of [
      'Patient/p1',
      'urn:uuid:p1',
      'https://a.example.org/fhir/Patient/p1',
      'Patient/p1/_history/3',
      'Patient?identifier=https://example.org/mrn|T-1',
    ]) {
      expect(only(condition('x', code, { subject: { reference } })).text).toBe('Epilepsy');
    }
    expect(
      only(
        condition('x', code, {
          subject: { identifier: { system: 'https://example.org/mrn', value: 'T-1' } },
        }),
      ).text,
    ).toBe('Epilepsy');
    expect(
      leftOut(condition('x', code, { subject: { identifier: { system: 'other', value: 'T-1' } } })).reason,
    ).toContain('someone else');
  });

  test('numbers of the state are no source id; the medical record number comes first', () => {
    const typed = (code: string, system: string) => ({ type: { coding: [{ code }] }, system, value: '1' });
    const source = (...identifier: object[]) =>
      understandBundle(bundle(patient({ identifier })), today).record.source;
    expect(source(typed('SS', 'ssn'), { system: 'any', value: '7' }, typed('MR', 'hospital'))).toEqual({
      system: 'hospital',
      id: '1',
    });
    expect(source(typed('SS', 'ssn'))).toEqual({ system: 'FHIR Patient.id', id: 'p1' });
  });

  test('one page of a search says so', () => {
    const page = { ...bundle(patient()), link: [{ relation: 'next', url: 'x' }] };
    expect(understandBundle(page, today).record.leftOut).toMatchObject([
      { resourceType: 'Bundle', reason: expect.stringContaining('one page') },
    ]);
  });
});
