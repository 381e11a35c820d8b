import { text } from 'node:stream/consumers';
import { defineCommand } from 'citty';
import { revealHelped } from '../../actions/people/helped';
import { readIdNumber } from '../../domain/people/id-number';
import { Refused, sentence } from '../../domain/text/refusal';
import { findPeople } from '../../store/people/helped/find-people';
import { openKeyring } from '../../store/people/sealed/keyring';
import { peopleKey } from '../../store/people/sealed/people-key';
import { wholeNumber } from '../arguments';
import { connected } from '../connection';
import { printJson, printTable, progress } from '../output';
import { commandLine } from '../who';

const json = { type: 'boolean', description: 'One JSON document on standard output' } as const;

/** The line comes from standard input: a command line stands in histories and lists of processes. */
export const find = defineCommand({
  meta: { name: 'find', description: 'Find people who are helped by a whole name or ID number on standard input' },
  args: { json },
  async run({ args }) {
    if (process.stdin.isTTY) progress('A whole name or ID number, then Ctrl-D:');
    const line = (await text(process.stdin)).trim();
    if (!line || line.includes('\n')) throw new Refused(sentence('nobody-to-find'));
    const today = new Date().toISOString().slice(0, 10);
    const read = readIdNumber(line, today);
    const wanted = 'number' in read ? { idNumber: read.number } : { name: line };
    await connected(async ({ env, sql }) => {
      const keyring = await openKeyring(sql, peopleKey(env.PEOPLE_KEY));
      const found = await findPeople(sql, keyring, wanted, { top: null });
      if (args.json) return printJson(found);
      printTable(
        ['person', 'kind', 'region', 'name'],
        found.map(({ id, kind, region, shown }) => [id, kind, region, shown]),
      );
    });
  },
});

export const show = defineCommand({
  meta: {
    name: 'show',
    description: 'Show somebody who is helped in full; the audit log keeps who was shown, and why',
  },
  args: {
    person: { type: 'positional', description: 'Number of the person (people find)', required: true },
    reason: { type: 'string', description: 'Why, for the audit log, naming nobody', required: true },
    json,
  },
  async run({ args }) {
    const { person, reason } = args;
    if (!reason.trim()) throw new Refused(sentence('say-why'));
    const by = commandLine();
    await connected(async ({ env, sql }) => {
      const looking = { key: peopleKey(env.PEOPLE_KEY), purpose: 'command', most: env.PEOPLE_SHOWN_A_DAY, top: null };
      const asked = { ...looking, people: [wholeNumber('person', person)], reason };
      const { people } = await revealHelped({ sql, by, name: `cli:${by.by}` }, asked);
      if (args.json) return printJson(people);
      for (const details of people)
        for (const [detail, value] of Object.entries(details)) process.stdout.write(`${detail}: ${value ?? '–'}\n`);
    });
  },
});
