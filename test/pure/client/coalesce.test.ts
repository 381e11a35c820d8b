import { coalesce } from '../../../client/coalesce';

/** A sender whose calls end when the test says so. */
function heldSender() {
  const calls: { key: string; end: (error?: Error) => void }[] = [];
  const send = (key: string) =>
    new Promise<void>((resolve, reject) => calls.push({ key, end: (error) => (error ? reject(error) : resolve()) }));
  return { calls, send: coalesce(send) };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('coalesced calls', () => {
  test('what comes while one is on its way shares the next, so nothing that came is left untold', async () => {
    const { calls, send } = heldSender();
    const first = send('a');
    const rest = [send('a'), send('a'), send('a')];
    expect(calls).toHaveLength(1);
    calls[0]?.end();
    await first;
    await settled();
    expect(calls).toHaveLength(2);
    calls[1]?.end();
    await Promise.all(rest);
    expect(calls).toHaveLength(2);
  });

  test('a failed call fails those that asked for it, and not the next', async () => {
    const { calls, send } = heldSender();
    const first = send('a');
    const second = send('a');
    calls[0]?.end(new Error('away'));
    await expect(first).rejects.toThrow('away');
    await settled();
    calls[1]?.end();
    await expect(second).resolves.toBeUndefined();
  });

  test('keys do not wait for each other', () => {
    const { calls, send } = heldSender();
    void send('a');
    void send('b');
    expect(calls.map(({ key }) => key)).toEqual(['a', 'b']);
  });
});
