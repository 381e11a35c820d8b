import { randomUUID } from 'node:crypto';
import { listVotes } from '../../../reporting/figures/list/list-votes';
import { openKeyring } from '../../../store/people/sealed/keyring';
import { peopleKey } from '../../../store/people/sealed/people-key';
import { readDeedPhoto } from '../../../store/report/deed-photos';
import { recordReport } from '../../../store/report/reports';
import { signIn } from '../../support/accounts';
import { openCampaign, TEST_SECRET } from '../../support/campaigns/campaign';
import { listDefinition } from '../../support/campaigns/list-definition';
import { family, sending } from '../../support/campaigns/rows';
import { jsonOf } from '../../support/servers/console';
import { emptyTables } from '../../support/servers/empty-tables';
import { LARGE_PHOTO } from '../../support/villages/photo';
import { villageConsole } from '../../support/villages/village-console';

/** What proves that a step was done: the votes of a meeting, photos; and acts that a phone sends again. */
const village = villageConsole();

beforeEach(async () => {
  const { poor } = listDefinition().lists;
  const [stage] = listDefinition().stages;
  const asks = [
    { id: 'village', of: 'village', list: 'poor', does: 'propose' },
    { id: 'township', of: 'township', list: 'poor', does: 'appraise' },
  ];
  await emptyTables(village.sql, 'regions', 'campaigns', 'people');
  const definition = listDefinition({
    lists: { poor: { ...poor, track: ['propose', 'appraise', 'announce', 'deliver'] } },
    stages: [{ ...stage, asks }],
  });
  village.campaign = await openCampaign(village.sql, { definition });
  await recordReport(village.sql, {
    ...{
      campaign: village.campaign.id,
      key: 'apply.village',
      unit: '911',
      via: 'form',
      people: peopleKey(TEST_SECRET),
    },
    input: { nothing: false, figures: {} },
    rows: sending(family(1), family(2), family(3)),
  });
  village.link = `/r/${await village.campaign.token('report', '91', 'apply.township')}`;
});

const rows = () => village.sql<{ row: string; state: string; done: number; version: number }[]>`
  select row, state, done, version from entries order by id`;
const deeds = () => village.sql<{ figures: object | null; photos: string[] | null }[]>`
  select figures, photos from deeds where kind = 'appraise' order by id`;
const MEETING = { metOn: '2026-12-01', present: '35' };
const send = async (did: object[]) =>
  jsonOf<{ rows: { is: string; problems?: { code: string }[] }[] }>(
    village.web.submit(
      `${village.link}?lang=zh-CN`,
      { 'rows-sent': JSON.stringify({ did }) },
      { accept: 'application/json', 'idempotency-key': randomUUID() },
    ),
  );
const outcomes = async (...did: object[]) =>
  (await send(did)).rows.map(({ is, problems = [] }) => [is, ...problems.map(({ code }) => code)].join(' '));
const upload = (photo = LARGE_PHOTO) =>
  fetch(`${village.web.url}${village.link}/photos/${photo.id}?offset=0&size=${photo.bytes.length}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: photo.bytes,
  });

it('a browser without a script sends the votes of many rows with the photo of the minutes', async () => {
  const [first, second, third] = await rows();
  const html = await (await village.web.get(village.link)).text();
  for (const words of ['会议日期', '到会人数', '同意', '会议记录照片', 'type="file"']) expect(html).toContain(words);
  const form = new FormData();
  const fields = { ...MEETING, [`votesFor:${first?.row}`]: '30', [`votesAgainst:${first?.row}`]: '2' };
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const one of [first, second]) form.append('done-row', `${one?.row}:1`);
  form.append('proof', new Blob([LARGE_PHOTO.bytes], { type: 'image/jpeg' }), 'minutes.jpg');
  const answer = await fetch(village.web.url + village.link, { method: 'POST', body: form, redirect: 'manual' });
  // The second row lacks its votes: it is named, with the reason, and refused alone.
  expect([answer.status, await answer.text()]).toEqual([
    422,
    expect.stringMatching(/张\*\* 尾号 \d{3}[\dX]：请填写“同意”/),
  ]);
  expect((await rows()).map(({ done }) => done)).toEqual([2, 1, 1]);
  const votes = { metOn: '2026-12-01', present: 35, votesFor: 30, votesAgainst: 2 };
  expect(await deeds()).toEqual([{ figures: votes, photos: [LARGE_PHOTO.id] }]);
  expect(await listVotes(village.sql, village.campaign.id)).toEqual([
    { list: 'poor', category: 'special', meetings: 1, rows: 1, votesFor: 30, votesAgainst: 2 },
  ]);
  // The meeting is remembered for the rows that follow, on a row's own page as well.
  const next = await (await village.web.get(`${village.link}?row=${third?.row}`)).text();
  expect(next).toMatch(/name="row-metOn" value="2026-12-01"/);
});

it('votes fit the meeting, each row for itself', async () => {
  const [one, two, three] = (await rows()).map(({ row }) => ({ row, version: 1, done: true }));
  const vote = (votesFor: string, changes = {}) => ({
    figures: { ...MEETING, votesFor, votesAgainst: '0', ...changes },
  });
  expect(
    await outcomes(
      { ...one, ...vote('36') },
      { ...two, ...vote('30', { metOn: '2026-12-03' }) },
      { ...three, ...vote('35') },
    ),
  ).toEqual(['refused votes-beyond-present', 'refused meeting-ahead', 'done']);
});

it('a photo that has come proves a deed, sealed; one that has not refuses its row alone', async () => {
  const [one, two] = await rows();
  const votes = { figures: { ...MEETING, votesFor: '30', votesAgainst: '1' } };
  expect((await upload()).status).toBe(200);
  expect(await (await upload()).json()).toEqual({ received: LARGE_PHOTO.bytes.length, complete: true });
  const did = (row: string | undefined, photo: string) => ({ row, version: 1, done: true, ...votes, photos: [photo] });
  expect(await outcomes(did(one?.row, LARGE_PHOTO.id), did(two?.row, 'a'.repeat(64)))).toEqual([
    'done',
    'refused row-photo-missing',
  ]);
  expect(await village.sql`select from photos`).toHaveLength(0);
  const kept =
    await village.sql`select named_at is not null as named, position(${LARGE_PHOTO.kept} in sealed) as plain from deed_photos`;
  expect(kept).toEqual([{ named: true, plain: 0 }]);
  const place = { campaign: village.campaign.id, key: 'apply.township', unit: '91', photo: LARGE_PHOTO.id };
  const picture = await readDeedPhoto(village.sql, await openKeyring(village.sql, peopleKey(TEST_SECRET)), place);
  expect(picture).toEqual(LARGE_PHOTO.kept);
  // An officer sees the votes of the row, and the photo for a reason that is written down; no phone gets it back.
  const [officer, abroad] = [
    await signIn(village.sql, 'county-officer', '9'),
    await signIn(village.sql, 'township-officer', '92'),
  ];
  const [entry] = await village.sql<{ id: number }[]>`select id from entries order by id limit 1`;
  const row = `/api/campaigns/${village.campaign.id}/lists/poor/rows/${entry?.id}`;
  const { deeds: story } = await jsonOf<{ deeds: object[] }>(village.web.get(row, officer.cookie));
  expect(story[1]).toMatchObject({ kind: 'appraise', figures: { votesFor: 30 }, photos: [LARGE_PHOTO.id] });
  const look = (body: object, { headers } = officer) =>
    village.web.send(`${row}/photos/${LARGE_PHOTO.id}`, body, headers);
  expect([(await look({})).status, (await look({ reason: '核对' }, abroad)).status]).toEqual([400, 404]);
  expect(Buffer.from(await (await look({ reason: '核对签名' })).arrayBuffer())).toEqual(LARGE_PHOTO.kept);
  expect(await village.sql`select verb, target ->> 'what' as what from audit_log order by id desc limit 1`).toEqual([
    { verb: 'reveal-people', what: 'photo' },
  ]);
  expect((await village.web.get(`${village.link}/photos/${LARGE_PHOTO.id}`)).status).toBe(404);
});

it('of the photos of rows only those that no deed names yet are limited', async () => {
  await village.sql`
    insert into deed_photos (ask_id, photo, size, named_at)
    select a.id, lpad(n::text, 64, '0'), 1, now() from asks a, generate_series(1, 6144) n where a.unit_code = '91' and a.key = 'apply.township'`;
  expect((await upload()).status).toBe(200);
  await village.sql`delete from deed_photos where photo = ${LARGE_PHOTO.id}`;
  await village.sql`update deed_photos set named_at = null`;
  expect((await upload()).status).toBe(422);
});

it('an act that is sent again under its key has arrived, whatever has happened to its row since', async () => {
  const [one] = await rows();
  const act = { row: one?.row, version: 1, done: false, reason: '住址不清', key: randomUUID() };
  expect(await outcomes(act)).toEqual(['returned']);
  const [row] = await village.sql<{ id: number; row: string }[]>`select id, row from entries order by id limit 1`;
  await recordReport(village.sql, {
    ...{
      campaign: village.campaign.id,
      key: 'apply.village',
      unit: '911',
      via: 'form',
      people: peopleKey(TEST_SECRET),
    },
    input: { nothing: false, figures: {} },
    rows: sending(family(1, { row: row?.row ?? '', version: 2 })),
  });
  expect(await outcomes(act)).toEqual(['same']);
  expect(await outcomes({ ...act, key: randomUUID() })).toEqual(['refused row-changed']);
  expect(await village.sql`select from deeds where kind = 'return'`).toHaveLength(1);
});

it('whoever tells households of their visit says how: once for many, on a row’s own page, and from a phone', async () => {
  const { poor } = listDefinition().lists;
  const [stage] = listDefinition().stages;
  const asks = [
    { id: 'village', of: 'village', list: 'poor', does: 'propose' },
    { id: 'township', of: 'township', list: 'poor', does: 'tell' },
  ];
  await emptyTables(village.sql, 'regions', 'campaigns', 'people');
  const tell = { days: 2, says: { 'zh-CN': '工作人员12月11日上午上门走访' } };
  const definition = listDefinition({
    lists: { poor: { ...poor, track: ['propose', 'deliver'], posting: undefined, tell } },
    stages: [{ ...stage, asks }],
  });
  village.campaign = await openCampaign(village.sql, { definition });
  const place = { campaign: village.campaign.id, key: 'apply.village', unit: '911', via: 'form' } as const;
  const proposed = sending(family(1), family(2), family(3));
  const input = { nothing: false, figures: {} };
  await recordReport(village.sql, { ...place, people: peopleKey(TEST_SECRET), input, rows: proposed });
  village.link = `/r/${await village.campaign.token('report', '91', 'apply.township')}`;

  const [first, second, third] = await rows();
  const html = await (await village.web.get(village.link)).text();
  for (const words of ['12月11日上午', '怎样通知的', '短信', '当面']) expect(html).toContain(words);
  await village.web.submit(village.link, { 'done-row': `${first?.row}:1`, told: 'sms' });
  const own = { 'row-id': second?.row ?? '', 'row-version': '1', 'row-outcome': 'done', 'row-told': 'letter' };
  await village.web.submit(village.link, own);
  expect(await outcomes({ row: third?.row, version: 1, done: true, told: 'in-person' })).toEqual(['done']);
  const told = await village.sql`select because from deeds where kind = 'tell' order by id`;
  expect(told.map(({ because }) => because)).toEqual(['sms', 'letter', 'in-person']);
});
