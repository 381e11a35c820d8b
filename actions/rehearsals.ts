import { audit } from '../store/account/audit-log';
import type { Acting } from './acting';

/** The part of this process that runs rehearsals. */
interface Rehearsing<Request, Standing> {
  start(request: Request): Promise<Standing>;
  stop(campaign: string): void;
}

/** Starts a rehearsal; if its audit line cannot be written, the rehearsal is stopped. @throws Refused */
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

/** Stops a rehearsal and cancels its campaign. */
export async function stopRehearsal(
  { sql, by }: Acting,
  rehearsals: Pick<Rehearsing<never, never>, 'stop'>,
  campaign: string,
): Promise<void> {
  await audit(sql, by, 'cancel', { campaign, mode: 'rehearsal' });
  rehearsals.stop(campaign);
}
