import { expect, test } from 'vitest';
import {
  measurementOf,
  optionValues,
  packagedOptions,
  type TreatmentOption,
  valueTree,
} from '../../src/index.ts';

const patient = { weightKg: 70, ageYears: 46, sex: 'female', diagnosis: 'CRPS-1' } as const;
const options = packagedOptions(patient);
const option = (id: string) => {
  const found = options.find((one) => one.id === id);
  if (!found) throw new Error(`no option ${id}`);
  return found;
};

test('100 h of S-ketamine carries the counts of Sigtermans 2009 and the chance of Dahan 2011 (issue 4)', () => {
  const { measurements } = option('sigtermans-2009');
  expect(measurements.psychotomimetic?.measurement).toEqual({ kind: 'counted', events: 28, n: 30 });
  expect(measurements.nausea?.measurement).toEqual({ kind: 'counted', events: 19, n: 30 });
  expect(measurements.liver?.measurement).toEqual({ kind: 'counted', events: 0, n: 50 });
  expect(measurements.burden?.measurement).toEqual({ kind: 'exact', value: 5 });
  const relief = measurements['relief-days']?.measurement;
  if (relief?.kind !== 'normal') throw new Error('a predicted mean was expected');
  // 39 days in a responder, of whom there are 67 ± 10 %; the days alone would give an error of 10 x 0.67 or more.
  expect(relief.mean).toBeCloseTo(0.67 * 39, 0);
  expect(relief.standardError).toBeGreaterThan(39 * 0.1);
});

test('what nobody measured is absent, never zero (issue 4)', () => {
  for (const id of ['schwartzman-2009', 'amr-2010', 'noppers-2011-fibromyalgia']) {
    expect(Object.keys(option(id).measurements)).not.toContain('psychotomimetic');
    expect(Object.keys(option(id).measurements)).not.toContain('liver');
    expect(Object.keys(option(id).measurements)).not.toContain('relief-days');
  }
  for (const one of options) expect(Object.keys(one.measurements)).not.toContain('pain-intensity');
});

test('the days of a repeated regimen are its days of treatment', () => {
  const days = (id: string) => option(id).measurements.burden?.measurement;
  expect(days('schwartzman-2009')).toEqual({ kind: 'exact', value: 10 });
  expect(days('amr-2010')).toEqual({ kind: 'exact', value: 7 });
  expect(days('noppers-2011-fibromyalgia')).toEqual({ kind: 'exact', value: 1 });
});

test('every packaged measurement lies on its scale and has a source', () => {
  for (const { id, name, measurements } of options) {
    const plain: TreatmentOption = {
      id,
      name,
      measurements: Object.fromEntries(
        Object.entries(measurements).map(([criterion, { measurement }]) => [criterion, measurement]),
      ),
    };
    for (const [criterion, { source }] of Object.entries(measurements)) {
      const found = valueTree.find((one) => one.id === criterion);
      if (!found) throw new Error(`${criterion} is no criterion`);
      expect(() => measurementOf(plain, found)).not.toThrow();
      expect(source).not.toBe('');
    }
  }
});

test('with the harm of one trial and equal weights no ketamine comes first; with relief alone ketamine does', () => {
  const tree = valueTree.filter(({ id }) => ['relief-days', 'psychotomimetic'].includes(id));
  const compared = [option('sigtermans-2009'), option('no-ketamine')].map(({ id, name, measurements }) => ({
    id,
    name,
    measurements: Object.fromEntries(
      Object.entries(measurements).map(([criterion, { measurement }]) => [criterion, measurement]),
    ),
  }));
  const totals = (relief: number) =>
    optionValues(tree, compared, { 'relief-days': relief, psychotomimetic: 1 - relief }).map(
      ({ total }) => total,
    );
  const [ketamine, none] = totals(0.5) as [number, number];
  // 0.5 x 26/84 + 0.5 x (1 - 28/30) against 0.5 x 0 + 0.5 x 1.
  expect(ketamine).toBeCloseTo(0.5 * ((0.67 * 39) / 84) + 0.5 * (2 / 30), 1);
  expect(none).toBe(0.5);
  const [alone, nothing] = totals(1) as [number, number];
  expect(alone).toBeGreaterThan(nothing);
});
