import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { ROOT } from '../../../config/root';
import {
  ALL_TRANSITIONS,
  MESSAGE_EVENTS,
  MESSAGE_STATES,
  type MessageEvent,
  type MessageState,
  nextState,
  REASONS,
  stateAfter,
  statesBefore,
  WITHHELD,
} from '../../../domain/message/message-states';

const RECEIPTS = MESSAGE_EVENTS.filter((event) => event.startsWith('receipt-'));
const NOT_BY_HAND = MESSAGE_EVENTS.filter((event) => event !== 'resend');
const events = fc.array(fc.constantFrom(...MESSAGE_EVENTS), { maxLength: 40 });

const run = (start: MessageState, happened: readonly MessageEvent[]): MessageState[] => {
  const states = [start];
  for (const event of happened) states.push(nextState(states.at(-1) ?? start, event) ?? states.at(-1) ?? start);
  return states;
};

test('delivered is the last word, whatever comes after it', () => {
  fc.assert(fc.property(events, (happened) => run('delivered', happened).every((state) => state === 'delivered')));
});

test('nothing but an administrator brings back what has failed', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...NOT_BY_HAND)), (happened) =>
      run('failed', happened).every((state) => state === 'failed'),
    ),
  );
});

test('cleared, suppressed and expired stay what they are', () => {
  fc.assert(
    fc.property(fc.constantFrom<MessageState>('cleared', 'suppressed', 'expired'), events, (state, happened) =>
      run(state, happened).every((now) => now === state),
    ),
  );
});

test('the order and number of receipts after a delivery or a failure do not matter', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...RECEIPTS), { minLength: 1 }), (receipts) => {
      const final = receipts.find((event) => event !== 'receipt-temporary');
      const expected = final === undefined ? 'retry' : final === 'receipt-delivered' ? 'delivered' : 'failed';
      expect(run('accepted', receipts).at(-1)).toBe(expected);
    }),
  );
});

test('a message is submitted again only after it was put off, or by hand: never out of unknown by itself', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...NOT_BY_HAND)), (happened) => {
      const states = run('unknown', happened);
      const again = states.indexOf('submitting');
      if (again >= 0) expect(states.slice(0, again)).toContain('retry');
    }),
  );
});

test('the lists for SQL say the same as the table', () => {
  for (const event of MESSAGE_EVENTS) {
    const fromTable = ALL_TRANSITIONS.filter((line) => line.event === event).map(({ before }) => before);
    expect(statesBefore(event)).toEqual(fromTable);
  }
  for (const { event, before, after } of ALL_TRANSITIONS) expect(nextState(before, event)).toBe(after);
});

test('a receipt turns unknown into delivered, and every state can be reached', () => {
  expect(nextState('unknown', 'receipt-delivered')).toBe('delivered');
  const reached = new Set(ALL_TRANSITIONS.map(({ after }) => after));
  expect(MESSAGE_STATES.filter((state) => !reached.has(state))).toEqual([]);
});

test('every reason to withhold a message puts it to rest or holds it, and is said in both languages', () => {
  for (const [reason, event] of Object.entries(WITHHELD)) {
    expect(nextState('queued', event)).toMatch(/^(cleared|expired|held|suppressed)$/);
    expect(REASONS[reason as keyof typeof REASONS]).toEqual({ 'zh-CN': expect.any(String), en: expect.any(String) });
  }
});

test('S12: every statement that moves a message takes its end from the table', () => {
  for (const event of MESSAGE_EVENTS)
    expect(new Set(ALL_TRANSITIONS.filter((line) => line.event === event).map(({ after }) => after))).toEqual(
      new Set([stateAfter(event)]),
    );
  const folder = join(ROOT, 'store');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  // The text between `set` and the end of the assignments.
  const assignments = files.flatMap((file) =>
    [
      ...readFileSync(join(folder, file), 'utf8').matchAll(/update messages\b[^`]*?\bset\b([^`]*?)\b(?:where|from)\b/g),
    ].map(([, assigned = '']) => ({ file, assigned })),
  );
  expect(assignments.length).toBeGreaterThan(10);
  expect(assignments.filter(({ assigned }) => /\bstate = '/.test(assigned))).toEqual([]);
});
