import { defineCommand } from 'citty';
import { permitClosing } from '../../actions/ledger/closings';
import { connected } from '../connection';
import { printJson } from '../output';
import { commandLine } from '../who';
import { campaign, json, reason } from './things';

export const letClose = defineCommand({
  meta: {
    name: 'let-close',
    description: 'Let a stage of delivery be closed although something is missing; another person closes it',
  },
  args: {
    campaign,
    key: { type: 'positional', description: 'Stage or round of delivery, for example give', required: true },
    area: { type: 'string', description: 'Code of one area; all of them when left out' },
    reason,
    json,
  },
  async run({ args }) {
    const { area, key, reason: why } = args;
    const permitting = { campaign: args.campaign, key, area, reason: why, top: null, via: 'cli' as const };
    const { permit } = await connected(({ sql }) => permitClosing({ sql, by: commandLine() }, permitting));
    if (args.json) return printJson({ permit });
    process.stdout.write(`${args.campaign}: ${key} ✓ (${permit})\n`);
  },
});
