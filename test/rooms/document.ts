import { ROOMS } from '../../config/rooms';
import { forbiddenAmong, roomOf } from './arrows';
import { circlesIn, type Import } from './imports';

const [BEGIN, END] = ['<!-- rooms: made by `npm run rooms` from config/rooms.ts -->', '<!-- rooms end -->'];

/** @returns the table of rooms as ARCHITECTURE.md has it. */
const table = (): string =>
  [
    '| room | holds | may import |',
    '|---|---|---|',
    ...Object.entries(ROOMS).map(
      ([path, { holds, imports, reads = [] }]) =>
        `| \`${path}\` | ${holds} | ${imports.map((other) => `\`${other}\`${reads.includes(other) ? ' (to read)' : ''}`).join(', ') || '–'} |`,
    ),
  ].join('\n');

/** @returns the document with the table of today between its marks. @throws Error when a mark is missing */
export function withTable(document: string): string {
  const [begin, end] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`ARCHITECTURE.md lacks ${begin < 0 ? BEGIN : END}`);
  return `${document.slice(0, begin)}${BEGIN}\n\n${table()}\n\n${document.slice(end)}`;
}

/** @returns each room with its number of files and the rooms that it imports now; circles and forbidden imports. */
export function picture(files: readonly string[], imports: readonly Import[]): string {
  const rooms = Object.keys(ROOMS).map((path) => {
    const count = files.filter((file) => roomOf(file) === path).length;
    const to = imports.filter(({ from }) => roomOf(from) === path).map(({ to }) => roomOf(to));
    const others = [...new Set(to)].filter((other) => other !== path).sort();
    return `${path.padEnd(22)}${String(count).padStart(4)} files  → ${others.join(' ') || '–'}`;
  });
  const circles = circlesIn(imports).map((circle) => `Circle: ${circle.join(' → ')}`);
  const forbidden = forbiddenAmong(imports).map(({ from, to }) => `Not allowed: ${from} → ${to}`);
  return `${[...rooms, ...circles, ...forbidden].join('\n')}\n`;
}
