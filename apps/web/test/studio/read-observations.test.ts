import { describe, expect, test } from 'vitest';
import { linesOfObservations, readObservations } from '../../src/studio/fit/read-observations.ts';

const observation = (changes: object = {}) => ({
  ...{ resourceType: 'Observation', status: 'final' },
  code: { coding: [{ system: 'urn:example:laboratory', code: 'KET', display: 'Ketamine' }] },
  effectiveDateTime: '2026-10-05T11:30:00+02:00',
  valueQuantity: { value: 134, unit: 'ng/mL', system: 'http://unitsofmeasure.org', code: 'ng/mL' },
  ...changes,
});
const bundle = (...resources: object[]) =>
  JSON.stringify({ resourceType: 'Bundle', entry: resources.map((resource) => ({ resource })) });
/** 9 o'clock of the same day in the same zone. */
const startedAt = '2026-10-05T07:00:00.000Z';
const analyteOf = { 'KET Ketamine': 'S-ketamine', 'NKET Norketamine': 'S-norketamine' } as const;

function lines(...resources: object[]) {
  return linesOfObservations(readObservations(bundle(...resources)).values, analyteOf, 'venous', startedAt);
}

describe('concentrations from FHIR Observations (issue 7, On the screen)', () => {
  test('become the lines that a person types, in order of time, with units converted', () => {
    const norketamine = { code: { coding: [{ code: 'NKET', display: 'Norketamine' }] } };
    expect(
      lines(
        observation({
          effectiveDateTime: '2026-10-06T07:00:00Z',
          valueQuantity: { value: 0.01, comparator: '<', code: 'mg/L' },
        }),
        observation(),
        // 1 umol/L of 223.7 g/mol.
        observation({ ...norketamine, valueQuantity: { value: 1, unit: 'µmol/L' } }),
        observation({ ...norketamine, valueQuantity: { value: 500, code: 'nmol/L' } }),
      ),
    ).toBe(
      [
        '2.5, S-ketamine, venous, 134',
        '2.5, S-norketamine, venous, 223.7',
        '2.5, S-norketamine, venous, 111.85',
        '24, S-ketamine, venous, <10',
      ].join('\n'),
    );
  });

  test('one Observation may come alone; what is no result or was withdrawn is told', () => {
    expect(readObservations(JSON.stringify(observation())).values).toHaveLength(1);
    const { values, leftOut } = readObservations(
      bundle({ resourceType: 'Patient' }, observation({ status: 'entered-in-error' }), observation()),
    );
    expect(values).toHaveLength(1);
    expect(leftOut).toEqual(['entry[0].resource: a Patient', 'entry[1].resource: entered-in-error']);
  });

  test.each([
    ['no JSON', 'Ketamine 134', /^The text: it is no JSON/],
    ['another resource', JSON.stringify({ resourceType: 'Patient' }), /^Bundle\.resourceType: /],
    ['no value', bundle(observation({ valueQuantity: undefined })), /^entry\[0\]\.resource\.valueQuantity: /],
    ['a day without a time', bundle(observation({ effectiveDateTime: '2026-10-05' })), /effectiveDateTime: /],
    [
      'above a limit',
      bundle(observation({ valueQuantity: { value: 5000, comparator: '>', code: 'ng/mL' } })),
      /^entry\[0\]\.resource\.valueQuantity\.comparator: .*"<"/,
    ],
    ['nothing that is a result', bundle({ resourceType: 'Patient' }), /^The bundle: /],
  ])('%s is refused with its path', (_, text, message) => {
    expect(() => readObservations(text)).toThrow(message);
  });

  test('an unknown unit, or blood drawn before the regimen, is refused with its path', () => {
    expect(() => lines(observation(), observation({ valueQuantity: { value: 1, code: 'g/dL' } }))).toThrow(
      /^entry\[1\]\.resource\.valueQuantity\.code: found "g\/dL"; expected one of ng\/mL/,
    );
    expect(() => lines(observation({ effectiveDateTime: '2026-10-05T08:59:00+02:00' }))).toThrow(
      /^entry\[0\]\.resource\.effectiveDateTime: /,
    );
  });
});
