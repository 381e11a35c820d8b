import fc from 'fast-check';
import { instant } from '../../../domain/instant';
import { newPosting, nextOfPosting, type PostingEvent, postingAfter } from '../../../domain/posting/life';
import { type Heard, saidKind } from '../../../domain/posting/objection';

const closesAt = instant(Date.parse('2026-12-08T00:00:00+08:00'));
const at = (local: string) => instant(Date.parse(`2026-${local.replace(' ', 'T')}:00+08:00`));

test('postings rest until their last day is over, look until none hangs, and end', () => {
  const event = fc.constantFrom<PostingEvent>(
    { is: 'called' },
    { is: 'looked', open: 3 },
    { is: 'looked', open: 0 },
    { is: 'failed' },
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 20 }), (events) => {
      let life = newPosting(closesAt);
      expect(nextOfPosting(life, at('12-07 23:59'))).toMatchObject({ do: 'rest', until: closesAt });
      for (const one of events) life = postingAfter(life, one);
      const over = nextOfPosting(life, closesAt);
      expect(over.do).toBe(life.over ? 'end' : 'look');
      expect(nextOfPosting(postingAfter(life, { is: 'looked', open: 0 }), closesAt)).toEqual({ do: 'end' });
    }),
  );
});

const heard = (changes: Partial<Heard>) =>
  saidKind({
    ...{ now: at('12-07 23:59'), closesAt, lastDay: '2026-12-07', ofRow: true, nominations: true, down: false },
    ...changes,
  });

test.each<[string, Partial<Heard>, string]>([
  ['D.8: at 23:59 of the last day', {}, 'objection'],
  ['D.8: at 00:01 after it', { now: at('12-08 00:01') }, 'complaint'],
  ['D.8: on a paper that was handed over in time', { now: at('12-09 10:00'), handedOver: '2026-12-07' }, 'objection'],
  ['D.8: on a paper of the day after', { now: at('12-09 10:00'), handedOver: '2026-12-08' }, 'complaint'],
  ['about a family that is missing', { ofRow: false }, 'nomination'],
  ['about a posting that only counts', { ofRow: false, nominations: false }, 'objection'],
  ['about one that was taken down, or a row that has left it', { down: true }, 'complaint'],
])('what is said %s', (_, changes, kind) => expect(heard(changes)).toBe(kind));
