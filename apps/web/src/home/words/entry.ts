import type { HomeContent, HomeStatement } from '@ketame/care';
import type { Words } from './en.ts';
import { dateText, doseText } from './format.ts';
import { fill, type Language } from './words.ts';

/** What an entry says, in a line; null: it was struck out. */
export function lineOf(statement: HomeStatement | null, words: Words, language: Language): string {
  if (statement === null) return words.entries.struck;
  const text = words.entries.kind[statement.kind];
  switch (statement.kind) {
    case 'dose':
      return fill(text, { amount: doseText(language, statement.doseUg) });
    case 'not-taken':
      return fill(text, { reason: words.dose.notTaken[statement.reason] });
    case 'blood-pressure':
      return fill(text, { systolic: statement.systolic, diastolic: statement.diastolic });
    case 'sitter':
      return fill(text, { present: statement.present && statement.confirmed ? words.app.yes : words.app.no });
    case 'substances': {
      const any = statement.alcohol || statement.sedatives || statement.otherDrugs;
      return fill(text, { any: any ? words.app.yes : words.app.no });
    }
    case 'after-dose':
      return fill(text, { minute: statement.minute, awake: words.check.awakeAnswers[statement.awake] });
    case 'day': {
      const line = fill(text, { date: dateText(language, statement.date) });
      const { painAverage: pain } = statement;
      // Two diaries of one day are told apart by it.
      return pain === null ? line : `${line}, ${fill(words.entries.dayPain, { pain })}`;
    }
    case 'week': {
      const { function: ofFunction, bladder } = words.week;
      const forms: Readonly<Record<string, string>> = {
        'ketame-function': ofFunction.name,
        'ketame-urine': bladder.name,
      };
      const form = forms[statement.instrument] ?? statement.instrument;
      return fill(text, { form, date: dateText(language, statement.date) });
    }
    case 'gone':
      return fill(text, { how: words.dose.gone[statement.how] });
    case 'message':
      return fill(text, { text: statement.text });
    case 'stop':
    case 'stop-lifted':
    case 'set-aside':
      return fill(text, { reason: statement.reason });
    default:
      return text;
  }
}

/** The same of what was entered, which may be a correction. */
export function contentLineOf(content: HomeContent, words: Words, language: Language): string {
  if (content.kind !== 'correction') return lineOf(content, words, language);
  const line = lineOf(content.replacement?.statement ?? null, words, language);
  return content.replacement === null ? line : `${line}, ${words.entries.corrected}`;
}
