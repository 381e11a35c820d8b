/**
 * The script of a link's pages: keeps drafts, queues reports, shows what has not arrived. Without it they are plain.
 */
import { showAge, understood } from './bands';
import { changed } from './deliver';
import { byId, hasForm } from './elements';
import { sendNow, startSending } from './sending';
import { restore, showRefusal, startWriting } from './writing';

/** This page, and the others that the village owes, open without a network from now on. */
async function keepOffline(): Promise<void> {
  await navigator.serviceWorker.register('/r/worker.js', { scope: '/r/' });
  const { active } = await navigator.serviceWorker.ready;
  const others = [...document.querySelectorAll<HTMLAnchorElement>('.task-ways a')].map(({ href }) => href);
  active?.postMessage({ keep: [location.href, ...others] });
}

async function start(): Promise<void> {
  showAge();
  byId('send-now').addEventListener('click', sendNow);
  byId('understood').addEventListener('click', () => void understood().then(changed));
  if (!hasForm) return startSending();
  await restore();
  startWriting();
  await startSending(showRefusal);
  await keepOffline();
}

// Without https the browser has neither a service worker nor hashes: the form stays a plain one.
if (isSecureContext && 'serviceWorker' in navigator && 'indexedDB' in window) void start();
