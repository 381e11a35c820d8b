import { pino } from 'pino';
import { handleReplies } from '../../../actions/message/replies';
import { hookSecret, SIMULATOR, weatherHook } from '../../../config/hook-secrets';
import { smsHooks } from '../../../delivery/inbound/hooks';
import { connect } from '../../../store/db/db';
import { deadReplies, handleAgain } from '../../../store/message/dead-replies';
import { openFaults } from '../../../store/message/faults';
import { keepReplies } from '../../../store/message/replies';
import { posts } from '../../support/campaigns/people';
import { shanghai } from '../../support/campaigns/tiny';
import { BEARER, consoleEnv, testConsole } from '../../support/servers/console';
import { openPostOffice, type PostOffice } from '../../support/servers/post-office';

/** Pushes of platforms, simulators and people, and the trust in them. */
const VILLAGE = '19900000911';
const OTHER = '19900000912';
const PUSH = { headers: {}, url: '/' };
const NO_LOG = pino({ enabled: false });
/** Never used: the pool opens a connection only at the first query. */
const NO_SQL = connect('postgres://127.0.0.1:1/none');

describe('addresses and secrets', () => {
  const env = consoleEnv({
    REHEARSAL_SMS_URL: 'http://127.0.0.1:2',
    HOOK_SECRET_ALIYUN: 'a secret of its own, changed',
  });
  const namesOf = (changed: typeof env) =>
    smsHooks({ sql: NO_SQL, env: changed, log: NO_LOG })
      .filter(({ what }) => what === 'receipts')
      .map(({ path, provider }) => `${path}/${provider}`);

  test('H6: every platform and every feed has a secret of its own, of which one can be changed alone', () => {
    const names = ['http', 'aliyun', 'tencent', SIMULATOR, weatherHook('12379'), weatherHook('cap')];
    const secrets = names.map((name) => hookSecret(env, name));
    expect(new Set(secrets).size).toBe(names.length);
    expect(secrets.join()).not.toContain(env.HOOK_SECRET);
    expect(hookSecret(env, 'aliyun')).toBe('a secret of its own, changed');
    expect(hookSecret(consoleEnv(), 'http')).toBe(hookSecret(env, 'http'));
  });

  test('H6: a secret that is too short is refused by name', () => {
    expect(() => consoleEnv({ HOOK_SECRET_TENCENT: 'short' })).toThrow(/HOOK_SECRETS.*16/s);
  });

  test('H6: only what is set up has an address, the simulator too', () => {
    expect(namesOf(env)).toEqual(['sms/http', 'simulator/http', 'simulator/aliyun', 'simulator/tencent']);
    expect(namesOf({ ...env, SMS_PROVIDERS: 'twilio,aliyun', REHEARSAL_SMS_URL: undefined })).toEqual([
      'sms/aliyun',
      'sms/twilio',
    ]);
  });
});

describe('receipts and replies', () => {
  let office: PostOffice;
  beforeEach(async () => {
    office = await openPostOffice();
  });
  afterEach(() => office.close());

  const states = async () => (await office.rows()).map(({ state }) => state);
  const receiptFor = (id: number, changes: Record<string, string> = {}) => ({
    id: `r-${id}`,
    outId: String(id),
    phone: VILLAGE,
    status: 'DELIVRD',
    ...changes,
  });
  const receipts = (path: 'sms' | 'simulator' = 'simulator') => office.hook(path, 'http', 'receipts');

  /** The village's message, taken by the gateway and waiting for its receipt. */
  async function accepted(mode: 'live' | 'rehearsal' = 'rehearsal'): Promise<number> {
    const [row] = await office.write('early');
    if (!row) throw new Error('no row');
    await office.sql`delete from messages where id <> ${row.id}`;
    await office.sql`update campaigns set mode = ${mode}`;
    await office.sql`
      update messages set state = 'accepted', provider = 'http', provider_ref = ${`r-${row.id}`}, sent_to = ${VILLAGE},
             lane = ${`${mode}-http`}, attempts = 1, submitted_at = campaign_now(campaign_id)`;
    return row.id;
  }

  test('H6: what waits in Postgres cannot be declared delivered', async () => {
    const rows = await office.write('early');
    const everything = rows.map(({ id }) => receiptFor(id));
    for (const state of ['planned', 'held', 'queued', 'retry']) {
      await office.sql`update messages set state = ${state}`;
      await receipts().take(everything, PUSH);
      expect(new Set(await states())).toEqual(new Set([state]));
    }
  });

  test.each([
    ['another reference', { id: 'r-0' }],
    ['another number', { phone: OTHER }],
  ])('H6: a receipt for %s changes nothing', async (_, changes) => {
    const id = await accepted();
    await receipts().take([receiptFor(id, changes)], PUSH);
    expect(await states()).toEqual(['accepted']);
    await receipts().take([receiptFor(id)], PUSH);
    expect(await states()).toEqual(['delivered']);
  });

  test('H6: another provider’s word changes nothing', async () => {
    const id = await accepted();
    const pushed = { phone_number: VILLAGE, success: true, biz_id: `r-${id}`, out_id: String(id) };
    await office.hook('simulator', 'aliyun', 'receipts').take([pushed], PUSH);
    expect(await states()).toEqual(['accepted']);
  });

  test('H6: before the answer to its submission is there, number and provider have to be right', async () => {
    const id = await accepted();
    await office.sql`update messages set state = 'submitting', provider = null, provider_ref = null`;
    await receipts().take([receiptFor(id, { phone: OTHER })], PUSH);
    expect(await states()).toEqual(['submitting']);
    await receipts().take([receiptFor(id, { phone: `+86${VILLAGE}` })], PUSH);
    expect(await states()).toEqual(['delivered']);
  });

  test('H6: a receipt marks only the number that the message went to as wrong', async () => {
    const id = await accepted('live');
    await receipts('sms').take([receiptFor(id, { phone: OTHER, status: 'MK:0001' })], PUSH);
    expect(await office.sql`select 1 from contacts where phone_bad is not null`).toHaveLength(0);
    await receipts('sms').take([receiptFor(id, { status: 'MK:0001' })], PUSH);
    expect(await office.sql`select 1 from contacts where phone_bad is not null`).toHaveLength(1);
  });

  test('H6: the simulator speaks for rehearsals, a platform for live campaigns', async () => {
    const id = await accepted('live');
    await receipts('simulator').take([receiptFor(id)], PUSH);
    expect(await states()).toEqual(['accepted']);
    await office.sql`update campaigns set mode = 'rehearsal'`;
    await receipts('sms').take([receiptFor(id)], PUSH);
    expect(await states()).toEqual(['accepted']);
  });

  test('H6: a push with a wrong secret is turned away before it is read, counted and noted without the secret', async () => {
    const hooks = smsHooks({ sql: office.sql, env: office.env, log: NO_LOG });
    const web = await testConsole(office.sql, { hooks });
    const push = (path: string, body = 'x'.repeat(2_000_000)) => web.send(path, body);
    expect((await push('/hooks/sms/http/guessed-secret/receipts')).status).toBe(404);
    expect((await push('/hooks/sms/http/guessed-another/receipts')).status).toBe(404);
    expect((await push('/hooks/sms/aliyun/guessed-secret/receipts', '')).status).toBe(404);
    const [right] = hooks.filter(({ path, what }) => path === 'sms' && what === 'receipts');
    expect((await push(`/hooks/sms/http/${right?.secret}/receipts`)).status).toBe(413);
    const metrics = await (await web.get('/metrics', BEARER)).text();
    await web.close();
    const noted = web.logged.filter((line) => line.includes('turned away'));
    expect(noted).toHaveLength(1);
    expect(web.logged.join()).not.toContain('guessed');
    expect(metrics).toMatch(/nuandong_pushes_total\{provider="http",what="receipts",outcome="refused"\} [2-9]/);
  });

  test('field: one malformed receipt of a batch loses none of the others', async () => {
    const id = await accepted();
    await receipts().take([{ nonsense: true }, null, receiptFor(id), { ...receiptFor(id), phone: 7 }], PUSH);
    expect(await states()).toEqual(['delivered']);
  });

  test('field: success as the word "true" is a success', async () => {
    const id = await accepted();
    await office.sql`update messages set provider = 'aliyun'`;
    const pushed = { phone_number: VILLAGE, success: 'true', err_code: null, biz_id: `r-${id}`, out_id: id };
    await office.hook('simulator', 'aliyun', 'receipts').take([pushed], PUSH);
    expect(await states()).toEqual(['delivered']);
  });

  test('M19: a NUL or half a surrogate in a push spoils nothing beside it', async () => {
    const id = await accepted();
    await receipts().take([receiptFor(id, { status: 'DEL\u0000IVRD', id: 'r\ud800' }), receiptFor(id)], PUSH);
    expect(await states()).toEqual(['delivered']);
    const replies = office.hook('simulator', 'http', 'replies');
    await replies.take(
      [
        { id: 'a\u0000', phone: VILLAGE, content: '收\u0000到' },
        { id: 'b', phone: OTHER, content: 'x\ud800' },
      ],
      PUSH,
    );
    const kept = await office.sql`select phone, content from replies order by id`;
    expect([...kept]).toEqual([
      { phone: VILLAGE, content: '收到' },
      { phone: OTHER, content: 'x\ufffd' },
    ]);
  });

  describe('replies', () => {
    const said = (phone: string, content: string, dedupe: string | null = null) => ({
      provider: 'http',
      dedupe: dedupe ?? `${phone} ${content}`,
      phone,
      content,
      sentAt: null,
    });
    const outcomes = async () =>
      (await office.sql<{ outcome: string | null }[]>`select outcome from replies order by id`).map(
        ({ outcome }) => outcome,
      );

    /** Every village has its message, in a campaign of this mode. */
    async function asked(mode: 'live' | 'rehearsal' = 'rehearsal'): Promise<void> {
      await office.write('early');
      await office.sql`update campaigns set mode = ${mode}`;
      await office.sql`
        update messages m set state = 'delivered', sent_to = k.phone, provider = 'http', submitted_at = campaign_now(campaign_id)
        from contacts k where k.id = m.contact_id`;
    }

    test('H7: a reply of the simulator never reaches a live campaign', async () => {
      await asked('live');
      await keepReplies(office.sql, [said(VILLAGE, '0'), said(OTHER, 'T'), said(OTHER, '退订')], 'simulated');
      await handleReplies(office.sql);
      expect(await outcomes()).toEqual(['nobody', 'nobody', 'nobody']);
      expect(await office.sql`select 1 from reports`).toHaveLength(0);
      expect(await office.sql`select 1 from stopped_numbers`).toHaveLength(0);
    });

    test('H7: only where live SMS go to the simulator as well does it answer for live campaigns', async () => {
      await asked('live');
      const same = { ...office.env, SMS_URL: office.env.REHEARSAL_SMS_URL };
      const hook = smsHooks({ sql: office.sql, env: same, log: NO_LOG }).find(
        ({ path, provider, what }) => path === 'simulator' && provider === 'http' && what === 'replies',
      );
      await hook?.take([{ id: '1', phone: VILLAGE, content: '0' }], { headers: {}, url: '/?from=platform' });
      await handleReplies(office.sql);
      expect(await outcomes()).toEqual(['reported']);
    });

    test('S5: a reply that cannot be handled stops no other reply, and is set aside with its reason', async () => {
      await asked();
      await office.sql.unsafe(`
        create function poison() returns trigger language plpgsql as $$ begin
          if (select unit_code from asks where id = new.ask_id) = '911' then raise exception 'not this one'; end if;
          return new;
        end $$;
        create trigger poison before insert on reports for each row execute function poison()`);
      await keepReplies(office.sql, [said(VILLAGE, '0'), said(OTHER, '收到'), said(OTHER, '谢谢')], 'simulated');
      expect(await handleReplies(office.sql)).toEqual({ rounds: [], more: false });
      expect((await outcomes()).slice(1)).toEqual(['noted', 'noted']);
      for (let turn = 0; turn < 4; turn++) {
        expect((await outcomes())[0]).toBeNull();
        await office.sql`update replies set retry_at = clock_timestamp()`;
        await handleReplies(office.sql);
      }
      expect((await outcomes())[0]).toBe('failed');
      const dead = await deadReplies(office.sql, { limit: 10 });
      expect(dead).toMatchObject([{ provider: 'http', places: ['一村'], attempts: 5, problem: 'P0001' }]);
      expect(await deadReplies(office.sql, { limit: 10, region: '92' })).toEqual([]);
      expect((await openFaults(office.sql)).map(({ kind }) => kind)).toContain('replies');

      await office.sql`drop trigger poison on reports`;
      expect(await handleAgain(office.sql, { id: dead[0]?.id ?? 0, region: '92' })).toBe(false);
      expect(await handleAgain(office.sql, { id: dead[0]?.id ?? 0 })).toBe(true);
      await handleReplies(office.sql);
      expect((await outcomes())[0]).toBe('reported');
      expect((await openFaults(office.sql)).map(({ kind }) => kind)).not.toContain('replies');
    });

    test('M19: processes share the replies, and each is handled once and in its number’s order', async () => {
      await asked();
      const all = ['911', '912', '913', '921', '922'].flatMap((code) => [
        said(`1990000${code.padStart(4, '0')}`, '收到'),
        said(`1990000${code.padStart(4, '0')}`, '0'),
      ]);
      await keepReplies(office.sql, all, 'simulated');
      const done = await Promise.all([1, 2, 3].map(() => handleReplies(office.sql)));
      while ((await handleReplies(office.sql)).more);
      expect(done.flatMap(({ rounds }) => rounds).length).toBeLessThanOrEqual(3);
      expect(await outcomes()).toEqual(all.map(({ content }) => (content === '0' ? 'reported' : 'noted')));
      expect(await office.sql`select 1 from reports`).toHaveLength(5);
    });

    test('L10: the same reply without number and time is the same only within minutes', async () => {
      await asked();
      const once = { provider: 'http', dedupe: null, phone: VILLAGE, content: '1', sentAt: null };
      await keepReplies(office.sql, [once], 'simulated');
      await keepReplies(office.sql, [once], 'simulated');
      expect(await outcomes()).toHaveLength(1);
      await office.sql`update replies set received_at = received_at - interval '11 minutes', dedupe = dedupe || '-earlier'`;
      await keepReplies(office.sql, [once], 'simulated');
      expect(await outcomes()).toHaveLength(2);
    });

    test('field: "it is done" is answered each time, by the receipt or by how to report', async () => {
      await asked();
      await keepReplies(office.sql, [said(VILLAGE, '已报'), said(VILLAGE, '报完了'), said(OTHER, '0')], 'simulated');
      await keepReplies(office.sql, [said(OTHER, '收到，已报。甲912'), said(OTHER, '无。甲912')], 'simulated');
      await handleReplies(office.sql);
      expect(await outcomes()).toEqual(['noted', 'noted', 'reported', 'noted', 'reported']);
      const answers = await office.sql`
        select region_code as region, template from messages where rung = 'reply' order by id`;
      expect([...answers]).toEqual([
        { region: '911', template: 'reply-not-there' },
        { region: '911', template: 'reply-not-there' },
        { region: '912', template: 'reply-reported' },
        { region: '912', template: 'reply-reported' },
        { region: '912', template: 'reply-reported' },
      ]);
    });

    test('H10: a number that answers for two units is told which one was meant, and may name it', async () => {
      await office.sql`update contacts set phone = ${VILLAGE} where id in (select id from ${posts(office.sql)} p where region_code = '912' and role = 'contact')`;
      await asked();
      await keepReplies(office.sql, [said(VILLAGE, '一村 0')], 'simulated');
      await keepReplies(office.sql, [said(VILLAGE, '二村：无')], 'simulated');
      await handleReplies(office.sql);
      const reports =
        await office.sql`select unit_code, via from reports p join asks a on a.id = p.ask_id order by p.id`;
      expect([...reports]).toEqual([
        { unit_code: '911', via: 'sms' },
        { unit_code: '912', via: 'sms' },
      ]);
      await office.deliver();
      await office.settled('delivered');
      const texts = (await office.texts()).map(({ text }) => text);
      expect(texts).toEqual([expect.stringContaining('一村'), expect.stringContaining('二村')]);
    });

    test('H10: a reply to an earlier message does not count as a reply to a later one', async () => {
      await asked('live');
      const before = { ...said(VILLAGE, '0'), sentAt: shanghai('11-30 08:00') };
      await keepReplies(office.sql, [before], 'live');
      await handleReplies(office.sql);
      expect(await outcomes()).toEqual(['nobody']);
    });
  });
});
