import { LARGEST_BYTES } from '../../../weather/document/decode';
import { readWarnings } from '../../../weather/read';
import { filesAt, jsonIn, Lost, mutating, type Target, type Targets } from '../target';

const AT = '2026-12-01T00:00:00.000Z';

/** Lists of warnings by the format that has them. */
const LISTS: Readonly<Record<string, string>> = { qweather: 'alerts', 'qweather-v7': 'warning', nws: 'features' };

function feedOf(how: keyof typeof mutating, files: readonly string[]): Target {
  const corpus = filesAt(...files.map((file) => `test/fixtures/weather/${file}`));
  return {
    corpus,
    mutate: mutating[how](corpus),
    feed(input) {
      if (input.length > LARGEST_BYTES) return 'refused';
      const { format, warnings, problems, index = [] } = readWarnings(input, { fileName: 'fuzzed', at: AT });
      const own = problems.find(({ code }) => code === 'warning-not-taken');
      if (own) throw new Error(`an error of our own: ${JSON.stringify(own)}`);
      if (format === null && problems.length === 0) throw new Lost('neither read nor refused');
      const told = warnings.length + new Set(problems.map(({ path }) => /\[\d+\]/.exec(path ?? '')?.[0] ?? '')).size;
      if (told + index.length < itemsIn(format, input)) throw new Lost('fewer warnings and problems than items');
      return warnings.length > 0 || index.length > 0 ? 'accepted' : 'refused';
    },
  };
}

function itemsIn(format: string | null, input: Buffer): number {
  const list = format === null ? undefined : LISTS[format];
  const document = list === undefined ? undefined : jsonIn(input);
  // A list within a single warning is no list of warnings.
  const isOne = Reflect.get(Object(document), 'type') === 'Feature';
  const items: unknown = list === undefined || !document || isOne ? [] : Reflect.get(Object(document), list);
  return Array.isArray(items) ? items.length : 0;
}

/** Feeds of warnings: they are fetched, or an office pushes them. */
export const targets: Targets = {
  cap: () =>
    feedOf('xml', ['cap-1.1.xml', 'cap-1.2.xml', 'cap-all-clear.xml', 'cap-cancel-bare.xml', 'cap-taiwan.xml']),
  'cap-index': () => feedOf('xml', ['cap-index.atom', 'cap-index.rss']),
  'china-12379': () => feedOf('xml', ['12379-cold-wave.xml']),
  'china-12379-list': () => feedOf('json', ['12379-list.json', '12379-list-times.json']),
  qweather: () => feedOf('json', ['qweather.json']),
  'qweather-v7': () => feedOf('json', ['qweather-v7.json']),
  nws: () => feedOf('json', ['nws.json']),
  'manual-warning': () => feedOf('text', ['manual.yaml']),
};
