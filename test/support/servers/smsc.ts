import type { AddressInfo } from 'node:net';
import smpp, { type Fields, type PDU, type Session } from 'smpp';
import { eventually } from '../eventually';

/** The gateway's answer to a submit_sm: a message_id, a status, or none. */
export type Word = { id: string } | { status: string } | 'nothing' | 'hang up';

/** One received submit_sm. */
export interface Submitted {
  to: string;
  coding: number;
  text: string;
  /** Our number of the message, in the TLV of rehearsals; empty where there is none. */
  reference: string;
  /** Header of a part: reference, number of parts, index. */
  header: number[] | null;
  octets: number;
}

/** An SMPP gateway (SMSC) whose behaviour the test sets. */
export interface Smsc {
  url: string;
  submitted: Submitted[];
  /** Sets the answer to the n-th submit_sm (from 0); by default it is accepted as `m<n>`. */
  says(word: (n: number) => Word | Promise<Word>): void;
  /** Delivers over a bound session. @returns the status of the answer; null when the session broke */
  deliver(fields: Fields): Promise<number | null>;
  /** Sets the answer to a bind from now on. */
  letsIn(status: string): void;
  /** Bound now, and how many binds there were. */
  sessions(): { bound: number; binds: number };
  /** Stops answering anything, even enquire_link. */
  goDeaf(): void;
  /** Closes all sessions. */
  hangUp(): void;
  stop(): Promise<void>;
}

smpp.addTLV('vendor_1400', { id: 0x1400, type: smpp.types.tlv.string });

/** @param port 0 picks a free one */
export async function startSmsc(port = 0): Promise<Smsc> {
  const submitted: Submitted[] = [];
  const bound = new Set<Session>();
  const deaf = new Set<Session>();
  let binds = 0;
  let bindStatus = 0;
  let word: (n: number) => Word | Promise<Word> = (n) => ({ id: `m${n}` });

  async function submit(session: Session, pdu: PDU): Promise<void> {
    const { message, udh } = pdu.short_message as { message: string; udh?: Buffer[] };
    const whole = (pdu.message_payload as { message: string } | undefined)?.message ?? message;
    const n = submitted.length;
    submitted.push({
      to: String(pdu.destination_addr),
      coding: Number(pdu.data_coding),
      text: whole,
      reference: String(pdu.vendor_1400 ?? ''),
      header: udh ? [...(udh[0] ?? [])].slice(2) : null,
      octets: Number(pdu.data_coding) === 8 ? whole.length * 2 : whole.length,
    });
    const said = await word(n);
    if (said === 'hang up') session.destroy();
    else if (said === 'nothing') return;
    else if ('id' in said) session.send(pdu.response({ message_id: said.id }));
    else session.send(pdu.response({ command_status: smpp.errors[said.status] }));
  }

  const server = smpp.createServer((session) => {
    session.on('error', () => session.destroy());
    session.on('close', () => bound.delete(session));
    session.on('pdu', (pdu: PDU) => {
      if (pdu.isResponse() || deaf.has(session)) return;
      if (pdu.command === 'submit_sm') void submit(session, pdu);
      else if (pdu.command === 'query_sm') session.send(pdu.response({ message_id: pdu.message_id, message_state: 2 }));
      else {
        const binding = pdu.command === 'bind_transceiver';
        if (binding) binds += 1;
        if (binding && bindStatus === 0) bound.add(session);
        session.send(pdu.response(binding ? { command_status: bindStatus } : {}));
      }
    });
  });
  await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve));
  const hangUp = () => {
    for (const session of [...server.sessions]) session.destroy();
  };
  return {
    url: `smpp://tester:secret@127.0.0.1:${(server.address() as AddressInfo).port}`,
    submitted,
    says(next) {
      word = next;
    },
    async deliver(fields) {
      const session = await eventually(() => {
        const [one] = bound;
        if (!one) throw new Error('Nobody is bound');
        return one;
      });
      return new Promise((resolve) => {
        const broken = () => resolve(null);
        session.once('close', broken);
        session.send(new smpp.PDU('deliver_sm', fields), ({ command_status }) => {
          session.off('close', broken);
          resolve(command_status);
        });
      });
    },
    letsIn(status) {
      bindStatus = smpp.errors[status] ?? 0;
    },
    sessions: () => ({ bound: bound.size, binds }),
    goDeaf() {
      for (const session of bound) deaf.add(session);
    },
    hangUp,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        hangUp();
      }),
  };
}

/**
 * A receipt as gateways write it.
 * @param from the phone that the receipt is about, with country code and without a plus sign
 */
export const receiptOver = (from: string, id: string, stat: string, fields: Fields = {}): Fields => ({
  source_addr: from,
  esm_class: 0x04,
  short_message: `id:${id} sub:001 dlvrd:001 submit date:2612020930 done date:2612020931 stat:${stat} err:000 text:`,
  ...fields,
});

export const replyOver = (from: string, text: string, fields: Fields = {}): Fields => ({
  source_addr: from,
  data_coding: 8,
  short_message: Buffer.from(text, 'utf16le').swap16(),
  ...fields,
});
