import { type ArgsDef, defineCommand } from 'citty';
import { steerCampaign } from '../../actions/campaigns';
import type { SteeringVerb } from '../../domain/campaign/steering';
import type { SteeringTarget } from '../../domain/round/round';
import { withCampaigns } from '../connection';
import { printJson, progress } from '../output';
import { commandLine } from '../who';
import { loadDefinition } from './definition-file';

const common = {
  campaign: {
    type: 'positional',
    description: 'Campaign id, for example 2026-qiubei-red-cross-532626',
    required: true,
  },
  reason: { type: 'string', description: 'Why; the people concerned will see it, so name no person' },
  actor: { type: 'string', description: 'Who decides', default: 'administrator' },
  json: { type: 'boolean', description: 'One JSON document on standard output' },
} satisfies ArgsDef;

const target = {
  key: { type: 'string', description: 'Stage or round, for example survey or survey.counties; all when left out' },
  area: { type: 'string', description: 'Region code of one area' },
} satisfies ArgsDef;

const dated = {
  ...target,
  key: { ...target.key, description: 'Stage or round, for example survey or survey.counties', required: true },
  due: { type: 'string', description: 'New due day, for example 12-28 or "12-28 18:00"' },
  lock: { type: 'string', description: 'New lock, for example 12-30' },
} satisfies ArgsDef;

const unit = {
  unit: { type: 'string', description: 'Region code of the unit whose report is returned', required: true },
} satisfies ArgsDef;
const file = {
  file: { type: 'string', description: 'Changed definition; without it the plan is compiled anew from the register' },
} satisfies ArgsDef;

type Values = { campaign: string; actor: string; json?: boolean; reason?: string; file?: string } & SteeringTarget;

async function steer(verb: SteeringVerb, args: Values): Promise<void> {
  const by = commandLine();
  await withCampaigns(async ({ sql, client }) => {
    const picked = Object.fromEntries(
      (['key', 'area', 'unit', 'due', 'lock'] as const).flatMap((name) => (args[name] ? [[name, args[name]]] : [])),
    );
    const definition = args.file ? (await loadDefinition(args.file)).definition : undefined;
    const { campaign, reason, actor } = args;
    const { warnings } = await steerCampaign(
      { sql, client, by, name: actor },
      { campaign, verb, target: picked, ...(reason && { reason }), ...(definition && { definition }) },
    );
    for (const warning of warnings) progress(`! ${warning}`);
    if (args.json) printJson({ campaign: args.campaign, verb, target: picked, warnings });
    else process.stdout.write(`${args.campaign}: ${verb} ✓\n`);
  });
}

const command = <A extends ArgsDef>(verb: SteeringVerb, description: string, args: A) =>
  defineCommand({
    meta: { name: verb, description },
    args: { ...common, ...args },
    run: ({ args: values }) => steer(verb, values as unknown as Values),
  });

export const remind = command(
  'remind',
  'Remind every unit that is still silent, of a stage, a round or one area, now',
  target,
);
export const extend = command(
  'extend',
  'Give a stage, a round or one area more time; its ladder is computed anew',
  dated,
);
export const close = command('close', 'End a stage, a round or one area before its lock', target);
export const reopen = command('reopen', 'Open an ended stage, round or area again', dated);
export const returnReport = command('return', 'Send a report back to its unit with a reason', { ...target, ...unit });
export const pause = command('pause', 'Hold everything: no rung is climbed, what is queued waits', {});
export const resume = command('resume', 'Go on; what was held is looked at afresh', {});
export const cancel = command('cancel', 'End the campaign; what is queued is cleared', {});
export const replan = command('replan', 'Compile the plan anew, with a changed register or definition', file);
