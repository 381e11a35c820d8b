import {
  condition,
  continueAsNew,
  ParentClosePolicy,
  setCurrentDetails,
  setHandler,
  startChild,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { ClockSetting } from '../domain/clock';
import { earliest } from '../domain/instant';
import { campaignWorkflowId, type RoundOutcome, roundWorkflowId } from '../domain/round';
import { searchAttributePairs } from '../domain/search-attributes';
import type { CaseEnded, ColdAlertCase, Standing } from '../domain/weather/alert';
import { alertDetails } from '../domain/weather/alert-details';
import { type AlertRound, nextOpening } from '../domain/weather/alert-plan';
import { type Assessment, act, actAtLength } from './activities';
import { startAlertRound } from './alert-round';
import { openAttempts } from './attempts';
import { openClock, serveAdvance } from './clock';
import { followUp } from './follow-up';
import { joined } from './joined';
import { alertStanding, caseEnded, caseOpened, endCase, endRound, roundSettled, warningArrived } from './messages';
import { tell } from './tell';

export interface ColdAlertInput extends ColdAlertCase {
  clock: ClockSetting;
  /** Carried through continue-as-new. */
  carried?: Carried;
}

interface Carried {
  standing: Pick<Standing, 'colour' | 'endsAt'> | null;
  /** Patrols that have not been opened. */
  patrols: AlertRound[];
  /** Workflow id of each round → what it asks, and its outcome once it has ended. */
  rounds: Record<string, { ask: string; outcome: RoundOutcome | null }>;
  /** Cases of people who refused help. */
  left: string[];
}

/**
 * Answers a warning in one area:
 *  1. asks Postgres how the weather stands, at the beginning, whenever something arrives, and when it is to end;
 *  2. opens the rounds of 叫应 (known, sent, done) anew when it has grown worse, and patrols as their times come;
 *  3. has those who refused help on a patrol visited again, each a case of its own;
 *  4. when no warning holds any more, ends what is open, tells everybody, and tells its campaign.
 */
export async function coldAlert(input: ColdAlertInput): Promise<CaseEnded> {
  const { alert, campaign, area, drill } = input;
  const { workflowId } = workflowInfo();
  const clock = openClock(input.clock);
  const attempts = openAttempts(clock);
  const { rounds, left }: Pick<Carried, 'rounds' | 'left'> = input.carried ?? { rounds: {}, left: [] };
  let standing = input.carried?.standing ?? null;
  let patrols = input.carried?.patrols ?? [];
  let news = true;
  let cancelled = false;
  let over = false;
  const settled: string[] = [];
  const started: string[] = [];

  const openIds = (asks?: readonly string[]) =>
    Object.entries(rounds).flatMap(([id, { ask, outcome }]) =>
      outcome === null && (!asks || asks.includes(ask)) ? [id] : [],
    );

  /** Each time it grows worse a round asks anew who knows. */
  const risesSoFar = () => Object.values(rounds).filter(({ ask }) => ask === 'known').length;

  setHandler(alertStanding, () => ({
    now: clock.now(),
    nextAt: clock.nextAt(),
    colour: standing?.colour ?? null,
    endsAt: standing?.endsAt ?? null,
    open: openIds(),
  }));
  setHandler(warningArrived, (now) => {
    clock.moveTo(now);
    news = true;
    attempts.forget('assess');
  });
  setHandler(roundSettled, (outcome) => {
    clock.moveTo(outcome.at);
    const known = rounds[outcome.id];
    if (known) known.outcome = outcome;
    settled.push(outcome.id);
  });
  setHandler(endCase, (now) => {
    clock.moveTo(now);
    cancelled = true;
  });
  const finish = serveAdvance(clock, () => started.splice(0));

  async function open(planned: AlertRound): Promise<void> {
    const id = roundWorkflowId(campaign, planned.round.key, area);
    rounds[id] = { ask: planned.round.ask, outcome: null };
    await startAlertRound(planned, { campaign, area, alert: { id: alert, drill }, clock: clock.setting() });
    started.push(id);
  }

  async function end(ids: readonly string[], as: 'closed' | 'cancelled'): Promise<void> {
    await Promise.all(ids.map((id) => tell(id, endRound, { as, now: clock.now() })));
    await condition(() => ids.every((id) => rounds[id]?.outcome !== null));
  }

  /** 叫应 of the weaker warning is over when a stronger one asks again. */
  async function assess(): Promise<void> {
    news = false;
    const found = await assessed();
    if (found === null || found.change === 'same') return;
    const { change } = found;
    const noting = note(change, found.standing);
    if (found.standing === null) {
      // Unless another warning has come while it was being ended.
      if (await noting) await endAll(found.over);
      else news = true;
      return;
    }
    standing = found.standing;
    patrols = found.patrols;
    if (found.acknowledge.length > 0) await end(openIds(['known', 'sent', 'done']), 'closed');
    // People are woken first; that it is written down, and what it means for deadlines, need not be waited for.
    await Promise.all(found.acknowledge.map(open));
    await noting;
    const extending = { alert, extend: found.extend, colour: found.standing.colour };
    if (found.extend.length > 0) await attempts.take('extend', () => actAtLength.extendForWarning(extending));
  }

  /** How the weather stands; null when that cannot be said now, and is asked again later or when something arrives. */
  async function assessed(): Promise<Assessment | null> {
    const taken = await attempts.take('assess', () =>
      act.assessAlert.executeWithOptions({ summary: 'How does the weather stand?' }, [
        { alert, now: clock.now(), before: standing, rises: risesSoFar() },
      ]),
    );
    if (taken) return taken.came;
    news = true;
    return null;
  }

  /** @returns false when it is not over after all; one that cannot be written down holds nobody up. */
  async function note(
    change: Parameters<typeof act.noteAlert>[0]['change'],
    noted: Carried['standing'],
  ): Promise<boolean> {
    const taken = await attempts.take('note', () =>
      act.noteAlert({ alert, now: clock.now(), change, standing: noted }),
    );
    return taken?.came ?? true;
  }

  /** Patrols that are under way are still reported; nobody is asked to confirm what is over. */
  async function endAll(news: Parameters<typeof act.climbRung>[0]['rung']): Promise<void> {
    over = true;
    patrols = [];
    const told = Object.keys(rounds).findLast((id) => rounds[id]?.ask === 'known');
    await end(openIds(['known', 'sent', 'done']), 'closed');
    if (told) await attempts.take('over', () => act.climbRung({ campaign, round: told, rung: news, now: clock.now() }));
  }

  async function openPatrols(): Promise<void> {
    const due = patrols.filter(({ round }) => round.opensAt <= clock.now());
    patrols = patrols.filter(({ round }) => round.opensAt > clock.now());
    for (const planned of due) await open(planned);
  }

  async function lookAfterRefusals(): Promise<void> {
    for (const round of settled.splice(0)) {
      if (rounds[round]?.ask !== 'patrol') continue;
      const cases = await attempts.take('follow-ups', () => act.openFollowUps({ alert, round, now: clock.now() }));
      for (const found of cases?.came ?? []) {
        if (left.includes(found.workflowId)) continue;
        const starting = startChild(followUp, {
          workflowId: found.workflowId,
          args: [{ followUp: found.id, campaign, alert, unit: found.unit, clock: clock.setting() }],
          parentClosePolicy: ParentClosePolicy.ABANDON,
          staticSummary: `${input.title} · follow-up · ${found.unit}`,
          typedSearchAttributes: searchAttributePairs({
            NdCampaign: campaign,
            NdArea: found.unit,
            NdKind: 'follow-up',
            NdState: 'open',
          }),
        });
        await joined(found.workflowId, starting);
        left.push(found.workflowId);
        started.push(found.workflowId);
      }
    }
  }

  function show(): void {
    setCurrentDetails(alertDetails({ title: input.title, standing, rounds, patrols, left }));
    upsertSearchAttributes(searchAttributePairs({ NdState: over ? 'over' : (standing?.colour ?? 'open') }));
  }

  const parent = campaignWorkflowId(campaign);
  const told = input.carried ? Promise.resolve() : tell(parent, caseOpened, { id: workflowId, at: clock.now() });

  const mayAssess = () => news && !over && attempts.mayTake('assess');
  const finished = () => over && openIds().length === 0 && settled.length === 0;
  while (!cancelled && !finished()) {
    if (mayAssess()) await assess();
    await told;
    await openPatrols();
    await lookAfterRefusals();
    show();
    if (mayAssess()) continue;
    if (workflowInfo().continueAsNewSuggested) {
      await clock.handOver();
      await continueAsNew<typeof coldAlert>({
        ...input,
        clock: clock.setting(),
        carried: { standing, patrols, rounds, left },
      });
    }
    if (finished()) break;
    const endsAt = over ? null : (standing?.endsAt ?? null);
    await clock.restUntil(
      earliest(endsAt, nextOpening(patrols), attempts.nextAt()),
      () => mayAssess() || settled.length > 0 || cancelled,
      endsAt ? `warning ends ${endsAt}` : 'last rounds',
    );
    // Nobody has said that it is over: its time has run out, or been put off.
    if (endsAt !== null && endsAt <= clock.now()) news = true;
  }

  if (cancelled && !over) {
    await end(openIds(), 'cancelled');
    await note('cancelled', standing);
  }
  show();
  const outcome: CaseEnded = { id: workflowId, at: clock.now(), left };
  await tell(parent, caseEnded, outcome);
  await finish();
  return outcome;
}
