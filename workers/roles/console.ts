import { readFeeds } from '../../config/feeds';
import { startConsole } from '../../console/shell/server';
import { perJobOf, standingLanes } from '../../delivery/engine/lanes';
import { createOutbox } from '../../delivery/engine/outbox';
import { smsHooks } from '../../delivery/inbound/hooks';
import { startReplies } from '../../delivery/inbound/replies';
import { connect } from '../../store/db/db';
import { buildApp } from '../console-app';
import { createRehearsals } from '../rehearsals';
import type { Ground, RunningRole } from './ground';

/** Phones hand in some hundred reports a second by these; what more come at once wait for their turn. */
const PHONE_CONNECTIONS = 12;

/** Serves the village form, the API and the administrators' pages, and takes what platforms push. */
export async function startConsoleRole({
  env,
  sql,
  log,
  heard,
  pace,
  client: clientOf,
  buildsApp,
}: Ground): Promise<RunningRole> {
  const client = await clientOf();
  const phones = connect(env.DATABASE_URL, { max: PHONE_CONNECTIONS, plans: 'once' });
  // The village form and the API work without the app: a failed build keeps no village from reporting.
  if (buildsApp) await buildApp((line) => log.info(line)).catch((error: Error) => log.error(error.message));
  // For the queue board and the health of Redis; delivery fills the queues.
  const outbox = createOutbox({
    redisUrl: env.REDIS_URL,
    prefix: env.QUEUE_PREFIX,
    perJob: perJobOf(env),
    lanes: standingLanes(env),
    log,
  });
  const rehearsals = createRehearsals({ env, sql, client, log, heard });
  const endAround = async () => {
    await rehearsals?.close();
    await outbox.close();
    await phones.end({ timeout: 5 });
  };
  try {
    const console = await startConsole({
      env,
      sql,
      phones,
      client,
      feeds: readFeeds(env.FEEDS_FILE),
      log,
      queues: outbox.queues(),
      hooks: smsHooks({ sql, env, log }),
      rehearsals,
      hear: pace.hear,
    });
    const replies = startReplies({ sql: phones, log, pace, arrived: (round) => client.reportArrived(round) });
    return {
      async close() {
        await console.close();
        await replies.stop();
        await endAround();
      },
    };
  } catch (error) {
    await endAround();
    throw error;
  }
}
