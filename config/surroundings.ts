import { z } from 'zod';
import { Refused, sentence } from '../domain/text/refusal';
import { given, type Source } from './given';

/** Settings of the `nuandong` command and its tools; the running system does not use them. */
const command = {
  NUANDONG_HOME: z.string().optional().describe('folder of `npm start`, instead of .nuandong'),
  NUANDONG_BY: z.string().optional().describe('who acts, for the audit log; the same as `--by NAME`'),
  NUANDONG_DEBUG: z.string().optional().describe('shows errors with their stacks when it is set'),
  TEMPORAL_STORE: z
    .string()
    .optional()
    .describe(
      'where the Temporal of `npm start` stores: `sqlite`, its development server, or `postgres`, the server of production; kept by a folder from its first start',
    ),
  BACKUP_KEY: z
    .string()
    .optional()
    .describe('encrypts what `nuandong backup` writes, and opens it for `nuandong restore`; at least 20 characters'),
  CHROMIUM_PATH: z.string().optional().describe('browser that the tests use'),
};

/** Variables that the machine and its user set for every program; none is ours. */
const machine = {
  PATH: z.string().default(''),
  XDG_CACHE_HOME: z.string().optional(),
  LC_ALL: z.string().optional(),
  LC_MESSAGES: z.string().optional(),
  LANG: z.string().optional(),
  SUDO_USER: z.string().optional(),
  npm_lifecycle_event: z.string().optional(),
};

export const COMMAND_SETTINGS = z.object(command);
const surroundings = COMMAND_SETTINGS.extend(machine);

/** @returns settings of the command, and the machine's variables: any text is valid */
export const readSurroundings = (source: Source = process.env): z.infer<typeof surroundings> =>
  surroundings.parse(given(source));

const SHORTEST_KEY = 20;

/** @returns the key of backups. @throws Refused when it is missing, or short enough to be guessed */
export function readBackupKey(source: Source = process.env): string {
  const { BACKUP_KEY = '' } = readSurroundings(source);
  if (BACKUP_KEY.length < SHORTEST_KEY) throw new Refused(sentence('backup-no-key'));
  return BACKUP_KEY;
}
