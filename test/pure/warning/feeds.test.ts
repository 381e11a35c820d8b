import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../config/root';
import { tellIn } from '../../../domain/text/refusal';
import { readWarnings } from '../../../weather/read';

const bytesOf = (name: string) => readFileSync(join(ROOT, 'test/fixtures/weather', name));
const text = (words: string) => new TextEncoder().encode(words);
const codes = ({ problems }: ReturnType<typeof readWarnings>) => problems.map(({ code }) => code);

describe('QWeather', () => {
  test('reads a list around its one bad item, and leads a chain of updates to its first message', () => {
    const { format, warnings, problems, attributions } = readWarnings(bytesOf('qweather.json'), { fileName: 'q.json' });
    expect(format).toBe('qweather');
    expect(attributions).toEqual(['https://developer.qweather.com/attribution.html']);
    expect(warnings.map(({ event }) => event)).toEqual([
      '202612131000001234567890',
      '202612131000001234567890',
      '202612150900009999999999',
    ]);
    expect(warnings[0]).toEqual({
      source: 'qweather',
      identifier: '202612150900001234567890',
      event: '202612131000001234567890',
      messageType: 'update',
      status: 'actual',
      hazard: 'cold-wave',
      hazardName: '寒潮',
      colour: 'orange',
      severity: 'severe',
      headline: '丘北县气象台更新寒潮橙色预警信号',
      issuer: '丘北县气象台',
      areas: [{ code: null, name: '丘北县' }],
      sentAt: '2026-12-15T09:00:00+08:00',
      effectiveAt: '2026-12-15T09:00:00+08:00',
      onsetAt: '2026-12-15T20:00:00+08:00',
      endsAt: null,
      expiresAt: '2026-12-16T09:00:00+08:00',
      supersedes: ['202612141600001234567890'],
    });
    expect(warnings[1]).toMatchObject({
      severity: 'moderate',
      sentAt: '2026-12-14T08:00:00Z',
      expiresAt: '2026-12-15T08:00:00Z',
    });
    expect(warnings[2]).toMatchObject({ hazard: 'other', hazardName: '小行星', colour: null, severity: 'unknown' });
    expect(problems).toEqual([
      expect.objectContaining({
        level: 'error',
        code: 'feed-bad-field',
        identifier: 'broken',
        path: 'q.json: alerts[2].eventType.code',
      }),
      expect.objectContaining({ level: 'note', code: 'feed-unknown-hazard', path: 'q.json: alerts[3]' }),
    ]);
  });

  test('takes the areas it was asked for, where the caller knows them', () => {
    const areas = [{ code: '532626', name: '丘北县' }];
    for (const file of ['qweather.json', 'qweather-v7.json'])
      expect(readWarnings(bytesOf(file), { areas }).warnings[0]?.areas).toEqual(areas);
  });

  test('reads the older API, here a revocation', () => {
    expect(readWarnings(bytesOf('qweather-v7.json'))).toMatchObject({
      format: 'qweather-v7',
      problems: [],
      warnings: [
        {
          messageType: 'cancel',
          hazard: 'frost',
          colour: 'blue',
          event: '1012706032026121309',
          supersedes: ['1012706032026121309'],
          endsAt: null,
        },
      ],
    });
  });

  test('says nothing when there is nothing', () => {
    expect(readWarnings(text('{"metadata":{"zeroResult":true},"alerts":[]}'))).toEqual({
      format: 'qweather',
      warnings: [],
      problems: [],
    });
  });
});

describe('12379', () => {
  const xml = bytesOf('12379-cold-wave.xml').toString('utf8');

  test('reads its own times, references and codes, and never the person', () => {
    const reading = readWarnings(text(xml));
    expect(reading.warnings).toMatchObject([
      {
        source: '12379',
        identifier: '53262641600000_20261214160000',
        event: '53262641600000_20261213170000',
        messageType: 'update',
        hazard: 'cold-wave',
        colour: 'orange',
        severity: 'severe',
        issuer: '丘北县气象台',
        areas: [
          { code: '532626100', name: '丘北县锦屏镇' },
          { code: '532626101', name: '双龙营镇' },
        ],
        sentAt: '2026-12-14T16:00:00+08:00',
        onsetAt: '2026-12-14T16:00:00+08:00',
        expiresAt: null,
      },
    ]);
    expect(xml).toContain('测试员甲');
    expect(JSON.stringify(reading)).not.toContain('测试员');
  });

  test.each([
    ['11B04', '暴雪', 'snow'],
    ['11B16', '霜冻', 'frost'],
    ['11B21', '道路结冰', 'icing'],
    // Its number means icing, but people read the headline.
    ['11B21', '霜冻', 'frost'],
    ['11B68', '', 'carbon-monoxide'],
    ['11B03', '暴雨', 'other'],
  ])('%s %s is %s', (type, name, hazard) => {
    const other = xml.replace('11B05', type).replace('寒潮', name);
    expect(readWarnings(text(other)).warnings[0]?.hazard).toBe(hazard);
  });

  test('falls back on the station for the area and on the number for the time', () => {
    const bare = xml.replace(/<area>.*<\/area>/s, '').replace(/<(sendTime|effective)>.*<\/\1>/g, '');
    expect(readWarnings(text(bare)).warnings).toMatchObject([
      { areas: [{ code: '532626', name: '丘北县' }], sentAt: '2026-12-14T16:00:00+08:00' },
    ]);
  });

  test('reads the list by its headlines', () => {
    const reading = readWarnings(bytesOf('12379-list.json'));
    expect(reading.format).toBe('12379-list');
    expect(
      reading.warnings.map(({ hazard, colour, messageType, areas }) => [hazard, colour, messageType, areas[0]]),
    ).toEqual([
      ['icing', 'yellow', 'alert', { code: '532626', name: '丘北县' }],
      ['cold-wave', 'orange', 'update', { code: '532626', name: '丘北县' }],
      ['snow', 'yellow', 'cancel', { code: '532627', name: '广南县' }],
      ['other', 'yellow', 'alert', { code: '532627', name: '广南县' }],
    ]);
  });
});

describe('CAP', () => {
  test('1.2 with prefixes: the Chinese part, the first of its references, the code cut to the county', () => {
    expect(readWarnings(bytesOf('cap-1.2.xml'))).toMatchObject({
      format: 'cap',
      problems: [],
      warnings: [
        {
          identifier: '2.49.0.0.156.3',
          event: '2.49.0.0.156.1',
          supersedes: ['2.49.0.0.156.1', '2.49.0.0.156.2'],
          hazard: 'snow',
          colour: 'orange',
          issuer: '某省气象台',
          areas: [{ code: '532626', name: '丘北县' }],
          endsAt: null,
          expiresAt: '2026-12-15T08:00:00+08:00',
        },
      ],
    });
  });

  test('1.1: one warning for each event in it; the end is in VTEC; an exercise stays one', () => {
    const { warnings } = readWarnings(bytesOf('cap-1.1.xml'));
    expect(warnings).toMatchObject([
      {
        identifier: 'ice-7',
        hazard: 'icing',
        status: 'exercise',
        colour: null,
        severity: 'extreme',
        endsAt: '2026-12-15T18:00:00Z',
      },
      { identifier: 'ice-7#Wind Advisory', hazard: 'wind', endsAt: null },
    ]);
  });

  test('an acknowledgement is no warning', () => {
    const ack = bytesOf('cap-1.1.xml').toString('utf8').replace('>Alert<', '>Ack<');
    expect(readWarnings(text(ack))).toMatchObject({
      warnings: [],
      problems: [{ code: 'feed-not-a-warning', level: 'note' }],
    });
  });

  test('an index yields addresses of the web only, each once', () => {
    const atom = readWarnings(bytesOf('cap-index.atom'));
    expect(atom.index).toEqual(['https://feed.example/1.xml', 'https://feed.example/2.xml?a=1&b=2']);
    expect(atom.problems).toMatchObject([{ code: 'feed-no-address', path: 'feed.entry[2]' }]);
    expect(readWarnings(bytesOf('cap-index.rss'))).toEqual({
      format: 'cap-index',
      warnings: [],
      problems: [],
      index: ['https://feed.example/snow.xml'],
    });
  });
});

describe('NWS', () => {
  test('takes the end from VTEC when the message lapses before the onset', () => {
    const reading = readWarnings(bytesOf('nws.json'));
    expect(reading.warnings).toMatchObject([
      {
        identifier: 'urn:b',
        event: 'urn:a',
        hazard: 'low-temperature',
        colour: null,
        severity: 'extreme',
        areas: [
          { code: 'NYZ001', name: 'North Valley' },
          { code: 'NYZ002', name: 'South Valley' },
        ],
        endsAt: '2026-01-21T15:00:00Z',
      },
      { identifier: 'urn:c', status: 'test', messageType: 'cancel', hazard: 'low-temperature', severity: 'unknown' },
    ]);
    expect(codes(reading)).toEqual(['feed-expires-before-onset', 'feed-bad-field']);
  });

  test.each([
    ['Extreme Cold Watch', 'low-temperature'],
    ['Wind Chill Advisory', 'low-temperature'],
    ['Hard Freeze Warning', 'frost'],
    ['Frost Advisory', 'frost'],
    ['Winter Storm Warning', 'snow'],
    ['Winter Weather Advisory', 'snow'],
    ['Snow Squall Warning', 'snow'],
    ['Blizzard Warning', 'snow'],
    ['Ice Storm Warning', 'icing'],
    ['Freezing Fog Advisory', 'icing'],
    ['High Wind Warning', 'wind'],
    ['Freezing Spray Advisory', 'other'],
    ['Severe Thunderstorm Warning', 'other'],
    ['Flood Watch', 'other'],
  ])('%s is %s', (event, hazard) => {
    const properties = { id: 'urn:x', sent: '2026-01-20T15:00:00-05:00', event };
    const { warnings } = readWarnings(text(JSON.stringify({ type: 'Feature', properties })));
    expect(warnings).toMatchObject([{ hazard, hazardName: event }]);
  });

  test('reads a single feature', () => {
    const [first] = JSON.parse(bytesOf('nws.json').toString('utf8')).features;
    expect(readWarnings(text(JSON.stringify(first))).warnings).toHaveLength(1);
  });
});

describe('by hand', () => {
  test('needs a hazard, a colour and areas; the same entry has the same number', () => {
    const once = readWarnings(bytesOf('manual.yaml'), { at: '2026-12-14T10:00:00Z' });
    const later = readWarnings(bytesOf('manual.yaml'), { at: '2026-12-14T11:00:00Z' });
    expect(once).toMatchObject({
      format: 'manual',
      problems: [],
      warnings: [
        {
          hazard: 'cold-wave',
          colour: 'red',
          severity: 'extreme',
          areas: [
            { code: null, name: '丘北县' },
            { code: '532626100', name: '锦屏镇' },
          ],
          sentAt: '2026-12-14T10:00:00Z',
          onsetAt: '2026-12-15T20:00:00+08:00',
          endsAt: '2026-12-17T08:00:00+08:00',
        },
      ],
    });
    expect(later.warnings[0]?.identifier).toBe(once.warnings[0]?.identifier);
    expect(once.warnings[0]?.identifier).toMatch(/^manual-[0-9a-f]{16}$/);
  });

  test('reads its own output again', () => {
    const { warnings } = readWarnings(bytesOf('nws.json'));
    const again = readWarnings(text(JSON.stringify(warnings))).warnings;
    expect(again).toEqual(warnings.map((warning) => ({ ...warning, source: 'manual' })));
  });

  test('names what is wrong', () => {
    const { problems } = readWarnings(text('hazard: cold\ncolour: red\nareas: [丘北县]'));
    expect(problems).toMatchObject([{ level: 'error', path: '[0].hazard' }]);
    expect(problems.map((problem) => tellIn('en', problem))).toEqual([expect.stringContaining('cold-wave')]);
  });
});
