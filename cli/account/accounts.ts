import { defineCommand } from 'citty';
import {
  addAccount,
  changeAccount,
  disableAccount,
  eraseAccount,
  inviteAgain,
  removeSecondFactor,
} from '../../actions/account/accounts';
import { ROLES, type Role } from '../../domain/account/roles';
import { Refused, sentence } from '../../domain/text/refusal';
import { accountOf, listAccounts } from '../../store/account/accounts';
import { connected } from '../connection';
import { printJson, printTable, progress } from '../output';
import { commandLine } from '../who';

const json = { type: 'boolean', description: 'One JSON document on standard output' } as const;
const login = { type: 'positional', description: 'Login: a short name or an e-mail address', required: true } as const;
const role = { type: 'string', description: ROLES.join(' | '), required: true } as const;
const region = {
  type: 'string',
  description: 'Code at the top of what may be seen; everything when left out',
} as const;

function roleOf(text: string): Role {
  const found = ROLES.find((one) => one === text);
  if (found) return found;
  throw new Refused(sentence('not-a-role', { role: text, roles: ROLES.join(', ') }));
}

function printLink(link: string, { login, json }: { login: string; json: boolean }): void {
  if (json) {
    printJson({ login, link });
    return;
  }
  progress(`Give this link to ${login}. It sets the password, works once, and for 24 hours:`);
  process.stdout.write(`${link}\n`);
}

const list = defineCommand({
  meta: { name: 'list', description: 'List the accounts' },
  args: { json },
  run: ({ args }) =>
    connected(async ({ sql }) => {
      const accounts = await listAccounts(sql);
      if (args.json) return printJson(accounts);
      printTable(
        ['login', 'name', 'role', 'region', 'signs in by', 'disabled'],
        accounts.map(({ login, name, role, region, hasPassword, hasSubject, disabledAt }) => [
          login,
          name,
          role,
          region ?? 'all',
          [hasPassword && 'password', hasSubject && 'provider'].filter(Boolean).join(', ') || '–',
          disabledAt,
        ]),
      );
    }),
});

const add = defineCommand({
  meta: { name: 'add', description: 'Add an account, and print the one-time link to its first password' },
  args: { login, name: { type: 'string', description: 'Name of the person', required: true }, role, region, json },
  run: ({ args }) =>
    connected(async ({ env, sql }) => {
      const given = { role: roleOf(args.role), region: args.region ?? null };
      const added = { login: args.login, name: args.name, ...given };
      const { link } = await addAccount({ sql, by: commandLine() }, added, env.PUBLIC_URL);
      printLink(link, { login: args.login, json: args.json === true });
    }),
});

const change = defineCommand({
  meta: { name: 'change', description: 'Give an account another role and region; it has to sign in again' },
  args: { login, role, region, json },
  run: ({ args }) =>
    connected(async ({ sql }) => {
      const given = { role: roleOf(args.role), region: args.region ?? null };
      const { id } = await accountOf(sql, args.login);
      const changed = await changeAccount({ sql, by: commandLine() }, id, given);
      if (args.json) printJson(changed);
      else progress(`${args.login} is ${given.role} of ${given.region ?? 'everything'} now.`);
    }),
});

const invite = defineCommand({
  meta: { name: 'invite', description: 'Print a one-time link to a new password; the links before it stop working' },
  args: { login, json },
  run: ({ args }) =>
    connected(async ({ env, sql }) => {
      const { id } = await accountOf(sql, args.login);
      const { link } = await inviteAgain({ sql, by: commandLine() }, id, env.PUBLIC_URL);
      printLink(link, { login: args.login, json: args.json === true });
    }),
});

const withoutFactor = defineCommand({
  meta: { name: 'remove-factor', description: 'Remove the second factor of somebody who has lost telephone and codes' },
  args: { login, json },
  run: ({ args }) =>
    connected(async ({ sql }) => {
      const { id } = await accountOf(sql, args.login);
      const { removed } = await removeSecondFactor({ sql, by: commandLine() }, id);
      if (args.json) printJson({ login: args.login, removed });
      else progress(removed ? `${args.login} signs in by the password alone now.` : `${args.login} had none.`);
    }),
});

const erase = defineCommand({
  meta: { name: 'erase', description: 'Forget who had a disabled account: name, login, number at the provider' },
  args: {
    login,
    reason: { type: 'string', description: 'Why, for the audit log, naming nobody', required: true },
    json,
  },
  run: ({ args }) =>
    connected(async ({ sql }) => {
      const { id: account } = await accountOf(sql, args.login);
      await eraseAccount({ sql, by: commandLine() }, account, args.reason);
      if (args.json) printJson({ account });
      else progress(`The account is erased-${account} now; the audit log keeps its number.`);
    }),
});

/** Disabling and its opposite. */
const switching = (name: 'disable' | 'enable', description: string) =>
  defineCommand({
    meta: { name, description },
    args: { login, json },
    run: ({ args }) =>
      connected(async ({ sql }) => {
        const { id } = await accountOf(sql, args.login);
        const switched = await disableAccount({ sql, by: commandLine() }, id, name === 'disable');
        if (args.json) printJson(switched);
        else progress(`${args.login} is ${name}d.`);
      }),
  });

/** Who may sign in to the console. */
export default defineCommand({
  meta: { name: 'accounts', description: 'Who may sign in to the console, and as what' },
  subCommands: {
    list,
    add,
    change,
    invite,
    'remove-factor': withoutFactor,
    erase,
    disable: switching('disable', 'Sign an account out everywhere and let it sign in no more'),
    enable: switching('enable', 'Let a disabled account sign in again'),
  },
});
