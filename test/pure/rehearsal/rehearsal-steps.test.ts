import type { Instant } from '../../../domain/instant';
import type { Advanced } from '../../../domain/round/clock';
import { agenda } from '../../../rehearsal/clock/agenda';
import { paced, readDuration } from '../../../rehearsal/clock/pace';
import { workflowsOf } from '../../../rehearsal/clock/workflows';
import { inLanes, inParallel } from '../../../rehearsal/people/in-parallel';
import { shanghai } from '../../support/campaigns/tiny';

const [first, second, last] = [shanghai('12-01 09:00'), shanghai('12-03 09:30'), shanghai('12-05 18:00')];

/** A campaign of two rounds with one rung each, both locked at the same instant; it ends after the news of both. */
function engine() {
  const calls: string[] = [];
  const ended = new Set<string>();
  const answers = (id: string, to: Instant): Advanced => {
    if (id !== 'campaign/c') {
      if (to === last) ended.add(id);
      return { nextAt: to < second ? second : last, ended: to === last, started: [] };
    }
    if (to === first) return { nextAt: null, ended: false, started: ['campaign/c/a/9', 'campaign/c/b/9'] };
    return { nextAt: null, ended: ended.size === 2, started: [] };
  };
  const advance = async (id: string, to: Instant) => {
    calls.push(`${id} ${to}`);
    return answers(id, to);
  };
  return { calls, advance };
}

test('only workflows with something due are moved, and the campaign after the rounds that have ended', async () => {
  const { calls, advance } = engine();
  const workflows = workflowsOf({ advance }, 'c', first);
  const seen: (Instant | null)[] = [];
  for (let at = workflows.nextAt(); at !== null; at = workflows.nextAt()) {
    seen.push(at);
    await workflows.advance(at);
  }
  expect(seen).toEqual([first, second, last]);
  expect(calls.filter((call) => call.endsWith(second))).toEqual([
    `campaign/c/a/9 ${second}`,
    `campaign/c/b/9 ${second}`,
  ]);
  expect(calls.slice(-3)).toEqual([`campaign/c/a/9 ${last}`, `campaign/c/b/9 ${last}`, `campaign/c ${last}`]);
  expect(workflows.hasEnded()).toBe(true);
  expect(workflows.started()).toBe(3);
});

test('a workflow that hands over to its next run is moved again at the same instant', async () => {
  const answers: Advanced[] = [
    { nextAt: first, ended: false, started: [] },
    { nextAt: second, ended: false, started: [] },
  ];
  const advance = async () => answers.shift() ?? { nextAt: null, ended: true, started: [] };
  const workflows = workflowsOf({ advance }, 'c', first);
  await workflows.advance(first);
  expect(workflows.nextAt()).toBe(second);
  expect(answers).toHaveLength(0);
});

test('one that is found before its starter names it is counted once', async () => {
  const child = 'campaign/c/case.1/9';
  const news = [[child]];
  const advance = async (id: string) =>
    id === child
      ? { nextAt: null, ended: true, started: [] }
      : { nextAt: null, ended: false, started: news.shift() ?? [] };
  const workflows = workflowsOf({ advance }, 'c', first);
  expect(workflows.find([child], first)).toBe(1);
  await workflows.advance(first);
  expect(workflows.find([child], second)).toBe(0);
  expect(workflows.started()).toBe(2);
});

test('an agenda gives what is due, in the order of time, once', () => {
  const todo = agenda<string>();
  todo.add(second, 'later');
  todo.add(first, 'one');
  todo.add(first, 'two');
  todo.add(last, 'much later');
  expect(todo.nextAt()).toBe(first);
  expect(todo.take(second)).toEqual(['one', 'two', 'later']);
  expect(todo.take(second)).toEqual([]);
  expect(todo.nextAt()).toBe(last);
});

test('work in lanes keeps the order in each, and gives its results in the order of the items', async () => {
  const begun: string[] = [];
  const done: string[] = [];
  const work = async (item: string) => {
    begun.push(item);
    for (let turns = item === 'a1' ? 20 : 1; turns > 0; turns -= 1) await Promise.resolve();
    done.push(item);
    return item.toUpperCase();
  };
  const results = await inLanes(2, ['a1', 'a2', 'b1', 'b2'], ([lane = '']) => lane, work);
  expect(results).toEqual(['A1', 'A2', 'B1', 'B2']);
  expect(begun.slice(0, 2)).toEqual(['a1', 'b1']);
  expect(begun.indexOf('a2')).toBeGreaterThan(begun.indexOf('b1'));
  expect(done.filter((item) => item.startsWith('a'))).toEqual(['a1', 'a2']);
  expect(done.filter((item) => item.startsWith('b'))).toEqual(['b1', 'b2']);
});

test('work in parallel keeps its order and its width', async () => {
  let now = 0;
  let most = 0;
  const work = async (n: number) => {
    now += 1;
    most = Math.max(most, now);
    await Promise.resolve();
    now -= 1;
    return n * 2;
  };
  expect(await inParallel(3, [1, 2, 3, 4, 5, 6, 7], work)).toEqual([2, 4, 6, 8, 10, 12, 14]);
  expect(most).toBe(3);
});

test('a length of time is read, or what may be written is said', () => {
  expect([readDuration('60s'), readDuration('1.5m'), readDuration('250ms')]).toEqual([60_000, 90_000, 250]);
  for (const bad of ['60', 's', '-1s', '']) expect(() => readDuration(bad)).toThrow(/60s or 2m/);
});

test('a paced season lasts as long as it should, whatever its steps', async () => {
  const began = Date.now();
  const pace = paced({ startsAt: first, endsAt: last, ms: 120 });
  for (const at of [first, second, last]) await pace(at);
  expect(Date.now() - began).toBeGreaterThanOrEqual(118);
});
