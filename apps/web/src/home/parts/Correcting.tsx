import type { Old } from '../correction.ts';
import { useNow, useZone } from '../use-book.ts';
import { lineOf } from '../words/entry.ts';
import { timeText } from '../words/format.ts';
import { useLanguage, useWords } from '../words/words.ts';

/** What is being corrected, struck through. */
export function Correcting({ old: { at, statement } }: { readonly old: Old }) {
  const words = useWords();
  const language = useLanguage();
  const zone = useZone();
  const now = useNow();
  return (
    <p className="card">
      <span className="reason">{words.entries.correcting}</span>
      <del>{lineOf(statement, words, language)}</del>
      <span className="reason">{timeText(language, at, zone, now)}</span>
    </p>
  );
}
