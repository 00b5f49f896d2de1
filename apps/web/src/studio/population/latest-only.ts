/**
 * Answers the newest question: one at a time, and of those asked meanwhile the last alone. What is asked without pause
 * is thus answered as often as there is time, and never waits for what is out of date.
 * @param compute is called for a question once the one before is answered
 * @param answered is told of each answer
 * @param failed is told when there is none
 * @returns asks a question
 */
export function latestOnly<Question, Answer>(
  compute: (question: Question) => Promise<Answer>,
  answered: (question: Question, answer: Answer) => void,
  failed: (question: Question, problem: unknown) => void,
): (question: Question) => void {
  let busy = false;
  let waiting: { readonly question: Question } | null = null;
  const begin = async (question: Question) => {
    busy = true;
    try {
      answered(question, await compute(question));
    } catch (problem) {
      failed(question, problem);
    }
    busy = false;
    const next = waiting;
    waiting = null;
    if (next !== null) begin(next.question);
  };
  return (question) => {
    if (busy) waiting = { question };
    else begin(question);
  };
}
