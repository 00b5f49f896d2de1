import { createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

/** The parts of a service worker's scope that are used here; the types of the page do not know it. */
interface WorkerScope {
  readonly __WB_MANIFEST: Parameters<typeof precacheAndRoute>[0];
  readonly clients: {
    matchAll(options: { type: 'window' }): Promise<readonly { focus(): Promise<unknown> }[]>;
    openWindow(url: string): Promise<unknown>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(
    type: 'notificationclick',
    listener: (event: {
      readonly notification: Notification;
      waitUntil(work: Promise<unknown>): void;
    }) => void,
  ): void;
}
declare const self: WorkerScope;

// All files of the app are on the device from the first visit on. What the server is asked goes to the network alone.
precacheAndRoute(self.__WB_MANIFEST);
registerRoute(new NavigationRoute(createHandlerBoundToURL('/home/index.html')));

// A new version waits until the reader starts it: see new-version.ts.
self.addEventListener('message', ({ data }) => {
  if (data === 'start') void self.skipWaiting();
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(
    self.clients
      .matchAll({ type: 'window' })
      .then(([open]) => (open === undefined ? self.clients.openWindow('/home/') : open.focus())),
  );
});
