import { drawsOf, randomSource } from '@ketame/pharmacometrics';
import { type InEachLanguage, type TrainingModule, type TrainingQuestion, trainingTest } from './module.ts';

/** A question as it was drawn. `order` says which answer stands where: 0 is the right one, 1 and 2 the wrong ones. */
export interface DrawnQuestion {
  readonly question: string;
  readonly order: readonly number[];
}

/**
 * The questions of one test, the same whenever the seed is the same.
 * @param seed whole number from 0 to 2^53 - 1
 */
export function drawTest({ questions }: TrainingModule, seed: number): DrawnQuestion[] {
  const shuffled = <Of>(of: readonly Of[], name: string): Of[] => {
    const { uniform } = drawsOf(randomSource(seed), name);
    return of
      .map((value, subject) => ({ value, place: uniform({ subject }) }))
      .sort((a, b) => a.place - b.place)
      .map(({ value }) => value);
  };
  return shuffled(questions, 'training questions')
    .slice(0, trainingTest.drawn)
    .map(({ id }) => ({ question: id, order: shuffled([0, 1, 2], `training answers ${id}`) }));
}

/** The answers of a question in the order in which they are shown. */
export function shownAnswers({ right, wrong }: TrainingQuestion, order: readonly number[]): InEachLanguage[] {
  const answers = [right, ...wrong];
  return order.flatMap((place) => answers[place] ?? []);
}

export interface TestResult {
  readonly right: number;
  readonly passed: boolean;
  /** Points to read again, each once, in the order of the module. */
  readonly readAgain: readonly string[];
}

/**
 * What the answers to a test are worth.
 * @param answers for each drawn question the place that was chosen, from 0
 * @throws RangeError when the answers are not one for each question, or a question is not of this module
 */
export function scoreTest(
  module: TrainingModule,
  drawn: readonly DrawnQuestion[],
  answers: readonly number[],
): TestResult {
  if (answers.length !== drawn.length) {
    throw new RangeError(`${drawn.length} answers are needed, one for each question, not ${answers.length}`);
  }
  const wrong = new Set<string>();
  let right = 0;
  drawn.forEach(({ question, order }, index) => {
    const found = module.questions.find(({ id }) => id === question);
    if (found === undefined) throw new RangeError(`the module ${module.id} has no question ${question}`);
    if (order[answers[index] ?? -1] === 0) right += 1;
    else wrong.add(found.about);
  });
  return {
    right,
    passed: right >= trainingTest.passMark,
    readAgain: module.points.map(({ id }) => id).filter((id) => wrong.has(id)),
  };
}
