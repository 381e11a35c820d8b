import type { z } from 'zod';
import type { Plan } from '../../../domain/campaign/plan';
import { nextRung } from '../../../domain/round/next-rung';
import { campaignWorkflowId, roundsInAreas, roundWorkflowId } from '../../../domain/round/round';
import { figuresOf } from '../../../reporting/figures/figures';
import { type Decision, decisions, whoDecided } from '../../../reporting/figures/log';
import { type CampaignRow, findCampaign } from '../../../store/campaign/campaigns';
import { listCampaigns } from '../../../store/campaign/overview';
import type { Part } from '../../../store/db/scope';
import { openWork } from '../../../store/round/open-work';
import type { Console } from '../../shell/context';
import type { Concerned } from './concerned';
import type { progressSchema } from './progress-schemas';

type Progress = z.input<typeof progressSchema>;

/** @returns a campaign as its page shows it, for each of the parts; nothing of a campaign that is not there */
export async function answersOf(
  { sql, env }: Pick<Console, 'sql' | 'env'>,
  campaign: string,
  found: readonly Concerned[],
): Promise<ReadonlyMap<Part, Progress>> {
  const row = found.length === 0 ? null : await findCampaign(sql, campaign);
  const [listed] = await listCampaigns(sql, { id: campaign });
  if (row === null || !listed) return new Map();
  const parts = found.map(({ part }) => part);
  const figures = await figuresOf(sql, { campaign, plan: row.plan }, parts);
  const open = await openWork(sql, campaign, parts);
  const decided = await decisions(sql, campaign);
  const hands = await whoDecided(sql, decided);
  const whole = {
    ...listed,
    now: shownNow(row, listed.now),
    organisation: row.definition.organisation,
    hasLists: Object.keys(row.definition.lists).length > 0,
    keepsAccounts: Object.keys(row.definition.purses ?? {}).length > 0,
    workflow: workflowAddress(env, campaignWorkflowId(campaign)),
    endsAt: row.plan.endsAt,
    warnings: row.plan.warnings,
  };
  const rounds = new Map(row.plan.stages.map(({ id }) => [id, roundsOf(env, row, id, listed.now)]));
  const answer = (of: Concerned): Progress => ({
    ...whole,
    scope: of.shown,
    stages: (figures.get(of.part)?.stages ?? []).map((stage) => ({
      ...stage,
      name: nameOf(row, stage.id),
      ...(rounds.get(stage.id) ?? { next: null, rounds: [] }),
    })),
    messages: figures.get(of.part)?.messages ?? { sms: {}, email: {} },
    open: open.get(of.part) ?? { chases: 0, calls: 0, undelivered: 0 },
    decisions: decided.filter((decision) => touches(decision, of)).map((decision) => told(decision, hands)),
  });
  return new Map(found.map((of) => [of.part, answer(of)]));
}

const MINUTE_MS = 60_000;

/** On the wall clock to the minute, as pages show it: else an answer would differ each time. */
function shownNow({ clockAt, endedAt }: CampaignRow, now: string): string {
  if (clockAt !== null || endedAt !== null) return now;
  return new Date(Math.floor(Date.parse(now) / MINUTE_MS) * MINUTE_MS).toISOString();
}

/** @returns whether a decision is about the part, about a region in it, or about one above it. */
const touches = ({ path }: Decision, { part, own }: Concerned): boolean =>
  part === null || path === null || path.startsWith(own.path) || own.path.startsWith(path);

function told({ target, actor, ...decision }: Decision, hands: ReadonlyMap<string, string>) {
  const { key = null, due = null, lock = null } = target;
  return { ...decision, by: hands.get(actor) ?? actor, key, due, lock };
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

/** @returns the address of a workflow in Temporal's Web UI, or null when there is none. */
export const workflowAddress = (env: Console['env'], workflow: string): string | null =>
  workflowsAddress(env, `/${encodeURIComponent(workflow)}`);

const workflowsAddress = (
  { TEMPORAL_UI_URL: ui, TEMPORAL_NAMESPACE: namespace }: Console['env'],
  rest: string,
): string | null =>
  ui ? `${ui.replace(/\/$/, '')}/namespaces/${encodeURIComponent(namespace)}/workflows${rest}` : null;
