import { warningRules } from '../config/warning-rules';
import { createCalendar } from '../domain/campaign/calendar/calendar';
import type { Definition } from '../domain/campaign/definition/definition';
import { OUTCOME_FIELD } from '../domain/case/case-forms';
import type { CaseEnd, CaseKind } from '../domain/case/case-kinds';
import { CASE_LADDERS } from '../domain/case/case-ladders';
import { type CaseAsking, caseRound } from '../domain/case/case-round';
import { caseKind, followsAfter } from '../domain/case/kinds-of';
import type { CaseStart, PlannedRound } from '../domain/case/life';
import { type RoundEnded, turnOf } from '../domain/case/turns';
import type { Instant } from '../domain/instant';
import type { ClockSetting } from '../domain/round/clock';
import { ladderNamed, laddersFor, ruleFor } from '../domain/warning/alert/rules';
import { getCampaign } from '../store/campaign/campaigns';
import { closeWith, outcomeOf } from '../store/case/answers';
import * as lots from '../store/case/case-lots';
import { openCounted } from '../store/case/cases-of-reports';
import { startsOf } from '../store/case/starts';
import type { Queries, Sql } from '../store/db/db';
import { type AlertRow, getAlert } from '../store/warning/alerts';

/** Dependencies of these activities: access to the workflows of cases, which have no parent workflow. */
export interface CaseDependencies {
  sql: Sql;
  /** Starts the workflows of lots of cases; a workflow that was started before stays unchanged. */
  startCases(starts: readonly CaseStart[], clock: ClockSetting): Promise<void>;
  /** Ends lots of cases of a cancelled campaign. @returns the workflow ids of those that do not run */
  cancelCases(workflows: readonly string[], now: Instant): Promise<string[]>;
}

interface Noting {
  lot: number;
  nth: number;
  round: string;
  /** The last round of the lot. */
  last: boolean;
  now: Instant;
  clock: ClockSetting;
}

/** The effects of the workflows of cases; each activity may run twice, and does its work once. */
export function createCaseActivities({ sql, startCases, cancelCases }: CaseDependencies) {
  /**
   * @param found of one campaign
   * @returns the workflow ids for the driver of a stepped clock, which must move them; none on the wall clock
   */
  async function start(found: readonly lots.CaseLot[], clock: ClockSetting): Promise<string[]> {
    await startCases((await startsOf(sql, found)).starts, clock);
    return clock.kind === 'stepped' ? found.map(({ workflowId }) => workflowId) : [];
  }

  return {
    /**
     * Counts the reports of an ended patrol into cases once more, for its alert: the round has done so at its end.
     * @returns the number of lots of these cases
     */
    async openRefusals({
      round,
      now,
      clock,
    }: {
      alert: number;
      round: string;
      now: Instant;
      clock: ClockSetting;
    }): Promise<{ lots: number; started: string[] }> {
      await sql.begin((tx) => openCounted(tx, { round, now }));
      const found = await lots.openLots(sql, { origin: round });
      return { lots: found.length, started: await start(found, clock) };
    },

    /** @returns the next round of a lot; null without an open case. */
    async planCaseRound({ lot, nth, now }: { lot: number; nth: number; now: Instant }): Promise<PlannedRound | null> {
      const asked = await lots.lotAsked(sql, lot);
      if (!asked) return null;
      const found = await lots.getLot(sql, lot);
      const { campaign, kind: named, area, key, number, level, alert: of, returned } = found;
      const [{ definition }, alert] = await Promise.all([
        getCampaign(sql, campaign),
        of === null ? null : getAlert(sql, of),
      ]);
      const kind = caseKind(definition, named);
      const first = nth === 1 && asked.follows !== null ? followsAfter(definition, asked.follows) : null;
      const rhythm = rhythmOf({ ...kind, after: first ?? kind.after, level }, definition, alert);
      const calendar = createCalendar(definition);
      const one = number === null ? asked.one : null;
      const asksAt = nth === 1 ? found.asksAt : null;
      const clock = { asksAt, ...rhythm, now, calendar };
      const planned = caseRound({ kind, named, key, number, nth, ...asked, one, returned, ...clock });
      await lots.noteWaiting(sql, { lot, until: planned.round.opensAt });
      const drill = alert?.drill ?? false;
      return { ...planned, area, cause: { origin: 'case', lot, alert: of, title: planned.title, drill } };
    },

    /** Applies the answers of an ended round to the cases of its lot. @returns the number of open cases of the lot */
    async noteCaseRound({ lot, now, clock, ...ended }: Noting): Promise<{ open: number; started: string[] }> {
      const { campaign, kind, level } = await lots.getLot(sql, lot);
      const { definition } = await getCampaign(sql, campaign);
      const open = (await sql.begin(async (tx) => {
        const found = await lots.noteFound(tx, { lot, round: ended.round, field: OUTCOME_FIELD });
        return takeTurns(tx, found, { kind: caseKind(definition, kind), level, now, ...ended });
      })) as number;
      return { open, started: await start(await lots.openLots(sql, { passedFrom: lot }), clock) };
    },

    closeCases: (closing: { lot: number; outcome: CaseEnd; now: Instant }): Promise<{ last: boolean }> =>
      sql.begin((tx) => lots.closeLot(tx, closing)) as Promise<{ last: boolean }>,

    countCases: ({ campaign }: { campaign: string }): Promise<number> => lots.countOpenCases(sql, campaign),

    /** Ends all cases of a cancelled campaign. */
    async cancelCases({ campaign, now }: { campaign: string; now: Instant }): Promise<void> {
      const open = await lots.openLots(sql, { campaign });
      const absent = await cancelCases(
        open.map(({ workflowId }) => workflowId),
        now,
      );
      for (const { lot, workflowId } of open)
        if (absent.includes(workflowId)) await sql.begin((tx) => lots.closeLot(tx, { lot, outcome: 'cancelled', now }));
    },
  };
}

/** @returns the number of open cases of the lot afterwards. */
async function takeTurns(
  tx: Queries,
  found: readonly lots.FoundCase[],
  { now, ...ended }: RoundEnded & { now: Instant },
): Promise<number> {
  const closing = new Map<string, number[]>();
  let open = 0;
  for (const one of found) {
    const turn = turnOf(ended, one);
    const answer = turn.do === 'close' ? outcomeOf(ended.kind, turn.outcome) : null;
    if (turn.do === 'again') open += 1;
    else if (turn.do === 'pass') await lots.passCase(tx, { ...one, superior: turn.to, now });
    else if (answer)
      await closeWith(tx, one, {
        outcome: turn.outcome,
        answer,
        reason: null,
        hand: { name: 'rounds of cases', via: 'system' },
        now,
      });
    else closing.set(turn.outcome, [...(closing.get(turn.outcome) ?? []), one.id]);
  }
  for (const [outcome, ids] of closing) await lots.closeCases(tx, { ids, outcome, now });
  return open;
}

/** The interval of the rounds, and their ladder: during a warning those of its rule. A superior is asked at once. */
function rhythmOf(
  { after, ladder, level }: Pick<CaseKind, 'after' | 'ladder'> & { level: number },
  { warnings, ladders: own }: Definition,
  alert: AlertRow | null,
): Pick<CaseAsking, 'after' | 'ladder' | 'ofWarning'> {
  const ladders = { ...CASE_LADDERS, ...laddersFor(warningRules(), own) };
  if (alert === null) return { after: level > 0 ? {} : after, ladder: ladderNamed(ladders, ladder) };
  const { hazard, colour } = alert;
  const rule = ruleFor(warningRules(), warnings?.rules ?? {}, { hazard, colour: colour ?? 'yellow' });
  return {
    after: { hours: rule.revisitEveryHours },
    ladder: ladderNamed(ladders, rule.ladders.revisit),
    ofWarning: { urgent: false },
  };
}
