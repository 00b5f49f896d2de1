import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type DataRecord, simulateRecords } from '../../src/index.ts';
import { relativeDifference } from '../models.ts';
import { model } from './model.ts';

const reference = new URL('../../../../../shared/reference/nmtest_nonmem743.csv', import.meta.url);

/** NONMEM's own values for these are not physical: the lag is longer than the dosing interval. */
const NOT_PHYSICAL = [409, 410, 411, 415, 509, 510, 610, 709, 809, 825, 909, 1009];

function readReference(): Map<number, { cp: number; record: DataRecord }[]> {
  const [header = '', ...lines] = readFileSync(reference, 'utf8').trim().split('\n');
  const names = header.split(',');
  const individuals = new Map<number, { cp: number; record: DataRecord }[]>();
  for (const line of lines) {
    const cells = line.split(',').map(Number);
    const of = (name: string) => cells[names.indexOf(name)]!;
    const record: DataRecord = {
      time: of('time'),
      evid: of('evid') as DataRecord['evid'],
      cmt: String(of('cmt')),
      amt: of('amt'),
      rate: of('rate'),
      ii: of('ii'),
      addl: of('addl'),
      ss: of('ss') as DataRecord['ss'],
      parameters: { F2: of('bioav'), LAG2: of('lagt'), R2: of('rat2'), D2: of('dur2') },
    };
    const id = of('id');
    individuals.set(id, [...(individuals.get(id) ?? []), { cp: of('cp'), record }]);
  }
  return individuals;
}

describe.skipIf(!existsSync(reference))(
  "NONMEM 7.4.3's own answers (nlmixr2data nmtest; skipped where the file is absent)",
  () => {
    const individuals = existsSync(reference) ? readReference() : new Map();
    const valid = [...individuals.keys()].filter((id) => !NOT_PHYSICAL.includes(id));

    it('are 42 individuals', () => {
      expect(valid).toHaveLength(42);
    });

    it.each(valid)('individual %i to 1e-4 relative where cp > 0.5', (id) => {
      const rows = individuals.get(id)!;
      const { cp } = simulateRecords(
        model,
        rows.map(({ record }: { record: DataRecord }) => record),
        ['cp'],
      );
      rows.forEach(({ cp: wanted, record }: { cp: number; record: DataRecord }, index: number) => {
        const found = cp![index]!;
        if (wanted > 0.5) expect(relativeDifference(found, wanted), `at ${record.time} h`).toBeLessThan(1e-4);
        else expect(found, `at ${record.time} h`).toBeLessThan(0.6);
      });
    });

    it.each(valid)('individual %i by adaptive steps: the exact course to 1e-8 of its peak', (id) => {
      const records = individuals.get(id)!.map(({ record }: { record: DataRecord }) => record);
      const exact = simulateRecords(model, records, ['cp']).cp!;
      const adaptive = simulateRecords(model, records, ['cp'], { solver: { method: 'switching' } }).cp!;
      const peak = exact.reduce((most, each) => Math.max(most, each), 0);
      exact.forEach((value, index) => {
        expect(Math.abs(adaptive[index]! - value), `at ${records[index].time} h`).toBeLessThan(1e-8 * peak);
      });
    });

    it.each(NOT_PHYSICAL)('individual %i, where NONMEM is not physical: never negative', (id) => {
      const rows = individuals.get(id)!;
      const { cp } = simulateRecords(
        model,
        rows.map(({ record }: { record: DataRecord }) => record),
        ['cp'],
      );
      expect(cp!.every((value) => value >= 0)).toBe(true);
    });
  },
);
