import type { Sql } from '../../../store/db/db';
import { tinyDefinition } from '../../support/campaigns/tiny';
import { testDatabase } from '../../support/servers/database';
import { oldDatabase } from '../../support/servers/old-database';

/** A register in which each duty was a person, brought to the schema in which a person has duties. */
let old: Sql;
let drop: () => Promise<void>;
const CAMPAIGN = 'c';

beforeAll(async () => {
  const database = await testDatabase();
  const before = await oldDatabase(database, '0066');
  old = before.sql;
  drop = async () => {
    await before.drop();
    await database.drop();
  };
  await writeOldRegister();
  await writeOldMessages();
  await before.update();
});
afterAll(() => drop());

/** 张三 answers for two villages and stands in for another; a namesake has another number; somebody has none. */
async function writeOldRegister(): Promise<void> {
  await old`
    insert into regions (code, name, kind, parent_code, level, path)
    values ('9', '县', 'county', null, 1, '9/'), ('91', '一村', 'village', '9', 2, '9/91/'), ('92', '二村', 'village', '9', 2, '9/92/'),
           ('93', '三村', 'village', '9', 2, '9/93/'), ('94', '四村', 'village', '9', 2, '9/94/')`;
  await old`
    insert into contacts (region_code, role, name, phone, email, leave_from, opted_out, phone_bad)
    values ('91', 'contact', '张三', '19900000001', null, '2026-12-01', false, null),
           ('92', 'contact', '张三', '19900000001', null, null, true, null),
           ('93', 'deputy', '张三', '19900000001', null, null, false, 'MK:1'),
           ('93', 'contact', '张三', '19900000002', null, null, false, null),
           ('94', 'contact', '李四', null, null, null, false, null),
           ('94', 'deputy', '李四', null, null, null, false, null),
           ('9', 'contact', null, null, null, null, false, null)`;
}

/** Each of them has a link and a message. */
async function writeOldMessages(): Promise<void> {
  await old`
    insert into campaigns (id, definition, plan, mode, started_at)
    values (${CAMPAIGN}, ${old.json(tinyDefinition())}, '{}', 'live', now())`;
  await old`
    insert into rounds (id, campaign_id, key, stage, ask, form, unit_kind, area, opens_at, due_at, locks_at, state, origin)
    values ('r', ${CAMPAIGN}, 'survey', 'survey', 'village', 'count', 'village', '9', now(), now(), now() + interval '1 day', 'open', 'plan')`;
  await old`
    insert into links (campaign_id, round_id, purpose, region_code, contact_id)
    select ${CAMPAIGN}, 'r', 'report', region_code, id from contacts`;
  await old`
    insert into messages (key, campaign_id, round_id, rung, kind, region_code, contact_id, link_id, channel, template, state, needed, valid_until, planned_at)
    select k.id::text, ${CAMPAIGN}, 'r', 'open', 'task', k.region_code, k.id, l.id, 'sms', 'task', 'delivered', 'silent', now(), now()
    from contacts k join links l on l.contact_id = k.id`;
}

test('the same name and number is one person with several duties; a name alone is not', async () => {
  const duties = await old`
    select d.region_code as region, duty_word(d.role, d.deputy) as role, k.name, k.phone, dense_rank() over (order by k.id) as person,
           d.leave_from as away
    from duties d join contacts k on k.id = d.contact_id order by d.region_code, role`;
  expect(
    duties.map(({ region, role, name, phone, person, away }) => [region, role, name, phone, person, away]),
  ).toEqual([
    ['9', 'contact', null, null, 5, null],
    ['91', 'contact', '张三', '19900000001', 1, '2026-12-01'],
    ['92', 'contact', '张三', '19900000001', 1, null],
    ['93', 'contact', '张三', '19900000002', 2, null],
    ['93', 'deputy', '张三', '19900000001', 1, null],
    ['94', 'contact', '李四', null, 3, null],
    ['94', 'deputy', '李四', null, 4, null],
  ]);
  expect(await old`select 1 from contacts`).toHaveLength(5);
});

test('what is known of a person, what they were sent and what it opens is kept', async () => {
  const [person] = await old`select opted_out, phone_bad from contacts where phone = '19900000001'`;
  expect(person).toEqual({ opted_out: true, phone_bad: 'MK:1' });
  const sent = await old`
    select m.region_code as region from messages m join contacts k on k.id = m.contact_id
    join links l on l.id = m.link_id and l.contact_id = k.id and l.region_code = m.region_code and l.revoked_at is null
    where k.phone = '19900000001' order by 1`;
  expect(sent.map(({ region }) => region)).toEqual(['91', '92', '93']);
});
