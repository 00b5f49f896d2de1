import { infusionRateMgPerH, publishedRegimens } from '@ketame/ketamine';
import { describe, expect, test } from 'vitest';
import {
  copyProtocol,
  entryRules,
  homeInstructionsOf,
  ownItem,
  ownProtocolProblems,
  type Protocol,
  readRecord,
  type StopRule,
  shippedProtocols,
} from '../../src/index.ts';
import { condition, nobody } from '../subject.ts';

const adult = { weightKg: 70, ageYears: 45, sex: 'male' } as const;

function protocol(id: string): Protocol {
  const found = shippedProtocols.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no protocol "${id}".`);
  return found;
}

describe('issue 5, selection: the shipped protocols', () => {
  test('"never first or second choice" is a hard criterion of every one', () => {
    for (const { criteria } of shippedProtocols)
      expect(criteria.find((one) => one.id === 'never-first-or-second')).toMatchObject({
        hard: true,
        test: { kind: 'therapies', count: 'classes', atLeast: 2 },
      });
  });

  // Doses as the papers' abstracts and the review print them.
  test.each([
    ['inpatient-100-h', 'S-ketamine', 30, null, 100, 1],
    ['outpatient-10-days', 'racemic ketamine', 0.35, 25, 4, 10],
    ['five-hours-7-days', 'racemic ketamine', 16, null, 5, 7],
    ['single-session', 'racemic ketamine', 0.35, 25, 4, 1],
  ] as const)(
    '%s: %s, at most %s, %s mg/h, %i h, %i sessions',
    (id, drug, greatest, cap, hours, sessions) => {
      const { regimen } = protocol(id);
      expect([
        regimen.drug,
        regimen.greatestRate.value,
        regimen.greatestMgPerH?.value ?? null,
        regimen.hoursPerSession.value,
        regimen.sessions.value,
      ]).toEqual([drug, greatest, cap, hours, sessions]);
    },
  );

  test('the published regimen that a protocol names keeps within it', () => {
    for (const { regimen } of shippedProtocols.filter((one) => one.regimen.published !== null)) {
      const published = publishedRegimens.find((one) => one.id === regimen.published)?.regimen;
      for (const step of published?.steps ?? []) {
        if (step.kind !== 'infusion') throw new Error('An infusion was expected.');
        const allowed = { ...step, rate: regimen.greatestRate.value, basis: regimen.basis };
        expect(infusionRateMgPerH(step, adult)).toBeLessThanOrEqual(infusionRateMgPerH(allowed, adult));
      }
      expect(published?.drug).toBe(regimen.drug);
    }
  });

  test('every criterion and number names its source, and what has none is called ours', () => {
    const stated: { source?: unknown; status?: unknown }[] = [];
    JSON.stringify(shippedProtocols, (_, value: unknown) => {
      if (typeof value === 'object' && value !== null && 'status' in value) stated.push(value);
      return value;
    });
    expect(stated.length).toBeGreaterThan(200);
    for (const { source, status } of stated) {
      expect(source).toMatch(/\w{5}/);
      if (source === "Ketame's own rule") expect(status).toBe('ours');
    }
  });

  test('a protocol is data: nothing is lost when it is stored as JSON', () => {
    expect(JSON.parse(JSON.stringify(shippedProtocols))).toEqual(shippedProtocols);
  });
});

describe('a clinic’s own protocol', () => {
  const original = protocol('outpatient-10-days');
  const own = copyProtocol(original, 'own', 'Ours');

  test('a copy is fit for use', () => expect(ownProtocolProblems(own, original)).toEqual([]));

  test('it cannot leave out or soften the hard criterion', () => {
    const left = { ...own, criteria: own.criteria.filter((one) => one.id !== 'never-first-or-second') };
    expect(ownProtocolProblems(left, original)).toHaveLength(1);
    const softened = {
      ...own,
      criteria: own.criteria.map((one) =>
        one.test.kind === 'therapies' ? { ...one, test: { ...one.test, atLeast: 1 } } : one,
      ),
    };
    expect(ownProtocolProblems(softened, original)).toHaveLength(1);
  });

  test('rates rise and stay below the highest', () => {
    const steps = own.regimen.steps.toReversed();
    expect(ownProtocolProblems({ ...own, regimen: { ...own.regimen, steps } }, original)).toHaveLength(2);
  });

  test('what is charted, must be true at discharge and is followed is set otherwise, but not left out', () => {
    const { monitoring, discharge, followUp } = own;
    const longer = monitoring.charted.map((one) => ({ ...one, everyMin: 20 }));
    expect(ownProtocolProblems({ ...own, monitoring: { ...monitoring, charted: longer } }, original)).toEqual(
      [],
    );
    const unfit: Protocol[] = [
      { ...own, monitoring: { ...monitoring, charted: monitoring.charted.slice(1) } },
      { ...own, discharge: { ...discharge, criteria: discharge.criteria.slice(1) } },
      { ...own, followUp: followUp.filter(({ items }) => !items.includes('misuse')) },
      { ...own, followUp: followUp.map((visit) => ({ ...visit, day: 7, withinDays: 0 })) },
      {
        ...own,
        followUp: followUp.map((visit, index) => (index === 0 ? { ...visit, withinDays: 2 } : visit)),
      },
    ];
    const problems = unfit.map((one) => ownProtocolProblems(one, original));
    expect(problems.map(({ length }) => length > 0)).toEqual(unfit.map(() => true));
  });

  test('a limit of discharge and its words name the same number', () => {
    const criteria = own.discharge.criteria.map((one) =>
      one.limit === undefined ? one : { ...one, limit: { ...one.limit, value: one.limit.value + 1 } },
    );
    const limited = criteria.filter(({ limit }) => limit !== undefined);
    const problems = ownProtocolProblems({ ...own, discharge: { ...own.discharge, criteria } }, original);
    expect(problems).toHaveLength(limited.length);
  });

  test('issue 5: of the next course it is stricter freely, looser with a reason alone', () => {
    const { retreatment } = own;
    const numbers = {
      notBeforeDays: [30, 14],
      windowFromDays: [35, 21],
      greatestPerYear: [4, 8],
      reliefPercent: [50, 20],
      reliefDays: [60, 10],
    } as const;
    for (const [key, [stricter, looser]] of Object.entries(numbers)) {
      const was = retreatment[key as keyof typeof numbers];
      const problemsWith = (change: object) =>
        ownProtocolProblems(
          { ...own, retreatment: { ...retreatment, [key]: { ...was, ...change } } },
          original,
        );
      expect(problemsWith({ value: stricter })).toEqual([]);
      expect(problemsWith({ value: looser })).toEqual([
        expect.stringContaining(`is ${looser}, where the original has ${was.value} (${was.source})`),
      ]);
      expect(problemsWith({ value: looser, reason: 'Agreed with the hepatologist.' })).toEqual([]);
    }
    const unfit = [
      { ...retreatment, windowToDays: { ...retreatment.windowToDays, value: 27 } },
      { ...retreatment, greatestPerYear: { ...retreatment.greatestPerYear, value: 0 } },
      { ...retreatment, reliefPercent: { ...retreatment.reliefPercent, value: 101 } },
      { ...retreatment, first: retreatment.first.slice(1) },
    ];
    for (const one of unfit) {
      expect(ownProtocolProblems({ ...own, retreatment: one }, original)).toHaveLength(1);
    }
  });

  test('issue 5: a rule to stop is made harsher or added freely; milder or in other words it needs a reason', () => {
    const [liver, ...others] = own.stopRules as [StopRule, ...StopRule[]];
    const problemsWith = (...stopRules: StopRule[]) => ownProtocolProblems({ ...own, stopRules }, original);
    const added: StopRule = { ...liver, id: 'ours', when: 'Rash.', action: 'pause' };
    expect(problemsWith({ ...liver, action: 'stop for good' }, ...others, added)).toEqual([]);
    for (const looser of [{ action: 'pause' } as const, { when: 'ALT is high.' }]) {
      expect(problemsWith({ ...liver, ...looser }, ...others)).toEqual([
        expect.stringContaining(`The original has "stop: ${liver.when}" (${liver.source})`),
      ]);
      expect(problemsWith({ ...liver, ...looser, reason: 'As our hospital words it.' }, ...others)).toEqual(
        [],
      );
    }
    expect(problemsWith(...others)).toHaveLength(1);
    expect(problemsWith(liver, ...others, liver)).toHaveLength(1);
  });

  test('an item that is changed says that it is the clinic’s and what it was; changed back it is as it was', () => {
    const was = homeInstructionsOf(original.discharge);
    const changed = ownItem({ ...was, parts: was.parts.slice(1) }, was, () => 'four headings');
    expect(changed).toMatchObject({
      status: 'ours',
      source: `This clinic; before: four headings (${was.source})`,
    });
    expect(ownItem({ ...changed, parts: was.parts }, was, () => 'four headings')).toBe(was);
  });
});

test('every exclusion and caution of the record is read by a question or stays among the others', () => {
  for (const rule of entryRules.filter(
    (one) => one.applies === 'condition' && one.severity !== 'information',
  )) {
    const code = rule.match.icd10?.[0];
    if (code === undefined) continue;
    const codings = [{ system: 'http://hl7.org/fhir/sid/icd-10', code }];
    const { hints, others } = readRecord({ ...nobody, entries: [condition('(no words)', { codings })] });
    const read = [...[...hints.values()].flat(), ...others].map((one) => one.rule);
    expect(read).toContain(rule.id);
  }
});
