import { impatiently, patiently, reaching, until, wasAskedBefore } from '../../../rehearsal/clock/patience';

const LONG = { settlesMs: 1, triesMs: 60_000 };

/** Answers in turn; an Error is no answer. */
function consoleThat(...answers: (Response | Error)[]) {
  const asked: number[] = [];
  const ask = async () => {
    asked.push(Date.now());
    const answer = answers.shift();
    if (answer instanceof Response) return answer;
    throw answer ?? new Error('Nothing more');
  };
  return { asked, ask };
}

test('people ask again while the console is away, unless they are told to ask once', async () => {
  const { ask, asked } = consoleThat(new Response('', { status: 503 }));
  const response = await impatiently(() => reaching(ask));
  expect([response.status, asked.length, wasAskedBefore(response)]).toEqual([503, 1, false]);
  await expect(impatiently(() => reaching(consoleThat(new Error('down')).ask))).rejects.toThrow('down');
  const dead = consoleThat(new Error('down'), new Response('{}'));
  expect(wasAskedBefore(await reaching(dead.ask))).toBe(true);
});

test('patient people ask the same again until an answer has come, and know that they did', async () => {
  const { ask, asked } = consoleThat(
    new Error('down'),
    new Response('', { status: 408 }),
    new Response('{}', { status: 409 }),
  );
  const response = await patiently(LONG, () => reaching(ask));
  expect([response.status, asked.length, wasAskedBefore(response)]).toEqual([409, 3, true]);
});

test('who has asked too often meanwhile waits as long as the console says; the first time it is an answer', async () => {
  const tooOften = () => new Response('{}', { status: 429, headers: { 'retry-after': '1' } });
  expect((await patiently(LONG, () => reaching(consoleThat(tooOften()).ask))).status).toBe(429);
  const { ask, asked } = consoleThat(new Error('down'), tooOften(), new Response('{}'));
  expect((await patiently(LONG, () => reaching(ask))).status).toBe(200);
  expect((asked[2] ?? 0) - (asked[1] ?? 0)).toBeGreaterThanOrEqual(990);
});

test('a step is waited for as long as anything moves in it, and no longer', async () => {
  const wait = (left: number[]) =>
    patiently({ settlesMs: 60, triesMs: 0 }, () =>
      until(
        async () => (left.length === 0 ? 'there' : null),
        async () => 'three messages have not come to rest',
        async () => left.shift() ?? 0,
      ),
    );
  await expect(wait([3, 2, 1])).resolves.toBe('there');
  await expect(wait([3, 3, 2, 1])).rejects.toThrow('three messages have not come to rest');
});
