import { handleReplies } from '../../../actions/message/replies';
import { keepReplies } from '../../../store/message/replies';
import { posts } from '../../support/campaigns/people';
import { shanghai } from '../../support/campaigns/tiny';
import { openPostOffice, type PostOffice } from '../../support/servers/post-office';

/** Replies by SMS, and their effects. */
let office: PostOffice;
beforeEach(async () => {
  office = await openPostOffice();
  await office.deliver();
  await office.write('early');
  await office.settled('delivered');
});
afterEach(() => office.close());

const VILLAGE = '19900000911';
let pushes = 0;
async function says(content: string, phone = VILLAGE): Promise<string | null> {
  pushes += 1;
  const reply = { provider: 'http', dedupe: `push-${pushes}`, phone, content, sentAt: null };
  await keepReplies(office.sql, [reply], 'simulated');
  // A repeated push is the same reply.
  await keepReplies(office.sql, [reply], 'simulated');
  await handleReplies(office.sql);
  const [row] = await office.sql<{ outcome: string; n: number }[]>`
    select outcome, (select count(*)::int from replies) as n from replies order by id desc limit 1`;
  return row?.outcome ?? null;
}
const answers = async () =>
  (await office.sql<{ template: string }[]>`select template from messages where rung = 'reply' order by id`).map(
    ({ template }) => template,
  );

test('0 is a report that there is nothing, with a receipt each time; said again it is the same one', async () => {
  expect(await says('0')).toBe('reported');
  expect(await says('零报告', `+86 ${VILLAGE}`)).toBe('reported');
  const reports = await office.sql`select unit_code, nothing, via from reports join asks a on a.id = ask_id`;
  expect([...reports]).toEqual([{ unit_code: '911', nothing: true, via: 'sms' }]);
  expect(await answers()).toEqual(['reply-reported', 'reply-reported']);
  await office.settled('delivered');
  expect((await office.texts()).at(-1)).toMatchObject({
    phone: VILLAGE,
    text: expect.stringMatching(/上报：零报告，回执号/),
  });
});

test('figures need a form that takes them by SMS', async () => {
  expect(await says('报 12 户')).toBe('unclear');
  await office.sql`
    update campaigns set definition = jsonb_set(definition, '{forms,count,bySms}', '["households", "cash"]')`;
  expect(await says('报 12 户')).toBe('unclear'); // The form asks for two.
  expect(await says('报 12 人 360 元')).toBe('unclear'); // No form asks for 人.
  expect(await says('报 501 户 360 元')).toBe('unclear'); // More than the form takes.
  expect(await says('报360元，12户')).toBe('reported');
  const reports = await office.sql`select figures from reports`;
  expect([...reports]).toEqual([{ figures: { households: 12, cash: 36000 } }]);
});

test('B8: 0 over a report with figures asks first, and 00 is the answer; every SMS is answered with what is recorded', async () => {
  await office.sql`
    update campaigns set definition = jsonb_set(definition, '{forms,count,bySms}', '["households", "cash"]')`;
  const said = async () => {
    await office.settled('delivered');
    return (await office.texts()).at(-1)?.text;
  };
  expect(await says('三户')).toBe('unclear');
  expect(await said()).toContain('回：报 困难家庭 慰问金（依次2个数）；或点这里填');
  expect(await says('报 12 360')).toBe('reported');
  expect(await said()).toContain('上报：困难家庭 12户、慰问金 360.00元，回执号');
  for (const nothing of ['0', '没有情况']) {
    expect(await says(nothing)).toBe('asked-back');
    expect(await said()).toContain('已报困难家庭 12户、慰问金 360.00元（回执号');
  }
  const present = () => office.sql`
    select p.nothing, p.version from asks a join reports p on p.id = a.report_id where a.unit_code = '911'`;
  expect([...(await present())]).toEqual([{ nothing: false, version: 1 }]);
  expect(await says('00')).toBe('reported');
  expect([...(await present())]).toEqual([{ nothing: true, version: 2 }]);
  expect(await said()).toContain('上报：零报告，回执号');
});

test('what is not understood is answered each time, three times at most: machines must not talk all night', async () => {
  for (let turn = 0; turn < 5; turn++) expect(await says(`自动回复 ${turn}`)).toBe('unclear');
  expect(await answers()).toEqual(['reply-unclear', 'reply-unclear', 'reply-unclear']);
});

test('an answer to a warning in the night is answered at once, others in the morning', async () => {
  const { id: campaign } = office.campaign;
  await office.sql`update campaigns set clock_at = ${shanghai('12-01 23:50')}`;
  expect(await says('自动回复')).toBe('unclear');
  const [held] = await office.settled('delivered', 'held').then((rows) => rows.slice(-1));
  expect(held).toMatchObject({ state: 'held', reason: 'quiet' });
  await office.sql`
    with alert as (
      insert into alerts (campaign_id, name, hazard, area, workflow_id, event, opened_at)
      values (${campaign}, 'a', 'cold-wave', '9', 'a', 'e', now()) returning id)
    update rounds set alert_id = alert.id, origin = 'warning' from alert`;
  expect(await says('0')).toBe('reported');
  const [receipt] = await office.settled('delivered', 'held').then((rows) => rows.slice(-1));
  expect(receipt).toMatchObject({ state: 'delivered' });
});

test('T, meant twice, stops the SMS to this number, says so once, and tells the superior', async () => {
  expect(await says('T')).toBe('asked-back');
  expect(await says('退订')).toBe('stopped');
  expect(await says('T')).toBe('stopped');
  expect(await answers()).toEqual(['reply-stop-asked', 'reply-stopped', 'contact-stopped']);
  await office.settled('delivered', 'accepted');
  // A stop in a rehearsal does not stop a number in live campaigns.
  expect([...(await office.sql`select 1 from stopped_numbers where scope = 'live'`)]).toEqual([]);
  await office.write('due');
  await office.settled('delivered', 'accepted');
  const told = await office.sql`
    select k.role from messages m join ${posts(office.sql)} k on k.id = m.contact_id where m.rung = 'due' and m.region_code = '911'`;
  expect([...told]).toEqual([{ role: 'deputy' }]);
});

test('where the superior cannot be reached, the next one above is told of the stop', async () => {
  await office.sql`update contacts set opted_out = true where id in (select contact_id from duties where region_code = '91')`;
  await says('T');
  expect(await says('T')).toBe('stopped');
  const told = await office.sql`select region_code from messages where template = 'contact-stopped'`;
  expect([...told]).toEqual([{ region_code: '9' }]);
});

test('a deputy whom the rung tells is not told again for the contact who wants no SMS', async () => {
  await office.sql`update campaigns set state = 'paused'`;
  await office.write('late');
  await office.settled('delivered', 'planned');
  await says('T');
  expect(await says('T')).toBe('stopped');
  await office.sql`update campaigns set state = 'running'`;
  await office.settled('delivered', 'suppressed', 'accepted');
  const told = await office.sql`
    select k.role, m.channel, m.state, m.reason from messages m join ${posts(office.sql)} k on k.id = m.contact_id
    where m.rung = 'late' and m.region_code = '911' order by m.id`;
  expect([...told]).toEqual([
    { role: 'contact', channel: 'sms', state: 'suppressed', reason: 'sms-stopped' },
    { role: 'deputy', channel: 'sms', state: 'delivered', reason: null },
  ]);
});

test('a stranger is not answered, nor is a real reply taken for one to a rehearsal', async () => {
  expect(await says('0', '19911112222')).toBe('nobody');
  await keepReplies(
    office.sql,
    [{ provider: 'http', dedupe: 'real', phone: VILLAGE, content: '0', sentAt: null }],
    'live',
  );
  await handleReplies(office.sql);
  expect([...(await office.sql`select outcome from replies where dedupe = 'real'`)]).toEqual([{ outcome: 'nobody' }]);
  expect(await answers()).toEqual([]);
});

test('a reply to a gateway reaches us through its hook', async () => {
  const { take } = office.hook('simulator', 'http', 'replies');
  await take([{ phone: VILLAGE, content: '1' }], { headers: {}, url: '/' });
  await handleReplies(office.sql);
  expect([...(await office.sql`select outcome, scope from replies`)]).toEqual([
    { outcome: 'noted', scope: 'simulated' },
  ]);
  await expect(take({ odd: true }, { headers: {}, url: '/' })).rejects.toThrow();
});
