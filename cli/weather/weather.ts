import { defineCommand } from 'citty';
import { sentence, tellIn } from '../../domain/text/refusal';
import { type FeedReading, readWarnings } from '../../weather/read';
import type { FeedProblem } from '../../weather/reading';
import { contentOf } from '../files-named';
import { terminalLanguage } from '../language';
import { printJson, printTable, progress } from '../output';
import { drill } from './weather-drill';
import duty from './weather-duty';
import { cancel, live, raise } from './weather-raise';

const read = defineCommand({
  meta: { name: 'read', description: 'Read files of weather warnings and print what they say in the one normal form' },
  args: {
    file: { type: 'positional', description: 'Files as a feed gave them, or written by hand', required: true },
    format: { type: 'string', description: 'Format of the files; told by their shape when left out' },
    json: { type: 'boolean', description: 'The list of warnings as one JSON document on standard output' },
  },
  async run({ args }) {
    const readings = await Promise.all(args._.map((file) => readingOf(file, args.format)));
    const warnings = readings.flatMap((reading) => reading.warnings);
    if (args.json) printJson(warnings);
    else
      printTable(
        ['number', 'does', 'hazard', 'colour', 'severity', 'begins', 'ends', 'areas', 'issuer'],
        warnings.map(
          ({ identifier, messageType, hazard, hazardName, colour, severity, onsetAt, endsAt, areas, issuer }) => [
            identifier,
            messageType,
            hazard === 'other' ? `other (${hazardName})` : hazard,
            colour,
            severity,
            onsetAt,
            endsAt,
            placesOf(areas),
            issuer,
          ],
        ),
      );
    for (const reading of readings) tell(reading);
    if (readings.some(isUseless)) process.exitCode = 1;
  },
});

async function readingOf(file: string, format: string | undefined): Promise<FeedReading> {
  try {
    const at = new Date().toISOString();
    return readWarnings(await contentOf(file), { fileName: file, at, ...(format && { format }) });
  } catch {
    return { format: null, warnings: [], problems: [{ level: 'error', ...sentence('feed-no-file'), path: file }] };
  }
}

/** As many places as fit into a line of a terminal. */
const PLACES = 3;

function placesOf(areas: { code: string | null; name: string }[]): string {
  const names = areas.slice(0, PLACES).map(({ code, name }) => (code ? `${name} ${code}` : name));
  return names.join(', ') + (areas.length > PLACES ? ` and ${areas.length - PLACES} more` : '');
}

function tell({ problems, index }: FeedReading): void {
  for (const problem of problems) progress(lineOf(problem));
  if (index) progress(`This is an index; its warnings are at\n${index.join('\n')}`);
}

/** `feed.json: alerts[3] error feed-no-time: …  (20261210…)` */
function lineOf({ level, path, identifier, ...said }: FeedProblem): string {
  const where = [path, level, said.code].filter(Boolean).join(' ');
  return `${where}: ${tellIn(terminalLanguage(), said)}${identifier ? ` (${identifier})` : ''}`;
}

const isUseless = ({ warnings, problems, index }: FeedReading): boolean =>
  warnings.length === 0 && !index?.length && problems.some(({ level }) => level === 'error');

export default defineCommand({
  meta: { name: 'weather', description: 'Weather warnings' },
  subCommands: { read, live, raise, cancel, duty, drill },
});
