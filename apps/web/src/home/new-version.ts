import { useEffect, useState } from 'react';

/**
 * A version of the app that has been fetched and waits.
 * @returns what starts it, by loading the page anew; null while there is none
 */
export function useNewVersion(): (() => void) | null {
  const [waiting, setWaiting] = useState<ServiceWorker | null>(null);
  useEffect(() => {
    const { serviceWorker } = navigator;
    if (serviceWorker === undefined) return;
    void serviceWorker.getRegistration().then((registration) => {
      if (registration === undefined) return;
      setWaiting(registration.waiting);
      registration.addEventListener('updatefound', () => {
        const found = registration.installing;
        found?.addEventListener('statechange', () => {
          if (found.state === 'installed') setWaiting(registration.waiting);
        });
      });
      // Fails without network; the next start asks again.
      registration.update().catch(() => undefined);
    });
  }, []);
  // The first version of all has nothing to replace.
  if (waiting === null || navigator.serviceWorker.controller === null) return null;
  return () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    waiting.postMessage('start');
  };
}
