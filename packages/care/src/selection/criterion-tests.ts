import { ageYears } from '../age.ts';
import type { BearingSubject } from '../bearing/bearing.ts';
import { unitForReading } from '../bearing/findings.ts';
import { dateText } from '../follow-up/days.ts';
import type { Criterion, GradeTest, MeasureTest, ScoreTest, TherapyTest } from '../protocol/criterion.ts';
import type { Answer } from './answer.ts';
import { judgeChoice } from './choice-test.ts';
import { daysBetween, type Finding, type Given, missing } from './finding.ts';
import type { RecordReading } from './from-record.ts';
import { budapestGrade, neuropathicGrade } from './grades.ts';
import { interactionSize } from './interaction-size.ts';
import { type QuestionId, questionOf } from './questions.ts';
import { countTherapies, refractory, type Therapy } from './therapies.ts';

/**
 * The answer that counts: a person's before the record's, of measured values the newest. Of two persons' answers the
 * later; at the same instant the one whose value sorts last, so that the order does not matter.
 */
export function answersIn(answers: readonly Answer[], record: readonly Answer[]): Given {
  const fromRecord = new Map(record.map((answer) => [answer.question, answer]));
  const counting = new Map(fromRecord);
  for (const answer of answers.toSorted((a, b) => (rankOf(a) < rankOf(b) ? -1 : 1))) {
    const before = counting.get(answer.question);
    const newerOnRecord =
      answer.value.kind === 'measure' && before?.origin.from === 'record' && before.on > answer.on;
    if (!newerOnRecord) counting.set(answer.question, answer);
  }
  return { of: (question) => counting.get(question), recordOf: (question) => fromRecord.get(question) };
}

const rankOf = ({ value, on, origin }: Answer): string =>
  `${value.kind === 'measure' ? on : ''} ${origin.from === 'person' ? origin.at : ''} ${JSON.stringify(value)}`;

/** Judges one criterion that is asked. */
export function judge(
  criterion: Criterion,
  given: Given,
  record: RecordReading,
  subject: BearingSubject,
): Finding {
  const { test } = criterion;
  switch (test.kind) {
    case 'choice':
      return judgeChoice(test, given, record, subject.today);
    case 'score':
      return score(test, given);
    case 'measure':
      return measure(test, given, subject.today);
    case 'Budapest':
      return grade(test, given, budapestQuestions, budapestOf);
    case 'neuropathic grade':
      return grade(test, given, ['neuropathic-findings'], neuropathicOf);
    case 'therapies':
      return therapies(test, given);
    case 'age': {
      const age = ageYears(subject.identity.birthDate, subject.today);
      const reason = `${age} years; at least ${test.atLeast} are asked for.`;
      return { outcome: age >= test.atLeast ? 'met' : 'not met', reason, conditions: [], inputs: [] };
    }
    case 'record':
      return otherFindings(record);
  }
}

function score(test: ScoreTest, given: Given): Finding {
  const answers = test.scores.flatMap(({ question, atLeast }) => {
    const answer = given.of(question);
    return answer?.value.kind === 'score' ? [{ answer, atLeast, value: answer.value.value }] : [];
  });
  if (answers.length === 0) {
    const asked = test.scores.map(({ question }) => questionOf(question).text).join(' or ');
    return missing(`Not answered: ${asked}`);
  }
  const reason = answers
    .map(({ answer, atLeast, value }) => `${questionOf(answer.question).text}: ${value} (from ${atLeast})`)
    .join('; ');
  const reached = answers.some(({ atLeast, value }) => value >= atLeast);
  return {
    outcome: reached ? 'met' : test.below.outcome,
    reason: `${reason}.`,
    conditions: reached || test.below.condition === undefined ? [] : [test.below.condition],
    inputs: answers.map(({ answer }) => answer),
  };
}

function measure(test: MeasureTest, given: Given, today: string): Finding {
  const { text } = questionOf(test.measure as QuestionId);
  const answer = given.of(test.measure as QuestionId);
  if (answer?.value.kind !== 'measure') return missing(`No value: ${text}`);
  const { value, unit, upperLimit } = answer.value;
  const said = `${text} ${value} ${unitForReading(unit)} of ${dateText(answer.on)}`;
  const days = daysBetween(answer.on, today);
  if (days > test.validDays) return missing(`${said}: older than ${test.validDays} days.`, [answer]);
  if (days < 0) return missing(`${said}: its date lies in the future.`, [answer]);
  const inLimits = test.unit === 'times upper limit';
  if (inLimits && upperLimit === null)
    return missing(`${said}: no upper limit of the laboratory is known, so that it cannot be judged.`, [
      answer,
    ]);
  if (!inLimits && unit !== test.unit)
    return missing(`${said}: the limit is in ${test.unit}; enter the value in that unit.`, [answer]);

  const size = inLimits ? value / (upperLimit ?? 1) : value;
  const beyond = (limit: number) => (test.worse === 'above' ? size > limit : size < limit);
  const shown = inLimits ? `${said}, ${size.toFixed(1)} times the upper limit` : said;
  if (test.refusedFrom !== null && (beyond(test.refusedFrom) || size === test.refusedFrom))
    return {
      outcome: 'not met',
      reason: `${shown}; refused from ${test.refusedFrom}.`,
      conditions: [],
      inputs: [answer],
    };
  if (beyond(test.conditionBeyond))
    return {
      outcome: 'met with conditions',
      reason: `${shown}; ${test.worse} ${test.conditionBeyond}.`,
      conditions: [test.condition],
      inputs: [answer],
    };
  return { outcome: 'met', reason: `${shown}.`, conditions: [], inputs: [answer] };
}

const budapestQuestions = [
  'disproportionate',
  'budapest-symptoms',
  'budapest-signs',
  'better-diagnosis',
] as const satisfies readonly QuestionId[];

const wordOf = (answer: Answer | undefined) => (answer?.value.kind === 'one' ? answer.value.value : null);
const wordsOf = (answer: Answer | undefined) => (answer?.value.kind === 'several' ? answer.value.values : []);

function budapestOf(given: Given): { readonly grade: string; readonly reason: string } {
  const symptoms = wordsOf(given.of('budapest-symptoms')).length;
  const signs = wordsOf(given.of('budapest-signs')).length;
  const grade = budapestGrade({
    disproportionate: wordOf(given.of('disproportionate')) === 'yes',
    symptoms,
    signs,
    betterDiagnosis: wordOf(given.of('better-diagnosis')) !== 'no',
  });
  const said = {
    research: 'fulfilled, also for research',
    clinical: 'fulfilled',
    'not fulfilled': 'not fulfilled',
  };
  return {
    grade,
    reason: `Budapest criteria ${said[grade]}: symptoms in ${symptoms} of 4 categories, signs in ${signs} of 4.`,
  };
}

function neuropathicOf(given: Given): { readonly grade: string; readonly reason: string } {
  const found = wordsOf(given.of('neuropathic-findings'));
  const grade = neuropathicGrade({
    history: found.includes('history'),
    signs: found.includes('signs'),
    test: found.includes('test'),
  });
  return { grade, reason: `Neuropathic pain ${grade}.` };
}

function grade(
  test: GradeTest,
  given: Given,
  needed: readonly QuestionId[],
  gradeOf: (given: Given) => { readonly grade: string; readonly reason: string },
): Finding {
  const inputs = needed.flatMap((question) => given.of(question) ?? []);
  const open = needed.filter((question) => given.of(question) === undefined);
  if (open.length > 0)
    return missing(`Not answered: ${open.map((question) => questionOf(question).text).join(' ')}`, inputs);
  const { grade: found, reason } = gradeOf(given);
  const meaning = test.grades[found] ?? { outcome: 'not met' as const };
  return {
    outcome: meaning.outcome,
    reason,
    conditions: meaning.outcome === 'met with conditions' ? [meaning.condition ?? reason] : [],
    inputs,
  };
}

function therapies(test: TherapyTest, given: Given): Finding {
  const answer = given.of('therapies');
  if (answer?.value.kind !== 'therapies') return missing('Not answered: which drugs have been tried.');
  const pain = given.of('pain');
  const quality = given.of('quality-of-life');
  const counted = countTherapies(
    answer.value.therapies,
    pain?.value.kind === 'score' ? pain.value.value : null,
    quality === undefined ? null : wordOf(quality) === 'yes',
  );
  const ofClasses = test.count === 'classes';
  const count = ofClasses ? counted.classes : counted.drugs;
  const atMost = ofClasses ? counted.classesAtMost : counted.drugsAtMost;
  const named = (list: readonly Therapy[]) => list.map((one) => one.drug).join(', ') || 'none';
  const rule = `${test.count} that failed: ${count} of at least ${test.atLeast} (${named(counted.failed)})`;
  const inputs = [answer, pain, quality].flatMap((one) => one ?? []);
  if (count >= test.atLeast) return { outcome: 'met', reason: `${capital(rule)}.`, conditions: [], inputs };
  if (answer.origin.from === 'record')
    return missing(
      `The record names ${named(answer.value.therapies)}. Complete the list with the patient: how long, how tolerated, with how much relief.`,
      inputs,
    );
  if (atMost >= test.atLeast)
    return missing(
      `${capital(rule)}. Say how long, how tolerated and with how much relief: ${named(counted.incomplete)}.`,
      inputs,
    );
  return {
    outcome: 'not met',
    reason: `${capital(rule)}. Counted are drugs taken for ${refractory.weeks} weeks or not tolerated, with less than ${refractory.reliefPercent} % relief.`,
    conditions: [],
    inputs,
  };
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** What else the record holds: an exclusion refuses, cautions and interactions are conditions. */
function otherFindings({ others }: RecordReading): Finding {
  const refusing = others.filter((one) => one.severity === 'exclusion');
  if (others.length === 0)
    return {
      outcome: 'met',
      reason: 'Nothing else in the record bears on ketamine.',
      conditions: [],
      inputs: [],
    };
  return {
    outcome: refusing.length > 0 ? 'not met' : 'met with conditions',
    reason: `${others.map((one) => one.title).join('; ')}.`,
    conditions: others.map((one) =>
      [
        `${one.title} (${one.from.map((entry) => entry.text).join('; ')}):`,
        one.meaning,
        interactionSize(one.rule),
      ]
        .filter((words) => words !== null)
        .join(' '),
    ),
    inputs: [],
  };
}
