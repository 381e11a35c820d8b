import { Duplex } from 'node:stream';
import smpp from 'smpp';
import type { Reply } from '../../../delivery/channels/sms/provider';
import { readDelivered } from '../../../delivery/channels/sms/smpp/message';
import { receiptOf } from '../../../delivery/channels/sms/smpp/receipts';
import { replyKeeper } from '../../../delivery/channels/sms/smpp/replies';
import { linkOver } from '../../../delivery/channels/sms/smpp/session';
import { headerOf } from '../../../delivery/channels/sms/smpp/text';
import { mutating, type Outcome, type Target, type Targets } from '../target';

const pdu = (fields: Record<string, unknown>, sequence_number: number): Buffer =>
  new smpp.PDU('deliver_sm', {
    source_addr: '8613800000001',
    destination_addr: '10690000',
    sequence_number,
    ...fields,
  }).toBuffer();

const told = 'id:0123456789 sub:001 dlvrd:001 submit date:2612010930 done date:2612010931 stat:UNDELIV err:001 text:';

/** Receipts and replies of a gateway that speaks SMPP, as the bytes of its connection. */
function smppOf(fields: readonly Record<string, unknown>[]): Target {
  const corpus = fields.map((one, at) => pdu(one, at + 1));
  corpus.push(Buffer.concat(corpus), new smpp.PDU('enquire_link', { sequence_number: 9 }).toBuffer());
  return { corpus, mutate: mutating.bytes(corpus), feed };
}

/** Ends when everything is read: what is left of a PDU that is not whole waits for its rest, which never comes. */
async function feed(input: Buffer): Promise<Outcome> {
  let [taken, under] = [0, 0];
  const answers: Buffer[] = [];
  const socket = new Duplex({
    read() {},
    write(chunk: Buffer, _, done) {
      answers.push(chunk);
      done();
    },
  });
  const session = new smpp.Session({ socket });
  // A long reply in parts waits for the others, so it is joined here only when it has one.
  const keep = replyKeeper('smpp', async (replies: readonly Reply[]) => {
    taken += replies.length;
  });
  linkOver(session, {
    timeoutMs: 1000,
    async deliver(given) {
      under += 1;
      try {
        const delivered = readDelivered(given);
        if (delivered.isReceipt) {
          if (receiptOf('smpp', delivered)) taken += 1;
        } else await keep({ ...delivered, part: null });
      } finally {
        under -= 1;
      }
    },
  });
  socket.push(input);
  socket.push(null);
  for (let turns = 0; turns < 3 || under > 0; turns += 1) await new Promise(setImmediate);
  socket.destroy();
  return taken > 0 ? 'accepted' : 'refused';
}

/** The fifth platform, whose receipts and replies come over its own connection. */
export const targets: Targets = {
  'smpp-receipts': () =>
    smppOf([
      { esm_class: 4, short_message: told },
      { esm_class: 4, short_message: '', receipted_message_id: '2a', message_state: 2 },
      { esm_class: 4, message_payload: told, short_message: '' },
    ]),
  'smpp-replies': () =>
    smppOf([
      { short_message: '12户 30人', data_coding: 8 },
      { short_message: 'OK', user_message_reference: 7 },
      { esm_class: 0x40, short_message: Buffer.concat([headerOf(3, 2, 1), Buffer.from('part one')]) },
    ]),
};
