import { randomSource } from '@ketame/pharmacometrics';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  orderedDoses,
  predictCourse,
  type RegimenFront,
  type SearchRequest,
  searchRegimens,
  simulatePatients,
  trialEnvelopes,
  virtualPeople,
  weekdays,
} from '../../src/index.ts';
import { exposureOf, infusionsOf } from '../../src/search/exposure.ts';
import { judge } from '../../src/search/judge.ts';
import { regimenOf, seriesOf } from '../../src/search/lattice.ts';
import { responsesOf } from '../../src/search/responses.ts';
import { request } from './request.ts';

function allFronts(changes: Partial<SearchRequest> = {}): RegimenFront[] {
  const search = searchRegimens({ ...request, ...changes });
  if (search.refused !== null) throw new Error('refused');
  return [...search.fronts];
}
const lastFront = (changes: Partial<SearchRequest> = {}) => allFronts(changes).at(-1)!;

describe('the regimen search (issue 7)', () => {
  test('the front is that of trying every regimen one by one', () => {
    const research = { ...request, mode: 'research' } as const;
    const people = virtualPeople(request.people, request.seed);
    const envelopes = trialEnvelopes(request.patient);
    const all = seriesOf(research).flatMap((series) => {
      const responses = responsesOf(series.drug, request.patient, people);
      return series.startsH.flatMap((_, index) =>
        Array.from({ length: 10 }, (_, step) => {
          const regimen = regimenOf(series, index + 1, step + 1, research.space);
          const { days, harm } = judge(regimen, responses, research, envelopes);
          return { benefit: days.expected, harm: harm.expected };
        }),
      );
    });
    const unbeaten = all.filter(
      (each) =>
        each.benefit >= 1 &&
        !all.some(
          (other) =>
            other.benefit >= each.benefit - 1e-9 &&
            other.harm <= each.harm + 1e-9 &&
            (other.benefit > each.benefit + 1e-9 || other.harm < each.harm - 1e-9),
        ),
    );
    const { points, candidates } = lastFront(research);
    expect(candidates).toBe(all.length);
    const text = (list: readonly { benefit: number; harm: number }[]) =>
      [...new Set(list.map(({ benefit, harm }) => `${benefit.toFixed(6)} ${harm.toFixed(6)}`))].sort();
    expect(text(points)).toEqual(text(unbeaten));
    expect(points.length).toBeGreaterThan(5);
  });

  test('where only days with an infusion count as harm, each number of days is best filled to the trial’s brim', () => {
    const front = lastFront({
      space: { ...request.space, drugs: ['S-ketamine'], durationsH: [8, 24], everyDays: [1] },
      weights: { infusionDay: 1, dayWithDrugHigh: 0, per100Mg: 0 },
    });
    expect(front.points.map(({ harm }) => harm)).toEqual([1, 2, 3, 4]);
    // Four days at 20 mg/h would be 1920 mg, and the trial gave 1760.
    expect(front.proposals.map(({ regimen }) => regimen.steps[0])).toMatchObject(
      [20, 20, 20, 16].map((rate) => ({ durationH: 24, rate })),
    );
  });

  test('no constraint is ever broken', () => {
    const constraint = fc.record({
      mostMgPerH: fc.double({ min: 8, max: 40, noNaN: true }),
      mostMgPerKgPerH: fc.double({ min: 0.2, max: 1, noNaN: true }),
      mostTotalMg: fc.double({ min: 300, max: 2000, noNaN: true }),
      peakNgPerMl: fc.record({
        most: fc.integer({ min: 150, max: 600 }),
        chance: fc.constantFrom(0, 0.1, 0.5),
      }),
      drugHigh: fc.record({ most: fc.constantFrom(0.6, 0.8), chance: fc.constantFrom(0.2, 0.7) }),
      hoursPerDay: fc.constantFrom(10, 24),
      openOn: fc.subarray([...weekdays], { minLength: 1 }),
    });
    let checked = 0;
    fc.assert(
      fc.property(constraint, fc.constantFrom('published', 'research'), (some, mode) => {
        const { hoursPerDay, openOn, ...doses } = some;
        const begins = openOn[0]!;
        const constraints = { ...doses, clinic: { hoursPerDay, openOn, begins }, lastCourse: null };
        const drugHighShare = some.drugHigh.most;
        for (const proposal of lastFront({ constraints, mode, drugHighShare }).proposals) {
          checked++;
          const ordered = orderedDoses(proposal.regimen, request.patient);
          const total = ordered.reduce((sum, { amountMg }) => sum + amountMg, 0);
          expect(total).toBeLessThanOrEqual(some.mostTotalMg * (1 + 1e-9));
          expect(proposal.chanceOfHigh).toBeLessThanOrEqual(some.drugHigh.chance + 1e-9);
          if (some.peakNgPerMl.chance === 0) {
            expect(proposal.peakNgPerMl.high).toBeLessThanOrEqual(some.peakNgPerMl.most * (1 + 1e-9));
          }
          for (const { amountMg, durationH, timeH } of ordered) {
            const rate = amountMg / durationH;
            expect(rate).toBeLessThanOrEqual(some.mostMgPerH * (1 + 1e-9));
            expect(rate / 70).toBeLessThanOrEqual(some.mostMgPerKgPerH * (1 + 1e-9));
            if (hoursPerDay < 24) expect(durationH).toBeLessThanOrEqual(hoursPerDay);
            const day = weekdays[(weekdays.indexOf(begins) + timeH / 24) % 7];
            expect(openOn).toContain(day);
          }
        }
      }),
      { numRuns: 15 },
    );
    expect(checked).toBeGreaterThan(20);
  });

  test('the usual mode never exceeds what one published trial gave, whoever the patient', () => {
    const patient = fc.record({
      weightKg: fc.double({ min: 40, max: 140, noNaN: true }),
      ageYears: fc.constant(50),
      sex: fc.constant('male' as const),
    });
    fc.assert(
      fc.property(patient, (who) => {
        const envelopes = trialEnvelopes(who);
        for (const { regimen, inside } of lastFront({ patient: who }).proposals) {
          const { exposure: most } = envelopes.find(({ trial }) => trial.id === inside)!;
          const own = exposureOf(infusionsOf(regimen, who)!);
          for (const respect of Object.keys(most) as (keyof typeof most)[]) {
            expect(own[respect]).toBeLessThanOrEqual(most[respect] * (1 + 1e-9));
          }
          expect(regimen.research).toBeUndefined();
        }
      }),
      { numRuns: 10 },
    );
  });

  test('research goes beyond the trials, says in which respects, and marks the regimen', () => {
    const { proposals } = lastFront({ mode: 'research' });
    const outside = proposals.filter(({ inside }) => inside === null);
    expect(outside.length).toBeGreaterThan(0);
    for (const { regimen, extrapolates } of outside) {
      expect(regimen.research).toBe(true);
      expect(extrapolates[0]).toMatch(/^More than any published trial gave here: .* instead of /);
    }
  });

  test('numbers of proposals and published regimens are those of the prediction', () => {
    const { proposals, published } = lastFront({ mode: 'research' });
    for (const { regimen, days, peakNgPerMl, exposure } of [...proposals, ...published]) {
      const prediction = predictCourse(regimen, request.patient, new Float64Array([0]));
      if (prediction.refused !== null) throw new Error('refused');
      const { summary } = prediction.answer;
      // Days are counted every 6 h here, exactly there.
      expect(Math.abs(days.typical - summary.daysAtLeast30.typical)).toBeLessThanOrEqual(0.25);
      expect(peakNgPerMl.typical / summary.peakNgPerMl).toBeCloseTo(1, 6);
      expect(exposure.totalMg).toBeCloseTo(summary.totalMg, 6);
    }
  });

  test('it is tried in the virtual patients of the studio’s band', () => {
    const people = 10;
    const { proposals } = lastFront({ people, mode: 'research' });
    const timesH = Float64Array.from({ length: 336 }, (_, k) => 6 * k);
    for (const { regimen, each } of proposals) {
      const { slowRelief } = simulatePatients(regimen, request.patient, timesH, randomSource(request.seed), {
        first: 0,
        count: people,
      });
      for (let person = 0; person < people; person++) {
        const own = slowRelief.subarray(336 * person, 336 * (person + 1));
        const days = own.filter((relief) => relief >= 0.3).length / 4;
        // Rounding may put one point on the other side.
        expect(Math.abs(each.days[person + 1]! - days)).toBeLessThanOrEqual(0.25);
      }
    }
  });

  test('an explanation compares with the published regimen in numbers that both have', () => {
    const { proposals, published } = lastFront();
    const three = (value: number) => String(Number(value.toPrecision(3)));
    for (const proposal of proposals) {
      const reference = published.find(({ id }) => id === proposal.reference)!;
      const { explanation } = proposal;
      expect(explanation).toContain(reference.name);
      expect(explanation).toContain(`${three(proposal.days.expected)} days of at least 30 % relief`);
      const isLonger = proposal.exposure.totalH > 1.02 * reference.exposure.totalH;
      const isShorter = proposal.exposure.totalH < 0.98 * reference.exposure.totalH;
      expect(/longer/i.test(explanation)).toBe(isLonger);
      expect(/shorter/i.test(explanation)).toBe(isShorter);
      if (isShorter) {
        expect(explanation).toContain(
          `${three(proposal.exposure.totalH)} h of infusion instead of ${three(reference.exposure.totalH)}`,
        );
      }
    }
  });

  test('beside the proposals stand every published regimen and no treatment', () => {
    const { published, noTreatment } = lastFront();
    expect(published.map(({ name }) => name)).toEqual([
      'Sigtermans 2009',
      'Schwartzman 2009',
      'Amr 2010',
      'Noppers 2011',
    ]);
    expect(noTreatment.days.high).toBe(0);
    expect(noTreatment.harm.expected).toBe(0);
  });

  test('a regimen better in the typical person only is marked', () => {
    const { proposals, published } = lastFront({ people: 100 });
    for (const { net, reference, chanceBetter, winsOnlyAtPoint } of proposals) {
      const beside = published.find(({ id }) => id === reference)!;
      expect(winsOnlyAtPoint).toBe(net.typical > beside.net.typical && chanceBetter < 0.9);
    }
  });

  test('each front holds all that was found before: its net benefit never falls', () => {
    const best = allFronts().map(({ points }) => Math.max(0, ...points.map((p) => p.benefit - p.harm)));
    expect(best.length).toBeGreaterThan(3);
    expect(best).toEqual([...best].sort((a, b) => a - b));
  });

  test('the same seed gives the same fronts, another one others', () => {
    expect(lastFront()).toEqual(lastFront());
    expect(lastFront({ seed: 8 }).points).not.toEqual(lastFront().points);
  });

  test('it can be stopped', () => {
    const stop = new AbortController();
    const search = searchRegimens(request, undefined, stop.signal);
    if (search.refused !== null) throw new Error('refused');
    expect(search.fronts.next().done).toBe(false);
    stop.abort();
    expect(() => search.fronts.next()).toThrow(/abort/i);
  });

  test('what it cannot answer is refused with the reason', () => {
    const limited = {
      ...request.constraints,
      systolicRise: { most: 30, chance: 0.1 },
    };
    expect(() => searchRegimens({ ...request, constraints: limited })).toThrow(
      /systolicRise.*no relation .* is published/,
    );
    const none = { infusionDay: 0, dayWithDrugHigh: 0, per100Mg: 0 };
    expect(() => searchRegimens({ ...request, weights: none })).toThrow(/weights.*longest exposure/);
    const child = searchRegimens({ ...request, patient: { ...request.patient, ageYears: 12 } });
    expect(child.refused?.map(({ code }) => code)).toEqual(['under-18']);
  });

  test('after a course the days until the next may begin are told', () => {
    const lastCourse = { endedDaysAgo: 30, leastDaysBetween: 90 };
    expect(lastFront({ constraints: { ...request.constraints, lastCourse } }).notBeforeDays).toBe(60);
  });
});
