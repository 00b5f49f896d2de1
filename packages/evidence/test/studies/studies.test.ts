import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adverseEvents, ketamineIncidence } from '../../src/studies/adverse-events.ts';
import {
  adverseEventsFromCsv,
  adverseEventsToCsv,
  observationalStudiesFromCsv,
  observationalStudiesToCsv,
  protocolsFromCsv,
  protocolsToCsv,
  publishedMetaAnalysesFromCsv,
  publishedMetaAnalysesToCsv,
  StudyCsvError,
  trialsFromCsv,
  trialsToCsv,
} from '../../src/studies/csv.ts';
import { observationalStudies } from '../../src/studies/observational-studies.ts';
import { protocols } from '../../src/studies/protocols.ts';
import { publishedMetaAnalyses } from '../../src/studies/published-meta-analyses.ts';
import {
  type AdverseEvent,
  adverseEventSchema,
  observationalStudySchema,
  outcomeSchema,
  protocolSchema,
  trialWithOutcomesSchema,
} from '../../src/studies/study.ts';
import { syndromes } from '../../src/studies/syndromes.ts';
import { topics } from '../../src/studies/topics.ts';
import { trials } from '../../src/studies/trials.ts';

describe('the packaged evidence is valid', () => {
  test('at least 38 trials, 13 observational studies, 5 protocols, 62 rows of adverse events', () => {
    expect(trials.length).toBeGreaterThanOrEqual(38);
    expect(observationalStudies.length).toBeGreaterThanOrEqual(13);
    expect(protocols.length).toBeGreaterThanOrEqual(5);
    expect(adverseEvents.length).toBeGreaterThanOrEqual(62);
  });
  test('every row satisfies its schema', () => {
    for (const trial of trials) expect(trialWithOutcomesSchema.parse(trial)).toEqual(trial);
    for (const row of observationalStudies) expect(observationalStudySchema.parse(row)).toEqual(row);
    for (const row of protocols) expect(protocolSchema.parse(row)).toEqual(row);
    for (const row of adverseEvents) expect(adverseEventSchema.parse(row)).toEqual(row);
  });
  test('ids are unique, and an outcome bears the id of its trial', () => {
    const outcomes = trials.flatMap((trial) => trial.outcomes);
    const ids = [
      ...trials,
      ...outcomes.filter(({ id }) => /[-ab]/.test(id)),
      ...observationalStudies,
      ...protocols,
      ...adverseEvents,
    ].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const trial of trials) {
      for (const { id } of trial.outcomes) expect(id.startsWith(trial.id)).toBe(true);
    }
  });
  test('every crossover trial is flagged as one', () => {
    for (const trial of trials.filter(({ design }) => /crossover|N-of-1/.test(design))) {
      for (const outcome of trial.outcomes) expect(outcome.flags, outcome.id).toContain('crossover');
    }
  });
  test('Table 1 of the review: 15 kinds of pain, 37 trials; no more are packaged than it counts', () => {
    const table = syndromes.filter(({ table1Trials }) => table1Trials !== null);
    expect(table).toHaveLength(15);
    expect(table.reduce((sum, { table1Trials }) => sum + (table1Trials ?? 0), 0)).toBe(37);
    for (const { name, table1Trials } of table) {
      const packaged = trials.filter(({ syndrome, table1 }) => syndrome === name && table1 === 'listed');
      expect(packaged.length, name).toBeLessThanOrEqual(table1Trials ?? 0);
    }
  });
  test('a topic points at packaged trials, and each of its points has a source', () => {
    for (const topic of topics) {
      for (const id of topic.trials) expect(trials.map((trial) => trial.id)).toContain(id);
      for (const { source } of topic.points) expect(source).not.toBe('');
    }
    expect(topics.find(({ id }) => id === 'morphine-sparing')?.answer).toContain('27 of 37');
  });
  test('published meta-analyses hold their estimate within their interval', () => {
    for (const { name, time, lower, estimate, upper } of publishedMetaAnalyses) {
      expect(lower < estimate && estimate < upper, `${name}, ${time}`).toBe(true);
    }
  });
  test('no packaged outcome is back-solved; both trials of the integrity flag carry it', () => {
    const flagged = (flag: 'back-solved' | 'integrity') =>
      trials
        .filter((trial) => trial.outcomes.some((outcome) => outcome.flags.includes(flag)))
        .map(({ id }) => id);
    expect(flagged('back-solved')).toEqual([]);
    expect(flagged('integrity')).toEqual(['T03', 'T28']);
  });
  test('what is unverified says so and is kept', () => {
    const unverified = trials
      .flatMap((trial) => trial.outcomes)
      .filter(({ knowledge }) => knowledge === 'recalled');
    expect(unverified.map(({ id }) => id)).toContain('T01-week4');
  });
});

describe('adverse events', () => {
  const found = (study: string, event: string): AdverseEvent => {
    const row = adverseEvents.find(
      (candidate) => candidate.study === study && candidate.event.startsWith(event),
    );
    if (!row) throw new Error(`No ${event} of ${study}.`);
    return row;
  };
  test('exact intervals: 3 of 6 is 12 to 88 %, 0 of 50 is 0 to 7.1 %, 0 of 52 is 0 to 6.8 %', () => {
    const printed = (row: AdverseEvent) => {
      const rate = ketamineIncidence(row);
      return rate.kind === 'counted'
        ? [rate.lower, rate.upper].map((value) => Math.round(1000 * value) / 10)
        : rate.kind;
    };
    expect(printed(found('Noppers 2011', 'DILI'))).toEqual([11.8, 88.2]);
    expect(printed(found('Niesters 2013 review of Sigtermans', 'liver'))).toEqual([0, 7.1]);
    expect(printed(found('Lee 2025', 'LFT'))).toEqual([0, 6.8]);
  });
  test('what was not measured has no rate, and zero events cannot be written into it', () => {
    const row = found('Tankha 2025', 'any');
    expect(ketamineIncidence(row)).toEqual({ kind: 'notMeasured' });
    expect(adverseEventSchema.safeParse({ ...row, ketamineEvents: 0 }).success).toBe(false);
    expect(adverseEventSchema.safeParse({ ...row, ketaminePercent: 0 }).success).toBe(false);
  });
  test('the two definitions of psychotomimetic events stand apart', () => {
    expect(found('Sigtermans 2009 (abstract)', 'psychomimetic').ketaminePercent).toBe(76);
    expect(found('Sigtermans 2009 (full text p.5)', 'psychomimetic').ketamineEvents).toBe(28);
  });
});

describe('CSV', () => {
  test('everything packaged survives export and import', () => {
    expect(trialsFromCsv(trialsToCsv(trials))).toEqual(trials);
    expect(adverseEventsFromCsv(adverseEventsToCsv(adverseEvents))).toEqual(adverseEvents);
    expect(observationalStudiesFromCsv(observationalStudiesToCsv(observationalStudies))).toEqual(
      observationalStudies,
    );
    expect(protocolsFromCsv(protocolsToCsv(protocols))).toEqual(protocols);
    expect(publishedMetaAnalysesFromCsv(publishedMetaAnalysesToCsv(publishedMetaAnalyses))).toEqual(
      publishedMetaAnalyses,
    );
  });
  test('any text survives: commas, quotes, line breaks, digits (property)', () => {
    const [first] = observationalStudies;
    if (!first) throw new Error('There are observational studies.');
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat(), (text, n) => {
        const row = { ...first, result: text, citation: `${text}"`, n };
        expect(observationalStudiesFromCsv(observationalStudiesToCsv([row]))).toEqual([row]);
      }),
    );
  });
  test('a wrong cell is refused with line, column and what was expected', () => {
    const csv = observationalStudiesToCsv(observationalStudies);
    expect(() => observationalStudiesFromCsv(csv.replace(',33,', ',many,'))).toThrow(
      /Line 2, column n: .*number/,
    );
    expect(() => observationalStudiesFromCsv(csv.replace('citation', 'author'))).toThrow(
      /Unknown column author/,
    );
    const tables = trialsToCsv(trials);
    const orphan = { ...tables, outcomes: tables.outcomes.replace('\nT01,', '\nT99,') };
    expect(() => trialsFromCsv(orphan)).toThrow(StudyCsvError);
    expect(() => trialsFromCsv(orphan)).toThrow(/no trial T99/);
  });
  test('more events than people are refused', () => {
    const outcome = trials.flatMap((trial) => trial.outcomes).find(({ id }) => id === 'T30');
    expect(outcomeSchema.safeParse({ ...outcome, ketamineEvents: 94 }).success).toBe(false);
  });
});
