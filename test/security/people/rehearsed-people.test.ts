import { handleReplies } from '../../../actions/message/replies';
import { claimMessages } from '../../../store/message/outbox/claims';
import { keepReplies } from '../../../store/message/replies';
import { messagesBehind, peopleUnder } from '../../../store/rehearsal/rehearsals';
import { posts } from '../../support/campaigns/people';
import { openPostOffice, type PostOffice } from '../../support/servers/post-office';

const NAME = '王小明';
const PHONE = '13812345678';
const EMAIL = 'xiaoming@corp.cn';
const CAPS = { messages: 8, reminders: 8 };

let office: PostOffice;
beforeEach(async () => {
  office = await openPostOffice();
  // Two villages have the same person; the deputy of one has another address.
  await office.sql`
    update contacts set name = ${NAME}, phone = ${PHONE} 
    where id in (select id from ${posts(office.sql)} p where role = 'contact' and region_code in ('911', '912'))`;
  await office.sql`
    update contacts set name = 'Li Na', phone = '+8613899990000', email = ${EMAIL} 
    where id in (select id from ${posts(office.sql)} p where role = 'deputy' and region_code = '911')`;
});
afterEach(() => office.close());

test('H11: a rehearsal shows no real name, number or address to its simulators', async () => {
  await office.deliver();
  await office.write('late');
  await office.settled('delivered', 'accepted');
  const seen = JSON.stringify([await office.texts(), await office.mails()]);
  for (const secret of [NAME, PHONE, EMAIL, 'Li Na', '13899990000']) expect(seen).not.toContain(secret);
  const texts = await office.texts();
  const same = texts.filter(({ text }) => text.includes('王某某'));
  expect(same).toHaveLength(2);
  expect(new Set(same.map(({ phone }) => phone)).size).toBe(1);
  expect(same[0]?.phone).toMatch(/^1991\d{7}$/);
  // Invented people stay as they are.
  expect(texts.map(({ phone }) => phone)).toContain('19900000913');
  const [row] = await office.sql<{ id: number }[]>`
    select m.id from messages m join ${posts(office.sql)} c on c.id = m.contact_id
    where m.region_code = '911' and m.channel = 'sms' and c.role = 'contact'`;
  expect(await messagesBehind(office.sql, [row?.id ?? 0])).toMatchObject([{ phone: same[0]?.phone }]);
  const heads = (await peopleUnder(office.sql, '91')).filter(
    ({ region, role }) => region === '911' && role === 'contact',
  );
  expect(heads).toMatchObject([{ phone: same[0]?.phone }]);
});

test('H11: only a reply from such a number reaches the rehearsal', async () => {
  await office.deliver();
  await office.write('early');
  await office.settled('delivered', 'accepted');
  const [text] = (await office.texts()).filter(({ text: words }) => words.includes('王某某'));
  const says = async (phone: string, n: number) => {
    await keepReplies(
      office.sql,
      [{ provider: 'http', dedupe: `${n}`, phone, content: '0', sentAt: null }],
      'simulated',
    );
    await handleReplies(office.sql);
    return (await office.sql<{ outcome: string }[]>`select outcome from replies order by id desc limit 1`)[0]?.outcome;
  };
  expect(await says(PHONE, 1)).toBe('nobody');
  expect(await says(text?.phone ?? '', 2)).toBe('reported');
  expect(await says('19919999999', 3)).toBe('nobody');
});

test('H11: a live campaign reaches the real people', async () => {
  const rows = await office.write('early');
  await office.sql`update campaigns set mode = 'live'`;
  const ids = rows.map(({ id }) => id);
  await office.queue(ids);
  const { claims } = await claimMessages(office.sql, ids, { provider: 'http', caps: CAPS });
  expect(claims.filter(({ person }) => person === NAME).map(({ address }) => address)).toEqual([PHONE, PHONE]);
});
