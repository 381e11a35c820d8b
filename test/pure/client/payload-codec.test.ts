import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import fc from 'fast-check';
import { payloadCodec, readable } from '../../../client/payload-codec';

const [OLD, NEW] = ['the key of last season is long enough', 'the key of this season is long enough'];
const payloadOf = (value: unknown): Payload => defaultPayloadConverter.toPayload(value) as Payload;
const readOf = (payload: Payload | undefined): unknown => defaultPayloadConverter.fromPayload(payload as Payload);

it('what is encrypted is opened again, and shows nothing of itself', async () => {
  const codec = payloadCodec([NEW]);
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      const [hidden] = await codec.encode([payloadOf({ value, word: 'cottonwood' })]);
      expect(Buffer.from(hidden?.data ?? []).toString('latin1')).not.toContain('cottonwood');
      const [opened] = await codec.decode([hidden as Payload]);
      expect(readOf(opened)).toEqual({ value: JSON.parse(JSON.stringify(value)), word: 'cottonwood' });
    }),
    { numRuns: 50 },
  );
});

it('a key comes and changes while a season runs: what was plain, or under the old key, is read', async () => {
  const plain = payloadOf('plain');
  const [old] = await payloadCodec([OLD]).encode([payloadOf('old')]);
  const opened = await payloadCodec([NEW, OLD]).decode([plain, old as Payload]);
  expect(opened.map(readOf)).toEqual(['plain', 'old']);
  expect((await payloadCodec([]).encode([plain]))[0]).toBe(plain);
});

it('a lost key is named, and changed bytes are refused', async () => {
  const [old] = await payloadCodec([OLD]).encode([payloadOf('old')]);
  await expect(payloadCodec([NEW]).decode([old as Payload])).rejects.toThrow(/PAYLOAD_KEY lacks the key [0-9a-f]{16}/);
  const changed = Buffer.from(old?.data ?? []);
  changed[20] = (changed[20] ?? 0) ^ 1;
  await expect(payloadCodec([OLD]).decode([{ ...old, data: changed }])).rejects.toThrow();
});

it('a page reads payloads in base64', async () => {
  const [hidden] = await payloadCodec([NEW]).encode([payloadOf('小县')]);
  const base64 = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString('base64');
  const given = {
    metadata: Object.fromEntries(Object.entries(hidden?.metadata ?? {}).map(([name, bytes]) => [name, base64(bytes)])),
    data: base64(hidden?.data),
  };
  const [read] = await readable({ PAYLOAD_KEY: `${NEW},${OLD}` }, [given]);
  expect(Buffer.from(read?.data ?? '', 'base64').toString()).toBe('"小县"');
});
