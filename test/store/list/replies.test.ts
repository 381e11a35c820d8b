import { handleReplies } from '../../../actions/message/replies';
import type { Sql } from '../../../store/db/db';
import { keepReplies } from '../../../store/message/replies';
import { writeMessages } from '../../../store/message/write';
import { recordReport } from '../../../store/report/reports';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { listDefinition } from '../../support/campaigns/list-definition';
import { family, sending, TEST_PEOPLE_KEY } from '../../support/campaigns/rows';
import { testDatabase } from '../../support/servers/database';

/** Replies by SMS to a list ask: counts only, in both directions. */
let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql, { definition: listDefinition() });
});
afterAll(() => database.drop());

/** Asks a village as the round's first rung does. @returns a function with which it replies */
async function asked(unit: string) {
  await campaign.token('report', unit, 'apply.village');
  const [told] = await sql<{ contact: number; link: number; round: string; phone: string }[]>`
    select l.contact_id as contact, l.id as link, r.id as round, phone_in(c.mode, k) as phone
    from links l join asks a on a.id = l.ask_id join rounds r on r.id = a.round_id join contacts k on k.id = l.contact_id
    join campaigns c on c.id = l.campaign_id
    where r.key = 'apply.village' and l.region_code = ${unit} limit 1`;
  if (!told) throw new Error(`${unit} has no link`);
  const message = { rung: 'opening', kind: 'task', channel: 'sms', template: 'task', needed: 'silent', about: '' };
  const now = sql`campaign_now(${campaign.id})`;
  await writeMessages(sql, {
    message: {
      ...message,
      key: `asked ${unit}`,
      campaign_id: campaign.id,
      round_id: told.round,
      region_code: unit,
      contact_id: told.contact,
      link_id: told.link,
      params: sql.json({}),
      planned_at: now,
      valid_until: sql`${now} + interval '1 day'`,
    },
  });
  await sql`
    update messages set state = 'delivered', sent_to = ${told.phone}, submitted_at = ${now} where key = ${`asked ${unit}`}`;
  let replies = 0;
  return async (content: string): Promise<string> => {
    const dedupe = `${unit} ${replies++}`;
    await keepReplies(sql, [{ provider: 'http', dedupe, phone: told.phone, content, sentAt: null }], 'simulated');
    await handleReplies(sql);
    const [reply] = await sql<{ outcome: string; answer: string }[]>`
      select r.outcome, coalesce((select template from messages where contact_id = ${told.contact} and rung = 'reply'
        order by id desc limit 1), 'none') as answer from replies r where dedupe = ${dedupe}`;
    return `${reply?.outcome} ${reply?.answer}`;
  };
}

const propose = (unit: string, nth: number) =>
  recordReport(sql, {
    ...{ campaign: campaign.id, key: 'apply.village', unit, via: 'form', begun: true, people: TEST_PEOPLE_KEY },
    input: { nothing: false, figures: {} },
    rows: sending(family(nth)),
  });

test('figures are not taken, 0 is while the list is empty, and 完成 once rows are there and none is returned', async () => {
  const says = await asked('911');
  expect(await says('报 12 户')).toBe('unclear reply-list');
  expect(await says('完成')).toBe('noted reply-not-there');
  await propose('911', 1);
  expect(await says('0')).toBe('unclear reply-list');
  await sql`update entries set state = 'returned', version = version + 1`;
  expect(await says('完成')).toBe('unclear reply-list');
  expect(await sql`select 1 from asks where unit_code = '911' and reported_at is not null`).toHaveLength(0);
  await sql`update entries set state = 'in', version = version + 1`;
  expect(await says('完成')).toBe('reported reply-reported');
  const other = await asked('912');
  expect(await other('0')).toBe('reported reply-reported');
  expect(
    await sql`
    select unit_code as unit, nothing, figures, whole from reports p join asks a on a.id = p.ask_id where whole order by p.id`,
  ).toEqual([
    { unit: '911', nothing: false, figures: { specialRows: 1, specialHeads: 2 }, whole: true },
    { unit: '912', nothing: true, figures: {}, whole: true },
  ]);
});
