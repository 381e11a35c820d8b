import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import smpp, { type Fields, type Session } from 'smpp';

/** How long to wait for an answer, and then how long until the next delivery. */
const ANSWER_MS = 10_000;
const AGAIN_MS = 300;
/** Beyond this, while no bound session takes them, further deliveries are dropped. */
const MOST_WAITING = 50_000;

/** Repeats each deliver_sm, over any bound session, until it is acknowledged. */
export interface Deliveries {
  /** @param fields called before each try; null while the content is not known yet */
  deliver(fields: () => Fields[] | null): void;
  /** How many deliveries are not acknowledged yet. */
  waiting(): number;
  stop(): void;
}

export function deliverOver(bound: ReadonlySet<Session>): Deliveries {
  const stopped = new AbortController();
  // Every waiting delivery adds a listener.
  setMaxListeners(0, stopped.signal);
  let waiting = 0;

  async function untilTaken(fields: () => Fields[] | null): Promise<void> {
    let left = fields();
    for (;;) {
      const [session] = bound;
      if (left && session) left = await refusedBy(session, left);
      if (left?.length === 0) return;
      await pause(left ? AGAIN_MS : 20, undefined, { signal: stopped.signal, ref: false });
      left ??= fields();
    }
  }

  return {
    deliver(fields) {
      if (waiting >= MOST_WAITING) return;
      waiting += 1;
      const done = () => {
        waiting -= 1;
      };
      // Rejects only when it is stopped while it waits.
      untilTaken(fields).then(done, done);
    },
    waiting: () => waiting,
    stop: () => stopped.abort(),
  };
}

/** @returns the deliveries that must be repeated */
async function refusedBy(session: Session, all: readonly Fields[]): Promise<Fields[]> {
  const taken = await Promise.all(all.map((fields) => isTaken(session, fields)));
  return all.filter((_, index) => !taken[index]);
}

function isTaken(session: Session, fields: Fields): Promise<boolean> {
  return new Promise((resolve) => {
    const gone = () => done(false);
    const timer = setTimeout(gone, ANSWER_MS);
    const done = (is: boolean) => {
      clearTimeout(timer);
      session.off('close', gone);
      resolve(is);
    };
    session.setMaxListeners(0).once('close', gone);
    const sent = session.send(new smpp.PDU('deliver_sm', fields), ({ command_status }) => done(command_status === 0));
    if (!sent) done(false);
  });
}
