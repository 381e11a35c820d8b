import { defineCommand } from 'citty';
import { keepDistinct, mergePeople } from '../../actions/people/same-person';
import { Refused, sentence } from '../../domain/text/refusal';
import { hints as findHints } from '../../store/people/helped/hints';
import { peopleKey } from '../../store/people/sealed/people-key';
import { wholeNumber } from '../arguments';
import { connected } from '../connection';
import { printJson, printTable, progress } from '../output';
import { commandLine } from '../who';

const json = { type: 'boolean', description: 'One JSON document on standard output' } as const;
const pair = {
  person: { type: 'positional', description: 'Number of one (people hints, people find)', required: true },
  other: { type: 'positional', description: 'Number of the other; a merged person goes on under it', required: true },
  reason: { type: 'string', description: 'Why, for the audit log, naming nobody', required: true },
  json,
} as const;

export const hints = defineCommand({
  meta: {
    name: 'hints',
    description: 'List who may be the same person: name, year of birth and township are the same',
  },
  args: { region: { type: 'string', description: 'Code of a region; everywhere when left out' }, json },
  run: ({ args }) =>
    connected(async ({ sql }) => {
      const found = await findHints(sql, { top: args.region ?? null });
      if (args.json) return printJson(found);
      printTable(
        ['person', 'other'],
        found.map(({ person, other }) => [person, other]),
      );
    }),
});

export const merge = defineCommand({
  meta: { name: 'merge', description: 'Make one person of two: the first goes on as the second' },
  args: pair,
  run: ({ args }) =>
    connected(async ({ env, sql }) => {
      const key = peopleKey(env.PEOPLE_KEY);
      await mergePeople({ sql, by: commandLine() }, { key, ...decided(args) });
      done(`Person ${args.person} is person ${args.other}.`, args);
    }),
});

export const distinct = defineCommand({
  meta: { name: 'distinct', description: 'Note that two are not the same person, so that it is not asked again' },
  args: pair,
  run: ({ args }) =>
    connected(async ({ sql }) => {
      await keepDistinct({ sql, by: commandLine() }, decided(args));
      done('They are two people.', args);
    }),
});

/** @throws Refused for a reason of blanks alone, or for what is no number */
function decided({ person, other, reason }: { person: string; other: string; reason: string }) {
  if (!reason.trim()) throw new Refused(sentence('say-why'));
  const numbers: [number, number] = [wholeNumber('person', person), wholeNumber('other', other)];
  return { pair: numbers, reason, top: null };
}

function done(line: string, { person, other, json }: { person: string; other: string; json?: boolean | undefined }) {
  if (json) printJson({ person: Number(person), other: Number(other) });
  else progress(line);
}
