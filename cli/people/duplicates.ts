import { defineCommand } from 'citty';
import { type Duplicate, duplicates as findDuplicates } from '../../store/people/helped/duplicates';
import { connected } from '../connection';
import { printJson, printTable } from '../output';

/** People who are read at once. */
const AT_ONCE = 5000;

export const duplicates = defineCommand({
  meta: { name: 'duplicates', description: 'List who has a part in several rows of these campaigns, masked' },
  args: {
    campaigns: { type: 'positional', description: 'Campaigns; earlier winters show what somebody had', required: true },
    region: { type: 'string', description: 'Code of a region; everywhere when left out' },
    json: { type: 'boolean', description: 'One JSON document on standard output' },
  },
  run: ({ args }) =>
    connected(async ({ sql }) => {
      const found: Duplicate[] = [];
      const wanted = { campaigns: args._, top: args.region ?? null };
      for await (const people of findDuplicates(sql, wanted).cursor(AT_ONCE)) found.push(...people);
      if (args.json) return printJson(found);
      printTable(
        ['person', 'name', 'part', 'campaign', 'list', 'category', 'unit', 'state'],
        found.flatMap(({ person, shown, rows }) =>
          rows.map(({ part, campaign, list, category, unit, state }) => [
            ...[person, shown, part, campaign, list, category, unit, state],
          ]),
        ),
      );
    }),
});
