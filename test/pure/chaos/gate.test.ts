import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { type Gate, openGate } from '../../chaos/gate';

/** Answers with its name and what it was told. */
async function server(name: string): Promise<Server & { port: number }> {
  const made = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (said) => socket.write(`${name} ${said}`));
  });
  await once(made.listen(0, '127.0.0.1'), 'listening');
  return Object.assign(made, { port: (made.address() as AddressInfo).port });
}

const servers: Server[] = [];
let gate: Gate;
beforeEach(async () => {
  const two = await Promise.all(['one', 'two'].map(server));
  servers.push(...two);
  gate = await openGate(...two.map(({ port }) => port));
});
afterEach(async () => {
  await gate.stop();
  for (const one of servers.splice(0)) one.close();
});

/** @returns the answer; null when the connection breaks first */
const told = (socket: ReturnType<typeof connect>, what: string): Promise<string | null> =>
  new Promise((resolve) => {
    socket.once('data', (said) => resolve(String(said)));
    for (const event of ['error', 'close'] as const) socket.once(event, () => resolve(null));
    socket.write(what);
  });
const visitor = () => connect(gate.port, '127.0.0.1');

test('servers take turns, and one that is down is passed over', async () => {
  const both = await Promise.all([told(visitor(), 'a'), told(visitor(), 'a')]);
  expect(both.sort()).toEqual(['one a', 'two a']);
  servers[0]?.close();
  expect(await told(visitor(), 'b')).toBe('two b');
  expect(await told(visitor(), 'c')).toBe('two c');
});

test('a cut breaks what is open and lets nobody in; then all is as before', async () => {
  const open = visitor();
  expect(await told(open, 'a')).toMatch(/a$/);
  const broken = once(open, 'close');
  gate.behave({ is: 'cut' });
  await broken;
  expect(await told(visitor(), 'b')).toBeNull();
  gate.behave({ is: 'open' });
  expect(await told(visitor(), 'c')).toMatch(/c$/);
});

test('what is said to a network that stalls comes when it goes on', async () => {
  const open = visitor();
  expect(await told(open, 'a')).toMatch(/a$/);
  gate.behave({ is: 'stall' });
  const [later, newcomer] = [told(open, 'b'), told(visitor(), 'c')];
  let isThere = false;
  void later.then(() => {
    isThere = true;
  });
  // Somebody else's word goes there and back meanwhile.
  const other = await openGate(servers[1] === undefined ? 0 : (servers[1].address() as AddressInfo).port);
  expect(await told(connect(other.port, '127.0.0.1'), 'd')).toBe('two d');
  await other.stop();
  expect(isThere).toBe(false);
  gate.behave({ is: 'open' });
  expect(await later).toMatch(/b$/);
  expect(await newcomer).toMatch(/c$/);
});

test('a slow network takes its time both ways', async () => {
  const open = visitor();
  await told(open, 'a');
  gate.behave({ is: 'slow', ms: 60 });
  const began = performance.now();
  expect(await told(open, 'b')).toMatch(/b$/);
  expect(performance.now() - began).toBeGreaterThanOrEqual(118);
});
