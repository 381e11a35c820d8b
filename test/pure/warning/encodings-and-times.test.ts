import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { DateTime, FixedOffsetZone } from 'luxon';
import { ROOT } from '../../../config/root';
import { readWarnings } from '../../../weather/read';
import { isoTime } from '../../../weather/times';

/** 丘北寒潮 in GBK; this platform has no encoder for it. */
const GBK = new Map([
  ['丘', [0xc7, 0xf0]],
  ['北', [0xb1, 0xb1]],
  ['寒', [0xba, 0xae]],
  ['潮', [0xb3, 0xb1]],
  ['橙', [0xb3, 0xc8]],
  ['色', [0xc9, 0xab]],
]);

function message(declaration: string): string {
  return `${declaration}<alert><identifier>53262641600000_20261214160000</identifier>
  <senderCode>53262641600000</senderCode><sendTime>2026-12-14 16:00:00+08:00</sendTime>
  <info><eventType>11B05</eventType><severity>Orange</severity><headline>丘北寒潮橙色</headline></info></alert>`;
}

const inGbk = (words: string) => Uint8Array.from([...words].flatMap((char) => GBK.get(char) ?? [char.charCodeAt(0)]));
const inUtf16 = (words: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(words, 'utf16le')]);

test.each([
  ['GBK that says so', inGbk(message('<?xml version="1.0" encoding="GBK"?>')), []],
  ['GBK that says nothing', inGbk(message('')), []],
  ['GBK that says UTF-8', inGbk(message('<?xml version="1.0" encoding="UTF-8"?>')), ['feed-other-encoding']],
  ['UTF-8 that says GBK', Buffer.from(message('<?xml version="1.0" encoding="gb2312"?>')), ['feed-other-encoding']],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${message('<?xml version="1.0"?>')}`), []],
  ['UTF-16 with a mark', inUtf16(message('<?xml version="1.0"?>')), []],
])('%s', (_, bytes, notes) => {
  const { warnings, problems } = readWarnings(bytes);
  expect(warnings).toMatchObject([{ headline: '丘北寒潮橙色', hazard: 'cold-wave' }]);
  expect(problems.map(({ code }) => code)).toEqual(notes);
});

test('JSON in GBK', () => {
  const bytes = inGbk('{"hazard":"cold-wave","colour":"red","areas":["丘北"],"sentAt":"2026-12-14T16:00:00Z"}');
  expect(readWarnings(bytes).warnings).toMatchObject([{ areas: [{ code: null, name: '丘北' }] }]);
});

test('any time keeps its instant and its offset, to the second', () => {
  const offset = fc.integer({ min: -12 * 4, max: 14 * 4 }).map((quarters) => quarters * 15);
  const moment = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2100, 0) });
  const property = fc.property(moment, offset, fc.boolean(), (ms, minutes, spaced) => {
    const time = DateTime.fromMillis(Math.floor(ms / 1000) * 1000, { zone: FixedOffsetZone.instance(minutes) });
    const written = time.toFormat(spaced ? 'yyyy-MM-dd HH:mm:ssZZ' : "yyyy-MM-dd'T'HH:mm:ssZZ");
    const read = isoTime(written) ?? '';
    expect(Date.parse(read)).toBe(time.toMillis());
    expect(DateTime.fromISO(read, { setZone: true }).offset).toBe(minutes);
    expect(isoTime(read)).toBe(read);
  });
  fc.assert(property);
});

test.each([
  ['2026-12-14T08:00Z', '2026-12-14T08:00:00Z'],
  ['2026-12-14T08:00:00.123+0800', '2026-12-14T08:00:00+08:00'],
  ['2026-12-14 08:00:00', null],
  ['2026-02-30T08:00Z', null],
  ['2026-12-14T25:00Z', null],
  ['14 December', null],
])('%s is %s', (written, read) => {
  expect(isoTime(written)).toBe(read);
});

describe('times of a warning', () => {
  const read = (times: object, at?: string) =>
    readWarnings(
      Buffer.from(JSON.stringify({ alerts: [{ id: '1', eventType: { name: '寒潮', code: '1005' }, ...times }] })),
      at ? { at } : {},
    );

  test('one stands in for the other, in the order sent, effective, onset, and it is said', () => {
    const { warnings, problems } = read({ onsetTime: '2026-12-15T20:00+08:00' });
    expect(warnings).toMatchObject([{ sentAt: '2026-12-15T20:00:00+08:00', effectiveAt: '2026-12-15T20:00:00+08:00' }]);
    expect(problems).toMatchObject([{ level: 'note', code: 'feed-missing-time', path: 'alerts[0]', identifier: '1' }]);
    expect(read({}, '2026-12-15T00:00:00Z').warnings).toMatchObject([{ sentAt: '2026-12-15T00:00:00Z' }]);
    expect(read({})).toMatchObject({ warnings: [], problems: [{ level: 'error', code: 'feed-no-time' }] });
  });

  test('a sender ahead of the clock is said from ten minutes on', () => {
    const sent = { issuedTime: '2026-12-15T09:00+08:00' };
    expect(read(sent, '2026-12-15T00:50:00Z').problems).toEqual([]);
    expect(read(sent, '2026-12-15T00:49:59Z').problems).toMatchObject([{ level: 'note', code: 'feed-clock-skew' }]);
  });

  test('an end before the onset is none', () => {
    const xml = readFileSync(join(ROOT, 'test/fixtures/weather/cap-1.1.xml'), 'utf8');
    const { warnings, problems } = readWarnings(Buffer.from(xml.replace('261215T1800Z', '261213T1800Z')));
    expect(warnings[0]?.endsAt).toBeNull();
    expect(problems).toMatchObject([{ level: 'note', code: 'feed-ends-before-onset' }]);
  });
});
