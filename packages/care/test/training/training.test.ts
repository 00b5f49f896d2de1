import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  drawTest,
  homeTraining,
  moduleStandings,
  scoreTest,
  shippedHomeProgrammes,
  shownAnswers,
  type Trainee,
  type TrainingModule,
  trainedAudiences,
  trainingLanguages,
  trainingModuleIds,
  trainingModuleOf,
  trainingModules,
  trainingStatus,
  trainingTest,
} from '../../src/index.ts';
import { dutchSyllables, fleschDouma, fleschKincaidGrade } from './readability.ts';

const zone = 'Europe/Amsterdam';
const forPatients = trainingModules.filter(({ id }) =>
  homeTraining.some(
    ({ audience, modules }) => ['patient', 'sitter'].includes(audience) && modules.includes(id),
  ),
);
const wordsOf = ({ points, questions }: TrainingModule, language: 'en' | 'nl') =>
  [
    ...points.map(({ text }) => text[language]),
    ...questions.map(({ text }) => text[language]),
    ...questions.flatMap(({ right, wrong }) => [right, ...wrong].map((answer) => `${answer[language]}.`)),
  ].join(' ');

describe('the formulas of readability', () => {
  it('count syllables of Dutch words as a dictionary parts them', () => {
    const words = { pijn: 1, bloeddruk: 2, ademen: 3, opioïde: 4, wachten: 2, zee: 1, ideeën: 3, kliniek: 2 };
    for (const [word, syllables] of Object.entries(words)) {
      expect(`${word} ${dutchSyllables(word)}`).toBe(`${word} ${syllables}`);
    }
  });
  it('give what the formulas give by hand', () => {
    // 6 words, 1 sentence, 6 syllables; 4 words, 1 sentence, 5 syllables.
    expect(fleschKincaidGrade('The cat sat on the mat.')).toBeCloseTo(0.39 * 6 + 11.8 - 15.59, 10);
    expect(fleschDouma('De kat slaapt buiten.')).toBeCloseTo(206.84 - 77 * (5 / 4) - 0.93 * 4, 10);
  });
  it('tell hard from easy', () => {
    const { points } = trainingModuleOf('physician-home');
    expect(fleschKincaidGrade(points.map(({ text }) => text.en).join(' '))).toBeGreaterThan(8);
    expect(fleschDouma(points.map(({ text }) => text.nl).join(' '))).toBeLessThan(60);
  });
});

describe('the modules (issue 6, Training)', () => {
  it.each(forPatients.map((module) => [module.id, module] as const))(
    '%s reads at the age of 12: grade 6 or below, and at least "fairly easy" in Dutch',
    (_id, module) => {
      expect(fleschKincaidGrade(wordsOf(module, 'en'))).toBeLessThanOrEqual(6);
      expect(fleschDouma(wordsOf(module, 'nl'))).toBeGreaterThanOrEqual(70);
      for (const { text } of module.points) {
        expect(fleschKincaidGrade(text.en), text.en).toBeLessThanOrEqual(8);
        expect(fleschDouma(text.nl), text.nl).toBeGreaterThanOrEqual(60);
      }
    },
  );

  it('are complete: each asked for by a programme, each point asked about, each question told, ids once, no text empty', () => {
    expect(trainingModules.map(({ id }) => id).sort()).toEqual([...trainingModuleIds].sort());
    const asked = new Set(
      shippedHomeProgrammes.flatMap(({ training }) => training.flatMap((one) => one.modules)),
    );
    expect([...asked].sort()).toEqual([...trainingModuleIds].sort());
    for (const { id, points, questions } of trainingModules) {
      expect(questions.length, id).toBeGreaterThan(trainingTest.drawn);
      const told = points.map((point) => point.id);
      expect(new Set(told).size).toBe(told.length);
      expect(new Set(questions.map((question) => question.id)).size).toBe(questions.length);
      for (const { about } of questions) expect(told).toContain(about);
      for (const { source } of points) expect(source).not.toBe('');
      for (const language of trainingLanguages) {
        for (const { right, wrong } of questions) {
          const answers = [right, ...wrong].map((answer) => answer[language]);
          expect(new Set(answers).size, answers.join(' | ')).toBe(3);
        }
      }
    }
  });

  it('answer every hazard that the FDA named with a module', () => {
    for (const { hazards, training } of shippedHomeProgrammes) {
      const taught = training.flatMap(({ modules }) => modules);
      for (const { training: module } of hazards) expect(taught).toContain(module);
    }
  });
});

describe('a test (issue 6, Training)', () => {
  const seeds = fc.nat({ max: Number.MAX_SAFE_INTEGER });
  const anyModule = fc.constantFrom(...trainingModules);

  it('draws other questions each once, the same with the same seed, and shows every answer once', () => {
    fc.assert(
      fc.property(anyModule, seeds, (module, seed) => {
        const drawn = drawTest(module, seed);
        expect(drawTest(module, seed)).toEqual(drawn);
        expect(new Set(drawn.map(({ question }) => question)).size).toBe(trainingTest.drawn);
        for (const { order } of drawn) expect([...order].sort()).toEqual([0, 1, 2]);
      }),
    );
  });

  it('is passed by who chooses every right answer, and by nobody else; each error names its point', () => {
    const chosen = fc.array(fc.nat({ max: 2 }), {
      minLength: trainingTest.drawn,
      maxLength: trainingTest.drawn,
    });
    fc.assert(
      fc.property(anyModule, seeds, chosen, (module, seed, answers) => {
        const drawn = drawTest(module, seed);
        const isRight = drawn.map(({ question, order }, index) => {
          const found = module.questions.find(({ id }) => id === question);
          return found !== undefined && shownAnswers(found, order)[answers[index] ?? -1] === found.right;
        });
        const result = scoreTest(module, drawn, answers);
        expect(result.right).toBe(isRight.filter(Boolean).length);
        expect(result.passed).toBe(isRight.every(Boolean));
        expect(result.readAgain.length === 0).toBe(result.passed);
      }),
    );
  });

  it('draws every question and every place of the right answer evenly (chi-square, 99.9 %)', () => {
    const module = trainingModuleOf('driving');
    const questions = new Map<string, number>();
    const places = [0, 0, 0];
    const runs = 3000;
    for (let seed = 0; seed < runs; seed++) {
      for (const { question, order } of drawTest(module, seed)) {
        questions.set(question, (questions.get(question) ?? 0) + 1);
        const place = order.indexOf(0);
        places[place] = (places[place] ?? 0) + 1;
      }
    }
    const chiSquare = (seen: readonly number[]) => {
      const expected = (runs * trainingTest.drawn) / seen.length;
      return seen.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    };
    // Upper 0.1 % points with 4 and 2 degrees of freedom (tables of the chi-square distribution).
    expect(chiSquare([...questions.values()])).toBeLessThan(18.47);
    expect(chiSquare(places)).toBeLessThan(13.82);
  });

  it('refuses answers that are not one for each question', () => {
    const module = trainingModuleOf('driving');
    expect(() => scoreTest(module, drawTest(module, 1), [0])).toThrow('3 answers are needed');
  });
});

describe('who is trained (issue 6, Training)', () => {
  const at = '2026-03-02T08:00:00.000Z';
  const patient = (change: Partial<Trainee>): Trainee => ({
    audience: 'patient',
    name: 'Sam Synthetic',
    passed: [],
    incidents: [],
    ...change,
  });
  const required = homeTraining.filter(({ audience }) => audience === 'patient');
  const all = (when: string) => (required[0]?.modules ?? []).map((module) => ({ module, at: when }));
  const standing = (one: Trainee, when = at) => trainingStatus([one], required, when, zone)[0];

  it('is who passed every module, until the day on which the first runs out', () => {
    const [first, ...others] = all('2026-03-01T09:00:00.000Z');
    const one = patient({
      passed: [{ module: first?.module ?? 'driving', at: '2026-01-10T23:30:00.000Z' }, ...others],
    });
    // 23:30 in UTC is the next day in Amsterdam.
    expect(standing(one)).toMatchObject({ valid: true, until: '2027-01-11' });
    expect(standing(one, '2027-01-11T22:59:00.000Z')).toMatchObject({ valid: true });
    expect(standing(one, '2027-01-11T23:01:00.000Z')).toMatchObject({
      valid: false,
      until: null,
      reason: expect.stringContaining('expired on 11 Jan 2027'),
    });
  });

  it('is nobody who lacks one module, and nobody for another: two halves are no whole', () => {
    const half = all('2026-03-01T09:00:00.000Z');
    const two = [patient({ passed: half.slice(0, 4) }), patient({ name: 'Other', passed: half.slice(4) })];
    expect(trainingStatus(two, required, at, zone)[0]).toMatchObject({ valid: false });
    expect(trainingStatus([], required, at, zone)[0]?.reason).toBe('Nobody has passed the training.');
    expect(standing({ ...patient({ passed: half }), audience: 'sitter' })).toMatchObject({ valid: false });
  });

  it('ends with an incident for the modules that it names, until they are passed again', () => {
    const passed = all('2026-02-01T09:00:00.000Z');
    const incidents = [{ modules: ['driving' as const], at: '2026-02-10T09:00:00.000Z' }];
    expect(standing(patient({ passed, incidents }))).toMatchObject({
      valid: false,
      reason: 'Sam Synthetic: “Driving and risky work” after an incident.',
    });
    const again = [...passed, { module: 'driving' as const, at: '2026-02-11T09:00:00.000Z' }];
    expect(standing(patient({ passed: again, incidents }))).toMatchObject({ valid: true });
  });

  it('never gains by an incident and never loses by passing, whatever came before', () => {
    const instants = fc.date({
      min: new Date('2024-01-01'),
      max: new Date('2027-01-01'),
      noInvalidDate: true,
    });
    const module = fc.constantFrom(...trainingModuleIds);
    const passed = fc.array(fc.record({ module, at: instants.map((date) => date.toISOString()) }), {
      maxLength: 12,
    });
    const incident = fc.record({ modules: fc.array(module), at: instants.map((date) => date.toISOString()) });
    const people = fc.record({
      audience: fc.constantFrom(...trainedAudiences),
      name: fc.constant('Synthetic'),
      passed,
      incidents: fc.array(incident, { maxLength: 3 }),
    });
    const valid = (one: Trainee) =>
      new Set(
        moduleStandings(one, trainingModuleIds, at, zone).flatMap((row) =>
          row.state === 'valid' ? row.module : [],
        ),
      );
    fc.assert(
      fc.property(people, incident, module, (one, more, anew) => {
        const before = valid(one);
        const after = valid({ ...one, incidents: [...one.incidents, more] });
        for (const found of after) expect(before).toContain(found);
        const renewed = valid({ ...one, passed: [...one.passed, { module: anew, at }] });
        for (const found of before) expect(renewed).toContain(found);
      }),
    );
  });
});
