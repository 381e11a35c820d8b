import { randomBytes } from 'node:crypto';
import { Queue } from 'bullmq';
import { watchPaused } from '../../../delivery/engine/paused';
import { openFaults } from '../../../store/message/faults';
import { testDatabase } from '../../support/servers/database';

test('H12: a fault stands while a queue of live messages is paused, and of no other', async () => {
  const database = await testDatabase();
  const prefix = `test-${randomBytes(6).toString('hex')}`;
  const queues = ['live-http-urgent', 'rehearsal-http'].map(
    (name) => new Queue(name, { connection: { url: process.env.REDIS_URL ?? '' }, prefix }),
  );
  try {
    for (const queue of queues) await queue.pause();
    await watchPaused(database.sql, queues);
    expect(await openFaults(database.sql)).toMatchObject([{ kind: 'queue-paused', scope: 'live-http-urgent' }]);
    for (const queue of queues) await queue.resume();
    await watchPaused(database.sql, queues);
    expect(await openFaults(database.sql)).toEqual([]);
  } finally {
    for (const queue of queues) {
      await queue.obliterate();
      await queue.close();
    }
    await database.drop();
  }
});
