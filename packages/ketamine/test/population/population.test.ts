import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  createSampler,
  createWorkerPool,
  individual,
  type LinearModel,
  outputsAt,
  quantileBands,
  randomSource,
  solve,
} from '@ketame/pharmacometrics';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import {
  crpsPatients,
  type Patient,
  predictCourse,
  predictPopulation,
  publishedRegimens,
  type Regimen,
  virtualPatients,
} from '../../src/index.ts';
import { simons2022ParentS } from '../../src/models/simons-2022.ts';
import {
  arterialEffects,
  filmEffects,
  slowReliefUncertainty,
  venousEffects,
} from '../../src/population/random-effects.ts';
import { type SimulatedPatients, simulatePatients } from '../../src/population/simulate-patients.ts';
import { slowSiteModels } from '../../src/slow-relief.ts';
import type { SimulationTask } from './worker.ts';

const patient: Patient = { weightKg: 70, ageYears: 46, sex: 'female', diagnosis: 'CRPS-1' };
const sigtermans = publishedRegimens.find(({ id }) => id === 'sigtermans-2009')!.regimen;
const days = Float64Array.from({ length: 85 }, (_, day) => day * 24);

const regimenOf = (drug: Regimen['drug'], ...steps: Regimen['steps']): Regimen => ({
  name: 'test',
  drug,
  amountAs: 'base',
  steps,
});
const infusion = { kind: 'infusion', startH: 0, durationH: 24, rate: 10, basis: 'patient' } as const;
const film = { kind: 'film', startH: 30, amount: 50, basis: 'patient' } as const;

function populationOf(regimen: Regimen, timesH: Float64Array, subjects: number, seed = 1) {
  const prediction = predictPopulation(regimen, patient, timesH, { subjects, seed });
  if (prediction.refused !== null) throw new Error(prediction.refused[0]?.message);
  return prediction.population;
}

describe('bands of virtual patients (issue 3, Populations)', () => {
  test('arterial ketamine on the plateau spreads as the log-normal of the clearance in Table 4 says', () => {
    const subjects = 5000;
    const { ketamine } = populationOf(
      regimenOf('S-ketamine', { ...infusion, durationH: 400, rate: 20 }),
      Float64Array.of(400),
      subjects,
    );
    // Rate over clearance, 20 mg/h and 88.8 L/h; omega squared 0.029; deviates of 5 and 95 % are -1.645 and 1.645.
    const omega = Math.sqrt(0.029);
    const plateau = 20_000 / 88.8;
    // Standard error of the logarithm of a 5 % quantile: omega sqrt(0.05 x 0.95 / n) / 0.103.
    const error = (omega * Math.sqrt((0.05 * 0.95) / subjects)) / 0.1031;
    for (const [found, deviate] of [
      [ketamine.low, -1.6449],
      [ketamine.median, 0],
      [ketamine.high, 1.6449],
    ] as const) {
      expect(Math.abs(Math.log(found[0]! / plateau) - deviate * omega)).toBeLessThan(4 * error);
    }
  });

  test('slow relief lies around that of the typical patient and is at least as wide as its uncertainty', () => {
    const { slowRelief } = populationOf(sigtermans, days, 4000);
    const prediction = predictCourse(sigtermans, patient, days);
    if (prediction.refused !== null) throw new Error('It is not refused.');
    const typical = prediction.answer.course.slowRelief;
    for (const day of [4, 7, 21, 42, 84]) {
      expect(Math.abs(slowRelief.median[day]! - typical.typical[day]!)).toBeLessThan(0.02);
      expect(slowRelief.low[day]! - typical.low[day]!).toBeLessThan(0.01);
      expect(slowRelief.high[day]! - typical.high[day]!).toBeGreaterThan(-0.02);
      expect(Math.abs(slowRelief.high[day]! - typical.high[day]!)).toBeLessThan(0.05);
    }
    expect(slowRelief.basis.kind).toBe('fitted');
  });

  test('they say with which generator and seed, and what is not in them', () => {
    const { random, subjects, assumptions } = populationOf(sigtermans, Float64Array.of(1), 10, 77);
    expect(random).toEqual({ generator: 'Philox4x32-10', version: '1', seed: 77 });
    expect(subjects).toBe(10);
    expect(assumptions.join(' ')).toContain(
      'The spread between people of the slow relief itself is not published',
    );
  });

  test('a seed, a number of subjects or a patient that cannot be is refused', () => {
    const of = (subjects: number, seed: number) => () =>
      predictPopulation(sigtermans, patient, days, { subjects, seed });
    expect(of(0, 1)).toThrow(/^subjects: /);
    expect(of(1e9, 1)).toThrow(/^subjects: /);
    expect(of(10, -1)).toThrow(/^seed: /);
    const child = predictPopulation(sigtermans, { ...patient, ageYears: 12 }, days, {
      subjects: 10,
      seed: 1,
    });
    expect(child.refused?.[0]?.code).toBe('under-18');
  });
});

describe('each virtual patient', () => {
  const source = randomSource(3);
  const subjects = { first: 0, count: 20 };
  const timesH = Float64Array.of(0, 1, 24, 30, 30.5, 31, 33, 100, 500);

  /** One patient by the solver of one patient. */
  function alone(
    index: number,
    parts: readonly (readonly [LinearModel, typeof venousEffects, number, object])[],
  ) {
    const halfLife0 = createSampler(slowReliefUncertainty, source).parameters(subjects).halfLife0![index]!;
    const sums: Record<string, Float64Array> = {};
    for (const [model, effects, occasion, dose] of parts) {
      const sampled = createSampler(effects, source).parameters(subjects, occasion);
      const values = Object.fromEntries(Object.entries(sampled).map(([name, list]) => [name, list[index]!]));
      const own = 'halfLife0' in model.parameters ? { ...values, halfLife0 } : values;
      const system = individual(model, { weight: patient.weightKg }, own);
      const curves = outputsAt(solve(system, [{ input: 'iv', timeH: 0, ...dose }]), timesH);
      const name = model === slowSiteModels.vein ? 'venous' : 'arterial';
      for (const [output, curve] of Object.entries(curves)) {
        const key = output === 'slow0' ? 'site' : name;
        sums[key] = curve.map((value, time) => value + (sums[key]?.[time] ?? 0));
      }
    }
    return sums;
  }

  test('has the course that one patient with these parameters has: an infusion and two films', () => {
    const regimen = regimenOf('S-ketamine', infusion, film, { ...film, startH: 31 });
    const { ketamine, slowRelief } = simulatePatients(regimen, patient, timesH, source, subjects);
    const { c50 } = createSampler(slowReliefUncertainty, source).parameters(subjects);
    const byVein = { rateMgPerH: 10, durationH: 24 };
    const filmAt = (timeH: number) => ({ input: 'film', timeH, amountMg: 50 });
    for (const index of [0, 7, 19]) {
      const { arterial, site } = alone(index, [
        [simons2022ParentS, arterialEffects, 0, byVein],
        [slowSiteModels.vein, venousEffects, 0, byVein],
        [slowSiteModels.film, filmEffects, 0, filmAt(30)],
        [slowSiteModels.film, filmEffects, 1, filmAt(31)],
      ]);
      timesH.forEach((_, time) => {
        const place = index * timesH.length + time;
        expect(Math.abs(ketamine[place]! - arterial![time]!)).toBeLessThan(1e-9);
        const ce = site![time]!;
        expect(Math.abs(slowRelief[place]! - ce / (ce + c50![index]!))).toBeLessThan(1e-11);
      });
    }
  });

  test('absorbs each film anew, with the same disposition', () => {
    const first = createSampler(filmEffects, source).parameters(subjects, 0);
    const second = createSampler(filmEffects, source).parameters(subjects, 1);
    expect(second.CL1).toEqual(first.CL1);
    expect(second.F1).not.toEqual(first.F1);
    expect(createSampler(arterialEffects, source).parameters(subjects).CL1).toEqual(first.CL1);
  });

  test('of the racemate has S and R in plasma, and S alone behind the slow relief', () => {
    const run = (drug: Regimen['drug'], rate: number) =>
      simulatePatients(regimenOf(drug, { ...infusion, rate }), patient, timesH, source, subjects);
    const racemate = run('racemic ketamine', 20);
    const half = run('S-ketamine', 10);
    racemate.slowRelief.forEach((value, place) => {
      expect(Math.abs(value - half.slowRelief[place]!)).toBeLessThan(1e-12);
    });
    for (let index = 0; index < subjects.count; index++) {
      const place = index * timesH.length + 2;
      expect(racemate.ketamine[place]! / half.ketamine[place]!).toBeGreaterThan(2);
    }
  });

  test('of a regimen without doses has no course', () => {
    const { ketamine, slowRelief } = simulatePatients(
      regimenOf('S-ketamine'),
      patient,
      timesH,
      source,
      subjects,
    );
    expect(Math.max(...ketamine, ...slowRelief)).toBe(0);
  });
});

test('the same to the last bit on one and on two threads as on none (issue 3, Populations)', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ketame-population-'));
  const file = join(folder, 'worker.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'worker.ts')],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
  const tasks = Array.from(
    { length: 5 },
    (_, index): SimulationTask => ({
      regimen: sigtermans,
      patient,
      timesH: days,
      seed: 5,
      subjects: { first: index * 200, count: 200 },
    }),
  );
  const { ketamine, slowRelief } = populationOf(sigtermans, days, 1000, 5);
  for (const threads of [1, 2]) {
    const workers = Array.from({ length: threads }, () => new Worker(file));
    const parts = await createWorkerPool<SimulationTask, SimulatedPatients>(workers).run(tasks);
    await Promise.all(workers.map((worker) => worker.terminate()));
    const bandOf = (name: 'ketamine' | 'slowRelief') => {
      const whole = Float64Array.from(parts.flatMap((part) => [...part[name]]));
      const [low, median, high] = quantileBands(whole, days.length, [0.05, 0.5, 0.95]);
      return { low, median, high };
    };
    expect(bandOf('ketamine')).toEqual(ketamine);
    expect(slowRelief).toMatchObject(bandOf('slowRelief'));
  }
  await rm(folder, { recursive: true, force: true });
});

describe('virtual patients with covariates of their own', () => {
  const group = virtualPatients(crpsPatients, randomSource(9), { first: 0, count: 4000 });
  const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;

  test('are spread as the patients of Otto 2021, Table 2: 79 ± 19 kg, 46 ± 12 years, 22 of 30 women', () => {
    const weights = group.map(({ weightKg }) => weightKg);
    expect(Math.abs(mean(weights) - 79)).toBeLessThan(1.5);
    expect(
      Math.abs(Math.sqrt(mean(weights.map((weight) => (weight - mean(weights)) ** 2))) - 19),
    ).toBeLessThan(1.5);
    expect(Math.abs(mean(group.map(({ ageYears }) => ageYears)) - 46)).toBeLessThan(1);
    expect(Math.abs(mean(group.map(({ sex }) => Number(sex === 'female'))) - 22 / 30)).toBeLessThan(0.03);
  });

  test('have a genotype where the share of CYP2B6*6 is known, as it is inherited, and none where it is not', () => {
    expect(group.every(({ cyp2b6 }) => cyp2b6 === undefined)).toBe(true);
    // The share of 0.214 is that of 91 Uygur Chinese (Pharm Res 2006;23:1983-90).
    const others = virtualPatients({ ...crpsPatients, cyp2b6Star6: 0.214 }, randomSource(9), {
      first: 0,
      count: 4000,
    });
    const share = (genotype: string) => mean(others.map(({ cyp2b6 }) => Number(cyp2b6 === genotype)));
    expect(Math.abs(share('*1/*1') - 0.786 ** 2)).toBeLessThan(0.02);
    expect(Math.abs(share('*1/*6') - 2 * 0.786 * 0.214)).toBeLessThan(0.02);
    expect(Math.abs(share('*6/*6') - 0.214 ** 2)).toBeLessThan(0.02);
    expect(others.map(({ weightKg }) => weightKg)).toEqual(group.map(({ weightKg }) => weightKg));
    expect(() =>
      virtualPatients({ ...crpsPatients, cyp2b6Star6: 2 }, randomSource(9), { first: 0, count: 1 }),
    ).toThrow('cyp2b6Star6');
  });

  test('are all people whom the models answer for', () => {
    for (const each of group.slice(0, 200)) {
      expect(
        predictPopulation(sigtermans, each, Float64Array.of(1), { subjects: 8, seed: 1 }).refused,
      ).toBeNull();
    }
  });
});
