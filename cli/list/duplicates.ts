import { defineCommand } from 'citty';
import { metElsewhere } from '../../store/list/acts/helped-elsewhere';
import { connected } from '../connection';
import { printJson, printTable, progress } from '../output';

/** Who of a campaign is on other lists, too, and in other campaigns; masked. */
export default defineCommand({
  meta: { name: 'duplicates', description: 'Who of a campaign is on another list or in another campaign, masked' },
  args: {
    campaign: { type: 'positional', description: 'Id of the campaign', required: true },
    region: { type: 'string', description: 'Code of a region; everywhere when left out' },
    json: { type: 'boolean', description: 'One JSON document on standard output' },
  },
  run: ({ args }) =>
    connected(async ({ sql }) => {
      const met = await metElsewhere(sql, { campaign: args.campaign, top: args.region ?? null });
      if (args.json) return printJson(met);
      printTable(
        ['person', 'name', 'how', 'unit', 'category', 'other campaign', 'list', 'category'],
        met.rows.map(({ person, shown, how, unit, category, campaign, list, otherCategory }) => [
          ...[person, shown, how, unit, category, campaign, list, otherCategory],
        ]),
      );
      progress(`${met.rows.length} rows meet; ${met.earlier} people had a row in an earlier season.`);
    }),
});
