import { connect } from '../../../store/db/db';
import { askForCorrections } from '../../../store/message/corrections';
import { posts } from '../../support/campaigns/people';
import { openPostOffice, type PostOffice } from '../../support/servers/post-office';

/** Superiors are asked to correct numbers that turned out to be bad. */
let office: PostOffice;
beforeEach(async () => {
  office = await openPostOffice();
  await office.write('early');
  await office.sql`delete from messages`;
  await office.sql`
    insert into corrections (campaign_id, contact_id, channel, region_code, code, opened_at)
    select ${office.campaign.id}, id, 'sms', region_code, 'MK:0001', campaign_now(${office.campaign.id})
    from ${posts(office.sql)} p where role = 'contact' and region_code in ('911', '912', '921')`;
});
afterEach(() => office.close());

const asked = async () =>
  (
    await office.sql<{ region: string; missing: string[] }[]>`
      select region_code as region, params -> 'missing' as missing from messages order by region_code`
  ).map(({ region, missing }) => [region, [...missing].sort()]);
const WANTED = [
  ['91', ['一村', '二村'].sort()],
  ['92', ['四村']],
];

test('S6: what another process has in hand is left to it, and no place is listed twice', async () => {
  const others = connect(office.env.DATABASE_URL, { max: 1 });
  await others.begin(async (tx) => {
    // Another delivery process handles the first one, and has not committed.
    await tx`select 1 from corrections where region_code = '911' for update`;
    await askForCorrections(office.sql);
    expect(await asked()).toEqual([['91', ['二村']], ...WANTED.slice(1)]);
  });
  await others.end({ timeout: 1 });
  // It joins those of its superior, whose message has not gone out.
  await askForCorrections(office.sql);
  expect(await asked()).toEqual(WANTED);
});

test('S6: processes that ask at the same moment list each place once', async () => {
  await Promise.all([1, 2, 3, 4].map(() => askForCorrections(office.sql)));
  expect(await asked()).toEqual(WANTED);
});

test('a superior whose own number proves wrong before the request goes out gets it by e-mail', async () => {
  await askForCorrections(office.sql);
  await office.sql`
    update contacts set email = id || '@example.org' where id in (select contact_id from duties where region_code = '91')`;
  await office.sql`
    insert into rehearsed_bad_numbers (campaign_id, contact_id, code)
    select ${office.campaign.id}, contact_id, 'MK:0001' from duties where region_code = '91'`;
  await office.deliver();
  await office.settled('delivered', 'suppressed', 'accepted');
  const sent = await office.sql`select channel, state, reason from messages where region_code = '91' order by id`;
  expect([...sent]).toEqual([
    { channel: 'sms', state: 'suppressed', reason: 'bad-number' },
    { channel: 'email', state: 'accepted', reason: null },
  ]);
});
