import { defineCommand } from 'citty';
import { makeToken, revokeToken } from '../../actions/account/tokens';
import { type Permission, TOKEN_VERBS } from '../../domain/account/roles';
import { printable } from '../../domain/text/printable';
import { Refused, sentence } from '../../domain/text/refusal';
import { LONGEST_DAYS, listTokens } from '../../store/account/api-tokens';
import { connected } from '../connection';
import { printJson, printTable, progress } from '../output';
import { commandLine } from '../who';

const json = { type: 'boolean', description: 'One JSON document on standard output' } as const;
const LONGEST_NAME = 100;

function nameOf(text: string): string {
  const name = printable(text).trim();
  if (name && name.length <= LONGEST_NAME) return name;
  throw new Refused(sentence('token-name-empty'));
}

const verbsOf = (text: string): Permission[] => [...new Set(text.split(/[\s,，]+/).filter(Boolean))].map(verbOf);

function verbOf(text: string): Permission {
  const found = TOKEN_VERBS.find((verb) => verb === text);
  if (found) return found;
  throw new Refused(sentence('unknown-verb', { verb: text, verbs: TOKEN_VERBS.join(', ') }));
}

function daysOf(text: string): number {
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= LONGEST_DAYS) return days;
  throw new Refused(sentence('token-days', { most: LONGEST_DAYS }));
}

const list = defineCommand({
  meta: { name: 'list', description: 'List the tokens of programs, those that work first' },
  args: { json },
  run: ({ args }) =>
    connected(async ({ sql }) => {
      const tokens = await listTokens(sql, null);
      if (args.json) return printJson(tokens);
      printTable(
        ['number', 'name', 'verbs', 'region', 'until', 'last used', 'withdrawn'],
        tokens.map(({ id, name, verbs, region, expiresAt, lastUsedAt, revokedAt }) => [
          id,
          name,
          verbs.join(' '),
          region ?? 'all',
          expiresAt,
          lastUsedAt,
          revokedAt,
        ]),
      );
    }),
});

const add = defineCommand({
  meta: { name: 'add', description: 'Make a token for a program, and print it this once' },
  args: {
    name: { type: 'positional', description: 'What the program is called', required: true },
    verbs: { type: 'string', description: 'What it may do: see-campaigns,submit-report', required: true },
    region: { type: 'string', description: 'Code at the top of where it may; everything when left out' },
    days: { type: 'string', description: `How long it works, ${LONGEST_DAYS} at most`, default: '90' },
    json,
  },
  run: ({ args }) => {
    const given = { name: nameOf(args.name), verbs: verbsOf(args.verbs), days: daysOf(args.days) };
    return connected(async ({ sql }) => {
      const { made, token } = await makeToken({ sql, by: commandLine() }, { ...given, region: args.region ?? null });
      if (args.json) return printJson({ made, token });
      progress(`Token ${made.id} works until ${made.expiresAt}. Keep it: it is shown this once.`);
      process.stdout.write(`${token}\n`);
    });
  },
});

const withdraw = defineCommand({
  meta: { name: 'withdraw', description: 'End a token at once' },
  args: { number: { type: 'positional', description: 'Its number, as listed', required: true }, json },
  run: ({ args }) =>
    connected(async ({ sql }) => {
      const id = Number(args.number);
      if (!Number.isSafeInteger(id) || id < 1) throw new Refused(sentence('unknown-token', { id: args.number }));
      await revokeToken({ sql, by: commandLine() }, { token: id, region: null });
      if (args.json) printJson({ id });
      else progress(`Token ${id} works no more.`);
    }),
});

/** Tokens for programs at the console. */
export default defineCommand({
  meta: { name: 'tokens', description: 'Tokens with which programs use the console: what, where, and how long' },
  subCommands: { list, add, withdraw },
});
