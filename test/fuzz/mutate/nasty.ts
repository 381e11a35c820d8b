import fc from 'fast-check';

/** Values that have broken parsers before. */
const KNOWN: readonly string[] = [
  ...['', ' ', '\0', '\r', '\n\n', '\t', '\u0085', '\u2028', '\u202e', '\ufeff', '\ud800', '\udfff', '\ufffd', '\x1a'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', 'then', '<<', '*a', '&a', '!!js/function'],
  ...['null', 'true', 'NaN', 'Infinity', '-0', '1e999', '-1e-999', '0x10', '9007199254740993', '9'.repeat(400), '00'],
  ...['../..', '/etc/passwd', 'file:///etc/passwd', 'http://[', 'https://user:pass@host:99999/', 'javascript:1'],
  ...['{{', '}}', '{%', '%}', '{{ unit | append: unit }}', '{% if %}', '{% raw %}', '{% for a in b %}', "{{ 'a"],
  ...['<!DOCTYPE a [<!ENTITY b "c">]>', '<![CDATA[', ']]>', '<?xml version="1.0"?>', '&#x110000;', '&#xD800;', '&b;'],
  ...['=1+1', '="', '"', '""', "'", '\\', '\\u0000', '\\x{110000}', '\\x{D800}', '`', '$', '%s', '%00', '\x1b[2J'],
  ...['0000-00-00', '2026-02-30', '9999-12-31T23:59:60Z', '275760-09-13', '-271821-04-20T00:00:00Z', '24:60', '十'],
  ...['暖冬', '𠮷', 'é', 'é', '👨‍👩‍👧', 'ﬁ', 'İ', 'ß', '２０２６', '村\u200b', 'ا', '①'],
];

/** Long ones, which are rare: what takes more than a time in proportion shows with them. */
const LONG: readonly string[] = [
  ...[
    'a',
    ' ',
    '0',
    '(',
    '[',
    '{',
    '<',
    '&',
    '"',
    '\n',
    '\\',
    '-',
    ',',
    ';',
    '村',
    '\ud83d\ude00',
    '{{',
    '- ',
    '[[',
    '&lt;',
  ],
].flatMap((sign) => [sign.repeat(1_000), sign.repeat(20_000)]);

/** Values that are put into inputs: fast-check's own, and those that have broken parsers before. */
export interface Nasty {
  texts: readonly string[];
  longTexts: readonly string[];
  values: readonly unknown[];
}

const MANY = 400;

/** @returns the values of a seed */
export function nastyOf(seed: number): Nasty {
  const sample = <T>(some: fc.Arbitrary<T>): T[] => fc.sample(some, { seed, numRuns: MANY });
  return {
    texts: [
      ...KNOWN,
      ...sample(fc.string({ unit: 'binary', maxLength: 40 })),
      ...sample(fc.string({ unit: 'grapheme', maxLength: 40 })),
      ...sample(fc.double()).map(String),
      ...sample(fc.date()).map((date) => (Number.isNaN(date.getTime()) ? 'Invalid Date' : date.toISOString())),
      ...sample(fc.webUrl()),
      ...sample(fc.emailAddress()),
    ],
    longTexts: LONG,
    values: [...KNOWN, ...sample(fc.jsonValue({ maxDepth: 3 })), 0, -1, 1e308, 2 ** 53, null, true, [], {}, [[]], -0.5],
  };
}
