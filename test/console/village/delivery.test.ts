import { gzipSync } from 'node:zlib';
import { formAssets } from '../../../console/village/form-assets';
import { PHOTO } from '../../../rehearsal/people/photo';
import { openKeyring } from '../../../store/people/sealed/keyring';
import { peopleKey } from '../../../store/people/sealed/people-key';
import { TEST_SECRET } from '../../support/campaigns/campaign';
import { deliveryCampaign } from '../../support/campaigns/delivery-campaign';
import { specimen } from '../../support/campaigns/rows';
import { emptyTables } from '../../support/servers/empty-tables';
import { villageConsole } from '../../support/villages/village-console';

/** The page on which a village hands over what is due, in a browser without a script. */
const village = villageConsole();

const start = async (rows = 3) => {
  await emptyTables(
    village.sql,
    'regions',
    'campaigns',
    'people',
    'row_acts',
    'ledger_acts',
    'balances',
    'entitled_sums',
  );
  const { campaign } = await deliveryCampaign(village.sql, rows);
  village.campaign = campaign;
  village.link = `/r/${await campaign.token('report', '911', 'apply.give')}`;
};

const page = async (query = '') => (await village.web.get(village.link + query)).text();
const rows = () => village.sql<{ row: string; shown: string }[]>`select row, shown from entries order by id`;

/** Sends the form for one row, with photos, as a browser does. */
async function hand(row: string, fields: Record<string, string>, photos: Record<string, Uint8Array> = {}) {
  const form = new FormData();
  const first = { 'row-how': 'door', 'row-mark': 'paper', 'row-give-cny': '2000', 'row-give-coat': '2' };
  const all = { 'row-id': row, 'row-version': '4', 'row-outcome': 'done', ...first, ...fields };
  for (const [name, value] of Object.entries(all)) form.set(name, value);
  for (const [name, bytes] of Object.entries(photos))
    form.set(name, new Blob([Uint8Array.from(bytes)], { type: 'image/jpeg' }), 'photo.jpg');
  const answer = await fetch(village.web.url + village.link, {
    ...{ method: 'POST', body: form, redirect: 'manual' },
    headers: { accept: 'text/html' },
  });
  return { status: answer.status, text: await answer.text() };
}
const deliveries = () => village.sql`
  select outcome, how, mark, relation, rest, helps, signed_at is not null as signed from deliveries order by id`;
const booked = () => village.sql`
  select item, quantity from transfers where kind = 'deliver' order by id`;

it('shows what is due, and takes a part of it for a proxy by a photo of the signed sheet', async () => {
  await start();
  const html = await page();
  expect(html).toContain('应发：资金 2000 元，棉衣 2 件');
  expect(html).not.toContain(specimen(1));
  const [{ row } = { row: '' }] = await rows();
  const one = await page(`?row=${row}`);
  expect(one).toMatch(/name="row-give-cny" value="2000"/);
  expect(one).toMatch(/name="row-mark" value="paper" checked/);

  expect(one).toMatch(/name="row-help-jobs" value="yes"> 送岗位/);
  const silent = await hand(row, {});
  expect(silent.status).toBe(422);
  expect(silent.text).toContain('请拍签领表或手印的照片');
  const proxy = { 'row-proxy-name': '邻居某庚', 'row-proxy-relation': 'neighbour', 'row-proxy-reason': '卧病在床' };
  const unclear = await hand(row, { 'row-give-coat': '两件' }, { 'row-sheet': PHOTO.bytes });
  expect([unclear.status, unclear.text.includes('请用数字填写发放数量')]).toEqual([422, true]);
  const nobody = await hand(row, proxy, { 'row-sheet': PHOTO.bytes });
  expect([nobody.status, nobody.text.includes('代领人请写身份证号')]).toEqual([422, true]);
  const unknown = await hand(row, { 'row-help-luck': 'yes' }, { 'row-sheet': PHOTO.bytes });
  expect([unknown.status, unknown.text.includes('这份名单没有这种帮扶方式')]).toEqual([422, true]);
  const taken = await hand(
    row,
    { ...proxy, 'row-proxy-id': specimen(77), 'row-give-coat': '1', 'row-rest': 'short', 'row-help-jobs': 'yes' },
    { 'row-sheet': PHOTO.bytes },
  );
  expect(taken.status).toBe(303);
  expect(await deliveries()).toEqual([
    {
      outcome: 'given',
      how: 'door',
      mark: 'paper',
      relation: 'neighbour',
      rest: 'short',
      helps: ['jobs'],
      signed: false,
    },
  ]);
  expect(await booked()).toEqual([
    { item: 'cny', quantity: 200_000 },
    { item: 'coat', quantity: 1 },
  ]);
  const [kept] = await village.sql<
    { sealed: Buffer; keyNo: number }[]
  >`select sealed, key_no as "keyNo" from deliveries`;
  if (!kept) throw new Error('Nothing is sealed.');
  const keyring = await openKeyring(village.sql, peopleKey(TEST_SECRET));
  expect(keyring.unseal(kept, 'deliveries.sealed')).toMatchObject({
    proxy: { name: '邻居某庚', idNumber: specimen(77) },
  });
  expect(village.web.logged.join()).not.toMatch(/邻居某庚/);
});

it('asks once in which ways the chosen rows are helped, and keeps them for each', async () => {
  await start();
  const html = await page();
  expect(html).toMatch(/name="help-jobs" value="yes"> 送岗位/);
  const [one, two] = await rows();
  const tick = async (...ways: string[]) => {
    const form = new FormData();
    for (const { row } of [one, two].flatMap((some) => some ?? [])) form.append('done-row', `${row}:4`);
    for (const way of ways) form.set(`help-${way}`, 'yes');
    const answer = await fetch(village.web.url + village.link, {
      ...{ method: 'POST', body: form, redirect: 'manual' },
      headers: { accept: 'text/html' },
    });
    return { status: answer.status, text: await answer.text() };
  };
  const unknown = await tick('luck');
  expect([unknown.status, unknown.text.includes('这份名单没有这种帮扶方式')]).toEqual([422, true]);
  expect(await deliveries()).toEqual([]);
  expect((await tick('funds', 'jobs')).status).toBe(303);
  // A browser that has lost the answer sends the same again: it is the same.
  expect((await tick('funds', 'jobs')).status).toBe(303);
  expect((await deliveries()).map(({ outcome, helps }) => [outcome, helps])).toEqual([
    ['given', ['funds', 'jobs']],
    ['given', ['funds', 'jobs']],
  ]);
  expect(await booked()).toHaveLength(4);
});

it('takes a fingerprint with two witnesses, a visit to nobody, and a refusal with its reason', async () => {
  await start();
  const [one, two, three] = (await rows()).map(({ row }) => row);
  const alone = await hand(
    one ?? '',
    { 'row-mark': 'fingerprint', 'row-witness-1': '甲某' },
    { 'row-sheet': PHOTO.bytes },
  );
  expect([alone.status, alone.text.includes('请写明两位见证人')]).toEqual([422, true]);
  const witnesses = { 'row-mark': 'fingerprint', 'row-witness-1': '甲某', 'row-witness-2': '乙某' };
  expect((await hand(one ?? '', witnesses, { 'row-sheet': PHOTO.bytes })).status).toBe(303);
  const missed = (row: string | undefined, fields: Record<string, string>) =>
    village.web.submit(village.link, { 'row-id': row ?? '', 'row-version': '4', 'row-outcome': 'not', ...fields });
  expect((await missed(two, { 'row-because': 'missed-unreached' })).status).toBe(303);
  expect((await missed(three, { 'row-because': 'missed-refused' })).status).toBe(422);
  expect((await missed(three, { 'row-because': 'missed-refused', 'row-reason': '家里有' })).status).toBe(303);
  expect((await deliveries()).map(({ outcome, mark }) => `${outcome} ${mark}`)).toEqual([
    'given fingerprint',
    'unreached null',
    'refused null',
  ]);
  // Nobody was there, so they are visited again.
  expect(await page()).toContain('待发放 2 户');
});

it('the first view of a page with fifty rows costs a phone less than 60 KB, and only it has the frame to sign in', async () => {
  await start(60);
  const html = await page();
  const { deliveryScript, script, style, icon } = formAssets();
  expect(html).toContain(deliveryScript.address);
  const bytes = [deliveryScript, style, icon].reduce((sum, { gzipped }) => sum + gzipped.length, 0);
  expect(gzipSync(html).length + bytes).toBeLessThan(60_000);
  expect(Buffer.byteLength(html)).toBeLessThan(60_000);
  expect(script.body.includes('pad-undo')).toBe(false);
  const other = `/r/${await village.campaign.token('report', '911', 'apply.village')}`;
  expect(await (await village.web.get(other)).text()).toContain(script.address);
});
