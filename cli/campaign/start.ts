import { defineCommand } from 'citty';
import { startCampaign } from '../../actions/campaigns';
import { withCampaigns } from '../connection';
import { printJson, progress } from '../output';
import { commandLine } from '../who';
import { loadDefinition } from './definition-file';

export default defineCommand({
  meta: { name: 'start', description: 'Start a campaign for real, on the wall clock. Rehearse it first.' },
  args: {
    file: { type: 'positional', description: 'Campaign definition (YAML)', required: true },
    season: { type: 'string', description: 'First year of the winter, when not the one in the file' },
    json: { type: 'boolean', description: 'One JSON document on standard output' },
  },
  async run({ args }) {
    const { definition, warnings, inFile } = await loadDefinition(args.file, { season: args.season });
    for (const warning of warnings) progress(`! ${warning}`);
    const by = commandLine();
    await withCampaigns(async ({ client }) => {
      const started = await inFile(() => startCampaign({ client, by }, { definition, mode: 'live' }));
      if (args.json) printJson(started);
      else
        process.stdout.write(
          `${started.campaign} ${started.joined ? 'is already running (nothing was started twice)' : 'has started'}: workflow ${started.workflowId}\nNext: npx nuandong status ${started.campaign}\n`,
        );
    });
  },
});
