import { describe, expect, test } from 'vitest';
import {
  orderedDoses,
  predictCourse,
  type RegimenFront,
  type SearchRequest,
  searchRegimens,
} from '../../src/index.ts';
import { request } from './request.ts';

const byMouth: SearchRequest = {
  ...request,
  space: {
    ...request.space,
    durationsH: [4],
    doses: { routes: ['oral'], stepMg: 10, mostMgAtOnce: 300, perDay: [1, 3], mostDays: 42 },
  },
  weights: { ...request.weights, doseDay: 0.05, per100Mg: 0.05 },
};

function lastFront(changes: Partial<SearchRequest> = {}): RegimenFront {
  const search = searchRegimens({ ...byMouth, ...changes });
  if (search.refused !== null) throw new Error('refused');
  const last = [...search.fronts].at(-1);
  if (last === undefined) throw new Error('no front');
  return last;
}

/** The search as it stands, which several tests look at. */
const usualFront = lastFront();

const isByMouth = ({ regimen }: RegimenFront['proposals'][number]) =>
  regimen.steps.some(({ kind }) => kind === 'oral');

describe('the regimen search over routes (issue 7)', () => {
  test('the route is chosen inside what trials by that route gave: 50 mg at once on more than 7 days, 280 on 3 nights', () => {
    const found = usualFront.proposals.filter(isByMouth);
    expect(found.length).toBeGreaterThan(0);
    for (const { regimen, exposure, inside, extrapolates } of found) {
      expect(regimen.drug).toBe('racemic ketamine');
      expect(['jafarinia-2016', 'haines-1999', 'rabben-2001']).toContain(inside);
      // Jafarinia 2016: 150 mg a day for 6 weeks; Haines 1999: 100 mg once a day; Rabben 2001: 4 mg/kg on 3 nights.
      if (exposure.days > 7) expect(exposure.mostMgAtOnce).toBeLessThanOrEqual(50);
      if (exposure.days > 3) expect(exposure.mostMgIn24H).toBeLessThanOrEqual(150);
      expect(exposure.mostMgAtOnce).toBeLessThanOrEqual(280);
      expect(extrapolates.join()).toMatch(/studied by vein.*absorption of racemic ketamine by mouth/);
    }
  });

  test('days and dose are those of the studio’s prediction, and the peak never less', () => {
    // The long ones, in which doses come on top of many others.
    const found = usualFront.proposals.filter(isByMouth).slice(-2);
    expect(found).toHaveLength(2);
    for (const { regimen, days, peakNgPerMl, exposure } of found) {
      const prediction = predictCourse(regimen, request.patient, new Float64Array([0]));
      if (prediction.refused !== null) throw new Error('refused');
      const { summary } = prediction.answer;
      expect(Math.abs(days.typical - summary.daysAtLeast30.typical)).toBeLessThanOrEqual(0.25);
      expect(exposure.totalMg).toBeCloseTo(summary.totalMg, 6);
      expect(peakNgPerMl.typical / summary.peakNgPerMl).toBeGreaterThan(0.999);
      expect(peakNgPerMl.typical / summary.peakNgPerMl).toBeLessThan(1.1);
    }
  });

  test('what a programme at home allows is never exceeded', () => {
    const home = {
      drug: 'racemic ketamine',
      route: 'oral',
      mostMgAtOnce: 30,
      mostDosesPerDay: 3,
      leastHoursBetween: 6,
      hoursOfDay: 14,
    } as const;
    const { proposals } = lastFront({ constraints: { ...request.constraints, home } });
    const found = proposals.filter(isByMouth);
    expect(found.length).toBeGreaterThan(0);
    for (const { regimen } of found) {
      const doses = orderedDoses(regimen, request.patient);
      expect(Math.max(...doses.map(({ amountMg }) => amountMg))).toBeLessThanOrEqual(30);
      doses.slice(1).forEach(({ timeH }, index) => {
        expect(timeH - doses[index]!.timeH).toBeGreaterThanOrEqual(6);
      });
      for (const { timeH } of doses) expect(timeH % 24).toBeLessThan(14);
    }
  });

  test('another drug of which nothing was measured beside the racemate changes nothing, and is told', () => {
    const best = (front: RegimenFront) =>
      Math.max(
        0,
        ...front.published.filter(({ id }) => id === 'jafarinia-2016').map(({ days }) => days.typical),
      );
    const induced = { ...request.patient, otherDrugs: ['rifampicin'] as const };
    const front = lastFront({ patient: induced });
    expect(best(front)).toBe(best(usualFront));
    expect(front.notes.map(({ message }) => message).join()).toMatch(/Of the racemate nothing was measured/);
  });

  test('routes without a model, or without a regimen to stay inside, are told by name', () => {
    const { unsearched } = usualFront;
    const told = unsearched.join('\n');
    expect(told).toMatch(/racemic ketamine, subcutaneous: no model.*Eide 1995/);
    expect(told).toMatch(/racemic ketamine through the nose: no regimen.*Carr 2004/);
    expect(told).toMatch(/S-ketamine by mouth: no regimen/);
    expect(told).not.toMatch(/racemic ketamine by mouth/);
  });

  test('routes that a trial bounds, and that were not asked for, are told too', () => {
    const search = searchRegimens(request);
    if (search.refused !== null) throw new Error('refused');
    const first = search.fronts.next().value;
    expect(first?.unsearched).toContain('racemic ketamine by mouth: not asked for.');
    expect(first?.bounding.join()).not.toMatch(/Haines/);
  });

  test('each trial says what it bounds at 70 kg, or why it bounds nothing', () => {
    const { bounding, unbounding } = usualFront;
    // 0.35 mg/kg/h for 4 h on 10 days (Schwartzman 2009); 150 mg a day for 6 weeks (Jafarinia 2016).
    expect(bounding).toContain(
      'Schwartzman 2009, racemic ketamine by vein: at most 24.5 mg/h, 40 h of infusion on 10 days, 980 mg of base in all.',
    );
    expect(bounding).toContain(
      'Jafarinia 2016, racemic ketamine by mouth: at most 50 mg at once, 126 doses on 42 days, 6300 mg of base in all.',
    );
    for (const name of ['Carr 2004', 'Eide 1995', 'Fallon 2018', 'Furuhashi-Yonaha 2002']) {
      expect(unbounding.filter((trial) => trial.startsWith(`${name} gave `))).toHaveLength(1);
      expect(bounding.join()).not.toContain(name);
    }
  });

  test('research gives what no trial bounds, marked; a dose needs its weight', () => {
    const { proposals } = lastFront({
      mode: 'research',
      space: {
        ...byMouth.space,
        doses: { ...byMouth.space.doses!, routes: ['sublingual'], mostMgAtOnce: 100 },
      },
    });
    const found = proposals.filter(({ regimen }) => regimen.steps.some(({ kind }) => kind === 'sublingual'));
    expect(found.length).toBeGreaterThan(0);
    for (const { regimen } of found) expect(regimen.research).toBe(true);
    expect(() => lastFront({ weights: request.weights })).toThrow(/weights\.doseDay/);
  });
});
