/**
 * The script of a link's pages: keeps drafts, queues reports, shows unsent ones. Without it the pages are plain forms.
 */
import { showAge, understood } from './bands';
import { changed } from './deliver';
import { byId, canKeep, hasForm, hasTasks, isStep } from './elements';
import { startSteps } from './rows/acts';
import { sendNow, startSending } from './sending';
import { restore, showRefusal, startHandingIn, startWriting } from './writing';

/** Makes this page, and the pages of the village's other open tasks, available without a network. */
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
  if (hasForm) {
    await restore();
    startWriting();
    if (isStep) startSteps();
  }
  if (hasForm || hasTasks) startHandingIn();
  await startSending(hasForm ? showRefusal : undefined);
  if (hasForm || hasTasks) await keepOffline();
}

// Otherwise the form stays plain.
if (canKeep) void start();
