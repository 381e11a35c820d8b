import type { Sql } from '../../store/db/db';
import { eventually } from '../support/eventually';
import { type Broken, inState, type Scenario, statesOf } from './scenario';
import { SMPP_SCENARIOS } from './smpp-scenarios';
import type { ChaosStage } from './stage';

/** So many held requests mean that sending is in full progress. */
const MANY = 20;
const heldUp = ({ gateway }: ChaosStage): Promise<void> =>
  eventually(() => {
    if (gateway.held() < MANY) throw new Error(`Only ${gateway.held()} requests have come to the gateway`);
  });

/** Does the work while a table is locked, so that other transactions wait. */
const whileLocked = (sql: Sql, table: 'contacts' | 'messages', work: () => Promise<void>): Promise<void> =>
  sql.begin(async (tx) => {
    await tx.unsafe(`lock table ${table} in access exclusive mode`);
    await work();
  }) as Promise<void>;

/** @param doing a piece of the statement that must wait */
const somebodyWaitsFor = async (stage: ChaosStage, table: string, doing: string): Promise<void> =>
  void (await eventually(async () => {
    const [row] = await stage.sql<{ n: number }[]>`
      select count(*)::int as n from pg_locks l join pg_stat_activity a using (pid)
      where l.relation = ${table}::regclass and not l.granted and position(${doing} in a.query) > 0`;
    if (!row?.n) throw new Error(`Nobody waits for ${table}`);
  }));

const killedAt = (stage: ChaosStage, worker: ReturnType<ChaosStage['startWorker']>, moment: string) =>
  stage.kill(worker).then(() => ({ what: `SIGKILL ${moment}` }));

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'worker killed before claim',
    async breakIt(stage, messages) {
      await stage.write(messages);
      let done: Broken = { what: '' };
      await whileLocked(stage.sql, 'contacts', async () => {
        const worker = stage.startWorker();
        await somebodyWaitsFor(stage, 'contacts', 'provider_down');
        done = await killedAt(stage, worker, `with ${await inState(stage, 'queued')} queued and none claimed`);
      });
      await stage.takeOver();
      return done;
    },
  },
  {
    name: 'worker killed after claim',
    async breakIt(stage, messages) {
      stage.gateway.hold('before');
      const worker = stage.startWorker();
      await stage.write(messages);
      await heldUp(stage);
      const done = await killedAt(stage, worker, `with ${await inState(stage, 'submitting')} claimed and none taken`);
      stage.gateway.letGo();
      await stage.takeOver();
      return done;
    },
  },
  {
    name: 'worker killed after submit',
    async breakIt(stage, messages) {
      stage.gateway.hold('after');
      const worker = stage.startWorker();
      await stage.write(messages);
      await heldUp(stage);
      const done = await killedAt(stage, worker, `with ${stage.gateway.taken.size} taken and none answered`);
      stage.gateway.letGo();
      await stage.takeOver();
      return done;
    },
  },
  {
    name: 'worker killed before settle',
    async breakIt(stage, messages) {
      stage.gateway.hold('after');
      const worker = stage.startWorker();
      await stage.write(messages);
      await heldUp(stage);
      let done: Broken = { what: '' };
      await whileLocked(stage.sql, 'messages', async () => {
        stage.gateway.letGo();
        await somebodyWaitsFor(stage, 'messages', 'submitted boolean, provider text');
        done = await killedAt(stage, worker, `with ${stage.gateway.taken.size} answered and none settled`);
      });
      await stage.takeOver();
      return done;
    },
  },
  {
    name: 'two workers racing',
    async breakIt(stage, messages) {
      stage.startWorker();
      stage.startWorker();
      await stage.write(messages);
      return { what: 'two processes on the same rows' };
    },
  },
  {
    name: 'Redis flushed',
    async breakIt(stage, messages) {
      stage.gateway.hold('after');
      stage.startWorker();
      await stage.write(messages);
      await heldUp(stage);
      await stage.flushRedis();
      stage.gateway.letGo();
      return { what: `FLUSHALL with ${stage.gateway.taken.size} of ${messages} submitted` };
    },
  },
  {
    name: 'Redis restarted empty',
    async breakIt(stage, messages) {
      stage.gateway.hold('after');
      stage.startWorker();
      await stage.write(messages);
      await heldUp(stage);
      const submitted = stage.gateway.taken.size;
      await stage.restartRedis();
      stage.gateway.letGo();
      return { what: `restarted with ${submitted} of ${messages} submitted` };
    },
  },
  {
    name: 'Postgres restarted',
    async breakIt(stage, messages) {
      stage.gateway.hold('after');
      stage.startWorker();
      await stage.write(messages);
      await heldUp(stage);
      const submitted = stage.gateway.taken.size;
      await stage.restartPostgres();
      stage.gateway.letGo();
      return { what: `restarted with ${submitted} of ${messages} submitted and not settled` };
    },
  },
  {
    name: 'provider down for an hour',
    async breakIt(stage, messages) {
      await stage.gateway.down();
      stage.startWorker();
      await stage.write(messages);
      for (const minutes of [0, 10, 20, 30, 40, 50, 60]) {
        await stage.clockAt(new Date(Date.parse('2026-12-01T01:00:00.000Z') + minutes * 60_000).toISOString());
        await eventually(async () => {
          const { planned = 0, queued = 0, submitting = 0 } = await statesOf(stage.sql);
          if (planned + queued + submitting > 0) throw new Error('Not yet put off');
        });
      }
      const waiting = (await inState(stage, 'held')) + (await inState(stage, 'retry'));
      await stage.gateway.up();
      return { what: `no connection from 09:00 to 10:00 of campaign time, ${waiting} of ${messages} waiting then` };
    },
  },
  {
    name: 'clock jumps',
    async breakIt(stage, messages) {
      stage.startWorker();
      await stage.clockAt('2026-12-01T15:00:00.000Z');
      await stage.write(messages);
      await eventually(async () => {
        if ((await inState(stage, 'held')) < messages) throw new Error('Not yet held for the night');
      });
      await stage.clockAt('2026-12-01T02:00:00.000Z');
      await stage.clockAt('2026-12-05T03:00:00.000Z');
      return { what: 'at night, back by 13 hours, then ahead by four days' };
    },
  },
  ...SMPP_SCENARIOS,
];
