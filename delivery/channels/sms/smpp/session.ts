import { setTimeout as pause } from 'node:timers/promises';
import smpp, { type Fields, type PDU, type Session } from 'smpp';
import { every } from '../../../../config/loops/loop';
import { codeOf, SendFailure } from '../../failure';
import { failureOf } from '../errors';
import { refuseShortPdus } from './short-pdus';

refuseShortPdus();

/** The address to bind to, and the account. */
export interface Peer {
  provider: string;
  host: string;
  port: number;
  tls: boolean;
  systemId: string;
  password: string;
  systemType: string;
  /** A peer that leaves a request unanswered for so long (ms) may have taken it. */
  timeoutMs: number;
  /** Interval of enquire_link, which asks whether the peer is still there (ms). */
  enquireMs: number;
  /** Takes a deliver_sm. It is acknowledged when this resolves; when this rejects, the peer sends it again. */
  deliver(pdu: PDU): Promise<void>;
}

/** A session that binds by itself, and anew whenever it is lost. */
export interface BoundSession {
  /**
   * Sends a request and waits for its answer, good or bad.
   * @throws SendFailure: `defer` when the request was certainly not sent, `lose` when no answer came
   */
  ask(command: string, fields: Fields): Promise<PDU>;
  close(): Promise<void>;
}

/** Of the protocol; 0x34 is SMPP 3.4. */
const VERSION = 0x34;
/** ESME receiver temporary application error: the peer keeps the message and sends it again. */
const COME_AGAIN = smpp.errors.ESME_RX_T_APPN ?? 0x64;
const LONGEST_PAUSE_MS = 10_000;
/** The first time at once: most peers only restart. */
const pauseAfter = (failures: number): number =>
  failures === 0 ? 0 : Math.min(250 * 2 ** (failures - 1), LONGEST_PAUSE_MS);

interface Link {
  session: Session;
  ask(command: string, fields: Fields): Promise<PDU>;
}

export function bindSession(peer: Peer): BoundSession {
  const closing = new AbortController();
  let failures = 0;
  /** Why the last attempt to bind failed; null while one is under way for the first time since the session was lost. */
  let unbound: SendFailure | null = null;
  let link = bindAgain();

  function bindAgain(): Promise<Link> {
    const attempt = pause(pauseAfter(failures), undefined, { signal: closing.signal }).then(() =>
      openLink(peer, { lost, signal: closing.signal }),
    );
    attempt.then(
      () => {
        unbound = null;
      },
      (error: unknown) => {
        if (closing.signal.aborted) return;
        failures += 1;
        unbound = error instanceof SendFailure ? error : notBound(error);
        link = bindAgain();
      },
    );
    return attempt;
  }

  function lost(): void {
    if (closing.signal.aborted) return;
    link = bindAgain();
    // A peer that accepts the bind and then drops the session is not retried without a pause.
    failures += 1;
  }

  return {
    async ask(command, fields) {
      if (unbound) throw unbound;
      const bound = await link.catch((error: unknown) => {
        throw error instanceof SendFailure ? error : notBound(error);
      });
      const answer = await bound.ask(command, fields);
      failures = 0;
      return answer;
    },
    async close() {
      closing.abort();
      const bound = await link.catch(() => null);
      await bound?.ask('unbind', {}).catch(() => null);
      bound?.session.destroy();
    },
  };
}

const notBound = (cause: unknown): SendFailure =>
  new SendFailure(
    { event: 'defer', reason: 'provider-down', down: true, code: codeOf(cause) ?? 'NOT_BOUND' },
    { cause },
  );

const unanswered = (code: string): SendFailure =>
  new SendFailure({ event: 'lose', reason: 'no-answer', down: true, code });

/**
 * Connects and binds as a transceiver.
 * @param lost called when either side has ended the bound session
 * @param signal gives up binding
 */
async function openLink(peer: Peer, { lost, signal }: { lost(): void; signal: AbortSignal }): Promise<Link> {
  const { host, port, tls, systemId, password, systemType, timeoutMs } = peer;
  const session = smpp.connect({ host, port, tls, ...(tls && { servername: host }) });
  const link = linkOver(session, peer);
  const giveUp = () => session.destroy();
  signal.addEventListener('abort', giveUp);
  try {
    await connected(session, { tls, timeoutMs });
    const answer = await link.ask('bind_transceiver', {
      system_id: systemId,
      password,
      system_type: systemType,
      interface_version: VERSION,
    });
    if (answer.command_status !== 0) throw failureOf(peer.provider, statusOf(answer));
  } catch (error) {
    session.destroy();
    // Nothing was submitted, whether or not the bind succeeded.
    throw error instanceof SendFailure && error.failure.event === 'defer' ? error : notBound(error);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
  const asking = every({ name: `smpp ${host}:${port}`, ms: peer.enquireMs }, () =>
    link.ask('enquire_link', {}).then(
      () => {},
      () => session.destroy(),
    ),
  );
  session.once('close', () => {
    void asking.stop();
    lost();
  });
  return link;
}

function connected(session: Session, { tls, timeoutMs }: { tls: boolean; timeoutMs: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(Object.assign(new Error('no connection'), { code: 'ETIMEDOUT' })), timeoutMs);
    session.once(tls ? 'secureConnect' : 'connect', resolve);
    session.once('error', reject);
    session.once('close', () => {
      clearTimeout(timer);
      reject(new Error('closed'));
    });
    session.once(tls ? 'secureConnect' : 'connect', () => clearTimeout(timer));
  });
}

/** Requests and answers over one connection, for as long as it lasts. */
export function linkOver(session: Session, { timeoutMs, deliver }: Pick<Peer, 'timeoutMs' | 'deliver'>): Link {
  const waiting = new Set<() => void>();
  session.on('close', () => {
    for (const give of waiting) give();
  });
  // Includes unreadable PDUs: after one, nothing on this connection can be read.
  session.on('error', () => session.destroy());
  session.on('pdu', (pdu: PDU) => {
    if (!pdu.isResponse()) void answer(pdu);
  });

  async function answer(pdu: PDU): Promise<void> {
    switch (pdu.command) {
      case 'deliver_sm':
        session.send(
          pdu.response({
            command_status: await deliver(pdu).then(
              () => 0,
              () => COME_AGAIN,
            ),
          }),
        );
        return;
      case 'enquire_link':
        session.send(pdu.response());
        return;
      case 'unbind':
        session.send(pdu.response());
        session.close();
        return;
      case 'alert_notification':
      case 'outbind':
        return;
      default:
        session.send(pdu.response({ command_status: smpp.errors.ESME_RINVCMDID }));
    }
  }

  return {
    session,
    ask: (command, fields) =>
      new Promise((resolve, reject) => {
        const settle = (end: () => void) => {
          clearTimeout(timer);
          waiting.delete(broken);
          end();
        };
        const broken = () => settle(() => reject(unanswered('CLOSED')));
        const timer = setTimeout(() => settle(() => reject(unanswered('ETIMEDOUT'))), timeoutMs);
        waiting.add(broken);
        const sent = session.send(new smpp.PDU(command, fields), (answered) => settle(() => resolve(answered)));
        if (!sent) settle(() => reject(notBound(null)));
      }),
  };
}

const NAMES = new Map(Object.entries(smpp.errors).map(([name, number]) => [number, name]));

/** @returns the name of the status in SMPP 3.4 (5.1.3), or the number where it is the gateway's own */
export const statusOf = ({ command_status }: PDU): string =>
  NAMES.get(command_status) ?? `0x${command_status.toString(16).padStart(8, '0')}`;
