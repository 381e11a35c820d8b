import { once } from 'node:events';

/** Ctrl-C, a supervisor's stop, and a terminal that was closed. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Turns the signals that ask a process to end into an abort, so that what was started can be ended first. */
export function interruption(): { signal: AbortSignal; arrived(): Promise<void>; forget(): void } {
  const controller = new AbortController();
  const interrupt = () => controller.abort(new Error('Interrupted.'));
  for (const name of SIGNALS) process.on(name, interrupt);
  const { signal } = controller;
  return {
    signal,
    arrived: async () => {
      if (!signal.aborted) await once(signal, 'abort');
    },
    forget: () => {
      for (const name of SIGNALS) process.off(name, interrupt);
    },
  };
}
