import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { ROOT } from '../../../config/root';
import { inForce } from '../../../domain/warning/feed/changes';
import { keyOf, type Message, related, standingOf } from '../../../domain/warning/feed/events';
import { messageOf } from '../../../domain/warning/feed/message';
import { namesIn } from '../../../domain/warning/feed/place-names';
import { simplified } from '../../../domain/warning/feed/simplified';
import type { Warning } from '../../../domain/warning/feed/warning';
import { colourOf, colourOfLevel, isBelowWarning } from '../../../weather/colours';
import { areaOfIssuer } from '../../../weather/headline';
import { readWarnings } from '../../../weather/read';
import { isoTime } from '../../../weather/times';
import { hours, warning } from '../../support/campaigns/warnings';
import { cpuTime } from '../../support/servers/cpu-time';

/** Real documents of feeds: some were once read wrongly, the others must stay right. */
const bytesOf = (name: string) => readFileSync(join(ROOT, 'test/fixtures/weather', name));
const text = (words: string) => new TextEncoder().encode(words);
const read = (bytes: Uint8Array) => readWarnings(bytes, { at: '2026-12-15T00:00:00Z' });
const codes = ({ problems }: ReturnType<typeof read>) => problems.map(({ code }) => code);

describe('a CAP message of the level green', () => {
  const green = bytesOf('cap-green.xml').toString();
  test('is no warning, and nothing that anybody has to look at', () => {
    expect(read(text(green))).toMatchObject({
      warnings: [],
      problems: [{ level: 'note', code: 'feed-below-warning' }],
    });
  });

  test('is the end of a warning that it names, or updates', () => {
    const references = '<references>office@weather.example,A,2026-12-13T08:00:00+00:00</references>';
    const naming = green.replace('</scope>', `</scope>${references}`);
    expect(read(text(naming)).warnings).toMatchObject([{ messageType: 'cancel', event: 'A', supersedes: ['A'] }]);
    expect(read(text(green.replace('>Alert<', '>Update<'))).warnings).toMatchObject([{ messageType: 'cancel' }]);
  });

  test('costs the areas beside it nothing that are yellow', () => {
    const [info = ''] = /<info>[\s\S]*<\/info>/.exec(green) ?? [];
    const yellow = info.replace('1; green; Minor', '2; yellow; Moderate').replace('Northern', 'Southern');
    const both = green.replace(info, info + yellow).replaceAll('No snow-ice warning', 'Snow-ice');
    expect(read(text(both)).warnings).toMatchObject([
      { messageType: 'alert', colour: 'yellow', areas: [{ name: 'Southern Province' }] },
    ]);
    const other = green.replace(info, info + yellow.replace('No snow-ice warning', 'Wind'));
    expect(read(text(other))).toMatchObject({
      warnings: [{ hazard: 'wind', colour: 'yellow' }],
      problems: [{ level: 'note', code: 'feed-below-warning' }],
    });
  });
});

describe('a CAP message that ends a warning', () => {
  test('says so by AllClear, whatever its message type', () => {
    const clear = bytesOf('cap-all-clear.xml').toString();
    for (const type of ['Update', 'Alert'])
      expect(read(text(clear.replace('>Update<', `>${type}<`))).warnings).toMatchObject([
        { messageType: 'cancel', event: '2.49.0.0.999.30', hazard: 'cold-wave' },
      ]);
  });

  test('may leave out everything but what it cancels', () => {
    const bare = bytesOf('cap-cancel-bare.xml').toString();
    const { warnings, problems } = read(text(bare));
    expect(warnings).toMatchObject([
      { messageType: 'cancel', event: '2.49.0.0.999.40', supersedes: ['2.49.0.0.999.40'], headline: 'Issued in error' },
    ]);
    expect(problems).toEqual([]);
    const alert = warning({ identifier: '2.49.0.0.999.40', sentAt: '2026-12-14T08:00:00+08:00' });
    const messages = [alert, ...warnings].map((one) =>
      messageOf(one, { paths: [], receivedAt: '2026-12-14T13:00:00.000Z' }),
    );
    expect(related(messages[0] as Message, messages[1] as Message)).toBe(true);
    expect(standingOf(messages, '2026-12-14T13:00:00.000Z')).toMatchObject({ state: 'cancelled', hazard: 'cold-wave' });
    // One without a reference cannot be carried out, and is not ignored.
    const naming = /<references>.*<\/references>/;
    expect(codes(read(text(bare.replace(naming, ''))))).toEqual(['feed-cancels-nothing']);
    expect(codes(read(text(bare.replace('>Cancel<', '>Update<'))))).toEqual(['feed-no-info']);
  });
});

test.each([
  ['2; yellow; Moderate', 'yellow'],
  ['3; orange; Severe', 'orange'],
  ['4;red;Extreme', 'red'],
  ['3', 'orange'],
  ['yellow', 'yellow'],
  ['1; green; Minor', null],
  ['5', null],
  ['', null],
])('the awareness level "%s" is %s', (level, colour) => {
  expect(colourOfLevel(level)).toBe(colour);
  expect(isBelowWarning(level)).toBe(level.startsWith('1'));
});

test.each([
  ['Amber', 'orange'],
  [' ORANGE ', 'orange'],
  ['Ｒｅｄ', 'red'],
  ['黃色', 'yellow'],
  ['紅', 'red'],
  ['藍色預警', 'blue'],
  ['white', null],
  ['infrared', null],
  [null, null],
])('the colour "%s" is %s', (word, colour) => {
  expect(colourOf(word)).toBe(colour);
});

describe('warnings in traditional characters', () => {
  test('of Hong Kong: in Chinese, with amber for orange', () => {
    expect(read(bytesOf('cap-hong-kong.xml')).warnings).toMatchObject([
      {
        hazard: 'low-temperature',
        hazardName: '寒冷天氣警告',
        colour: 'orange',
        issuer: '香港天文台',
        areas: [{ name: '香港' }],
      },
    ]);
  });

  test('of Taiwan: with its own codes and the colour in a parameter', () => {
    expect(read(bytesOf('cap-taiwan.xml')).warnings).toMatchObject([
      { hazard: 'low-temperature', headline: '低溫特報', colour: 'orange', areas: [{ code: '65000', name: '新北市' }] },
    ]);
  });

  test.each([
    ['強烈季候風信號', 'wind'],
    ['霜凍警告', 'frost'],
    ['陸上強風特報', 'wind'],
    ['道路結冰', 'icing'],
    ['寒潮', 'cold-wave'],
    ['驟降溫', 'cold-wave'],
    ['一氧化碳', 'carbon-monoxide'],
    ['雷暴警告', 'other'],
    ['新界北水浸特別報告', 'other'],
  ])('%s is %s', (event, hazard) => {
    const cap = bytesOf('cap-hong-kong.xml').toString().replace('寒冷天氣警告</event>', `${event}</event>`);
    expect(read(text(cap)).warnings).toMatchObject([{ hazard }]);
  });

  test('a headline is read like its simplified one', () => {
    const list = (headline: string) =>
      read(text(JSON.stringify([{ headline, identifier: '1', sendTime: '2026-12-14 09:00:00' }]))).warnings[0];
    expect(list('某某氣象台解除寒潮黃色預警')).toMatchObject({
      messageType: 'cancel',
      hazard: 'cold-wave',
      hazardName: '寒潮',
      colour: 'yellow',
      issuer: '某某氣象台',
    });
    expect(areaOfIssuer('澳門地球物理氣象局')).toEqual([{ code: null, name: '澳門' }]);
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (any) => expect(simplified(any)).toHaveLength(any.length)));
  });
});

test('a headline of 12379 may say when it was issued', () => {
  const { warnings } = read(bytesOf('12379-list-times.json'));
  expect(
    warnings.map(({ issuer, areas, hazard, colour, messageType }) => [
      issuer,
      areas[0]?.name,
      hazard,
      colour,
      messageType,
    ]),
  ).toEqual([
    ['丘北县气象台', '丘北县', 'icing', 'yellow', 'alert'],
    ['广南县气象台', '广南县', 'cold-wave', 'blue', 'update'],
    ['砚山县气象台', '砚山县', 'snow', 'orange', 'alert'],
    ['文山市气象台', '文山市', 'frost', 'yellow', 'update'],
    ['马关县气象台', '马关县', 'wind', 'blue', 'cancel'],
  ]);
});

describe('a message that had lapsed before it came', () => {
  const received = (changes: Partial<Warning>, receivedAt: string): boolean =>
    inForce(standingOf([messageOf(warning(changes), { paths: ['532626/'], receivedAt })], receivedAt));
  test.each([
    ['an hour ago is not in force', { expiresAt: hours(23) }, hours(24), false],
    ['a week ago is not in force', { expiresAt: hours(10) }, hours(180), false],
    ['in time is followed by the next', { expiresAt: hours(25) }, hours(24), true],
    ['before the weather begins is in force', { expiresAt: hours(5), onsetAt: hours(40) }, hours(24), true],
    ['though the weather goes on, is in force', { expiresAt: hours(5), endsAt: hours(48) }, hours(24), true],
  ])('%s', (_, changes, receivedAt, force) => {
    expect(received(changes, receivedAt)).toBe(force);
  });
});

test('L2: a long text of tails is read at once', () => {
  const spent = cpuTime();
  expect(namesIn(`${'的等地区'.repeat(20_000)}县`)).toHaveLength(1);
  expect(namesIn(`丘北县${'的等'.repeat(20_000)}`)).toEqual(['丘北县']);
  // It once took 1.7 s for 40,000 characters, and grew with their square.
  expect(spent()).toBeLessThan(1_000);
});

test('L2: no text of a warning is longer than an office writes, and what was cut is said', () => {
  const long = '长'.repeat(100_000);
  const entry = { hazard: 'snow', colour: 'red', areas: [long], headline: long, issuer: long, hazardName: long };
  const { warnings, problems } = read(text(JSON.stringify(entry)));
  const [one] = warnings;
  expect([one?.headline, one?.issuer, one?.hazardName, one?.areas[0]?.name].map((cut) => cut?.length)).toEqual([
    500, 100, 100, 2000,
  ]);
  expect(problems).toMatchObject([{ code: 'feed-cut' }, { code: 'feed-cut' }, { code: 'feed-cut' }]);
  expect(codes(read(text(JSON.stringify({ ...entry, identifier: long }))))).toEqual(['feed-long-identifier']);
  const areas = Array.from({ length: 6_000 }, (_, n) => `${n}县`);
  expect(read(text(JSON.stringify({ ...entry, headline: 'x', issuer: 'x', hazardName: 'x', areas })))).toMatchObject({
    warnings: [{ areas: { length: 5_000 } }],
    problems: [{ level: 'error', code: 'feed-too-many-areas' }],
  });
});

describe('what was right stays right', () => {
  const drawn = fc.record({
    identifier: fc.constantFrom('A', 'B', 'C', 'D', 'E'),
    event: fc.constantFrom('A', 'B', 'X'),
    colour: fc.constantFrom('blue', 'yellow', 'orange', 'red'),
    messageType: fc.constantFrom('alert', 'update', 'cancel'),
    seconds: fc.nat(90),
  });
  const messages = (
    all: readonly { identifier: string; event: string; colour: string; messageType: string; seconds: number }[],
  ) =>
    all.map(({ seconds, ...one }) => {
      const sentAt = hours(seconds / 3600);
      const said = warning({ ...(one as Partial<Warning>), supersedes: [one.event], sentAt, onsetAt: sentAt });
      return messageOf(said, { paths: ['532626/'], receivedAt: hours(1) });
    });
  const unique = fc.uniqueArray(drawn, { selector: ({ identifier }) => identifier, minLength: 1, maxLength: 5 });
  const NOW = hours(1);

  test('neither the order of arrival nor a repetition changes how an event stands', () => {
    fc.assert(
      fc.property(unique, fc.nat(), (all, turn) => {
        const said = messages(all);
        const at = turn % said.length;
        const turned = [...said.slice(at), ...said.slice(0, at), ...said.slice(0, at)];
        expect(standingOf(turned, NOW)).toEqual(standingOf(said, NOW));
      }),
    );
  });

  test('of updates seconds apart the one that was sent last counts', () => {
    fc.assert(
      fc.property(unique, (all) => {
        const spoken = all.map((one) => ({ ...one, messageType: 'update' }));
        const last = [...messages(spoken)]
          .sort((a, b) => (a.sentAt < b.sentAt || (a.sentAt === b.sentAt && keyOf(a) < keyOf(b)) ? -1 : 1))
          .at(-1);
        expect(standingOf(messages(spoken), NOW).colour).toBe(last?.colour);
      }),
    );
  });

  test('messages that name the same unknown one are one event, and count as they are', () => {
    fc.assert(
      fc.property(unique, (all) => {
        const said = messages(all.map((one) => ({ ...one, event: 'never-came', messageType: 'update' })));
        for (const one of said) expect(related(said[0] as Message, one)).toBe(true);
        expect(inForce(standingOf(said, NOW))).toBe(true);
      }),
    );
  });

  test('fractions of seconds and "-00:00" are times, to the second', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), fc.constantFrom('Z', '-00:00', '+00:00'), (fraction, zone) => {
        const time = isoTime(`2026-12-14T08:00:00.${fraction}${zone}`);
        expect(Date.parse(time ?? '')).toBe(Date.parse('2026-12-14T08:00:00Z'));
      }),
    );
  });

  test('years that no database takes are no times', () => {
    expect(
      ['9999-12-31T23:59:59-14:00', '2200-01-01T00:00:00Z', '0001-01-01T00:00:00Z'].map((time) => isoTime(time)),
    ).toEqual([null, null, null]);
  });

  test('areas within areas are all read, and a polygon alone is none', () => {
    const area = (inner: string) => `<area>${inner}</area>`;
    const cap = (inner: string) =>
      bytesOf('cap-hong-kong.xml')
        .toString()
        .replaceAll(/<area>.*<\/area>/g, inner);
    const nested = area(
      '<areaDesc>一县</areaDesc><geocode><valueName>a</valueName><value>532626</value></geocode><geocode><valueName>a</valueName><value>532626100000</value></geocode>',
    );
    expect(read(text(cap(nested))).warnings[0]?.areas).toEqual([
      { code: '532626', name: '一县' },
      { code: '532626100', name: '一县' },
    ]);
    const polygon = area('<polygon>24.0,104.0 24.1,104.0 24.1,104.1 24.0,104.0</polygon>');
    expect(read(text(cap(polygon)))).toMatchObject({ warnings: [{ areas: [] }], problems: [] });
  });
});
