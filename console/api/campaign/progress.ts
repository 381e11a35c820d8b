import type { Plan } from '../../../domain/campaign/plan';
import { nextRung } from '../../../domain/round/next-rung';
import { campaignWorkflowId, roundsInAreas, roundWorkflowId } from '../../../domain/round/round';
import { completeness, type RegionCompleteness } from '../../../reporting/figures/completeness';
import { returnsCurve } from '../../../reporting/figures/curve';
import { messageCounts, stageFigures } from '../../../reporting/figures/figures';
import { decisions, whoDecided } from '../../../reporting/figures/log';
import type { CampaignRow } from '../../../store/campaign/campaigns';
import { getCampaign } from '../../../store/campaign/campaigns';
import { listCampaigns } from '../../../store/campaign/overview';
import { atOnce } from '../../../store/db/at-once';
import type { Sql } from '../../../store/db/db';
import { openWork } from '../../../store/round/open-work';
import type { Console } from '../../shell/context';
import { shared } from './shared';

/** A new report is on screen a second later; a few seconds later in a count of tens of thousands. */
const FRESH_MS = 1000;

/** The figures of a campaign's pages, counted once for all readers. */
export function progressReader({ sql, env }: Pick<Console, 'sql' | 'env'>) {
  // Counts use only one core of the database; the other cores stay free for reports.
  const count = atOnce(1);
  const figures = shared(FRESH_MS, (campaign: string, region: string | null) =>
    count(() => stageFigures(sql, campaign, region)),
  );
  const tree = shared(FRESH_MS, async (campaign: string) => {
    const { plan } = await getCampaign(sql, campaign);
    return count(() => completeness(sql, { campaign, scope: plan.scope }));
  });
  const curve = shared(FRESH_MS, (campaign: string, region: string | null) =>
    count(() => returnsCurve(sql, campaign, region)),
  );
  const progress = shared(FRESH_MS, async (campaign: string, region: string | null) => {
    const [row, [listed], stages, messages, decided, open, scope] = await Promise.all([
      getCampaign(sql, campaign),
      listCampaigns(sql, { id: campaign }),
      figures(campaign, region),
      count(() => messageCounts(sql, campaign, region)),
      decisions(sql, campaign, region),
      count(() => openWork(sql, campaign, region)),
      scopeOf(sql, campaign, region),
    ]);
    const hands = await whoDecided(sql, decided);
    if (!listed) throw new Error(`There is no campaign "${campaign}".`);
    return {
      ...listed,
      organisation: row.definition.organisation,
      scope,
      hasLists: Object.keys(row.definition.lists).length > 0,
      keepsAccounts: Object.keys(row.definition.purses ?? {}).length > 0,
      workflow: workflowAddress(env, campaignWorkflowId(campaign)),
      endsAt: row.plan.endsAt,
      stages: stages.map((stage) => ({
        ...stage,
        name: nameOf(row, stage.id),
        ...roundsOf(env, row, stage.id, listed.now),
      })),
      messages,
      open,
      decisions: decided.map(({ target: { key = null, due = null, lock = null }, actor, ...decision }) => ({
        ...decision,
        by: hands.get(actor) ?? actor,
        key,
        due,
        lock,
      })),
      warnings: row.plan.warnings,
    };
  });
  return { figures, tree, curve, progress };
}

/** The name in both languages; the plan has only that in the definition's language. */
export const nameOf = ({ definition }: Pick<CampaignRow, 'definition'>, stage: string) =>
  definition.stages.find(({ id }) => id === stage)?.name ?? { 'zh-CN': stage };

function roundsOf(env: Console['env'], { plan, definition, state }: CampaignRow, stage: string, now: string) {
  const rounds = plan.stages.find(({ id }) => id === stage)?.rounds ?? [];
  const next = nextRung(
    rounds.flatMap(({ rungs }) => rungs),
    now,
  );
  return {
    next: state === 'running' ? next : null,
    rounds: rounds.map(({ key, of, form, opensAt, dueAt, locksAt, areas }) => ({
      key,
      of,
      name: definition.forms[form]?.name ?? { 'zh-CN': form },
      opensAt,
      dueAt,
      locksAt,
      areas: areas.length,
      workflow: roundAddress(env, plan.campaign, { key, areas }),
    })),
  };
}

/** The address of the round's workflow, or of the list of its workflows when it has one for each of several areas. */
function roundAddress(
  env: Console['env'],
  campaign: string,
  { key, areas: [area, ...others] }: { key: string; areas: readonly { code: string }[] },
): string | null {
  if (!area) return null;
  if (others.length === 0) return workflowAddress(env, roundWorkflowId(campaign, key, area.code));
  return workflowsAddress(
    env,
    `?query=${encodeURIComponent(`WorkflowId STARTS_WITH "${roundWorkflowId(campaign, key, '')}"`)}`,
  );
}

/** The rungs of a round with their times in one area. */
export function rungsIn(plan: Plan): (key: string, area: string) => Plan['stages'][number]['rounds'][number]['rungs'] {
  const known = new Map(roundsInAreas(plan).map(({ round, area }) => [`${round.key}/${area}`, round.rungs]));
  return (key, area) => known.get(`${key}/${area}`) ?? [];
}

/** The region of the figures: the reader's own if it lies within the campaign, else the campaign's. */
async function scopeOf(sql: Sql, campaign: string, region: string | null): Promise<{ code: string; name: string }> {
  const [scope] = await sql<{ code: string; name: string }[]>`
    select case when own.path > g.path then own.code else g.code end as code,
           case when own.path > g.path then own.name else g.name end as name
    from campaigns c join regions g on g.code = c.scope left join regions own on own.code = ${region}
    where c.id = ${campaign}`;
  return scope ?? { code: '', name: '' };
}

/** @returns the address of a workflow in Temporal's Web UI, or null when there is none. */
export const workflowAddress = (env: Console['env'], workflow: string): string | null =>
  workflowsAddress(env, `/${encodeURIComponent(workflow)}`);

const workflowsAddress = (
  { TEMPORAL_UI_URL: ui, TEMPORAL_NAMESPACE: namespace }: Console['env'],
  rest: string,
): string | null =>
  ui ? `${ui.replace(/\/$/, '')}/namespaces/${encodeURIComponent(namespace)}/workflows${rest}` : null;

/** @returns the path from the top of the tree (or from the reader's own region) down to a region. */
export function pathTo(tree: readonly RegionCompleteness[], code: string, from: string | null): RegionCompleteness[] {
  const byCode = new Map(tree.map((region) => [region.code, region]));
  const way: RegionCompleteness[] = [];
  for (let region = byCode.get(code); region; region = region.parent === null ? undefined : byCode.get(region.parent)) {
    way.unshift(region);
    if (region.code === from) break;
  }
  return way;
}
