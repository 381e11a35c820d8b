import smpp, { type Fields, type PDU, type Session } from 'smpp';
import type { SimulatedReceipt } from '../receipt-push';
import type { Gateway } from './gateway';
import { deliverOver } from './smpp-deliveries';
import { takeSubmissions } from './smpp-submissions';

/** The gateway over SMPP 3.4: it accepts every bind, and delivers receipts and replies over any bound session. */
export interface SmppServer {
  url: string;
  receipt(receipt: SimulatedReceipt): void;
  reply(reply: { phone: string; content: string; seq: number }): void;
  /** How many deliveries are not acknowledged yet. */
  waiting(): number;
  stop(): Promise<void>;
}

export async function startSmppServer({
  gateway,
  port,
  host = '127.0.0.1',
}: {
  gateway: Gateway;
  port: number;
  host?: string;
}): Promise<SmppServer> {
  const bound = new Set<Session>();
  const submissions = takeSubmissions(gateway);
  const deliveries = deliverOver(bound);

  async function submit(session: Session, pdu: PDU): Promise<void> {
    const answer = await submissions.submit(pdu);
    if (answer) session.send(pdu.response(answer));
    else session.destroy();
  }

  function receive(session: Session, pdu: PDU): void {
    switch (pdu.command) {
      case 'bind_transceiver':
      case 'bind_receiver':
        bound.add(session);
        session.send(pdu.response({ system_id: 'simulator' }));
        return;
      case 'submit_sm':
        submit(session, pdu).catch(() => session.send(pdu.response({ command_status: smpp.errors.ESME_RSUBMITFAIL })));
        return;
      case 'query_sm':
        session.send(pdu.response(stateOf(gateway, String(pdu.message_id))));
        return;
      case 'unbind':
        bound.delete(session);
        session.send(pdu.response());
        session.close();
        return;
      default:
        if (!pdu.isResponse()) session.send(pdu.response());
    }
  }

  const server = smpp.createServer((session) => {
    session.on('pdu', (pdu) => receive(session, pdu));
    session.on('error', () => session.destroy());
    session.on('close', () => bound.delete(session));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const listening = typeof address === 'object' && address ? address.port : port;
  return {
    url: `smpp://rehearsal:rehearsal@${host}:${listening}`,
    receipt({ id, phone, status }) {
      deliveries.deliver(() => submissions.partsOf(id)?.map((part) => receiptAbout(part, { phone, status })) ?? null);
    },
    reply: ({ phone, content, seq }) => deliveries.deliver(() => [replyFrom(phone, content, seq)]),
    waiting: deliveries.waiting,
    stop: () =>
      new Promise((resolve) => {
        deliveries.stop();
        server.close(() => resolve());
        for (const session of [...server.sessions]) session.destroy();
      }),
  };
}

const ENROUTE = 1;
const DELIVERED = 2;
const UNDELIVERABLE = 5;

/** @param message_id of an SMS, or of one of its parts. @returns the answer to query_sm */
function stateOf(gateway: Gateway, message_id: string): Fields {
  const [found] = gateway.find({ id: message_id.replace(/^(sim-\d+)-\d+$/, '$1') });
  if (!found) return { command_status: smpp.errors.ESME_RQUERYFAIL };
  const last = found.sms.status === 'DELIVRD' ? DELIVERED : UNDELIVERABLE;
  return { message_id, message_state: found.settled ? last : ENROUTE };
}

const RECEIPT = 0x04;
const UCS2 = 8;

const from = (phone: string): Fields => ({
  source_addr_ton: 1,
  source_addr_npi: 1,
  source_addr: phone.startsWith('+') ? phone.slice(1) : `86${phone}`,
  destination_addr: '10690000',
});

const receiptAbout = (id: string, { phone, status }: { phone: string; status: string }): Fields => ({
  ...from(phone),
  esm_class: RECEIPT,
  short_message: `id:${id} sub:001 dlvrd:${status === 'DELIVRD' ? '001' : '000'} stat:${status} err:000 text:`,
});

/** A reply that is delivered twice has the same reference. */
const replyFrom = (phone: string, content: string, seq: number): Fields => ({
  ...from(phone),
  data_coding: UCS2,
  short_message: Buffer.from(content, 'utf16le').swap16(),
  user_message_reference: seq % 65_536,
});
