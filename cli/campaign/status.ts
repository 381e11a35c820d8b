import { defineCommand } from 'citty';
import type { RoundPlan } from '../../domain/campaign/plan';
import { cellText, momentText, type Table, until } from '../../reporting/document/table';
import { messagesTable } from '../../reporting/document/tables/message-tables';
import { milestonesTable, onPaperTable, stagesTable } from '../../reporting/document/tables/return-tables';
import { asOf } from '../../reporting/figures/as-of';
import { messageCounts, stageFigures } from '../../reporting/figures/figures';
import { unitsOnPaper } from '../../reporting/figures/list/on-paper';
import { milestoneFigures } from '../../reporting/figures/milestones';
import { type Names, namesOf } from '../../reporting/figures/names';
import { type MissingGroup, missingGroups, missingUnits, regionFigures } from '../../reporting/figures/regions';
import { getCampaign } from '../../store/campaign/campaigns';
import { listCampaigns } from '../../store/campaign/overview';
import type { Sql } from '../../store/db/db';
import { regionKinds } from '../../store/people/region-kinds';
import { connected } from '../connection';
import { printJson, printTable } from '../output';

/** Names for one superior on the screen; `--json` and the Excel report have all. */
const NAMES_SHOWN = 12;

export default defineCommand({
  meta: { name: 'status', description: 'Where the campaigns stand: figures by stage, and who is missing' },
  args: {
    campaign: {
      type: 'positional',
      description: 'Campaign id; all campaigns are listed when left out',
      required: false,
    },
    region: { type: 'string', description: 'Region code: who is missing below it only' },
    json: { type: 'boolean', description: 'One JSON document on standard output' },
  },
  async run({ args }) {
    await connected(async ({ sql }) => {
      if (args.campaign)
        await showCampaign(sql, {
          id: args.campaign,
          ...(args.region && { region: args.region }),
          json: args.json === true,
        });
      else await showAll(sql, args.json === true);
    });
  },
});

async function showAll(sql: Sql, json: boolean): Promise<void> {
  const campaigns = await listCampaigns(sql);
  if (json) return printJson(campaigns);
  if (campaigns.length === 0) {
    process.stdout.write(
      'No campaign has been started yet. Rehearse one: npx nuandong rehearse config/campaigns/two-festivals.yaml --in 60s\n',
    );
    return;
  }
  printTable(
    ['campaign', 'name', 'mode', 'state', 'campaign time', 'zone'],
    campaigns.map(({ id, name, mode, state, now, zone }) => [
      id,
      name['zh-CN'],
      mode,
      state,
      momentText(now, { zone }),
      zone,
    ]),
  );
}

async function showCampaign(
  sql: Sql,
  { id, region, json }: { id: string; region?: string; json: boolean },
): Promise<void> {
  const campaign = await getCampaign(sql, id);
  const { mode, state, plan } = campaign;
  const scope = { campaign: id, ...(region && { region }) };
  const [kinds, stages, milestones, messages, regions] = await Promise.all([
    regionKinds(sql),
    stageFigures(sql, id),
    milestoneFigures(sql, id),
    messageCounts(sql, id),
    regionFigures(sql, scope),
  ]);
  const rounds = plan.stages.flatMap((stage) =>
    stage.rounds.map(({ key, of, opensAt, dueAt, locksAt }) => ({ key, of, opensAt, dueAt, locksAt })),
  );
  if (json)
    return printJson({
      campaign: id,
      mode,
      state,
      now: asOf(campaign),
      stages,
      rounds,
      milestones,
      messages,
      regions,
      missing: await missingUnits(sql, scope),
      onPaper: await unitsOnPaper(sql, scope),
    });
  const names = namesOf({ campaign, kinds });
  process.stdout.write(
    `${id}  ${names.say(campaign.definition.name)}  ${mode}  ${state}  ${momentText(asOf(campaign), names.locale)} ${plan.zone}\n`,
  );
  for (const table of [
    stagesTable({ campaign, stages }, names),
    roundsTable(rounds, names),
    milestonesTable({ campaign, milestones }, names),
    messagesTable({ messages }, names),
  ]) {
    print(table, names);
  }
  print(onPaperTable({ onPaper: await unitsOnPaper(sql, scope) }, names), names);
  const missing = await missingGroups(sql, scope);
  for (const stage of stages) printMissing(stage.id, missing, names);
}

/** Prints the keys for `extend`, `return` and `report submit`. */
function roundsTable(
  rounds: readonly Pick<RoundPlan, 'key' | 'of' | 'opensAt' | 'dueAt' | 'locksAt'>[],
  { word, kind }: Names,
): Table {
  const columns = ['round', 'asked', 'opens', 'due', 'locks'] as const;
  return {
    title: word('calendar'),
    columns: columns.map((name) => ({ label: word(name), width: 10 })),
    rows: rounds.map(({ key, of, opensAt, dueAt, locksAt }) => [
      key,
      kind(of),
      { at: opensAt },
      until(dueAt),
      until(locksAt),
    ]),
  };
}

function print({ title, columns, rows, total }: Table, { locale }: Names): void {
  if (rows.length === 0) return;
  process.stdout.write(`\n${title}\n`);
  const shown = total ? [...rows, total] : rows;
  printTable(
    columns.map(({ label }) => label),
    shown.map((row) => row.map((cell) => (typeof cell === 'number' ? cell : cellText(cell, locale)))),
  );
}

function printMissing(stage: string, missing: readonly MissingGroup[], names: Names): void {
  const groups = missing.filter((group) => group.stage === stage);
  const [first] = groups;
  if (!first) return;
  process.stdout.write(`\n${names.stage(stage)} · ${names.word('missingUnits')}\n`);
  for (const { parentName, names: some, units } of groups) {
    const shown = some.slice(0, NAMES_SHOWN);
    const more = units > shown.length ? ' …' : '';
    process.stdout.write(`  ${parentName} (${units}): ${shown.join('、')}${more}\n`);
  }
  if (first.superiors > groups.length) process.stdout.write('  …\n');
}
