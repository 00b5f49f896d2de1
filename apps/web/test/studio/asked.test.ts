import { searchRegimens } from '@ketame/ketamine';
import { describe, expect, test } from 'vitest';
import { type Asked, programmesByMouth, requestOf } from '../../src/studio/search/asked.ts';

const patient = { weightKg: 70, ageYears: 46, sex: 'female' } as const;

const asked: Asked = {
  drugs: 'S-ketamine',
  amountAs: 'base',
  concentration: 1,
  routes: 'by vein',
  capsuleMg: 10,
  programme: '',
  hoursPerDay: 8,
  weekends: false,
  mostTotalMg: null,
  mostMgPerH: null,
  mostMgPerKgPerH: null,
  peakNgPerMl: null,
  drugHighPercent: null,
  lastCourseDaysAgo: null,
  leastDaysBetween: null,
  infusionDay: 0.5,
  doseDay: null,
  dayWithDrugHigh: 0.5,
  per100Mg: 0.5,
  relief: '0.3',
  research: false,
  inThisPatient: true,
};

const constraintsWith = (change: Partial<Asked>) => requestOf({ ...asked, ...change }, patient)?.constraints;

describe('what the studio asks of the regimen search (issue 7)', () => {
  test('a limit that is left empty does not hold, one that is set does', () => {
    expect(Object.keys(constraintsWith({}) ?? {})).toEqual(['lastCourse', 'clinic']);
    expect(
      constraintsWith({
        ...{ mostTotalMg: 900, mostMgPerH: 20, mostMgPerKgPerH: 0.25, peakNgPerMl: 150, drugHighPercent: 30 },
      }),
    ).toMatchObject({
      mostTotalMg: 900,
      mostMgPerH: 20,
      mostMgPerKgPerH: 0.25,
      peakNgPerMl: { most: 150, chance: 0.05 },
      drugHigh: { most: 0.5, chance: 0.3 },
    });
  });

  test('after a course before, how long to wait is asked for and told', () => {
    expect(requestOf({ ...asked, lastCourseDaysAgo: 10 }, patient)).toBeNull();
    const request = requestOf({ ...asked, lastCourseDaysAgo: 10, leastDaysBetween: 60 }, patient);
    if (request === null) throw new Error('not answered');
    const search = searchRegimens({ ...request, people: 10 });
    if (search.refused !== null) throw new Error('refused');
    const first = search.fronts.next().value;
    expect(first?.notBeforeDays).toBe(50);
  });

  test('nothing is searched before the patient has weighed each harm', () => {
    for (const name of ['infusionDay', 'dayWithDrugHigh', 'per100Mg'] as const)
      expect(requestOf({ ...asked, [name]: null }, patient)).toBeNull();
    expect(requestOf({ ...asked, routes: 'by mouth too' }, patient)).toBeNull();
  });

  test('in research every route with a model is searched, under no home programme, and none is called not asked for', () => {
    const [programme] = programmesByMouth;
    const research: Asked = {
      ...asked,
      ...{ drugs: 'racemic ketamine', routes: 'all modelled', research: true, doseDay: 0.1 },
      programme: programme?.id ?? '',
    };
    const request = requestOf(research, patient);
    if (request === null) throw new Error('not answered');
    expect(request.constraints).not.toHaveProperty('home');
    const search = searchRegimens({ ...request, people: 10 });
    if (search.refused !== null) throw new Error('refused');
    const fronts = [...search.fronts];
    const { proposals, unsearched } = fronts.at(-1)!;
    const routes = proposals.flatMap(({ regimen }) => regimen.steps.map(({ kind }) => kind));
    expect(new Set(routes).size).toBeGreaterThan(1);
    expect(unsearched.filter((why) => why.includes('not asked for'))).toEqual([]);
  });
});
