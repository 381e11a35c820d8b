import { defineCommand } from 'citty';
import { z } from 'zod';
import { moveMember } from '../../actions/people/move-member';
import type { Day } from '../../domain/campaign/calendar/days';
import { HEAD, relationOf } from '../../domain/people/relations';
import { Refused, sentence } from '../../domain/text/refusal';
import type { NewHome } from '../../store/people/helped/move-member';
import { peopleKey } from '../../store/people/sealed/people-key';
import { wholeNumber } from '../arguments';
import { withCampaigns } from '../connection';
import { printJson, progress } from '../output';
import { commandLine } from '../who';

export const move = defineCommand({
  meta: { name: 'move', description: 'Move a person into another household; rows of lists stay where they are' },
  args: {
    person: { type: 'positional', description: 'Number of the person (people find)', required: true },
    with: { type: 'string', description: 'Number of anybody of the household' },
    relation: {
      type: 'string',
      description: 'With --with: to its head, a word or code of GB/T 4761, such as 子 or 20',
    },
    alone: { type: 'string', description: 'Instead of --with: code of the region of a household of their own' },
    day: { type: 'string', description: 'The first day there, as 2026-12-03; today when left out' },
    reason: { type: 'string', description: 'Why, for the audit log, naming nobody', required: true },
    json: { type: 'boolean', description: 'One JSON document on standard output' },
  },
  async run({ args }) {
    const { person, reason, json } = args;
    if (!reason.trim()) throw new Refused(sentence('say-why'));
    const today = new Date().toISOString().slice(0, 10);
    const moving = { person: wholeNumber('person', person), home: homeOf(args), day: dayOf(args.day, today), today };
    await withCampaigns(async ({ sql, env, client }) => {
      const act = { ...moving, key: peopleKey(env.PEOPLE_KEY), reason, top: null, via: 'cli' as const };
      const moved = await moveMember({ sql, by: commandLine(), client }, act);
      if (json) return printJson(moved);
      progress(`Person ${person} lives in household ${moved.household}.`);
    });
  },
});

/** @throws Refused unless exactly one home is named, the relation with it */
function homeOf(args: {
  with?: string | undefined;
  relation?: string | undefined;
  alone?: string | undefined;
}): NewHome {
  if (args.alone !== undefined && args.with === undefined) return { alone: args.alone };
  const relation = relationOf(args.relation ?? '');
  if (args.with === undefined || args.alone !== undefined || relation === null || relation === HEAD)
    throw new Refused(sentence('which-home'));
  return { with: wholeNumber('with', args.with), relation };
}

/** @throws Refused for what is no day */
function dayOf(words: string | undefined, today: Day): Day {
  if (words === undefined) return today;
  if (!z.iso.date().safeParse(words).success) throw new Refused(sentence('not-a-day', { words }));
  return words;
}
