import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { ROOT } from '../../../config/root';
import { tellIn } from '../../../domain/text/refusal';
import type { Warning } from '../../../domain/warning/feed/warning';
import { readWarnings } from '../../../weather/read';
import { isoTime } from '../../../weather/times';
import { cpuTime } from '../../support/servers/cpu-time';

const FOLDER = join(ROOT, 'test/fixtures/weather');
const FIXTURES = readdirSync(FOLDER).map((name) => readFileSync(join(FOLDER, name)));
const MB10 = 10 * 1024 * 1024;

const text = (words: string) => new TextEncoder().encode(words);
const filled = (unit: string, before = '', after = '') =>
  text(before + unit.repeat(Math.floor((MB10 - before.length - after.length) / text(unit).length)) + after);

/** Every input gives a complete result: warnings with times, and problems with words. */
function expectWhole(bytes: Uint8Array) {
  const { format, warnings, problems, index } = readWarnings(bytes, { at: '2026-12-15T00:00:00Z' });
  const isSound = ({ identifier, sentAt, onsetAt }: Warning) =>
    identifier !== '' && [sentAt, onsetAt].every((time) => isoTime(time) === time);
  expect(warnings.filter((warning) => !isSound(warning))).toEqual([]);
  expect(problems.filter((problem) => !tellIn('zh-CN', problem) || !tellIn('en', problem))).toEqual([]);
  // An error in a reader gives this code; no input may cause one here.
  expect(problems.filter(({ code }) => code === 'warning-not-taken')).toEqual([]);
  if (format === null) expect(problems).not.toEqual([]);
  for (const address of index ?? []) expect(address).toMatch(/^https?:/);
}

test('any bytes at all', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), expectWhole), { numRuns: 300 });
});

test('any JSON at all, also in the place of a list', () => {
  const list = fc.constantFrom('alerts', 'warning', 'features', 'list');
  const property = fc.property(list, fc.jsonValue(), (key, value) => {
    expectWhole(text(JSON.stringify(value)));
    expectWhole(
      text(
        JSON.stringify({
          type: 'FeatureCollection',
          [key]: [value, { hazard: value, headline: value, sendTime: value }],
        }),
      ),
    );
  });
  fc.assert(property, { numRuns: 300 });
});

test('every fixture cut short, with a byte changed, or with bytes put in', () => {
  const broken = fc.record({
    fixture: fc.constantFrom(...FIXTURES),
    cut: fc.double({ min: 0, max: 1, noNaN: true }),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    bytes: fc.uint8Array({ maxLength: 4 }),
  });
  const property = fc.property(broken, ({ fixture, cut, at, bytes }) => {
    const place = Math.floor(at * fixture.length);
    expectWhole(fixture.subarray(0, Math.floor(cut * fixture.length)));
    expectWhole(Buffer.concat([fixture.subarray(0, place), bytes, fixture.subarray(place)]));
    expectWhole(Buffer.concat([fixture.subarray(0, place), bytes, fixture.subarray(place + bytes.length)]));
  });
  fc.assert(property, { numRuns: 300 });
});

test("words of JavaScript's own objects", () => {
  for (const word of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    const v7 = { id: '1', type: word, typeName: word, status: word, severityColor: word, title: `${word}色预警` };
    expectWhole(text(JSON.stringify({ code: '200', warning: [v7] })));
    for (const fixture of FIXTURES) {
      const json = String(fixture).replaceAll(
        /"(Alert|alert|Active|active|Blue|Yellow|Orange|Red|11B\d\d)"/g,
        `"${word}"`,
      );
      expectWhole(text(json));
    }
  }
});

test('one bad item of fifty costs itself only', () => {
  const alert = (id: number) => ({
    id: `${id}`,
    issuedTime: '2026-12-15T09:00+08:00',
    eventType: { name: '寒潮', code: '1005' },
  });
  const bad = fc.oneof(fc.jsonValue(), fc.constant({ ...alert(7), issuedTime: 'soon' }));
  const property = fc.property(fc.nat(49), bad, (place, item) => {
    const alerts: unknown[] = Array.from({ length: 50 }, (_, id) => alert(id));
    alerts[place] = item;
    const { warnings, problems } = readWarnings(text(JSON.stringify({ alerts })));
    expect(warnings).toHaveLength(49);
    expect(problems.filter(({ level }) => level === 'error')).toMatchObject([
      { path: expect.stringContaining(`alerts[${place}]`) },
    ]);
  });
  fc.assert(property, { numRuns: 50 });
});

describe('refuses', () => {
  const lol = '<!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]><alert>&b;</alert>';
  const inline = `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>x</identifier><sent>2026-12-15T00:00:00Z</sent>
    <info><event>Snow</event><resource><derefUri>${'A'.repeat(70_000)}</derefUri></resource></info></alert>`;
  test.each([
    ['entity bombs', text(lol), 'feed-doctype'],
    [
      'files of this machine',
      text('<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><alert/>'),
      'feed-doctype',
    ],
    ['deep XML', text('<a>'.repeat(80) + '</a>'.repeat(80)), 'feed-too-deep'],
    ['deep JSON', text('['.repeat(1000) + ']'.repeat(1000)), 'feed-too-deep'],
    ['files within the message', text(inline), 'feed-inline-file'],
    ['what is too large', new Uint8Array(MB10 + 1), 'feed-too-large'],
    ['a table', text('type,type_name_zh,type_name_en\n1001,台风,Typhoon\n'), 'feed-table'],
    ['nothing', text(' \n'), 'feed-empty'],
    ['what is no text', new Uint8Array([0x80, 0xff, 0xff]), 'feed-encoding'],
    ['JSON that is cut short', text('{"alerts":[{'), 'feed-not-json'],
    ['other XML', text('<html/>'), 'feed-unknown-format'],
  ])('%s', (_, bytes, code) => {
    expect(readWarnings(bytes)).toMatchObject({ warnings: [], problems: [{ level: 'error', code }] });
  });

  test('a format that there is not', () => {
    const { problems } = readWarnings(text('{"alerts":[]}'), { format: 'qweathr' });
    expect(problems.map((problem) => tellIn('en', problem))).toEqual([expect.stringContaining('qweather-v7')]);
  });
});

describe('H3: a warning by hand that nests deeply is refused at once', () => {
  const levels = 800;
  test.each([
    ['maps in brackets', `hazard: ${'{a: '.repeat(levels)}1${'}'.repeat(levels)}`],
    ['lists in brackets', `hazard: ${'['.repeat(levels)}${']'.repeat(levels)}`],
    ['maps by indentation', Array.from({ length: 150 }, (_, at) => `${' '.repeat(at)}a:`).join('\n')],
    ['lists by dashes', `hazard: \n  ${'- '.repeat(levels)}1`],
    ['maps as keys', `${'? {'.repeat(levels)}`],
  ])('%s', (_, yaml) => {
    const spent = cpuTime();
    const { warnings, problems } = readWarnings(text(yaml));
    expect(warnings).toEqual([]);
    expect(problems.map(({ code }) => code)).toEqual(['feed-too-deep']);
    // It once took more than ten seconds.
    expect(spent()).toBeLessThan(2_000);
  });
});

describe('ten megabytes take no more than seconds', () => {
  const cap =
    '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>x</identifier><sent>2026-12-15T00:00:00Z</sent>';
  test.each([
    ['brackets', filled('[')],
    ['open tags', filled('<a>')],
    ['attributes', filled(' a="b"', '<r', '/>')],
    ['spaces in a tag', filled(' ', '<r', '/>')],
    ['references to characters', filled('&#x4e2d;', '<r>', '</r>')],
    ['comments', filled('<!-- x -->', '<r>', '</r>')],
    ['bad items', filled('{"id":"a"},', '{"alerts":[', '{}]}')],
    [
      'references to messages',
      filled('a,b,c ', `${cap}<references>`, '</references><info><event>Snow</event></info></alert>'),
    ],
    ['a headline', filled('更新的', '[{"headline":"', '","identifier":"1","sendTime":"2026-12-15 00:00:00"}]')],
    ['complex keys of YAML', text('? '.repeat(6_000))],
    ['quotes in YAML', text('"'.repeat(12_000))],
  ])('of %s', (_, bytes) => {
    const spent = cpuTime();
    expectWhole(bytes);
    // Each takes less than 2 s on the machine of its author.
    expect(spent()).toBeLessThan(8_000);
  });

  test('of a chain of updates', () => {
    const alerts = Array.from({ length: 10_000 }, (_, id) => ({
      id: `${id + 1}`,
      issuedTime: '2026-12-15T09:00+08:00',
      messageType: { code: 'update', supersedes: [`${id}`] },
      eventType: { name: '寒潮', code: '1005' },
    }));
    const spent = cpuTime();
    const { warnings } = readWarnings(text(JSON.stringify({ alerts })));
    expect(new Set(warnings.map(({ event }) => event))).toEqual(new Set(['0']));
    expect(spent()).toBeLessThan(8_000);
  });
});
