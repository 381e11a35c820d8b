import { shellUser } from '../../store/account/actor';
import { isWhole, sealAuditLog, verifyAuditLog } from '../../store/account/audit-chain';
import { audit, auditLog } from '../../store/account/audit-log';
import { connect, type Sql } from '../../store/db/db';
import { testDatabase } from '../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
const ACTOR = { id: null, via: 'api' } as const;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
});
afterAll(() => database.drop());

const SEALED_TABLES = ['audit_log', 'audit_chain'] as const;

describe('M10: the audit log', () => {
  it('M10: is never rewritten or emptied, also not by the owner of its tables', async () => {
    await audit(sql, ACTOR, 'pause', { campaign: 'one', reason: '大雪' });
    await sealAuditLog(sql);
    for (const table of SEALED_TABLES) {
      await expect(sql.unsafe(`delete from ${table}`)).rejects.toThrow('only ever added to');
      await expect(sql.unsafe(`truncate ${table} cascade`)).rejects.toThrow('only ever');
    }
    await expect(sql`update audit_log set verb = 'resume'`).rejects.toThrow('only ever added to');
    await expect(sql`update audit_chain set hash = '\\x00'`).rejects.toThrow('only ever added to');
    await expect(sql`update audit_reasons set reason = '晴'`).rejects.toThrow('only ever erased');
    await expect(sql`delete from audit_reasons`).rejects.toThrow('only ever erased');
  });

  it('M10: a role of the application adds to it, and does nothing else there', async () => {
    const role = `app_${Date.now()}`;
    await sql.unsafe(`create role ${role} login password 'x'`);
    await sql.unsafe(`grant all on all tables in schema public to ${role}`);
    await sql`select limit_to_adding_audit_lines(${role}::text::name)`;
    const url = Object.assign(new URL(database.ownerUrl), { username: role, password: 'x' }).href;
    const app = connect(url, { max: 1 });
    try {
      await audit(app, ACTOR, 'pause', { reason: '大雪' });
      expect(await sealAuditLog(app)).toBe(1);
      expect(await auditLog(app, { limit: 1 })).toMatchObject([{ verb: 'pause', reason: '大雪' }]);
      for (const statement of [
        'update audit_log set verb = verb',
        'delete from audit_log',
        'truncate audit_log cascade',
        'delete from audit_chain',
        'truncate audit_chain',
        'truncate audit_unsealed',
        'delete from audit_reasons',
        'alter table audit_log disable trigger all',
      ])
        await expect(app.unsafe(statement)).rejects.toThrow(/permission denied|must be owner/);
    } finally {
      await app.end();
      await sql.unsafe(`drop owned by ${role}`);
      await sql.unsafe(`drop role ${role}`);
    }
  });

  it('M10: shows by its chain any line that was changed, removed or left out', async () => {
    const line = async (verb: string) => {
      await audit(sql, ACTOR, verb, { reason: `wegen ${verb}` });
      return (await auditLog(sql, { limit: 1 }))[0]?.id ?? 0;
    };
    const lines = [await line('one'), await line('two'), await line('three'), await line('four')];
    await sealAuditLog(sql);
    expect(isWhole(await verifyAuditLog(sql))).toBe(true);
    const behind = async (what: (cheat: Sql) => Promise<unknown>) => {
      const cheat = connect(database.ownerUrl, { max: 1 });
      await cheat`set session_replication_role = replica`;
      await what(cheat);
      await cheat.end();
      return verifyAuditLog(sql);
    };
    const changed = await behind((cheat) => cheat`update audit_log set verb = 'other' where id = ${lines[1] ?? 0}`);
    expect(changed).toMatchObject({ changed: [lines[1]], gone: [] });
    await behind((cheat) => cheat`update audit_log set verb = 'two' where id = ${lines[1] ?? 0}`);
    const rewritten = await behind(
      (cheat) => cheat`
      update audit_chain c set hash = audit_line_hash(null, l) from audit_log l
      where l.id = c.line_id and l.id = ${lines[1] ?? 0}`,
    );
    // The forged seal fits neither the line before it nor the line after it.
    expect(rewritten.changed).toEqual([lines[1], lines[2]]);
    await behind(
      (cheat) => cheat`
      update audit_chain c set hash = audit_line_hash(
        (select p.hash from audit_chain p where p.position = c.position - 1), l) from audit_log l
      where l.id = c.line_id and l.id = ${lines[1] ?? 0}`,
    );
    const reason = await behind(
      (cheat) => cheat`update audit_reasons set reason = 'x' where line_id = ${lines[3] ?? 0}`,
    );
    expect(reason.reasons).toEqual([lines[3]]);
    const silent = await behind(
      (cheat) => cheat`update audit_reasons set reason = null where line_id = ${lines[3] ?? 0}`,
    );
    expect(silent.reasons).toEqual([lines[3]]);
    await behind((cheat) => cheat`update audit_reasons set reason = 'wegen four' where line_id = ${lines[3] ?? 0}`);
    const gone = await behind((cheat) => cheat`delete from audit_log where id = ${lines[0] ?? 0}`);
    expect(gone.gone).toEqual([lines[0]]);
    const left = await behind(async (cheat) => {
      await cheat`insert into audit_log (at, via, verb) values (clock_timestamp() - interval '1 hour', 'api', 'secret')`;
    });
    expect(left.unsealed).toHaveLength(1);
  });

  it('M10: lines of transactions that take long are sealed when they are there', async () => {
    const other = await testDatabase();
    try {
      await other.sql.begin(async (slow) => {
        await audit(slow, ACTOR, 'slow');
        await audit(other.sql, ACTOR, 'quick');
        expect(await sealAuditLog(other.sql)).toBe(1);
      });
      expect(await sealAuditLog(other.sql)).toBe(1);
      expect(isWhole(await verifyAuditLog(other.sql))).toBe(true);
      const order = await other.sql<{ verb: string }[]>`
        select l.verb from audit_chain c join audit_log l on l.id = c.line_id order by c.position`;
      expect(order.map(({ verb }) => verb)).toEqual(['quick', 'slow']);
    } finally {
      await other.drop();
    }
  });
});

describe('M10: the command line', () => {
  it('M10: acts under the name of the account, or the one that it is told', () => {
    expect(shellUser({ NUANDONG_BY: '李娜' })).toEqual({ id: null, via: 'cli', by: '李娜' });
    expect(shellUser({ SUDO_USER: 'li.na' })).toMatchObject({ by: 'li.na' });
    expect(() => shellUser({ SUDO_USER: 'node' })).toThrow('--by NAME');
  });
});
