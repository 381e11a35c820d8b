import { defineCommand } from 'citty';
import { archiveCampaign } from '../../actions/people/archive';
import { Refused, sentence } from '../../domain/text/refusal';
import { campaignsToArchive } from '../../store/people/personal/archive';
import { connected } from '../connection';
import { printJson, progress } from '../output';
import { commandLine } from '../who';

const archive = defineCommand({
  meta: {
    name: 'archive',
    description: 'Let go of texts, numbers, photos, replies and free texts of ended campaigns; their figures stay',
  },
  args: {
    campaign: { type: 'positional', description: 'Campaign id', required: false },
    'older-than': { type: 'string', description: 'Instead: all live ones that ended more than so many days ago' },
    reason: { type: 'string', description: 'Why, for the audit log' },
    json: { type: 'boolean', description: 'One JSON document on standard output' },
  },
  async run({ args }) {
    const days = args['older-than'];
    if ((args.campaign === undefined) === (days === undefined)) throw new Refused(sentence('campaign-or-age'));
    if (days !== undefined && !/^\d{1,5}$/.test(days)) throw new Refused(sentence('age-not-days'));
    const by = commandLine();
    await connected(async ({ sql }) => {
      const campaigns = args.campaign ? [args.campaign] : await campaignsToArchive(sql, Number(days));
      const archived: Record<string, Record<string, number>> = {};
      for (const campaign of campaigns)
        archived[campaign] = await archiveCampaign({ sql, by }, { campaign, reason: args.reason });
      if (args.json) return printJson(archived);
      for (const [campaign, rows] of Object.entries(archived)) {
        const places = Object.entries(rows).map(([place, count]) => `${place} ${count}`);
        process.stdout.write(`${campaign}: ${places.join(', ') || 'nothing to let go of'}\n`);
      }
      if (campaigns.length === 0) progress('None ended so long ago.');
    });
  },
});

/** Verbs for ended campaigns. */
export default defineCommand({
  meta: { name: 'campaigns', description: 'Campaigns that are over: let go of what tells of people' },
  subCommands: { archive },
});
