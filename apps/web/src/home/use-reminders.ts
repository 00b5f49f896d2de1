import { afterDoseChecks } from '@ketame/care';
import { useEffect } from 'react';
import { useDiary, useNow, usePage } from './use-book.ts';
import { useWords } from './words/words.ts';

/**
 * Reminds of the checks after a dose by a notification, where the device allows it. In the page itself the check stands
 * first on the screen of today. Each check is told once: the name of the notification is its own.
 */
export function useReminders(): void {
  const words = useWords();
  const { plan } = usePage();
  const diary = useDiary();
  const now = useNow();
  const programme = plan?.home.programme ?? null;
  const due =
    programme === null
      ? undefined
      : afterDoseChecks(programme, diary, now).find(({ state }) => state === 'due' || state === 'silent');
  const name = due === undefined ? null : `${due.doseId} ${due.minute}`;
  const { reminderTitle, reminderText } = words.settings;
  useEffect(() => {
    if (name === null || !('Notification' in window) || Notification.permission !== 'granted') return;
    navigator.serviceWorker?.ready
      .then((worker) => worker.showNotification(reminderTitle, { body: reminderText, tag: name }))
      .catch(() => undefined);
  }, [name, reminderTitle, reminderText]);
}
