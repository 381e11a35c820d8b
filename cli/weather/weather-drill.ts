import { defineCommand } from 'citty';
import { makeDrill } from '../../actions/warnings';
import { warningRules } from '../../config/warning-rules';
import type { Definition } from '../../domain/campaign/definition/definition';
import type { Plan } from '../../domain/campaign/plan';
import { Refused, sentence, tellIn } from '../../domain/text/refusal';
import type { Warning } from '../../domain/warning/feed/warning';
import { whatIf } from '../../domain/warning/what-if/what-if';
import { getCampaign } from '../../store/campaign/campaigns';
import type { Sql } from '../../store/db/db';
import { regionKinds } from '../../store/people/region-kinds';
import { answeringCampaigns } from '../../store/warning/alerts';
import { whatIfGround } from '../../store/warning/drills';
import { readWarnings } from '../../weather/read';
import { loadDefinition } from '../campaign/definition-file';
import { connected, withCampaigns } from '../connection';
import { contentOf } from '../files-named';
import { terminalLanguage } from '../language';
import { printJson, progress } from '../output';
import { commandLine } from '../who';
import { printWhatIf } from './weather-drill-print';

interface DrillArgs {
  campaign?: string | undefined;
  definition?: string | undefined;
  season?: string | undefined;
  reason?: string | undefined;
  json?: boolean | undefined;
  en?: boolean | undefined;
}

export const drill = defineCommand({
  meta: {
    name: 'drill',
    description:
      'Show what the rules make of warnings, for example last winter’s, sending nothing; or make a drill of them',
  },
  args: {
    file: { type: 'positional', description: 'Files as a feed gave them, or written by hand', required: true },
    campaign: { type: 'string', description: 'Whose scope and rules; the one that runs when there is only one' },
    definition: { type: 'string', description: 'The same of a campaign that was not started: its definition (YAML)' },
    season: { type: 'string', description: 'First year of the winter, when not the one in the definition' },
    format: { type: 'string', description: 'Format of the files; told by their shape when left out' },
    send: { type: 'boolean', description: 'Make a drill of them now, on real phones; every text says that it is one' },
    reason: { type: 'string', description: 'Why the drill is made; with --send' },
    en: { type: 'boolean', description: 'Print in English' },
    json: { type: 'boolean', description: 'One JSON document on standard output' },
  },
  async run({ args }) {
    const { warnings, bytes } = await readAll(args._, args.format);
    if (args.send) await send({ warnings, bytes }, args);
    else await connected(({ sql }) => show(sql, warnings, args));
  },
});

/** @throws Refused, or Error for an unreadable file: otherwise a part of a winter would count as the whole. */
async function readAll(
  files: readonly string[],
  format: string | undefined,
): Promise<{ warnings: Warning[]; bytes: Buffer }> {
  const documents = await Promise.all(files.map(contentOf));
  const readings = documents.map((bytes, index) =>
    readWarnings(bytes, { fileName: files[index] ?? '', at: new Date().toISOString(), ...(format && { format }) }),
  );
  for (const { problems } of readings)
    for (const { path, level, ...said } of problems)
      progress(`${[path, level].filter(Boolean).join(' ')}: ${tellIn(terminalLanguage(), said)}`);
  const warnings = readings.flatMap((reading) => reading.warnings);
  if (warnings.length === 0) throw new Refused(sentence('drill-no-warning', { problems: '' }));
  return { warnings, bytes: Buffer.concat(documents) };
}

async function show(sql: Sql, warnings: readonly Warning[], args: DrillArgs): Promise<void> {
  const asked = await campaignMeant(sql, args);
  if (!asked.definition.warnings) throw new Refused(sentence('definition-answers-no-warnings'));
  const ground = await whatIfGround(sql, warnings, asked);
  const found = whatIf(warnings, { ...ground, table: warningRules() });
  if (args.json) printJson(found);
  else {
    const language = args.en ? 'en' : asked.definition.language;
    printWhatIf(found, { ...ground, kinds: await regionKinds(sql), language });
  }
}

async function campaignMeant(sql: Sql, args: DrillArgs): Promise<{ definition: Definition; plan?: Plan }> {
  if (args.campaign && args.definition) throw new Refused(sentence('drill-one-campaign'));
  if (args.definition) {
    const { definition } = await loadDefinition(args.definition, { season: args.season });
    return { definition };
  }
  const { definition, plan } = await getCampaign(sql, args.campaign ?? (await onlyOne(sql)));
  return { definition, plan };
}

const NONE_RUNS = { 'zh-CN': '没有应对预警的活动在进行。', en: 'none that answers warnings runs' };

/** @throws Refused when it is not clear which campaign's rules are meant */
async function onlyOne(sql: Sql): Promise<string> {
  const answering = await answeringCampaigns(sql, 'live');
  const [one, ...others] = answering;
  if (one && others.length === 0) return one.id;
  const known = answering.map(({ id }) => id).join(', ') || NONE_RUNS;
  throw new Refused(sentence('drill-which-campaign', { known }));
}

async function send(
  { warnings, bytes }: { warnings: readonly Warning[]; bytes: Buffer },
  { campaign, reason, json }: DrillArgs,
): Promise<void> {
  if (!campaign) throw new Refused(sentence('drill-name-campaign'));
  if (!reason?.trim()) throw new Refused(sentence('drill-needs-reason'));
  await withCampaigns(async ({ sql, client }) => {
    const deciding = { sql, by: commandLine(), name: 'cli', tell: client.answerWarnings };
    const { workflows, ...made } = await makeDrill(deciding, { campaign, warnings, bytes, reason });
    if (json) printJson({ ...made, workflows });
    else {
      const events = made.touched.map(
        ({ event, hazard, regions }) => `event ${event}: ${hazard} in ${regions.join(', ')}\n`,
      );
      process.stdout.write(
        `${events.join('')}${workflows.length} alerts were started or told. End the drill with \`nuandong weather cancel EVENT\`.\n`,
      );
    }
  });
}
