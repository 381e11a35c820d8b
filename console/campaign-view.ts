import type { FastifyRequest } from 'fastify';
import { type Language, say } from '../domain/definition/definition';
import { may } from '../domain/roles';
import { campaignWorkflowId } from '../domain/round';
import type { CampaignListed } from '../register/overview';
import type { MissingUnit } from '../reporting/regions';
import { wordFor } from '../reporting/texts';
import type { Console } from './context';
import { csrfToken } from './csrf';
import { showDeadline, showInstant } from './format';
import { languageOf } from './language';
import type { Overview } from './overview';
import { userOf } from './who';
import { words } from './words';

/** Names shown per township; the API has them all. */
const NAMES_SHOWN = 20;

/** What the head of every page of the console shows: only what the user may open. */
export function adminHead({ env }: Pick<Console, 'env'>, request: FastifyRequest) {
  const { role } = userOf(request);
  return {
    w: words[languageOf(request)],
    temporalUi: may(role, 'see-workflows') ? (env.TEMPORAL_UI_URL ?? null) : null,
    queues: may(role, 'tend-queues'),
    csrf: csrfToken({ env }, request),
  };
}

export const campaignRow = (campaign: CampaignListed, language: Language) => {
  const reader = { zone: campaign.zone, language };
  return {
    id: campaign.id,
    name: say(campaign.name, language),
    state: campaign.state,
    mode: campaign.mode,
    now: showInstant(campaign.now, reader),
    started: showInstant(campaign.startedAt, reader),
    ended: campaign.endedAt ? showInstant(campaign.endedAt, reader) : '—',
  };
};

/** Who is missing by stage and township, in the register's order. */
function missingByTownship(missing: readonly MissingUnit[], stageName: (id: string) => string, language: Language) {
  const stages = new Map<string, Map<string, MissingUnit[]>>();
  for (const unit of missing) {
    const groups = stages.get(unit.stage) ?? new Map<string, MissingUnit[]>();
    groups.set(unit.parent, [...(groups.get(unit.parent) ?? []), unit]);
    stages.set(unit.stage, groups);
  }
  return [...stages].map(([stage, groups]) => ({
    name: stageName(stage),
    groups: [...groups.values()].map((units) => ({
      name: units[0]?.parentName ?? '',
      count: units.length,
      units: units.slice(0, NAMES_SHOWN).map(({ name, reason }) => ({ name, why: wordFor(reason, language) })),
      more: Math.max(0, units.length - NAMES_SHOWN),
    })),
  }));
}

/** @returns the address of the campaign's workflow in Temporal's Web UI, or null when there is none. */
function workflowAddress(
  { TEMPORAL_UI_URL: ui, TEMPORAL_NAMESPACE: namespace }: Console['env'],
  campaign: string,
): string | null {
  return ui
    ? `${ui.replace(/\/$/, '')}/namespaces/${encodeURIComponent(namespace)}/workflows/${encodeURIComponent(campaignWorkflowId(campaign))}`
    : null;
}

/** A campaign's overview as its page shows it; with the way to its workflow for those who may see that. */
export function campaignView(
  { env }: Pick<Console, 'env'>,
  overview: Overview,
  { language, workflows }: { language: Language; workflows: boolean },
) {
  const reader = { zone: overview.zone, language };
  const nameOf = (id: string) => overview.stages.find((stage) => stage.id === id)?.name ?? id;
  const stageOfKey = (key: string) => nameOf(key.split(/[.@]/)[0] ?? key);
  return {
    ...campaignRow(overview, language),
    workflow: workflows ? workflowAddress(env, overview.id) : null,
    stages: overview.stages.map((stage) => ({
      ...stage,
      opens: showInstant(stage.opensAt, reader),
      due: showDeadline(stage.dueAt, reader),
      locks: showDeadline(stage.locksAt, reader),
    })),
    missing: missingByTownship(overview.missing, nameOf, language),
    messages: Object.entries(overview.messages)
      .filter(([, counts]) => Object.keys(counts).length > 0)
      .map(([name, counts]) => ({
        name,
        counts: Object.entries(counts).map(([state, messages]) => ({ state: wordFor(state, language), messages })),
      })),
    chases: overview.chases
      .filter(({ state }) => state === 'open' || state === 'raised')
      .map(({ name, key, silent, state, acknowledgeBy }) => ({
        region: name,
        stage: stageOfKey(key),
        silent,
        state,
        stateWord: wordFor(state, language),
        by: showInstant(acknowledgeBy, reader),
      })),
    calls: overview.calls
      .filter(({ reportedAt }) => reportedAt === null)
      .map(({ name, parentName, key, reason, openedAt }) => ({
        unit: name,
        superior: parentName,
        stage: stageOfKey(key),
        reason: wordFor(reason, language),
        at: showInstant(openedAt, reader),
      })),
    steering: overview.decisions.map(({ at, verb, target, place, reason }) => ({
      at: showInstant(at, reader),
      verb: wordFor(verb, language),
      key: target.key ?? null,
      place,
      reason,
    })),
  };
}
