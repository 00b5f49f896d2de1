import { drawsOf, individual, outputsAt, randomSource, solve } from '@ketame/pharmacometrics';
import { describe, expect, test } from 'vitest';
import { diaryEvidence } from '../../src/estimation/diary-evidence.ts';
import { type DiaryEntry, publishedRegimens, type Regimen, reliefDiary } from '../../src/index.ts';
import { slowSiteModels } from '../../src/slow-relief.ts';

const patient = { weightKg: 70, ageYears: 45, sex: 'female', diagnosis: 'CRPS-1' } as const;
/** 100 h at 20 mg/h of S-ketamine. */
const regimen: Regimen = {
  name: '100 h',
  drug: 'S-ketamine',
  amountAs: 'base',
  steps: [{ kind: 'infusion', startH: 0, durationH: 100, rate: 20, basis: 'patient' }],
};

/** Relief of a responder with this half-life and C50, from the engine. */
function reliefAt(timesH: readonly number[], halfLifeDays: number, c50: number): number[] {
  const system = individual(slowSiteModels.vein, { weight: 70 }, { halfLife0: halfLifeDays });
  const solution = solve(system, [{ input: 'iv', timeH: 0, amountMg: 2000, durationH: 100 }]);
  const { slow0 } = outputsAt(solution, Float64Array.from(timesH), ['slow0']);
  return Array.from(slow0!, (site) => site / (site + c50));
}

const days = [
  ...Array.from({ length: 7 }, (_, day) => day - 7),
  ...Array.from({ length: 60 }, (_, day) => day),
];
/** A fixed scatter of about one half. */
const scatter = (index: number) => 0.7 * Math.sin(12.9898 * (index + 1) ** 2);

function diaryOf(pain: (day: number) => number): DiaryEntry[] {
  return days.map((day, index) => ({
    timeH: 24 * day,
    pain: Math.min(10, Math.max(0, Math.round(pain(day) + scatter(index)))),
  }));
}

describe('what a pain diary tells of the slow relief (issue 7)', () => {
  const responder = reliefDiary(
    regimen,
    patient,
    diaryOf((day) => 7 * (1 - (day < 0 ? 0 : reliefAt([24 * day], 7, 8)[0]!))),
  );

  test('a diary made with a half-life of 7 days gives it back, and when relief falls under 30 %', () => {
    const { learnt } = responder;
    expect(learnt?.responder.prior).toBe(0.67);
    expect(learnt?.responder.probability).toBeGreaterThan(0.99);
    const { low, typical, high } = learnt!.halfLifeDays;
    expect(low).toBeLessThan(7);
    expect(high).toBeGreaterThan(7);
    expect(high - low).toBeLessThan(12);
    expect(Math.abs(typical - 7)).toBeLessThan(2.5);
    const fallsAt = Array.from({ length: 1200 }, (_, index) => index * 2).findLast(
      (timeH) => reliefAt([timeH], 7, 8)[0]! >= 0.3,
    )!;
    const { timeH, chanceNever, chanceLater } = learnt!.fallsUnder;
    expect(timeH!.low).toBeLessThan(fallsAt);
    expect(timeH!.high).toBeGreaterThan(fallsAt);
    expect(Math.abs(timeH!.typical - fallsAt) / 24).toBeLessThan(5);
    expect(chanceNever).toBeLessThan(0.01);
    expect(chanceLater).toBeLessThan(0.01);
    expect(learnt!.baselinePain.typical).toBeCloseTo(7, 0);
  });

  test('a diary without change makes a response unlikely', () => {
    const { learnt } = reliefDiary(
      regimen,
      patient,
      diaryOf(() => 7),
    );
    expect(learnt?.responder.probability).toBeLessThan(0.05);
  });

  test('what was written down stands beside what the published model expected of a responder', () => {
    const { compared } = responder.learnt!;
    expect(compared).toMatchObject({ fromH: 52 * 24, toH: 59 * 24, entries: 8 });
    const published = reliefAt(
      Array.from({ length: 8 }, (_, index) => (52 + index) * 24),
      10.9,
      10.5,
    );
    const middle = published.reduce((sum, each) => sum + each, 0) / 8;
    expect(compared!.expected.typical).toBeGreaterThan(middle - 0.03);
    expect(compared!.expected.typical).toBeLessThan(middle + 0.03);
  });

  test.each([
    ['less than expected', 7, 7],
    ['as expected', 7, 3.5],
    ['more than expected', 7, 1],
    ['less than expected', 7, 9],
  ] as const)(
    'a diary of the first weeks that shows %s is said to: %f before, %f after',
    (verdict, before, after) => {
      const weeks = diaryOf((day) => (day < 0 ? before : after)).filter(({ timeH }) => timeH < 30 * 24);
      const { compared } = reliefDiary(regimen, patient, weeks).learnt!;
      expect(compared?.verdict).toBe(verdict);
      expect(compared!.measured).toBeCloseTo(1 - after / before, 1);
    },
  );

  test('without pain before the course there is nothing to compare', () => {
    const { learnt } = reliefDiary(
      regimen,
      patient,
      days.map((day) => ({ timeH: 24 * day, pain: day < 0 ? 0 : 2 })),
    );
    expect(learnt?.compared).toBeNull();
  });

  test('few entries leave the half-life about as wide as the literature has it', () => {
    const few = diaryOf(() => 7).filter(({ timeH }) => timeH < 3 * 24);
    const { learnt } = reliefDiary(regimen, patient, few);
    expect(learnt!.halfLifeDays.high / learnt!.halfLifeDays.low).toBeGreaterThan(2);
    expect(learnt!.responder.probability).toBeGreaterThan(0.05);
  });

  test('a short infusion is said to be an extrapolation', () => {
    const short: Regimen = {
      ...regimen,
      steps: [{ kind: 'infusion', startH: 0, durationH: 4, rate: 20, basis: 'patient' }],
    };
    const { learnt } = reliefDiary(
      short,
      patient,
      diaryOf(() => 7),
    );
    expect(learnt?.basis.kind).toBe('extrapolated');
  });

  test('too few entries give no answer, in words', () => {
    const { failure } = reliefDiary(regimen, patient, diaryOf(() => 7).slice(5));
    expect(failure?.message).toBe(
      'The diary has 2 entries before the first dose and 60 after it; 3 and 3 are the least.',
    );
  });

  test('an entry off the scale is refused by its place', () => {
    expect(() => reliefDiary(regimen, patient, [{ timeH: -24, pain: 11 }])).toThrow(
      'entries.0.pain is 11; expected a number from 0 to 10.',
    );
  });

  test('the evidence is the integral over baseline and variance', () => {
    // Entries so far apart that no tie is left: independent normals, integrated by brute force.
    const entries = [6, 7, 3, 4].map((pain, index) => ({ timeH: 1e5 * index, pain }));
    const evidence = diaryEvidence(entries);
    const brute = (shares: readonly number[]) => {
      let sum = 0;
      for (let baseline = -20; baseline <= 40; baseline += 0.05) {
        const squares = entries.reduce(
          (all, { pain }, index) => all + (pain - baseline * shares[index]!) ** 2,
          0,
        );
        for (let logVariance = -6; logVariance <= 12; logVariance += 0.05) {
          const variance = Math.exp(logVariance);
          sum += Math.exp(-(2 + 1.5) * logVariance - (squares / 2 + 1.5) / variance);
        }
      }
      return Math.log(sum);
    };
    const [none, half] = [
      [1, 1, 1, 1],
      [1, 1, 0.5, 0.5],
    ] as const;
    const found =
      evidence(Float64Array.from(half)).logEvidence - evidence(Float64Array.from(none)).logEvidence;
    expect(found).toBeCloseTo(brute(half) - brute(none), 4);
  });

  test('probabilities and intervals are right as often as they say, over virtual diaries drawn from the prior', () => {
    const draws = drawsOf(randomSource(11), 'virtual diaries');
    const count = 120;
    let [responders, expected, variance, within, asked] = [0, 0, 0, 0, 0];
    for (let subject = 0; subject < count; subject++) {
      const isResponder = draws.uniform({ subject }) < 0.67;
      // The published estimates and their 95 % intervals: 10.9 (5.3-20.5) days, 10.5 (4.37-21.2) ng/mL.
      const halfLife = 10.9 * Math.exp(0.345 * draws.normal({ subject, occasion: 1 }));
      const c50 = 10.5 * Math.exp(0.403 * draws.normal({ subject, occasion: 2 }));
      const relief = reliefAt(
        days.map((day) => Math.max(0, 24 * day)),
        halfLife,
        c50,
      );
      let rest = 0;
      const entries = days.map((day, index): DiaryEntry => {
        rest = 0.3 * rest + Math.sqrt(1 - 0.3 ** 2) * draws.normal({ subject, occasion: 3 + index });
        const share = isResponder && day >= 0 ? 1 - relief[index]! : 1;
        return { timeH: 24 * day, pain: Math.min(10, Math.max(0, 6 * share + rest)) };
      });
      const { learnt } = reliefDiary(regimen, patient, entries);
      const { probability } = learnt!.responder;
      responders += isResponder ? 1 : 0;
      expected += probability;
      variance += probability * (1 - probability);
      if (!isResponder) continue;
      asked++;
      const { low, high } = learnt!.halfLifeDays;
      within += halfLife >= low && halfLife <= high ? 1 : 0;
    }
    // Three standard errors, and one person more where all are certain.
    expect(Math.abs(responders - expected)).toBeLessThan(1 + 3 * Math.sqrt(variance));
    expect(Math.abs(within / asked - 0.9)).toBeLessThan(3 * Math.sqrt((0.9 * 0.1) / asked));
  });

  test('every published regimen can be learnt from', () => {
    for (const published of publishedRegimens) {
      const answer = reliefDiary(
        published.regimen,
        patient,
        diaryOf(() => 6),
      );
      expect(answer.failure ?? answer.refused).toBeNull();
    }
  });
});
