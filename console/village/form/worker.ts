/** The service worker of the forms: opens them without a network, and sends unsent reports when the network is back. */
import { deliver } from './deliver';
import { keepAhead, pageOrKept } from './pages';
import { dropOldRosters } from './rows/rosters';

/** Types of the worker's parts used here; TypeScript cannot have the types of pages and workers at once. */
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Lasting {
  request: Request;
  respondWith(response: Promise<Response>): void;
}
interface Worker {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
  addEventListener(type: 'sync', listener: (event: Lasting) => void): void;
  addEventListener(type: 'message', listener: (event: Lasting & { data: { keep: string[] } }) => void): void;
}
const worker = self as unknown as Worker;

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (/^\/r\/[^/.]+$/.test(pathname)) event.respondWith(pageOrKept(request));
  else if (pathname.startsWith('/assets/form-'))
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
});

/** The browser fires this when there is a network, even without an open page, and again after a failure. */
worker.addEventListener('sync', (event) =>
  event.waitUntil(
    deliver().then((all) => {
      if (!all) throw new Error('some reports are not sent yet');
    }),
  ),
);

/** Caches the first page, which was loaded before the worker existed, and the village's other pages, not opened yet. */
worker.addEventListener('message', (event) =>
  event.waitUntil(Promise.all([dropOldRosters(), ...event.data.keep.map((address) => keepAhead(address))])),
);
