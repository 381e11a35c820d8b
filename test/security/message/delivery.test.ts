import pino from 'pino';
import { handleReplies } from '../../../actions/message/replies';
import { createLogger } from '../../../config/log';
import { createBatches } from '../../../delivery/engine/batches';
import { feed } from '../../../delivery/engine/feeder';
import { smsHooks } from '../../../delivery/inbound/hooks';
import { fallBack } from '../../../store/message/fallback';
import { openFaults } from '../../../store/message/faults';
import { keepReplies } from '../../../store/message/replies';
import { resumeContact } from '../../../store/message/stops';
import { importRegister } from '../../../store/people/tables/import';
import { posts } from '../../support/campaigns/people';
import { BEARER, jsonOf, testConsole } from '../../support/servers/console';
import { openPostOffice, type PostOffice } from '../../support/servers/post-office';

/** A fault of one campaign, row or person does not stop the others. */
let office: PostOffice;
beforeEach(async () => {
  office = await openPostOffice();
});
afterEach(() => office.close());

const VILLAGE = '19900000911';
const feedOnce = () => feed({ ...office.sweeping, env: office.env });
const byCampaign = async () =>
  (
    await office.sql<{ campaign: string; states: string[] }[]>`
      select campaign_id as campaign, array_agg(distinct concat_ws(' ', state, reason) order by concat_ws(' ', state, reason)) as states
      from messages group by 1 order by 1`
  ).map(({ campaign, states }) => [campaign, states]);

/** A copy of the campaign that sorts first in every order, with two of its messages. */
async function troubled(providers: unknown): Promise<void> {
  const ids = (await office.write('early')).map(({ id }) => id);
  await office.sql`
    insert into campaigns (id, definition, plan, mode, clock_at, started_at)
    select '0-typo', jsonb_set(definition, '{providers}', ${office.sql.json(providers as string[])}), plan, mode, clock_at, started_at
    from campaigns`;
  await office.sql`update messages set campaign_id = '0-typo' where id = any(${ids.slice(0, 2)})`;
}

describe('H1: a campaign whose SMS have no way out', () => {
  test.each([[['nosuch']], [['constructor']], [{ odd: 1 }], [[]]])(
    'H1: with the platforms %j it delays no other campaign, and raises a fault',
    async (providers) => {
      await troubled(providers);
      await office.sql`
        update messages m set channel = 'email' where id = (select max(id) from messages where campaign_id <> '0-typo')`;
      await feedOnce();
      const way = Array.isArray(providers) && providers.length > 0;
      expect(await byCampaign()).toEqual([
        ['0-typo', way || Array.isArray(providers) ? ['held no-way'] : ['queued']],
        [office.campaign.id, ['queued']],
      ]);
    },
  );

  test('H1: it is told by a fault, which ends when there is a way again', async () => {
    await troubled(['nosuch']);
    await feedOnce();
    expect(await openFaults(office.sql)).toMatchObject([
      { kind: 'lane', scope: '0-typo', detail: { provider: 'nosuch' } },
    ]);
    await office.sql`update campaigns set definition = definition - 'providers', clock_at = clock_at + interval '1 hour'`;
    await feedOnce();
    expect(await byCampaign()).toEqual([
      ['0-typo', ['queued']],
      [office.campaign.id, ['queued']],
    ]);
    expect(await openFaults(office.sql)).toEqual([]);
  });

  test('H1: what would be worthless before there is a way has its end', async () => {
    await troubled(['nosuch']);
    await office.sql`update messages set valid_until = campaign_now(campaign_id) where campaign_id = '0-typo'`;
    await feedOnce();
    expect((await byCampaign())[0]).toEqual(['0-typo', ['expired too-late']]);
  });

  test('H1: a lane that cannot be opened holds its own rows alone', async () => {
    await office.write('early');
    await office.sql`update messages set urgent = id % 2 = 0`;
    const serve = (lane: { urgent: boolean }) => {
      if (lane.urgent) throw new TypeError('Invalid URL');
    };
    await feed({ ...office.sweeping, serve, env: office.env });
    const states = await office.sql`select distinct urgent, state, reason from messages order by urgent`;
    expect([...states]).toEqual([
      { urgent: false, state: 'queued', reason: null },
      { urgent: true, state: 'held', reason: 'no-way' },
    ]);
    expect(await openFaults(office.sql)).toMatchObject([{ kind: 'lane', scope: 'rehearsal-http-urgent' }]);
  });

  test('H1: one campaign whose definition is broken spoils no claim of another', async () => {
    await troubled(['http']);
    await office.sql`update campaigns set definition = definition - 'zone' - 'quietHours' where id = '0-typo'`;
    const rows = await office.rows();
    await office.queue(rows.map(({ id }) => id));
    const batches = createBatches({
      sql: office.sql,
      provider: 'http',
      urgent: false,
      caps: { messages: 9, reminders: 9 },
      log: pino({ enabled: false }),
    });
    const claimed = await Promise.allSettled(rows.map(({ id }) => batches.claim(id)));
    expect(claimed.map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
      'fulfilled',
      'fulfilled',
      'fulfilled',
    ]);
    expect(claimed.slice(2).every((one) => one.status === 'fulfilled' && one.value !== null)).toBe(true);
  });

  test('H1: one outcome that cannot be stored spoils none beside it', async () => {
    const rows = await office.write('early');
    await office.queue(rows.map(({ id }) => id));
    const batches = createBatches({
      sql: office.sql,
      provider: 'http',
      urgent: false,
      caps: { messages: 9, reminders: 9 },
      log: pino({ enabled: false }),
    });
    const claims = await Promise.all(rows.map(({ id }) => batches.claim(id)));
    const settled = await Promise.allSettled(
      claims.map((claim, index) =>
        batches.settle({
          id: claim?.id ?? 0,
          token: claim?.token ?? '',
          event: 'accept',
          submitted: true,
          provider: 'http',
          // The platform's own values may hold anything, and one number is too large for Postgres.
          ref: `r\u0000-${index}`,
          segments: index === 0 ? 1e9 : 1,
        }),
      ),
    );
    expect(settled.map(({ status }) => status)).toEqual(['rejected', ...Array(4).fill('fulfilled')]);
    expect((await office.rows()).map(({ state }) => state)).toEqual(['submitting', ...Array(4).fill('accepted')]);
  });
});

test('H2: a text that cannot be put into words settles its own message, and no other', async () => {
  await office.write('early');
  await office.sql`
    update campaigns set definition = jsonb_set(definition, '{messages}',
      '{"reminder": {"zh-CN": {"sms": "{{ nosuch | filter }}"}}}')`;
  await office.deliver();
  const rows = await office.settled('failed');
  expect(new Set(rows.map(({ reason }) => reason))).toEqual(new Set(['bad-template']));
});

describe('H10: a stop by SMS', () => {
  const say = async (content: string, phone = VILLAGE) => {
    await keepReplies(
      office.sql,
      [{ provider: 'http', dedupe: `${Math.random()}`, phone, content, sentAt: null }],
      'live',
    );
    await handleReplies(office.sql);
    const [row] = await office.sql<{ outcome: string }[]>`select outcome from replies order by id desc limit 1`;
    return row?.outcome;
  };
  const toldBy = async (rung: string) =>
    (
      await office.sql<{ role: string }[]>`
        select k.role from messages m join ${posts(office.sql)} k on k.id = m.contact_id
        where m.rung = ${rung} and m.region_code = '911' and m.channel = 'sms' and m.state <> 'suppressed' order by k.role`
    ).map(({ role }) => role);

  beforeEach(async () => {
    await office.write('early');
    await office.sql`update campaigns set mode = 'live'`;
    await office.sql`
      update messages m set state = 'delivered', sent_to = k.phone, provider = 'http', submitted_at = campaign_now(campaign_id)
      from contacts k where k.id = m.contact_id`;
  });

  test('H10: once asks back, twice stops the number', async () => {
    expect(await say('T')).toBe('asked-back');
    await office.write('due');
    expect(await toldBy('due')).toEqual(['contact']);
    expect(await say('TD')).toBe('stopped');
    await office.write('late');
    expect(await toldBy('late')).toEqual(['deputy']);
  });

  test('H10: asked once a week ago, it is asked again', async () => {
    await say('T');
    await office.sql`update stopped_numbers set asked_at = asked_at - interval '8 days'`;
    expect(await say('T')).toBe('asked-back');
    expect(await say('T')).toBe('stopped');
  });

  test('H10: it holds for every post of the number', async () => {
    await office.sql`update contacts set phone = ${VILLAGE} where id in (select id from ${posts(office.sql)} p where region_code = '912' and role = 'contact')`;
    await say('T');
    await say('T');
    await office.write('late');
    const told = await office.sql`select 1 from messages where rung = 'late' and region_code = '912' and channel = 'sms'
      and contact_id in (select id from contacts where phone = ${VILLAGE})`;
    expect(told).toHaveLength(0);
  });

  const imports = (changes: object) =>
    importRegister(office.sql, {
      contacts: [
        {
          region: '911',
          role: 'contact',
          name: '甲911',
          phone: VILLAGE,
          email: null,
          language: 'zh-CN',
          leaveFrom: null,
          leaveUntil: null,
          ...changes,
        },
      ],
    });

  test.each([
    ['another number', { phone: '13900000911' }],
    ['another person', { name: '丙' }],
  ])('H10: it ends with %s', async (_, changes) => {
    await say('T');
    await say('T');
    await imports({});
    await office.write('due');
    expect(await toldBy('due')).toEqual(['deputy']);
    await imports(changes);
    await office.write('late');
    expect(await toldBy('late')).toContain('contact');
  });

  test('H10: what is urgent goes to stopped numbers all the same, unless it is an exercise', async () => {
    await say('T');
    await say('T');
    const round = office.campaign.plan.stages[0]?.rounds[0]?.rungs.find(({ id }) => id === 'due');
    if (round) Object.assign(round, { urgent: true });
    await office.sql`update rounds set drill = true`;
    await office.write('due');
    expect(await toldBy('due')).toEqual(['deputy']);
    await office.sql`delete from messages where rung = 'due'`;
    await office.sql`delete from rungs where rung = 'due'`;
    await office.sql`update rounds set drill = false`;
    await office.write('due');
    expect(await toldBy('due')).toEqual(['contact']);
    await office.sql`delete from messages where rung = 'reply'`;
    await office.deliver();
    await office.settled('delivered', 'accepted');
    if (round) Object.assign(round, { urgent: false });
  });

  test('H10: it is taken back by an SMS', async () => {
    await say('T');
    await say('T');
    expect(await say('恢复')).toBe('resumed');
    expect(await say('恢复')).toBe('noted');
    await office.write('due');
    expect(await toldBy('due')).toEqual(['contact']);
  });

  test('H10: it is taken back by an officer of the region, with a reason in the audit log', async () => {
    const web = await testConsole(office.sql, { hooks: [] });
    const resume = (code: string) =>
      web.send(`/api/register/${code}/contact/resume-sms`, { reason: '本人来电' }, BEARER);
    expect((await resume('911')).status).toBe(409);
    await say('T');
    await say('T');
    const place = await jsonOf<{ people: { role: string; smsStopped: boolean }[] }>(
      web.get('/api/register/911', BEARER),
    );
    expect(place.people.map(({ smsStopped }) => smsStopped)).toEqual([true, false]);
    expect((await resume('911')).status).toBe(200);
    expect((await resume('999')).status).toBe(404);
    expect(await resumeContact(office.sql, { region: '911', role: 'contact', top: '92' })).toBeNull();
    const lines = await office.sql`select verb, target from audit_log where verb = 'resume-sms'`;
    expect([...lines]).toEqual([{ verb: 'resume-sms', target: { region: '911', role: 'contact' } }]);
    await web.close();
    await office.write('due');
    expect(await toldBy('due')).toEqual(['contact']);
  });

  test('H10: a contact whose rounds are over can stop, and resume, too', async () => {
    await office.sql`update rounds set state = 'closed'`;
    expect(await say('0')).toBe('nobody');
    expect(await say('T')).toBe('asked-back');
    expect(await say('T')).toBe('stopped');
  });
});

test('field: same-phone-deputy: one SMS to a number and rung, and one try of it', async () => {
  await office.sql`update contacts set phone = ${VILLAGE}, email = null
    where id in (select contact_id from duties where region_code = '911')`;
  await office.write('late');
  const told = () => office.sql`
    select k.role, m.channel, m.state from messages m join ${posts(office.sql)} k on k.id = m.contact_id where m.region_code = '911' order by m.id`;
  expect([...(await told())]).toEqual([{ role: 'contact', channel: 'sms', state: 'planned' }]);
  // It fails: the deputy has no other number, so no further message goes out, and the village is on the call list.
  await office.sql`update messages set state = 'failed', reason = 'undelivered' where region_code = '911'`;
  await fallBack(office.sql);
  expect(await told()).toHaveLength(1);
  expect(await office.sql`select 1 from call_list where unit_code = '911'`).toHaveLength(1);
});

test('L3: what Postgres tells of a row stands in no log', async () => {
  const lines: string[] = [];
  const log = createLogger({ LOG_LEVEL: 'info' }, { write: (line: string) => void lines.push(line) });
  const insert = office.sql`
    insert into contacts (id, name, phone) overriding system value
    select id, '王小明', '13812345678' from contacts limit 1`;
  const wrong = office.sql`select ${'13812345678'}::text::int * 100000`;
  for (const failing of [insert, wrong, office.sql`select '王小明'::int`])
    await failing.catch((err: Error) => log.error({ err, error: err }, new Error('wrapped', { cause: err }).message));
  const hooks = smsHooks({ sql: office.sql, env: office.env, log });
  expect(hooks.length).toBeGreaterThan(0);
  expect(lines).toHaveLength(3);
  expect(lines.join()).not.toMatch(/王小明|13812345678|Key \(|detail/);
  expect(lines[0]).toMatch(/PostgresError.*23505.*contacts/s);
});
