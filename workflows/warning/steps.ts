import { condition } from '@temporalio/workflow';
import type { UnplannedRound } from '../../domain/round/round';
import { roundWorkflowId } from '../../domain/round/round';
import type { ColdAlertCase } from '../../domain/warning/alert/alert';
import type { Assessment } from '../../domain/warning/alert/assessment';
import type { AlertEvent, AlertLife, AlertStep } from '../../domain/warning/alert/life';
import { act, actAtLength } from '../activities';
import type { WorkflowClock } from '../clock';
import { endRound } from '../messages';
import { startUnplannedRound } from '../round/unplanned-round';
import { tell } from '../tell';
import { tried } from '../tried';

/** A step for activities and other workflows. */
export type AlertWork = Exclude<AlertStep, { do: 'rest' | 'end' }>;

/** The data for a step. */
export interface AtWork {
  input: ColdAlertCase;
  clock: WorkflowClock;
  life(): AlertLife;
  hear(event: AlertEvent): void;
  /** Called with a started workflow, whose stepped clock the driver must move too. */
  started(id: string): void;
}

/** @returns the outcome of the step, as an event. */
export async function carryOut(work: AtWork, step: AlertWork): Promise<AlertEvent> {
  switch (step.do) {
    case 'assess':
      return assess(work, step);
    case 'answer':
      return answer(work, step);
    case 'extend':
      await extend(work, step.found);
      return { is: 'extended' };
    case 'note-over':
      return { is: 'noted-over', ended: await note(work, 'over', null) };
    case 'tell-over':
      return tellOver(work, step);
    case 'patrol':
      for (const planned of step.due) await open(work, planned);
      return { is: 'patrolled', until: step.until };
    case 'look-after':
      return { is: 'looked-after', round: step.round, lots: await lookAfterRefusals(work, step.round) };
    case 'call-off':
      await end(work, step.rounds, 'cancelled');
      if (!work.life().over) await note(work, 'cancelled', work.life().standing);
      return { is: 'called-off' };
  }
}

type Step<Name extends AlertStep['do']> = Extract<AlertStep, { do: Name }>;

/** Reads the state of the weather; after a failure it is read again later, or at the next signal. */
async function assess({ input, clock }: AtWork, { news, before, rises }: Step<'assess'>): Promise<AlertEvent> {
  const now = clock.now();
  const asking = { alert: input.alert, now, before, rises };
  const taken = await tried('assess', () =>
    act.assessAlert.executeWithOptions({ summary: 'How does the weather stand?' }, [asking]),
  );
  return taken ? { is: 'assessed', news, found: taken.came } : { is: 'failed', step: 'assess', now };
}

/** Wakes the units first, without waiting for the record of the change. */
async function answer(work: AtWork, { found, callOff }: Step<'answer'>): Promise<AlertEvent> {
  const noting = note(work, found.change, found.standing);
  await end(work, callOff, 'closed');
  await Promise.all(found.acknowledge.map((planned) => open(work, planned)));
  await noting;
  return { is: 'answered' };
}

const extend = ({ input }: AtWork, { extend: targets, standing }: Assessment) =>
  tried('extend', async () => {
    if (standing) await actAtLength.extendForWarning({ alert: input.alert, extend: targets, colour: standing.colour });
  });

/** Patrols under way may still report. */
async function tellOver(work: AtWork, { over, callOff, told }: Step<'tell-over'>): Promise<AlertEvent> {
  const { campaign } = work.input;
  await end(work, callOff, 'closed');
  if (told !== null)
    await tried('over', () => act.climbRung({ campaign, round: told, rung: over, now: work.clock.now() }));
  return { is: 'told-over' };
}

/** @returns false when the alert is not over after all. If the note fails for good, the alert goes on without it. */
async function note(
  { input, clock }: AtWork,
  change: Parameters<typeof act.noteAlert>[0]['change'] | 'same',
  standing: Assessment['standing'],
): Promise<boolean> {
  if (change === 'same') return true;
  const taken = await tried('note', () => act.noteAlert({ alert: input.alert, now: clock.now(), change, standing }));
  return taken?.came ?? true;
}

/** Notes the round before its start, because it may settle before the start is confirmed. */
async function open({ input, clock, hear, started }: AtWork, planned: UnplannedRound): Promise<void> {
  const { campaign, area, alert, drill } = input;
  const id = roundWorkflowId(campaign, planned.round.key, area);
  hear({ is: 'opened', id, ask: planned.round.ask });
  const cause = { origin: 'warning', alert, drill, title: planned.title } as const;
  await startUnplannedRound(planned, { campaign, area, cause, clock: clock.setting() });
  started(id);
}

async function end({ clock, life }: AtWork, ids: readonly string[], as: 'closed' | 'cancelled'): Promise<void> {
  await Promise.all(ids.map((id) => tell(id, endRound, { as, now: clock.now() })));
  await condition(() => ids.every((id) => life().rounds[id]?.outcome !== null));
}

/**
 * A case for each person who refused help, whose lots are no children of the alert: they outlive it.
 * @returns how many lots there are
 */
async function lookAfterRefusals({ input, clock, started }: AtWork, round: string): Promise<number> {
  const { alert } = input;
  const opening = { alert, round, now: clock.now(), clock: clock.setting() };
  const opened = await tried('refusals', () => actAtLength.openRefusals(opening));
  for (const id of opened?.came.started ?? []) started(id);
  return opened?.came.lots ?? 0;
}
