import fc from 'fast-check';
import { asOne, sharedBy, toldOnce } from '../../../domain/message/envelope';
import { RUNG_KIND_NAMES, type RungKind, rungKind } from '../../../domain/round/rung-kinds';
import { shanghai } from '../../support/campaigns/tiny';

/** What may go out as one, and what it then is. */
const ownText = (kind: RungKind) => rungKind(kind).texts[0];

test.each(RUNG_KIND_NAMES.map((kind) => [kind]))(
  '%s: shares with its like when nothing about it is special',
  (kind) => {
    const expected = { task: 'owed', reminder: 'owed', digest: 'digests' }[kind as string] ?? null;
    expect(sharedBy({ kind, message: ownText(kind) })).toBe(expected);
    expect(sharedBy({ kind, message: ownText(kind), urgent: true })).toBeNull();
    expect(sharedBy({ kind, message: 'a-text-of-the-campaign' })).toBeNull();
  },
);

const messages = fc.uniqueArray(
  fc.record({
    id: fc.nat({ max: 1000 }),
    kind: fc.constantFrom<RungKind>('task', 'reminder'),
    round: fc.constantFrom('r1', 'r2', 'r3'),
    region: fc.constantFrom('911', '912'),
    dueAt: fc.constantFrom(shanghai('12-03 00:00'), shanghai('12-04 00:00'), shanghai('12-05 00:00')),
  }),
  { selector: ({ id }) => id, minLength: 1, maxLength: 12 },
);
const about = ({ round, region }: { round: string; region: string }) => `${round} ${region}`;

test('each round and place is told once, by its newest message, in the order of deadlines, however they come', () => {
  fc.assert(
    fc.property(messages, fc.infiniteStream(fc.nat()), (several, keys) => {
      const told = toldOnce(several);
      expect(new Set(told.map(about)).size).toBe(told.length);
      for (const message of several) {
        const same = told.find((one) => about(one) === about(message));
        expect(same?.id).toBeGreaterThanOrEqual(message.id);
      }
      const dues = told.map(({ dueAt }) => dueAt);
      expect(dues).toEqual([...dues].sort());
      const shuffled = several
        .map((message) => ({ message, key: keys.next().value ?? 0 }))
        .sort((a, b) => a.key - b.key)
        .map(({ message }) => message);
      expect(toldOnce(shuffled)).toEqual(told);
    }),
  );
});

test('what is due first leads, and only reminders together are a reminder', () => {
  fc.assert(
    fc.property(messages, (several) => {
      const [first, ...others] = toldOnce(several);
      if (!first) throw new Error('nothing is told');
      const { id, dueAt, kind } = asOne([first, ...others]);
      expect({ id, dueAt }).toEqual({ id: first.id, dueAt: first.dueAt });
      expect(kind === 'reminder').toBe([first, ...others].every((one) => one.kind === 'reminder'));
    }),
  );
});
