import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { archiveCampaign, forgetWhatIsOver } from '../../../actions/people/archive';
import { erasePerson } from '../../../actions/people/people';
import { ROOT } from '../../../config/root';
import { withContent } from '../../../reporting/document/content';
import { overviewSentences } from '../../../reporting/document/sentences';
import { namesOf } from '../../../reporting/figures/names';
import { shellUser } from '../../../store/account/actor';
import { isWhole, sealAuditLog, verifyAuditLog } from '../../../store/account/audit-chain';
import { audit, auditLog } from '../../../store/account/audit-log';
import type { Sql } from '../../../store/db/db';
import { PLACES } from '../../../store/people/personal/places';
import { exportRegister } from '../../../store/people/tables/export';
import { importRegister } from '../../../store/people/tables/import';
import { signIn } from '../../support/accounts';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { writePast } from '../../support/campaigns/past-messages';
import { posts } from '../../support/campaigns/people';
import { dump } from '../../support/people/dump';
import { BEARER, jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';

const BY = shellUser({ NUANDONG_BY: 'tests' });
const PERSON = { name: '欧阳何刚', phone: '13812345678', email: 'he.gang@example.org' };
const FORMER = { name: '前任秀英', phone: '13987654321', email: null };

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let web: TestConsole;
let campaign: OpenCampaign;

beforeEach(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql);
  web = await testConsole(sql);
  await leaveTraces();
});
afterEach(async () => {
  await web.close();
  await database.drop();
});

/** Puts the person, and the earlier holder of the post, into every place that may hold either. */
async function leaveTraces(): Promise<void> {
  const id = campaign.id;
  const round = campaign.rounds[0] ?? '';
  const said = `${PERSON.name}（${PERSON.phone}，${PERSON.email}）和${FORMER.name}（${FORMER.phone}）`;
  await sql`
    update contacts set name = ${PERSON.name}, phone = ${PERSON.phone}, email = ${PERSON.email}, phone_bad = 'MK:1'
    where id in (select id from ${posts(sql)} p where region_code = '911' and role = 'contact')`;
  const trace = {
    key: sql`concat('trace ', c.id)`,
    campaign_id: id,
    round_id: round,
    rung: 'open',
    kind: 'notice',
    region_code: sql`c.region_code`,
    contact_id: sql`c.id`,
    channel: 'sms',
    template: 'task',
    params: sql.json({ silent: 2, reason: said }),
    needed: 'always',
    valid_until: sql`now()`,
    planned_at: sql`now()`,
  };
  await writePast(
    sql,
    { message: trace, from: sql`${posts(sql)} c where c.region_code in ('911', '91', '9')` },
    { state: 'delivered', text: `${said}：请上报` },
  );
  await sql`
    insert into replies (provider, dedupe, scope, phone, content, contact_id, campaign_id, outcome, handled_at)
    select 'http', concat(p.phone, ' 1'), 'live', p.phone, ${`收到。${said}`}::text, c.id, ${id}, 'noted', now()
    from ${posts(sql)} c cross join unnest(${[PERSON.phone, FORMER.phone]}::text[]) as p(phone)
    where c.region_code = '911' and c.role = 'contact'`;
  await sql`
    insert into number_days (scope, phone, day, messages) values
      ('live', ${PERSON.phone}, current_date, 1), ('live', ${FORMER.phone}, current_date, 1)`;
  const photo = 'a'.repeat(64);
  const ask = sql`(select id from asks where campaign_id = ${id} and key = 'survey' and unit_code = '911')`;
  await sql`
    insert into photos (ask_id, id, size, bytes, completed_at, named_at)
    values (${ask}, ${photo}, 3, ${Buffer.from(PERSON.name)}, now(), now())`;
  await sql`
    insert into reports (ask_id, version, receipt, nothing, figures, on_time, via, contact_id, reported_at, returned_because)
    select ${ask}, 1, 'R-1', false, ${sql.json({ households: 3, cash: 100, remarks: said, picture: photo })}, true, 'form', c.id, now(), ${said}
    from ${posts(sql)} c where c.region_code = '911' and c.role = 'contact'`;
  await sql`
    insert into call_list (campaign_id, round_id, unit_code, reason, opened_at, note) values (${id}, ${round}, '911', 'unreachable', now(), ${said})`;
  await sql`
    insert into chases (campaign_id, round_id, rung, region_code, silent, opened_at, acknowledge_by, snooze_reason)
    values (${id}, ${round}, 'chase', '91', 2, now(), now(), ${said})`;
  await sql`
    insert into steering (campaign_id, verb, reason, actor, key, at) values (${id}, 'extend', ${said}, 'account:1', 'trace', now())`;
  await sql`insert into steering_reasons (campaign_id, text) values (${id}, ${said})`;
  await sql`insert into steering_asked (campaign_id, verb, reason, via) values (${id}, 'extend', ${said}, 'cli')`;
  await sql`
    insert into duty_items (scope, kind, source, about, opened_at, decision)
    values ('live', 'unread', 'cap', 'x', now(), ${sql.json({ note: said })})`;
  await audit(sql, BY, 'extend', { campaign: id, reason: said });
  await audit(sql, BY, 'pause', { campaign: id, reason: '大雪' });
  await sealAuditLog(sql);
}

const hex = (text: string) => Buffer.from(text).toString('hex');
/** Lines of the dump that still contain a person. */
const traces = async ({ name, phone, email }: { name: string; phone: string; email: string | null }) => {
  const lines = (await dump(sql)).split('\n');
  const words = [name, phone, ...(email ? [email] : []), hex(name)];
  return lines.filter((line) => words.some((word) => line.includes(word)));
};

describe('H11: a person is forgotten', () => {
  it('H11: no table holds name, number or address afterwards; the post and what proves that it was asked stay', async () => {
    expect((await traces(PERSON)).length).toBeGreaterThan(12);
    const erased = await erasePerson(
      { sql, by: BY },
      { region: '911', role: 'contact', reason: '本人要求', top: null },
    );
    expect(await traces(PERSON)).toEqual([]);
    // Other people are still there, in other texts.
    expect((await traces(FORMER)).length).toBeGreaterThan(3);
    for (const place of [
      'contacts.name',
      'messages.text',
      'replies.phone',
      'reports.figures',
      'photos.bytes',
      'call_list.note',
    ])
      expect(erased.rows).toHaveProperty([place]);
    expect(
      await sql`select name, phone, email, phone_bad from ${posts(sql)} p where region_code = '911' and role = 'contact'`,
    ).toEqual([{ name: null, phone: null, email: null, phone_bad: null }]);
    const [report] = await sql<
      { figures: Record<string, unknown>; receipt: string }[]
    >`select figures, receipt from reports`;
    expect(report).toMatchObject({ receipt: 'R-1', figures: { households: 3, cash: 100 } });
    expect(await sql`select state from messages where region_code = '911' and text is null`).toMatchObject([
      { state: 'delivered' },
    ]);
    expect(
      await sql`select from links l join ${posts(sql)} c on c.id = l.contact_id where c.region_code = '911' and l.revoked_at is null`,
    ).toHaveLength(0);
  });

  it('H11: the audit log tells of it, its chain holds, and other reasons stay', async () => {
    await erasePerson({ sql, by: BY }, { region: '911', role: 'contact', reason: '本人要求', top: null });
    await sealAuditLog(sql);
    const [line, pause, extend] = await auditLog(sql, { limit: 3 });
    expect(line).toMatchObject({
      verb: 'erase-person',
      target: { region: '911', reasons: String(extend?.id) },
      reason: '本人要求',
    });
    expect([pause?.reason, extend?.reason]).toEqual(['大雪', null]);
    expect(isWhole(await verifyAuditLog(sql))).toBe(true);
  });

  it('H11: the former holder of a post is erased, and the present one stays', async () => {
    await erasePerson({ sql, by: BY }, { region: '911', role: 'contact', former: FORMER, reason: '离任', top: null });
    expect(await traces(FORMER)).toEqual([]);
    const [post] = await sql`select name, phone from ${posts(sql)} p where region_code = '911' and role = 'contact'`;
    expect(post).toEqual({ name: PERSON.name, phone: PERSON.phone });
  });

  it('H11: an empty post has no person in any view, and takes a new one', async () => {
    await erasePerson({ sql, by: BY }, { region: '911', role: 'contact', reason: '本人要求', top: null });
    const place = await jsonOf<{ people: object[] }>(web.get('/api/register/911', BEARER));
    expect(place.people).toMatchObject([{ role: 'deputy' }]);
    expect((await exportRegister(sql)).contacts.filter(({ region }) => region === '911')).toMatchObject([
      { role: 'deputy' },
    ]);
    const refused = erasePerson({ sql, by: BY }, { region: '911', role: 'contact', reason: '再来', top: null });
    await expect(refused).rejects.toMatchObject({ code: 'nobody-to-erase' });
    const next = {
      region: '911',
      role: 'contact',
      name: '新人',
      phone: '13900000000',
      email: null,
      language: 'zh-CN',
      leaveFrom: null,
      leaveUntil: null,
    } as const;
    await sql.begin((transaction) => importRegister(transaction, { contacts: [next] }));
    expect(await jsonOf(web.get('/api/register/911', BEARER))).toMatchObject({ people: [{ name: '新*' + '*' }, {}] });
  });

  it('H11: only administrators of the region can do it in the console', async () => {
    const erase = async (who: Awaited<ReturnType<typeof signIn>>, code = '911') =>
      (await web.send(`/api/register/${code}/contact/erase`, { reason: '本人要求' }, who.headers)).status;
    expect(await erase(await signIn(sql, 'county-officer', '9'))).toBe(403);
    expect(await erase(await signIn(sql, 'administrator', '92'))).toBe(404);
    expect(await erase(await signIn(sql, 'administrator', '91'))).toBe(200);
    expect(await traces(PERSON)).toEqual([]);
  });
});

describe('H11: a campaign is archived', () => {
  const end = () =>
    sql`update campaigns set state = 'completed', ended_at = now() - interval '400 days', mode = 'live', clock_at = null`;

  it('H11: figures stay; texts, numbers, photos, replies and free texts go', async () => {
    await expect(archiveCampaign({ sql, by: BY }, { campaign: campaign.id })).rejects.toMatchObject({
      code: 'still-running',
    });
    await end();
    const boss = await signIn(sql, 'administrator', '9');
    const archive = () => web.send(`/api/campaigns/${campaign.id}/archive`, { reason: '已结项' }, boss.headers);
    expect(await jsonOf(archive())).toMatchObject({ rows: { 'messages.text': expect.any(Number), 'photos.bytes': 1 } });
    expect((await archive()).status).toBe(409);
    const left = (await traces(PERSON)).map((line) => line.slice(0, 40));
    // The register, data without a campaign, and the audit log follow their own rules.
    expect(left).toHaveLength(4);
    expect(await sql`select figures, receipt from reports`).toEqual([
      { receipt: 'R-1', figures: { households: 3, cash: 100, picture: 'a'.repeat(64) } },
    ]);
    const [line] = await auditLog(sql, { limit: 1 });
    expect(line).toMatchObject({ verb: 'archive-campaign', campaign: campaign.id, account: boss.account.id });
    const told = await withContent(sql, campaign.id, async (content) => overviewSentences(content, namesOf(content)));
    expect(told.join()).toContain('归档');
  });

  it('H11: by itself once it was kept long enough, with the numbers, replies and sign-ins that are over', async () => {
    await end();
    await sql`update number_days set day = current_date - 8`;
    await sql`update replies set campaign_id = null, received_at = now() - interval '31 days'`;
    expect(await forgetWhatIsOver(sql, 500)).toEqual([]);
    expect(await sql`select from number_days`).toHaveLength(0);
    expect(await sql`select from replies`).toHaveLength(0);
    expect(await sql`select from photos`).toHaveLength(1);
    expect(await forgetWhatIsOver(sql, 365)).toEqual([campaign.id]);
    expect(await sql`select from photos`).toHaveLength(0);
    expect(await auditLog(sql, { limit: 1 })).toMatchObject([{ verb: 'archive-campaign', via: 'system' }]);
  });
});

/**
 * Columns of texts, documents and bytes without personal data: codes, ids, our own words, places, public data, and
 * digests of secrets. A new column belongs here, or in store/people/personal/places.ts with its way of erasure.
 */
const NOBODY: Record<string, string> = {
  accounts: 'password_hash role region_code oidc_issuer',
  alert_moves: 'change colour',
  alerts: 'campaign_id name hazard area workflow_id event colour colours headline state',
  asks: 'round_id campaign_id key unit_code',
  api_tokens: 'name token_hash verbs region_code',
  audit_chain: 'hash',
  audit_log: 'via verb campaign_id target reason_digest',
  bank_batches: 'campaign_id asked list purse store_code bank format via digest',
  bank_lines: 'purse state reason',
  bank_results: 'digest state faults via',
  bounce_mailboxes: 'mailbox',
  breakers: 'scope provider reason',
  call_list: 'campaign_id round_id unit_code reason result',
  campaign_drafts: 'owner definition rehearsed',
  campaigns: 'id definition plan scope mode state',
  chases: 'campaign_id round_id rung region_code state',
  contacts: 'language phone_bad email_bad',
  corrections: 'campaign_id region_code code channel',
  dispatches: 'campaign_id from_code to_code',
  balances: 'campaign_id account item purse',
  entitled_sums: 'campaign_id item purse',
  groups: 'region_code robot',
  items: 'campaign_id id',
  ledger_acts: 'campaign_id digest kind via doc_no',
  purses: 'campaign_id id',
  transfers: 'campaign_id kind item purse from_account to_account',
  duties: 'region_code role',
  duty_items: 'scope kind source about proposal decided_by',
  faults: 'kind scope detail',
  feeds: 'id pages last_error',
  case_lots: 'campaign_id kind area key list origin_round_id workflow_id',
  case_statements: 'receipt raised_by',
  counts: 'campaign_id region_code item purse',
  late_standards: 'campaign_id purse unit_code',
  dispatch_drafts: 'campaign_id event to_code purse goods',
  closing_permits: 'campaign_id key area',
  cases: 'campaign_id kind region_code assignee_code state outcome',
  deeds: 'campaign_id unit_code round_key kind via before after because figures',
  deed_photos: 'photo',
  deliveries: 'campaign_id outcome how things helps rest returned mark signature relation',
  entries: 'campaign_id list category unit_code slot_unit state because entitled undelivered_because',
  list_imports: 'campaign_id list units bytes cells',
  list_paper_rows: 'differs',
  list_papers: 'campaign_id list receipt',
  lists: 'campaign_id id of track categories removed once',
  quota_changes: 'campaign_id list category unit_code',
  row_acts: 'campaign_id list kind',
  quotas: 'campaign_id list category unit_code',
  submissions: 'rows',
  half_sign_ins: 'token_hash',
  invitations: 'token_hash',
  links: 'campaign_id round_id purpose region_code',
  messages:
    'key campaign_id round_id rung kind shares region_code role channel template state reason needed provider provider_ref provider_code log send ways lane traceparent about',
  migrations: 'name checksum',
  number_days: 'scope',
  people: 'kind region_code',
  people_keys: 'purpose wrapped',
  people_shown: 'reader',
  photos: 'id',
  recovery_codes: 'code_hash',
  photo_pieces: 'photo',
  posting_photos: 'id moment',
  posting_lots: 'campaign_id list region_code medium workflow_id',
  postings: 'campaign_id list region_code state digest',
  print_templates: 'print region_code file digest',
  region_kinds: 'code name_en name_zh words',
  region_changes: 'region_code what before after',
  region_shapes: 'region_code shape',
  register_imports: 'region_code digest',
  regions: 'code parent_code kind name path tags merged_into',
  rehearsed_bad_numbers: 'campaign_id code',
  replies: 'provider scope campaign_id round_id outcome problem',
  reports: 'receipt via',
  rounds: 'id campaign_id key stage ask form unit_kind area state title planned origin list does',
  rung_checks: 'campaign_id',
  rungs: 'round_id rung outcome',
  samples: 'campaign_id list step frame strata twice frame_digest',
  second_factors: 'secret',
  self_checks: 'campaign_id detail',
  sessions: 'token_hash via',
  sign_in_failures: 'key',
  sms_parts: 'provider ref event code',
  sms_signatures: 'provider signature state note',
  sms_templates: 'provider text message language code state note',
  spending: 'campaign_id',
  table_views: 'owner of_table name query',
  stopped_numbers: 'scope',
  steering: 'campaign_id verb target actor key',
  steering_reasons: 'campaign_id',
  steering_asked: 'campaign_id verb target via refused',
  table_headings: 'column_key heading noun region',
  visit_lists: 'unit_code',
  warning_texts: 'scope digest source note attributions',
  warnings: 'scope source identifier content drill_by decided given hazard regions keys',
  weather_events: 'scope standing told state hazard colour regions',
  ledger_counts: 'campaign_id places off',
  place_flows: 'campaign_id here there source target item purse',
  unit_days: 'campaign_id unit_code item purse',
  unit_rows: 'campaign_id unit_code list category',
  unit_sums: 'campaign_id unit_code list category item purse why code',
};

describe('H11: the inventory', () => {
  it('H11: names every column that may contain a person, and no other', async () => {
    const columns = await sql<{ place: string }[]>`
      select concat(c.table_name, '.', c.column_name) as place
      from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
        and c.data_type in ('text', 'jsonb', 'json', 'bytea', 'ARRAY', 'character varying', 'inet')`;
    const without = Object.entries(NOBODY).flatMap(([table, names]) =>
      names.split(' ').map((name) => `${table}.${name}`),
    );
    expect([...Object.keys(PLACES), ...without].sort()).toEqual(columns.map(({ place }) => place).sort());
  });

  it.each([
    ['docs/privacy.md', 'en', '| column | what | how long | erased with the person | let go with the campaign |'],
    ['docs/privacy.zh-CN.md', 'zh-CN', '| 列 | 内容 | 保存多久 | 随个人删除 | 随活动归档删除 |'],
  ] as const)('H11: stands in %s as it is', (file, language, head) => {
    const tick = (done: unknown) => (done ? '✓' : '–');
    const rows = Object.entries(PLACES).map(
      ([place, { what, kept, erase, erasePeople, archive }]) =>
        `| \`${place}\` | ${what[language]} | ${kept[language]} | ${tick(erase || erasePeople || place === 'audit_reasons.reason')} | ${tick(archive)} |`,
    );
    const table = [head, '|---|---|---|---|---|', ...rows].join('\n');
    const text = readFileSync(join(ROOT, file), 'utf8');
    expect(text.split('<!-- places -->\n')[1]?.split('\n<!-- /places -->')[0]).toBe(table);
  });
});
