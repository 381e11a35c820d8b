import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import smpp, { type Fields, type Session } from 'smpp';

/** How long an answer is waited for, and until what was not taken is delivered again. */
const ANSWER_MS = 10_000;
const AGAIN_MS = 300;
/** With nobody bound who takes them, what comes then is given up. */
const MOST_WAITING = 50_000;

/** Delivers each deliver_sm again and again, over whichever session is there, until it is answered for. */
export interface Deliveries {
  /** @param fields asked before each try; null while it cannot be said yet */
  deliver(fields: () => Fields[] | null): void;
  /** How many nobody has answered for yet. */
  waiting(): number;
  stop(): void;
}

export function deliverOver(bound: ReadonlySet<Session>): Deliveries {
  const stopped = new AbortController();
  // Every delivery waits on it by itself.
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
      // It only rejects when it is stopped while it waits.
      untilTaken(fields).then(done, done);
    },
    waiting: () => waiting,
    stop: () => stopped.abort(),
  };
}

/** @returns those that have to come again */
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
