import { defineCommand } from 'citty';
import { changePeopleKey, rotateKeys } from '../../actions/people/keys';
import { settings } from '../../config/env';
import { Refused, sentence } from '../../domain/text/refusal';
import { peopleKey } from '../../store/people/sealed/people-key';
import { listKeys } from '../../store/people/sealed/rotation';
import { connected } from '../connection';
import { contentOf } from '../files-named';
import { printJson, printTable, progress } from '../output';
import { commandLine } from '../who';

const json = { type: 'boolean', description: 'One JSON document on standard output' } as const;
const reason = { type: 'string', description: 'Why, for the audit log', required: true } as const;

const list = defineCommand({
  meta: { name: 'list', description: 'List the keys by number, with how many values each has sealed' },
  args: { json },
  run: ({ args }) =>
    connected(async ({ sql }) => {
      const keys = await listKeys(sql);
      if (args.json) return printJson(keys);
      printTable(
        ['key', 'for', 'made', 'retired', 'values'],
        keys.map(({ no, purpose, madeAt, retiredAt, values }) => [no, purpose, madeAt, retiredAt, values]),
      );
    }),
});

const rotate = defineCommand({
  meta: { name: 'rotate', description: 'Make a new key, seal everything anew with it, and delete the former one' },
  args: { reason, json },
  run: ({ args }) =>
    connected(async ({ env, sql }) => {
      const rotated = await rotateKeys(
        { sql, by: commandLine() },
        {
          key: peopleKey(env.PEOPLE_KEY),
          reason: args.reason,
          sealed: (count) => progress(`${count} values are sealed anew.`),
        },
      );
      if (args.json) return printJson(rotated);
      progress(`Key ${rotated.to} seals from now on; key ${rotated.from.join(', ')} is deleted.`);
    }),
});

const rewrap = defineCommand({
  meta: { name: 'rewrap', description: 'Change PEOPLE_KEY: the present one is in the settings, the new one in a file' },
  args: {
    'new-key': { type: 'string', description: 'File with the new PEOPLE_KEY; /dev/stdin reads it', required: true },
    reason,
    json,
  },
  async run({ args }) {
    const read = settings.shape.PEOPLE_KEY.safeParse(String(await contentOf(args['new-key'])).trim());
    if (!read.success) throw new Refused(sentence('new-people-key-short'));
    await connected(async ({ env, sql }) => {
      const change = { from: peopleKey(env.PEOPLE_KEY), to: peopleKey(read.data) };
      const keys = await changePeopleKey({ sql, by: commandLine() }, { ...change, reason: args.reason });
      if (args.json) return printJson({ keys });
      progress(
        `The new PEOPLE_KEY opens the ${keys} keys. Put it into the settings of every process and start them again.`,
      );
    });
  },
});

/** Verbs for the keys that seal personal data of those who are helped. */
export default defineCommand({
  meta: { name: 'keys', description: 'Keys that seal the data of people who are helped: list, rotate, rewrap' },
  subCommands: { list, rotate, rewrap },
});
