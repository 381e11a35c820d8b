import { forgetWhatIsOver } from '../../../actions/people/archive';
import { eraseHelped, revealHelped } from '../../../actions/people/helped';
import { revealPeople } from '../../../actions/people/people';
import { personDetails } from '../../../domain/people/person';
import { shellUser } from '../../../store/account/actor';
import { isWhole, sealAuditLog, verifyAuditLog } from '../../../store/account/audit-chain';
import { audit, auditLog } from '../../../store/account/audit-log';
import type { Sql } from '../../../store/db/db';
import { findPeople } from '../../../store/people/helped/find-people';
import { findHouseholds } from '../../../store/people/helped/households';
import { identify } from '../../../store/people/helped/identify';
import { type Keyring, openKeyring } from '../../../store/people/sealed/keyring';
import { SEALED_TABLES } from '../../../store/people/sealed/sealed-tables';
import { signIn } from '../../support/accounts';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { writePast } from '../../support/campaigns/past-messages';
import { posts } from '../../support/campaigns/people';
import { dump } from '../../support/people/dump';
import { givenPerson, KEY, SECRET, specimenNumber } from '../../support/people/given';
import { consoleEnv, testConsole } from '../../support/servers/console';
import { emptyDatabase, testDatabase } from '../../support/servers/database';

const BY = shellUser({ NUANDONG_BY: 'tests' });
const PERSON = givenPerson({ phone: '19900005678', address: '甘家组老槐树旁 7 号', account: '6200009900001234567' });
const WIFE = givenPerson({ name: '邹玉秋', idNumber: specimenNumber(2), phone: '19900005679', address: null });
const WORDS = [PERSON.name, PERSON.idNumber, PERSON.phone, PERSON.address, PERSON.account].map(String);
const everything = { top: null };
/** Numbers of photos: two of the person alone, and one of a sheet that others signed too. */
const [DOOR, SHEET, STEP] = ['d'.repeat(64), 'e'.repeat(64), 'f'.repeat(64)];

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
let keyring: Keyring;
let person: number;
let wife: number;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
});
afterAll(() => database.drop());
beforeEach(async () => {
  await emptyDatabase(sql);
  campaign = await openCampaign(sql);
  keyring = await openKeyring(sql, KEY);
  [person = 0, wife = 0] = (await identify(sql, keyring, [PERSON, WIFE])).map(({ id }) => id);
  const [household] = await findHouseholds(
    sql,
    [{ head: person, region: '911', members: [{ person: wife, relation: '12' }] }],
    '2026-12-01',
  );
  await putOnList(household?.id ?? 0);
  await leaveStatements();
  await leaveTraces();
});

/** The household is on a list with a photo of its own, and signs on a sheet together with a neighbour. */
async function putOnList(household: number): Promise<void> {
  const { id } = campaign;
  await sql`
    insert into lists (campaign_id, id, of, track, categories)
    values (${id}, 'poor', 'household', '{propose,check,deliver}', '{poor}')`;
  const ask = sql`(select id from asks where campaign_id = ${id} and key = 'survey' and unit_code = '911')`;
  for (const photo of [DOOR, SHEET])
    await sql`
      insert into photos (ask_id, id, size, bytes, completed_at, named_at)
      values (${ask}, ${photo}, 3, ${Buffer.from(PERSON.name)}, now(), now())`;
  for (const photo of [STEP, SHEET]) {
    const { sealed, keyNo } = keyring.seal({ photo }, 'deed_photos.sealed');
    await sql`
      insert into deed_photos (ask_id, photo, size, sealed, key_no, named_at) values (${ask}, ${photo}, 3, ${sealed}, ${keyNo}, now())`;
  }
  for (const subject of [household, wife]) {
    const photos = subject === wife ? [SHEET] : [SHEET, STEP];
    const { sealed, keyNo } = keyring.seal({ name: subject === wife ? WIFE.name : PERSON.name }, 'entries.sealed');
    const figures = subject === wife ? { remarks: `邻居${PERSON.name}` } : { remarks: '腿脚不便', door: DOOR };
    await sql`
      with entry as (
        insert into entries (campaign_id, list, row, subject_id, category, unit_code, slot_unit, figures, sealed, key_no, shown,
                             proposed_at, changed_at)
        values (${id}, 'poor', gen_random_uuid(), ${subject}, 'poor', '911', '911', ${sql.json(figures)}, ${sealed}, ${keyNo}, '甘**',
                now(), now()) returning id)
      insert into deeds (campaign_id, entry_id, unit_code, kind, at, by_name, via, reason, photos)
      select ${id}, id, '911', 'propose', now(), 'tests', 'form', '甘家困难', ${photos} from entry`;
    const plan = keyring.seal({ text: `${PERSON.name}：每周看望` }, 'support_plans.sealed');
    await sql`
      insert into support_plans (entry_id, sealed, key_no, written_at)
      select id, ${plan.sealed}, ${plan.keyNo}, now() from entries where subject_id = ${subject}`;
  }
}

/** What others said of the person in two cases: one about the row, one about a neighbour; and one who names nobody. */
async function leaveStatements(): Promise<void> {
  const { id } = campaign;
  await sql`
    insert into case_lots (campaign_id, kind, area, key, workflow_id, opened_at)
    values (${id}, 'objection', '911', 'c', 'case/c', now())`;
  const lot = sql`(select id from case_lots where campaign_id = ${id})`;
  const own = sql`(select id from entries where campaign_id = ${id} order by id limit 1)`;
  await sql`
    insert into cases (campaign_id, kind, lot_id, region_code, assignee_code, entry_id, opened_at)
    values (${id}, 'objection', ${lot}, '911', '91', ${own}, now()), (${id}, 'complaint', ${lot}, '911', '9', null, now())`;
  const cases = await sql<{ id: number; kind: string }[]>`select id, kind from cases where campaign_id = ${id}`;
  for (const about of cases)
    for (const text of [`"${PERSON.name}"（${PERSON.phone}）家有小车`, '村里没有公示']) {
      const { sealed, keyNo } = keyring.seal({ text, from: WIFE.name }, 'case_statements.sealed');
      await sql`
        insert into case_statements (case_id, receipt, raised_by, sealed, key_no, said_at)
        values (${about.id}, ${`${about.kind} ${text.length}`}, 'public', ${sealed}, ${keyNo}, now())`;
    }
}

/** Officers and villages have written the person into every text that somebody can write. */
async function leaveTraces(): Promise<void> {
  const { id, rounds } = campaign;
  const round = rounds[0] ?? '';
  const said = `${WORDS.join('，')}，家属${WIFE.name}`;
  const message = {
    ...{ key: 'trace', campaign_id: id, round_id: round, rung: 'open', kind: 'notice', region_code: '911' },
    contact_id: sql`c.id`,
    ...{ channel: 'sms', template: 'task', params: sql.json({ reason: said }), needed: 'always' },
    valid_until: sql`now()`,
    planned_at: sql`now()`,
  };
  const from = sql`${posts(sql)} c where c.region_code = '911' and c.role = 'contact'`;
  await writePast(sql, { message, from }, { state: 'delivered', text: said });
  await sql`
    insert into replies (provider, dedupe, scope, phone, content, campaign_id, outcome)
    values ('http', ${`${PERSON.phone} 1`}, 'live', ${PERSON.phone}, ${said}, ${id}, 'noted')`;
  const ask = sql`(select id from asks where campaign_id = ${id} and key = 'survey' and unit_code = '911')`;
  await sql`
    insert into reports (ask_id, version, receipt, nothing, figures, on_time, via, contact_id, reported_at, returned_because)
    select ${ask}, 1, 'R-1', false, ${sql.json({ households: 3, remarks: said })}, true, 'form', c.id, now(), ${said}
    from ${from}`;
  await sql`
    insert into call_list (campaign_id, round_id, unit_code, reason, opened_at, note)
    values (${id}, ${round}, '911', 'unreachable', now(), ${said})`;
  await sql`
    insert into chases (campaign_id, round_id, rung, region_code, silent, opened_at, acknowledge_by, snooze_reason)
    values (${id}, ${round}, 'chase', '91', 2, now(), now(), ${said})`;
  await sql`
    insert into steering (campaign_id, verb, reason, actor, key, at) values (${id}, 'extend', ${said}, 'account:1', 'trace', now())`;
  await sql`insert into steering_reasons (campaign_id, text) values (${id}, ${said})`;
  await sql`insert into steering_asked (campaign_id, verb, reason, via) values (${id}, 'extend', ${said}, 'cli')`;
  await audit(sql, BY, 'extend', { campaign: id, reason: said });
  await sealAuditLog(sql);
}

/** What a thief with a dump and PEOPLE_KEY reads: lines with the word in clear, and sealed values that open to it. */
async function readable(word: string): Promise<string[]> {
  const text = await dump(sql);
  const clear = text
    .split('\n')
    .filter((line) => line.includes(word) || line.includes(Buffer.from(word).toString('hex')));
  return [...clear, ...opened(text).filter((plain) => plain.includes(word))];
}

/** @returns every value of the dump that opens under any key in any place */
function opened(text: string): string[] {
  const values = [...text.matchAll(/\\x([0-9a-f]{56,})/g)].map(([, hex = '']) => Buffer.from(hex, 'hex'));
  const plain = (sealed: Buffer) =>
    [1, 2, 3].flatMap((keyNo) =>
      SEALED_TABLES.flatMap((table) => {
        try {
          return [JSON.stringify(keyring.unseal({ sealed, keyNo }, `${table}.sealed`))];
        } catch {
          return [];
        }
      }),
    );
  return values.flatMap(plain);
}

test('nothing of an erased person is readable in a dump, with the keys either; others stay', async () => {
  for (const word of WORDS) expect((await readable(word)).length).toBeGreaterThan(9);
  await sql`delete from photos where id = ${SHEET}`;
  const { rows, reasons } = await eraseHelped({ sql, by: BY }, { key: KEY, person, reason: '本人要求', ...everything });
  for (const word of WORDS) expect([word, await readable(word)]).toEqual([word, []]);
  expect((await readable(WIFE.name)).length).toBeGreaterThan(7);
  expect(rows).toMatchObject({
    'people.sealed': 1,
    'people.id_digest': 1,
    'people.shown': 2,
    'memberships.relation': 2,
    'entries.sealed': 1,
    'entries.figures': 2,
    'deeds.photos': 1,
    'photos.bytes': 1,
    'deed_photos.sealed': 1,
    'support_plans.sealed': 2,
  });
  expect(reasons).toBe(1);
  expect(
    await sql`select id, shown, erased_at is not null as erased from people where kind = 'person' order by id`,
  ).toEqual([
    { id: person, shown: '*', erased: true },
    { id: wife, shown: '邹**', erased: false },
  ]);
  expect(await sql`select figures ->> 'households' as households, receipt from reports`).toEqual([
    { households: '3', receipt: 'R-1' },
  ]);
});

test('of a row everything goes that tells of the person; what counts stays, and so does the sheet of others', async () => {
  await eraseHelped({ sql, by: BY }, { key: KEY, person, reason: '本人要求', ...everything });
  const rows = await sql`
    select e.shown, e.category, e.figures, d.reason, d.photos from entries e join deeds d on d.entry_id = e.id order by e.id`;
  expect(rows).toEqual([
    { shown: '*', category: 'poor', figures: {}, reason: null, photos: null },
    { shown: '甘**', category: 'poor', figures: { remarks: '邻居〔已删除〕' }, reason: '甘家困难', photos: [SHEET] },
  ]);
  expect(await sql`select id from photos`).toEqual([{ id: SHEET }]);
  expect(await sql`select photo from deed_photos`).toEqual([{ photo: SHEET }]);
});

test('what was said about the row goes; in what was said about others only the person’s name goes', async () => {
  const { rows } = await eraseHelped({ sql, by: BY }, { key: KEY, person, reason: '本人要求', ...everything });
  expect(rows).toMatchObject({ 'case_statements.sealed': 3 });
  const kept = await sql<{ kind: string; sealed: Buffer | null; keyNo: number }[]>`
    select c.kind, s.sealed, s.key_no as "keyNo" from case_statements s join cases c on c.id = s.case_id order by s.id`;
  const said = kept.map(({ kind, sealed, keyNo }) => [
    kind,
    sealed && keyring.unseal({ sealed, keyNo }, 'case_statements.sealed'),
  ]);
  expect(said).toEqual([
    ['objection', null],
    ['objection', null],
    ['complaint', { text: '"〔已删除〕"（〔已删除〕）家有小车', from: WIFE.name }],
    ['complaint', { text: '村里没有公示', from: WIFE.name }],
  ]);
});

test('who was given something is kept for the accounts for three years, and is erased by itself then', async () => {
  const end = (ago: string) => sql`
    update campaigns set mode = 'live', clock_at = null, state = 'completed', ended_at = now() - ${ago}::interval`;
  await sql`update entries set done = 2, version = 2`;
  await sql`update entries set done = 3, version = 3`;
  await end('1 day');
  const early = eraseHelped({ sql, by: BY }, { key: KEY, person, reason: '本人要求', ...everything });
  await expect(early).rejects.toMatchObject({ code: 'kept-for-accounts' });
  await end('2 years');
  expect(await forgetWhatIsOver(sql, 365)).toEqual([campaign.id]);
  expect((await readable(PERSON.name)).length).toBeGreaterThan(0);
  const twin = givenPerson({ idNumber: specimenNumber(9), name: PERSON.name });
  const [merged] = await identify(sql, keyring, [twin]);
  await sql`update people set merged_into = ${person} where id = ${merged?.id ?? 0}`;
  await sql`update people set erase_after = current_date - 1 where erase_after between current_date + 364 and current_date + 366`;
  await forgetWhatIsOver(sql, 365);
  // Reasons in the audit log follow their own rule.
  for (const word of [...WORDS, WIFE.name]) {
    const reasons = await sql`select from audit_reasons where strpos(reason, ${word}) > 0`;
    expect([word, await readable(word)]).toEqual([word, Array(reasons.length).fill(expect.any(String))]);
  }
  expect(await sql`select from entries`).toHaveLength(2);
  expect(await auditLog(sql, { limit: 1 })).toMatchObject([
    { verb: 'erase-person', via: 'system', target: { people: 3 } },
  ]);
});

test('people who are on no list any more are deleted after a month', async () => {
  const [unlisted] = await identify(sql, keyring, [givenPerson({ idNumber: specimenNumber(9), name: '邱小麦' })]);
  await sql`update people set made_at = now() - interval '31 days'`;
  await forgetWhatIsOver(sql, 365);
  const left = await sql<{ id: number }[]>`select id from people where kind = 'person' order by id`;
  expect(left.map(({ id }) => id)).toEqual([person, wife]);
  expect(unlisted?.id).toBeGreaterThan(wife);
  const [twin] = await identify(sql, keyring, [givenPerson({ idNumber: specimenNumber(9), name: '邱小麦' })]);
  await sql`update people set made_at = now() - interval '31 days', merged_into = ${person} where id = ${twin?.id ?? 0}`;
  await forgetWhatIsOver(sql, 365);
  expect(await sql`select from people where merged_into is not null`).toHaveLength(1);
  await sql`delete from campaigns`;
  await forgetWhatIsOver(sql, 365);
  expect(await sql`select from people`).toHaveLength(0);
});

test('what refers to people is known to their retention', async () => {
  const tables = await sql<{ at: string }[]>`
    select conrelid::regclass || '.' || a.attname as at from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
    where c.contype = 'f' and c.confrelid = 'people'::regclass order by 1`;
  expect(tables.map(({ at }) => at)).toEqual([
    ...['distinct_pairs.one_id', 'distinct_pairs.other_id'],
    ...['entries.subject_id', 'memberships.household_id', 'memberships.person_id'],
    ...['people.head_id', 'people.merged_into', 'people_shown.person_id'],
  ]);
});

test('an erased person is found by nothing, is not erased twice, and is somebody new on the next list', async () => {
  await eraseHelped({ sql, by: BY }, { key: KEY, person, reason: '本人要求', ...everything });
  for (const wanted of [{ name: PERSON.name }, { idNumber: PERSON.idNumber ?? '' }])
    expect(await findPeople(sql, keyring, wanted, everything)).toEqual([]);
  const again = eraseHelped({ sql, by: BY }, { key: KEY, person, reason: '再来', ...everything });
  await expect(again).rejects.toMatchObject({ code: 'unknown-helped' });
  const [anew] = await identify(sql, keyring, [PERSON]);
  expect(anew).toMatchObject({ known: false });
  expect(anew?.id).not.toBe(person);
});

test('the audit log tells who was erased by number, its chain holds, and it names nobody', async () => {
  const [, extend] = [await sealAuditLog(sql), (await auditLog(sql, { limit: 1 }))[0]];
  await eraseHelped({ sql, by: BY }, { key: KEY, person, reason: '本人要求', ...everything });
  await sealAuditLog(sql);
  expect(await auditLog(sql, { limit: 1 })).toMatchObject([
    { verb: 'erase-person', target: { person, reasons: String(extend?.id) }, reason: '本人要求' },
  ]);
  expect(isWhole(await verifyAuditLog(sql))).toBe(true);
});

test('rows of the same person are erased together, whichever of them is named', async () => {
  await sql`update people set merged_into = ${wife} where id = ${person}`;
  await eraseHelped({ sql, by: BY }, { key: KEY, person, reason: '本人要求', ...everything });
  for (const word of [...WORDS, WIFE.name]) expect([word, await readable(word)]).toEqual([word, []]);
});

test('only an office above the person erases or sees one; a number of a contact stays the contact’s', async () => {
  const [contact] = await sql<{ phone: string }[]>`select phone from ${posts(sql)} p where region_code = '912' limit 1`;
  const [neighbour] = await identify(sql, keyring, [
    givenPerson({ idNumber: specimenNumber(3), phone: contact?.phone ?? '', name: '邱小麦' }),
  ]);
  await sql`
    insert into stopped_numbers (scope, phone, people, asked_at, confirmed_at)
    values ('live', ${contact?.phone ?? ''}, '{}', now(), now())`;
  const erase = (top: string) =>
    eraseHelped({ sql, by: BY }, { key: KEY, person: neighbour?.id ?? 0, reason: '本人要求', top });
  await expect(erase('92')).rejects.toMatchObject({ code: 'unknown-helped' });
  await erase('91');
  expect(await sql`select phone from stopped_numbers`).toEqual([{ phone: contact?.phone }]);
});

test('a person is shown in full with a reason, within the region, and counts with contacts into the limit of a day', async () => {
  const deciding = { sql, by: BY, name: 'account:7' };
  const look = (people: number[], most: number, top: string | null = null) =>
    revealHelped(deciding, { key: KEY, people, purpose: 'visit', reason: '上门走访', most, top });
  const { people, left } = await look([person, person], 3);
  expect([personDetails.parse(people[0]), left]).toEqual([personDetails.parse(PERSON), 2]);
  expect(await auditLog(sql, { limit: 1 })).toMatchObject([
    { verb: 'reveal-people', target: { what: 'visit', helped: String(person) }, reason: '上门走访' },
  ]);
  await expect(look([person], 3, '92')).rejects.toMatchObject({ code: 'unknown-helped' });
  await sql`update entries set unit_code = '921', version = version + 1`;
  expect(await look([person], 3, '92')).toMatchObject({ people: [{ id: person }] });
  const contacts = (await sql<{ id: number }[]>`select id from contacts order by id limit 2`).map(({ id }) => id);
  const contact = { purpose: 'call', reason: '电话', most: 3, ...everything };
  expect(await revealPeople(deciding, { people: contacts, ...contact })).toMatchObject({ left: 0 });
  await expect(look([wife], 3)).rejects.toMatchObject({ code: 'too-many-people' });
  expect(await look([person], 3)).toMatchObject({ left: 0 });
});

test('only administrators above the person erase one in the console', async () => {
  const web = await testConsole(sql, { env: consoleEnv({ PEOPLE_KEY: SECRET }) });
  const erase = async (role: 'county-officer' | 'administrator', region: string, of: number | string = person) => {
    const { headers } = await signIn(sql, role, region);
    return (await web.send(`/api/people/helped/${of}/erase`, { reason: '本人要求' }, headers)).status;
  };
  try {
    expect(await erase('county-officer', '9')).toBe(403);
    expect(await erase('administrator', '92')).toBe(404);
    expect(await erase('administrator', '91')).toBe(200);
    expect(await erase('administrator', '91')).toBe(404);
    expect(await readable(String(PERSON.idNumber))).toEqual([]);
  } finally {
    await web.close();
  }
});
