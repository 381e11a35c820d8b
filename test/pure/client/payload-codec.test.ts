import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import fc from 'fast-check';
import { dataConverter, payloadCodec, readable } from '../../../client/payload-codec';

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
  const [read] = await readable({ PAYLOAD_KEY: `${NEW},${OLD}` }, [jsonOf(hidden as Payload)]);
  expect(Buffer.from(read?.data ?? '', 'base64').toString()).toBe('"小县"');
});

const base64 = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString('base64');
const jsonOf = ({ metadata, data }: Payload) => ({
  metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([name, bytes]) => [name, base64(bytes)])),
  data: base64(data),
});

it.each([{}, { PAYLOAD_KEY: NEW }])('a country whose areas stand in every round fits Temporal (%j)', async (env) => {
  // 2,850 areas with names of their own, in 29 rounds: as large as a plan may be.
  const areas = Array.from({ length: 2850 }, (_, at) => ({
    code: String(110101 + at * 37),
    name: `县${at * at}`,
    units: at % 500,
  }));
  const plan = { rounds: Array.from({ length: 29 }, (_, at) => ({ key: `patrol@${at}`, areas })) };
  const codecs = dataConverter(env).payloadCodecs ?? [];
  const [before] = [payloadOf(plan)];
  let written = [before];
  for (const codec of codecs) written = await codec.encode(written);
  expect(before?.data?.length).toBeGreaterThan(4_000_000);
  expect(written[0]?.data?.length).toBeLessThan(300_000);
  const [read] = await readable(env, written.map(jsonOf));
  expect(JSON.parse(Buffer.from(read?.data ?? '', 'base64').toString())).toEqual(plan);
});

it('what the release before could have written, a plan of 1.5 MB and more beside it, stays readable for it', async () => {
  const [packing] = dataConverter({}).payloadCodecs ?? [];
  const largest = payloadOf('x'.repeat(1.7 * 1024 * 1024));
  expect((await packing?.encode([largest]))?.[0]).toBe(largest);
});
