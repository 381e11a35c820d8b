import { audit } from '../store/account/audit-log';
import type { Acting } from './acting';

/** Whoever can rehearse, in this process. */
interface Rehearsing<Request, Standing> {
  start(request: Request): Promise<Standing>;
  stop(campaign: string): void;
}

/** Starts a rehearsal; one of which no line can be written is broken off. @throws Refused */
export async function startRehearsal<Request, Standing extends { campaign: string }>(
  { sql, by }: Acting,
  rehearsals: Rehearsing<Request, Standing>,
  request: Request,
): Promise<Standing> {
  const started = await rehearsals.start(request);
  const { campaign } = started;
  await audit(sql, by, 'start-campaign', { campaign, mode: 'rehearsal' }).catch((error: unknown) => {
    rehearsals.stop(campaign);
    throw error;
  });
  return started;
}

/** Breaks a rehearsal off: its campaign is cancelled. */
export async function stopRehearsal(
  { sql, by }: Acting,
  rehearsals: Pick<Rehearsing<never, never>, 'stop'>,
  campaign: string,
): Promise<void> {
  await audit(sql, by, 'cancel', { campaign, mode: 'rehearsal' });
  rehearsals.stop(campaign);
}
