import { Duplex } from 'node:stream';
import smpp from 'smpp';
import { linkOver } from '../../../delivery/channels/sms/smpp/session';

/** A gateway that speaks over a stream of the test. */
function gateway(): { says(bytes: Buffer): Promise<void>; heard: Buffer[]; lives(): boolean } {
  const heard: Buffer[] = [];
  const socket = new Duplex({
    read() {},
    write(chunk: Buffer, _, done) {
      heard.push(chunk);
      done();
    },
  });
  const session = new smpp.Session({ socket });
  linkOver(session, { timeoutMs: 1000, deliver: async () => {} });
  return {
    async says(bytes) {
      socket.push(bytes);
      for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
    },
    heard,
    lives: () => !socket.destroyed,
  };
}

const length = (bytes: number): Buffer => {
  const told = Buffer.alloc(4);
  told.writeUInt32BE(bytes);
  return told;
};
const question = new smpp.PDU('enquire_link', { sequence_number: 9 }).toBuffer();

test.each([0, 1, 3, 4, 5, 15])(
  'a PDU of %d bytes ends the connection, and nothing behind it is read',
  async (bytes) => {
    const peer = gateway();
    await peer.says(Buffer.concat([length(bytes), question]));
    expect(peer.lives()).toBe(false);
    expect(peer.heard).toEqual([]);
  },
);

test('a PDU that is only a header is read, also in pieces', async () => {
  const peer = gateway();
  await peer.says(question.subarray(0, 3));
  await peer.says(question.subarray(3, 9));
  await peer.says(question.subarray(9));
  expect(peer.lives()).toBe(true);
  expect(Buffer.concat(peer.heard)).toHaveLength(16);
});
