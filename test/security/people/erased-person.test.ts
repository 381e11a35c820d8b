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
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { writePast } from '../../support/campaigns/past-messages';
import { posts } from '../../support/campaigns/people';
import { dump } from '../../support/people/dump';
import { givenPerson, KEY, specimenNumber } from '../../support/people/given';
import { emptyDatabase, testDatabase } from '../../support/servers/database';

const BY = shellUser({ NUANDONG_BY: 'tests' });
const PERSON = givenPerson({ phone: '19900005678', address: '甘家组老槐树旁 7 号', account: '6200009900001234567' });
const WIFE = givenPerson({ name: '邹玉秋', idNumber: specimenNumber(2), phone: '19900005679', address: null });
const WORDS = [PERSON.name, PERSON.idNumber, PERSON.phone, PERSON.address, PERSON.account].map(String);
const everything = { top: null };

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
  await findHouseholds(
    sql,
    [{ head: person, region: '911', members: [{ person: wife, relation: '12' }] }],
    '2026-12-01',
  );
  await leaveTraces();
});

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
  const { rows, reasons } = await eraseHelped({ sql, by: BY }, { key: KEY, person, reason: '本人要求', ...everything });
  for (const word of WORDS) expect([word, await readable(word)]).toEqual([word, []]);
  expect((await readable(WIFE.name)).length).toBeGreaterThan(7);
  expect(rows).toMatchObject({
    'people.sealed': 1,
    'people.id_digest': 1,
    'people.shown': 2,
    'memberships.relation': 2,
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
  const contacts = (await sql<{ id: number }[]>`select id from contacts order by id limit 2`).map(({ id }) => id);
  const contact = { purpose: 'call', reason: '电话', most: 3, ...everything };
  expect(await revealPeople(deciding, { people: contacts, ...contact })).toMatchObject({ left: 0 });
  await expect(look([wife], 3)).rejects.toMatchObject({ code: 'too-many-people' });
  expect(await look([person], 3)).toMatchObject({ left: 0 });
});
