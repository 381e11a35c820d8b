import { once } from 'node:events';
import { whenStarterIsGone } from './system/starters';

/** Ctrl-C, a supervisor's stop, and a closed terminal. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Turns requests to end the process into an abort, so that started processes can be ended first: the signals, and the
 * end of the starting npm.
 */
export function interruption(): { signal: AbortSignal; arrived(): Promise<void>; forget(): void } {
  const controller = new AbortController();
  const interrupt = () => controller.abort(new Error('Interrupted.'));
  for (const name of SIGNALS) process.on(name, interrupt);
  const endWatch = whenStarterIsGone(interrupt);
  // Output to a closed terminal is lost, and its error must not end the process before its servers.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignore);
  const { signal } = controller;
  return {
    signal,
    arrived: async () => {
      if (!signal.aborted) await once(signal, 'abort');
    },
    forget: () => {
      for (const name of SIGNALS) process.off(name, interrupt);
      for (const stream of [process.stdout, process.stderr]) stream.off('error', ignore);
      endWatch();
    },
  };
}

const ignore = () => {};
