import { defineCommand } from 'citty';
import { importMap } from '../../actions/people/shapes';
import { MAP_LIMITS } from '../../domain/people/shapes';
import { Refused, sentence, tellIn } from '../../domain/text/refusal';
import { contentOf } from '../files-named';
import { languageAsked, refusingIn } from '../language';
import { printJson, progress } from '../output';
import { commandLine } from '../who';
import { database, EVERYTHING } from './register-database';

/** Text after an import, by language. */
const WORDS = {
  'zh-CN': (placed: number, changed: number) => `${placed} 个地区有了位置，其中 ${changed} 个是新的或有变化。`,
  en: (placed: number, changed: number) => `Regions with a place: ${placed}; new or changed: ${changed}.`,
} as const;

export const importMapFile = defineCommand({
  meta: { name: 'map', description: 'Give regions their place on the map; again to update' },
  args: {
    file: {
      type: 'positional',
      description: 'A FeatureCollection of GeoJSON with boundaries or points of regions',
      required: true,
    },
    language: {
      type: 'enum',
      options: ['zh-CN', 'en'],
      description: 'Language of the reasons; that of the terminal when left out',
    },
    json: { type: 'boolean', description: 'One JSON document on standard output' },
  },
  async run({ args }) {
    const language = languageAsked(args.language);
    await refusingIn(language, async () => {
      const map = await jsonAt(args.file);
      const { sql, close } = await database();
      try {
        const { placed, changed, refused } = await importMap({ sql, by: commandLine() }, { map, ...EVERYTHING });
        const told = refused.map(({ reason, ...one }) => ({ ...one, reason: tellIn(language, reason) }));
        if (args.json) printJson({ placed, changed, refused: told });
        else {
          process.stdout.write(`${WORDS[language](placed, changed)}\n`);
          for (const { nth, name, reason } of told) progress(`${nth}${name ? ` ${name}` : ''}: ${reason}`);
        }
      } finally {
        await close();
      }
    });
  },
});

/** @throws Refused when the file is too large, or no JSON */
async function jsonAt(path: string): Promise<unknown> {
  const bytes = await contentOf(path);
  const unreadable = () => new Refused(sentence('map-unreadable', { most: MAP_LIMITS.features }));
  if (bytes.length > MAP_LIMITS.bytes) throw unreadable();
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw unreadable();
  }
}
