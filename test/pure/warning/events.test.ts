import fc from 'fast-check';
import { changeBetween } from '../../../domain/warning/feed/changes';
import { keyOf, lapseOf, type Message, related, standingOf } from '../../../domain/warning/feed/events';
import { messageOf } from '../../../domain/warning/feed/message';
import { COLOURS, type Warning } from '../../../domain/warning/feed/warning';
import { hours, warning } from '../../support/campaigns/warnings';

const PATHS = ['532626/'];
const message = (changes: Partial<Warning> = {}, paths = PATHS): Message => {
  const said = warning(changes);
  return messageOf(said, { paths, receivedAt: new Date(said.sentAt).toISOString() });
};
const NOW = hours(10);

/** The events after messages arrive one by one: each message joins all related ones. */
function eventsOf(messages: readonly Message[]): Message[][] {
  return messages.reduce<Message[][]>((events, next) => {
    const kin = events.filter((event) => event.some((one) => related(one, next)));
    if (kin.flat().some((one) => keyOf(one) === keyOf(next))) return events;
    return [...events.filter((event) => !kin.includes(event)), [...kin.flat(), next]];
  }, []);
}

const standings = (messages: readonly Message[]) =>
  eventsOf(messages)
    .map((event) => standingOf(event, NOW))
    .sort((a, b) => (a.first < b.first ? -1 : 1));

describe('which messages are one event', () => {
  test.each<[string, Partial<Warning>, Partial<Warning>, boolean]>([
    ['an update that names the first', {}, { identifier: 'B', event: 'A', messageType: 'update' }, true],
    ['one that takes its place', {}, { identifier: 'B', supersedes: ['A'] }, true],
    ['two updates of a message that never came', { event: 'X' }, { identifier: 'B', event: 'X' }, true],
    ['another alert of the same feed', {}, { identifier: 'B' }, false],
    ['the same told by another feed', {}, { source: 'nws', identifier: 'B', sentAt: hours(0.5) }, true],
    ['the same told by another feed next day', {}, { source: 'nws', identifier: 'B', sentAt: hours(24) }, false],
    ['other weather', {}, { source: 'nws', identifier: 'B', hazard: 'snow' }, false],
    ['unknown weather twice', { hazard: 'other' }, { source: 'nws', identifier: 'B', hazard: 'other' }, false],
    ['another colour by another office', {}, { source: 'nws', identifier: 'B', colour: 'red', issuer: '省' }, false],
    ['another colour by the same office', {}, { source: 'nws', identifier: 'B', colour: 'red' }, true],
    ['a cancellation that names nothing', {}, { identifier: 'B', messageType: 'cancel', sentAt: hours(9) }, true],
    ['one that was sent before', { sentAt: hours(9) }, { identifier: 'B', messageType: 'cancel' }, false],
    [
      'a number of 12379 within another feed’s',
      { source: '12379', identifier: '53262641600000_20261201080000' },
      { source: 'caiyun', identifier: 'cy-53262641600000_20261201080000', hazard: 'other' },
      true,
    ],
  ])('%s', (_, one, other, expected) => {
    const [a, b] = [message(one), message(other)];
    expect([related(a, b), related(b, a)]).toEqual([expected, expected]);
  });

  test('not where it is somewhere else', () => {
    expect(related(message(), message({ source: 'nws', identifier: 'B' }, ['532622/']))).toBe(false);
    expect(related(message(), message({ source: 'nws', identifier: 'B' }, ['532626/532626101/']))).toBe(true);
  });

  test('a late message shows that two events were one', () => {
    const chain = [
      message(),
      message({ identifier: 'C', event: 'B', supersedes: ['B'], messageType: 'update', sentAt: hours(4) }),
    ];
    expect(eventsOf(chain)).toHaveLength(2);
    const link = message({ identifier: 'B', event: 'A', supersedes: ['A'], messageType: 'update', sentAt: hours(2) });
    expect(eventsOf([...chain, link])).toHaveLength(1);
  });
});

describe('how an event stands', () => {
  test('the newest message counts, not the one that arrived last', () => {
    const newer = message({ identifier: 'B', event: 'A', messageType: 'update', colour: 'red', sentAt: hours(2) });
    expect(standingOf([newer, message()], NOW)).toMatchObject({ state: 'live', colour: 'red', first: 'A', last: 'B' });
  });

  test('what has begun has begun; what has not may begin at another time', () => {
    const later = message({ identifier: 'B', event: 'A', sentAt: hours(2), onsetAt: hours(6) });
    expect(standingOf([message(), later], NOW).onsetAt).toBe(hours(0));
    expect(standingOf([message({ onsetAt: hours(4) }), later], NOW).onsetAt).toBe(hours(6));
  });

  test('a cancellation ends it where it was', () => {
    const cancel = message({ identifier: 'B', event: 'A', messageType: 'cancel', sentAt: hours(2), areas: [] }, []);
    expect(standingOf([message(), cancel], NOW)).toMatchObject({ state: 'cancelled', colour: 'blue', paths: PATHS });
  });

  test('it ends by itself: with the weather; else a while after the message lapses; else after the longest time', () => {
    expect(lapseOf(message({ endsAt: hours(5), expiresAt: hours(2) }))).toBe(hours(5));
    expect(lapseOf(message({ expiresAt: hours(5) }))).toBe(hours(17));
    // As a real advisory: it lapses before the weather begins.
    expect(lapseOf(message({ onsetAt: hours(20), expiresAt: hours(5) }))).toBe(hours(32));
    expect(lapseOf(message({ onsetAt: hours(20) }))).toBe(hours(92));
    expect(standingOf([message({ endsAt: hours(5) })], NOW).state).toBe('expired');
  });

  test('an update takes the place of its feed’s areas, and leaves the other feeds’', () => {
    const messages = [
      message({}, ['1/', '2/']),
      message({ identifier: 'B', event: 'A', messageType: 'update', sentAt: hours(2) }, ['2/']),
      message({ source: 'nws', identifier: 'N' }, ['3/']),
    ];
    expect(standingOf(messages, NOW).paths).toEqual(['2/', '3/']);
  });

  test('a severity stands for the colour that an office does not give', () => {
    expect(message({ colour: null, severity: 'severe' }).colour).toBe('orange');
    expect(message({ colour: null, severity: 'unknown' }).colour).toBeNull();
  });

  test('a message from the future counts as sent when it came', () => {
    expect(messageOf(warning({ sentAt: hours(8) }), { paths: [], receivedAt: hours(1) }).sentAt).toBe(hours(1));
  });
});

describe('what a message changes', () => {
  const first = standingOf([message({ colour: 'yellow', endsAt: hours(20) })], NOW);
  const then = (changes: Partial<Warning>, paths = PATHS) => {
    const update = message(
      { identifier: 'B', event: 'A', messageType: 'update', colour: 'yellow', endsAt: hours(20), ...changes },
      paths,
    );
    return changeBetween(first, { ...standingOf([update], NOW), onsetAt: first.onsetAt });
  };
  test.each<[string, Partial<Warning>, string[], string]>([
    ['a stronger colour', { colour: 'red' }, PATHS, 'upgraded'],
    ['a weaker colour', { colour: 'blue' }, PATHS, 'downgraded'],
    ['a later end', { endsAt: hours(30) }, PATHS, 'extended'],
    ['an earlier end', { endsAt: hours(15) }, PATHS, 'changed'],
    ['another place', {}, ['532622/'], 'changed'],
    ['nothing', {}, PATHS, 'same'],
    ['the end of its time', { endsAt: hours(9) }, PATHS, 'expired'],
    ['its cancellation', { messageType: 'cancel' }, PATHS, 'cancelled'],
  ])('%s', (_, changes, paths, expected) => {
    expect(then(changes, paths)).toBe(expected);
  });

  test('it opens once it is known well enough', () => {
    expect(changeBetween(null, first)).toBe('opened');
    expect(changeBetween(null, { ...first, hazard: 'other' })).toBeNull();
    expect(changeBetween(null, { ...first, paths: [] })).toBeNull();
    expect(changeBetween({ ...first, hazard: 'other' }, first)).toBe('opened');
    expect(changeBetween(null, { ...first, state: 'cancelled' })).toBeNull();
  });
});

/* All that feeds may say about one or two spells of weather in two counties: chains, re-issues, cancellations, gaps. */
const anyMessage = fc
  .record({
    source: fc.constantFrom('12379', 'qweather', 'cap'),
    number: fc.integer({ min: 0, max: 5 }),
    names: fc.option(fc.integer({ min: 0, max: 5 }), { nil: null }),
    messageType: fc.constantFrom('alert', 'update', 'cancel'),
    hazard: fc.constantFrom('cold-wave', 'snow', 'other'),
    colour: fc.constantFrom(...COLOURS, null),
    issuer: fc.constantFrom('县', '州'),
    sent: fc.integer({ min: 0, max: 16 }),
    lasts: fc.option(fc.integer({ min: 1, max: 40 }), { nil: null }),
    paths: fc.constantFrom<string[]>([], ['1/'], ['2/'], ['1/', '2/']),
  })
  .map(({ source, number, names, sent, lasts, paths, ...rest }) => {
    const of = (n: number) => `${source}-${n}`;
    const named = names === null ? {} : { event: of(names), supersedes: [of(names)] };
    const sentAt = hours(sent / 2);
    const endsAt = lasts === null ? null : hours(sent / 2 + lasts);
    return message(
      { ...rest, source, identifier: of(number), event: of(number), sentAt, endsAt, ...named } as Partial<Warning>,
      paths,
    );
  });
const anyMessages = fc.uniqueArray(anyMessage, { selector: keyOf, maxLength: 10 });

test('the order in which messages arrive makes no difference', () => {
  const shuffled = anyMessages.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
  );
  fc.assert(
    fc.property(shuffled, ([one, other]) => expect(standings(other)).toEqual(standings(one))),
    { numRuns: 500 },
  );
});

test('the same once more makes no difference', () => {
  fc.assert(fc.property(anyMessages, (all) => expect(standings([...all, ...all])).toEqual(standings(all))));
});

test('whether two messages are one event does not depend on which is asked about', () => {
  fc.assert(fc.property(anyMessage, anyMessage, (a, b) => related(a, b) === related(b, a)));
});
