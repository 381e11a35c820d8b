import { openPosting } from '../../../actions/posting/postings';
import { progress } from '../../../cli/output';
import type { Env } from '../../../config/env';
import { shellUser } from '../../../store/account/actor';
import type { Sql } from '../../../store/db/db';
import { peopleKey } from '../../../store/people/sealed/people-key';
import type { Ground } from './ground';

/** What was posted, and how long it took. */
export interface Posted {
  postings: number;
  rows: number;
  seconds: number;
}

/**
 * Posts the list in all villages at once: rows frozen, each sheet and page looked through for what it must not show.
 * @param rows how many were approved
 * @throws Error when other rows were posted
 */
export async function measurePosting(
  { env, sql }: { env: Env; sql: Sql },
  ground: Ground,
  rows: number,
): Promise<Posted> {
  progress('posting the list in every village …');
  const start = performance.now();
  const { postings, rows: posted } = await openPosting(
    {
      ...{ sql, by: shellUser({ NUANDONG_BY: 'bench' }), key: peopleKey(env.PEOPLE_KEY), top: null },
      addresses: { publicUrl: env.PUBLIC_URL, secret: env.LINK_SECRET },
      // The workflow that waits for their last day is one for all of them.
      client: { startPosting: async () => {}, postingsChanged: async () => [] },
    },
    { campaign: ground.campaign, list: 'imported', region: ground.definition.scope },
  );
  if (posted !== rows) throw new Error(`${posted} of ${rows} rows were posted; the figure would be worthless.`);
  return { postings, rows, seconds: Math.round((performance.now() - start) / 10) / 100 };
}
