import { feed } from '../../../delivery/engine/feeder';
import { clearMessages } from '../../../store/message/messages';
import { importRegister } from '../../../store/people/tables/import';
import { releaseHeld } from '../../../store/warning/alerts';
import { shanghai } from '../../support/campaigns/tiny';
import { eventually } from '../../support/eventually';
import { openPostOffice, type PostOffice } from '../../support/servers/post-office';

/** The checks at the moment of sending. Each test has its own campaign with five silent villages. */
let office: PostOffice;
beforeEach(async () => {
  office = await openPostOffice();
});
afterEach(() => office.close());

const change = (what: 'campaigns' | 'rounds', state: string) =>
  what === 'campaigns'
    ? office.sql`update campaigns set state = ${state}`
    : office.sql`update rounds set state = ${state}`;

const reasons = async () => (await office.rows()).map(({ state, reason }) => `${state} ${reason}`);

test('a reminder reaches the silent villages, with what to do by when, and its receipt settles it', async () => {
  await office.deliver();
  await office.write('early');
  await office.settled('delivered');
  const texts = await office.texts();
  expect(texts.map(({ phone }) => phone).sort()).toEqual(
    ['911', '912', '913', '921', '922'].map((code) => `19900000${code}`),
  );
  const first = texts.find(({ phone }) => phone === '19900000911');
  expect(first?.text).toMatch(
    /^【暖冬】甲911您好.*一村.*“冬季慰问·摸底”.*最晚12月3日.*小县红十字会.*https:\/\/nd\.example\.org\/r\/[\w-]+$/,
  );
  // The receipt may be stored before the gateway's answer, which has the number of segments.
  await eventually(async () => expect((await office.rows()).map(({ segments }) => segments)).toEqual([2, 2, 2, 2, 2]));
});

test('a unit that has reported meanwhile gets no message', async () => {
  await office.write('early');
  await office.sql`update asks set reported_at = ${shanghai('12-02 09:31')} where unit_code = '912'`;
  await office.deliver();
  await office.settled('delivered', 'cleared');
  expect((await office.texts()).map(({ phone }) => phone)).not.toContain('19900000912');
  expect((await office.rows()).find(({ region }) => region === '912')).toMatchObject({
    state: 'cleared',
    reason: 'reported',
    attempts: 0,
  });
});

test('a paused campaign holds its messages, and sends them when it is resumed', async () => {
  await change('campaigns', 'paused');
  await office.deliver();
  await office.write('early');
  await feed({ ...office.sweeping, env: office.env });
  await office.settled('planned');
  expect(await office.texts()).toEqual([]);
  await office.sql`update asks set reported_at = ${shanghai('12-02 11:00')} where unit_code = '911'`;
  await change('campaigns', 'running');
  await office.settled('delivered', 'cleared');
  expect(await office.texts()).toHaveLength(4);
});

test('a cancelled campaign sends nothing but the news of it', async () => {
  await office.write('early');
  await change('campaigns', 'cancelled');
  await office.deliver();
  await office.settled('cleared');
  expect(await reasons()).toEqual(Array(5).fill('cleared cancelled'));
  await office.sql`update messages set state = 'planned', kind = 'notice', rung = 'cancelled', template = 'cancelled' where region_code = '911'`;
  await office.sql`update rounds set state = 'cancelled'`;
  await office.settled('cleared', 'delivered');
  expect((await office.texts()).map(({ text }) => text)).toEqual([expect.stringContaining('已终止')]);
});

test('what waits for a round that has ended is cleared at once, without its lock notice', async () => {
  await office.write('early');
  await office.write('locked');
  const cleared = await clearMessages(office.sql, { campaign: office.campaign.id, reason: 'round-over' });
  expect(cleared).toBe(5);
  expect(await reasons()).toEqual([...Array(5).fill('cleared round-over'), ...Array(5).fill('planned null')]);
});

test('after the lock only the word that it is locked goes out', async () => {
  await office.write('late');
  await office.write('locked');
  await change('rounds', 'locked');
  await office.deliver();
  await office.settled('delivered', 'cleared');
  expect(new Set((await office.rows()).map(({ kind, state }) => `${kind} ${state}`))).toEqual(
    new Set(['reminder cleared', 'locked delivered']),
  );
});

test('quiet hours hold a message until the clock of the campaign has passed them', async () => {
  await office.deliver();
  await office.write('early', { at: shanghai('12-02 22:00') });
  const held = await office.settled('held');
  expect(held.map(({ reason, releaseAt }) => ({ reason, releaseAt }))).toEqual(
    Array(5).fill({ reason: 'quiet', releaseAt: shanghai('12-03 07:30') }),
  );
  await office.campaign.at(shanghai('12-03 07:30'));
  await office.settled('delivered');
  // The text is that of the morning, not of the evening before.
  expect((await office.texts())[0]?.text).toContain('今天到期');
});

/** A warning that the campaign answers in the eastern township. */
const warned = (holds = true) => office.sql`
  insert into alerts (campaign_id, name, hazard, area, workflow_id, event, colour, holds, opened_at, ends_at)
  values (${office.campaign.id}, 'cold-wave-1202', 'cold-wave', '91', 'alert', 'e', 'orange', ${holds},
          ${shanghai('12-02 02:00')}, ${shanghai('12-03 12:00')})`;

test('ordinary reminders to an area under a warning wait, and only what is still needed goes out when it is over', async () => {
  await warned();
  await office.deliver();
  await office.write('early');
  const rows = await office.settled('delivered', 'held');
  expect(
    rows
      .filter(({ state }) => state === 'held')
      .map(({ region, reason, releaseAt }) => ({ region, reason, releaseAt })),
  ).toEqual(['911', '912', '913'].map((region) => ({ region, reason: 'warning', releaseAt: shanghai('12-03 12:00') })));
  expect(await office.texts()).toHaveLength(2);

  // The next reminder replaces the waiting one: one message, not two.
  await office.sql`update asks set reported_at = ${shanghai('12-02 20:00')} where unit_code = '911'`;
  await office.write('due', { at: shanghai('12-03 09:30') });
  await office.settled('delivered', 'held', 'cleared');
  const over = shanghai('12-03 12:00');
  await office.sql`update alerts set state = 'over', ended_at = ${over}`;
  await office.campaign.at(over);
  await releaseHeld(office.sql, { campaign: office.campaign.id, now: over });
  await office.settled('delivered', 'cleared');
  const east = (await office.texts()).filter(({ phone }) => /91[123]$/.test(phone));
  expect(east.map(({ phone }) => phone).sort()).toEqual(['19900000912', '19900000913']);
  expect(
    (await office.rows())
      .filter(({ state }) => state === 'cleared')
      .map(({ reason }) => reason)
      .sort(),
  ).toEqual(['overtaken', 'overtaken', 'reported']);
});

test('what is urgent goes out although the campaign is paused, at night, and under a warning', async () => {
  await warned();
  await change('campaigns', 'paused');
  await office.campaign.at(shanghai('12-02 02:50'));
  await office.write('early', { at: shanghai('12-02 02:50') });
  await office.sql`update messages set urgent = true where region_code = '911'`;
  await office.deliver();
  const urgent = async () => (await office.rows()).filter(({ region }) => region === '911').map(({ state }) => state);
  await eventually(async () => expect(await urgent()).toEqual(['delivered']));
  expect((await office.texts()).map(({ phone }) => phone)).toEqual(['19900000911']);
});

test('an exercise says so in every text', async () => {
  await office.sql`update rounds set drill = true, title = ${office.sql.json({ 'zh-CN': '寒潮橙色预警', en: 'Cold wave' })}`;
  await office.deliver();
  await office.write('early');
  await office.settled('delivered');
  for (const { text } of await office.texts()) expect(text).toMatch(/^【暖冬】【演练】.*寒潮橙色预警/);
});

test('a message that comes too late is not sent', async () => {
  await office.write('early');
  await office.campaign.at(shanghai('12-06 10:00'));
  await office.deliver();
  await office.settled('expired');
  expect(await reasons()).toEqual(Array(5).fill('expired too-late'));
  expect(await office.texts()).toEqual([]);
});

test.each([
  ['opted-out', 'sms', { opted_out: true }],
  ['no-address', 'sms', { phone: null }],
  ['bad-number', 'sms', { phone_bad: 'MK:0001' }],
  ['bad-address', 'email', { email: 'a@example.org', email_bad: '5.1.1' }],
])('no message is written against %s', async (reason, channel, contact) => {
  await office.write('early');
  await office.sql`update messages set channel = ${channel}`;
  await office.sql`update contacts set ${office.sql(contact)} where id in (select contact_id from duties where not deputy)`;
  const written = (await office.rows()).map(({ id }) => id);
  await office.deliver();
  // Another channel may be tried, with its own message.
  await eventually(async () => {
    const found = (await office.rows()).filter(({ id }) => written.includes(id));
    expect(found.map((row) => `${row.state} ${row.reason}`)).toEqual(Array(5).fill(`suppressed ${reason}`));
  });
});

test('a digest has the present figures, and is not sent when no unit is silent any more', async () => {
  await office.write('digest');
  await office.sql`update asks set reported_at = ${shanghai('12-03 17:00')} where unit_code in ('911', '921', '922')`;
  await office.deliver();
  const rows = await office.settled('delivered', 'cleared');
  expect(rows.map(({ region, state, reason }) => ({ region, state, reason }))).toEqual([
    { region: '91', state: 'delivered', reason: null },
    { region: '92', state: 'cleared', reason: 'nobody-silent' },
  ]);
  expect((await office.texts())[0]?.text).toContain('东乡应报3个，已报1个，未报2个：二村、三村。');
});

test('who has handed the duty over is not written to; who has it now is', async () => {
  await office.write('early');
  const [former] = await office.sql<{ id: number }[]>`
    select contact_id as id from duties where region_code = '911' and not deputy`;
  // Another duty elsewhere: the person stays in the register, and can be reached.
  await office.sql`insert into duties (region_code, role, contact_id) values ('922', 'clerk', ${former?.id ?? 0})`;
  await importRegister(office.sql, {
    contacts: [
      {
        ...{ region: '911', role: 'contact', name: '新人', phone: '19900000999', email: null },
        ...{ language: 'zh-CN', leaveFrom: null, leaveUntil: null },
      },
    ],
  });
  await office.deliver();
  await eventually(async () => {
    const rows = (await office.rows()).filter(({ region }) => region === '911');
    expect(rows.map(({ state, reason }) => `${state} ${reason}`)).toEqual(['suppressed handed-over', 'delivered null']);
  });
  const phones = (await office.texts()).map(({ phone }) => phone);
  expect(phones).toContain('19900000999');
  expect(phones).not.toContain('19900000911');
});
