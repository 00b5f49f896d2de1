import { unsent } from '../device/diary.ts';
import { Screen } from '../parts/Screen.tsx';
import { useNow, usePage, useZone } from '../use-book.ts';
import { timeText } from '../words/format.ts';
import { fill, useLanguage, useWords } from '../words/words.ts';

/** What is shared with whom. */
export function Shared() {
  const words = useWords();
  const language = useLanguage();
  const zone = useZone();
  const now = useNow();
  const { plan, diary } = usePage();
  const { shared } = words;
  return (
    <Screen title={shared.title} back="#/">
      <p className="lead">{fill(shared.team, { clinic: plan?.home.clinic.name ?? words.messages.clinic })}</p>
      <p>{shared.notFamily}</p>
      <p>{shared.notOthers}</p>
      <p>{shared.nothingElse}</p>
      <p>{shared.phone}</p>
      <p>{shared.correct}</p>
      <p>{fill(shared.waiting, { count: unsent(diary).length })}</p>
      <p>
        {plan === null
          ? shared.never
          : fill(shared.last, { at: timeText(language, plan.heard.deviceAt, zone, now) })}
      </p>
    </Screen>
  );
}
