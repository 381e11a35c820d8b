import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CellFormulaValue, Workbook } from 'exceljs';
import { arrive, dispatch } from '../../actions/ledger/dispatches';
import { pledge, receive } from '../../actions/ledger/gifts';
import { drawSample } from '../../actions/list/samples';
import { PHOTO } from '../../rehearsal/people/photo';
import { writeReport } from '../../reporting/document/write';
import { changeCampaignState } from '../../store/campaign/campaigns';
import type { Sql } from '../../store/db/db';
import { addPhoto } from '../../store/report/photos';
import { recordReport } from '../../store/report/reports';
import { type OpenCampaign, openCampaign } from '../support/campaigns/campaign';
import { ledgerDefinition } from '../support/campaigns/ledger-definition';
import { listDefinition } from '../support/campaigns/list-definition';
import { checkedRows, OFFICER } from '../support/campaigns/posted';
import { quietClient } from '../support/campaigns/quiet-client';
import { TEST_PEOPLE_KEY } from '../support/campaigns/rows';
import { shanghai } from '../support/campaigns/tiny';
import { testDatabase } from '../support/servers/database';
import { filesIn } from '../support/zip';

const PUBLIC_URL = 'https://nuandong.example.org/';
const told = {
  name: { 'zh-CN': '宣传情况' },
  fields: [
    { id: 'what', label: { 'zh-CN': '做了什么' }, type: 'text', maxLength: 200 },
    { id: 'seen', label: { 'zh-CN': '照片' }, type: 'photo', required: false },
  ],
};

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
let dir: string;
let book: Workbook;
let word: string;
let written: { docx: string; xlsx: string };

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  dir = await mkdtemp(join(tmpdir(), 'nuandong-summary-'));
  const { forms, stages } = listDefinition();
  const window = { opens: '12-01', due: '12-04', lock: '12-08' };
  const asks = [{ id: 'village', of: 'village', form: 'told' }];
  const publicity = { id: 'publicity', kind: 'publicity', name: { 'zh-CN': '宣传' }, ...window, asks };
  const definition = ledgerDefinition({ forms: { family: forms.family, told }, stages: [...stages, publicity] });
  campaign = await openCampaign(sql, { definition, now: shanghai('12-02 10:00') });
  await checkedRows(sql, campaign, { '911': [1, 2], '921': [3] });
  await goodsMove();
  await unitsTell();
  const client = quietClient;
  const drawing = { campaign: campaign.id, list: 'poor', step: 'check' as const, seed: 7, size: 3 };
  await drawSample({ sql, by: OFFICER, client }, drawing);
  await sql`
    update cases set state = 'closed', closed_at = ${shanghai('12-02 11:00')}, outcome = 'wrong'
    where id = (select min(id) from cases where kind = 'sample')`;
  await changeCampaignState(sql, campaign.id, 'completed', shanghai('12-09 10:00'));
  written = await writeReport(sql, { campaign: campaign.id, dir, publicUrl: PUBLIC_URL });
  book = new Workbook();
  await book.xlsx.readFile(written.xlsx);
  word = (
    filesIn(await readFile(written.docx))
      .get('word/document.xml')
      ?.toString() ?? ''
  ).replaceAll('</w:p>', '\n');
});
afterAll(async () => {
  await rm(dir, { recursive: true, force: true });
  await database.drop();
});

/** 6,000 yuan come and 1,000 more are promised; of 50 coats 30 go to a township, where 28 arrive. */
async function goodsMove(): Promise<void> {
  const booking = () => ({ campaign: campaign.id, key: randomUUID(), top: null, via: 'cli' as const });
  const acting = { sql, by: OFFICER, client: quietClient };
  const gift = { from: { unnamed: true as const }, to: '9', purse: 'charity' };
  const coats = (quantity: number) => [{ item: 'coat', quantity }];
  const money = (quantity: number) => [{ item: 'cny', quantity }];
  await receive({ ...acting, key: TEST_PEOPLE_KEY }, { ...booking(), ...gift, things: money(600_000) });
  await pledge({ ...acting, key: TEST_PEOPLE_KEY }, { ...booking(), ...gift, things: money(100_000) });
  const cost = [{ item: 'coat', quantity: 50, valueFen: 500_000 }];
  await receive({ ...acting, key: TEST_PEOPLE_KEY }, { ...booking(), ...gift, purse: 'city', things: cost });
  const sent = { from: '9', to: '91', purse: 'city', things: coats(30), dueAt: shanghai('12-05 10:00') };
  const { dispatch: note } = await dispatch(acting, { ...booking(), ...sent });
  await arrive(acting, { ...booking(), dispatch: note, things: coats(28), last: false });
}

async function unitsTell(): Promise<void> {
  const place = { campaign: campaign.id, key: 'publicity', via: 'form' as const };
  const seen = await addPhoto(sql, { ...place, unit: '911' }, PHOTO.bytes);
  const tell = (unit: string, figures: object) =>
    recordReport(sql, { ...place, unit, input: { nothing: false, figures: { ...figures } } });
  await tell('911', { what: '召开院坝会，发放明白纸。', seen });
  await tell('921', { what: '请打13800000000。' });
}

const rowsOf = (sheet: string): unknown[][] => {
  const found = book.getWorksheet(sheet);
  if (!found) throw new Error(`no sheet ${sheet} among ${book.worksheets.map(({ name }) => name).join(', ')}`);
  return (found.getRows(2, found.rowCount - 1) ?? []).map((row) => (row.values as unknown[]).slice(1).map(plain));
};
const plain = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'formula' in value ? (value as CellFormulaValue).result : value;

describe('the summary', () => {
  it('tells what was raised, allocated and is where, by purse and item', () => {
    expect(rowsOf('款物：筹集、拨付、发放')).toEqual([
      [...['专项款物', '品名', '筹集', '其中认捐未到', '折价（元）', '已拨付', '在库', '在途']],
      ['慈善会', '资金（元）', 7000, 1000, undefined, undefined, 6000],
      ['市级财政', '棉衣（件）', 50, undefined, 5000, 30, 48, 2],
    ]);
  });

  it('tells the same by level and by region', () => {
    expect(rowsOf('各级款物').filter((row) => row.includes('棉衣（件）'))).toEqual([
      ['县', '市级财政', '棉衣（件）', 50, undefined, 30, 20],
      ['乡镇', '市级财政', '棉衣（件）', undefined, 28, undefined, 28],
    ]);
    expect(rowsOf('各地款物').filter((row) => row.includes('东乡'))).toEqual([
      ['东乡', '市级财政', '棉衣（件）', undefined, 30, undefined, 28, 2],
    ]);
  });

  it('tells what spot checks have found', () => {
    const [, sample] = rowsOf('抽查');
    expect(sample?.slice(3, 8)).toEqual([3, 3, 0, 1, 1]);
  });

  it('prints what units have written about activities, their photos, and no number of a person', () => {
    expect(rowsOf('活动文字').map((row) => row.at(-1))).toEqual([
      ...['内容', '召开院坝会，发放明白纸。', '（含证件号或电话，未列入，可凭回执号查阅）'],
    ]);
    const text = word.replace(/<[^>]+>/g, '');
    expect(text).toContain('召开院坝会，发放明白纸。');
    expect(text).toContain('款物账：共筹集资金7,000.00元、物资折价5,000.00元，资金已发到户0.00元；账实相符。');
    expect(text).toContain('东乡 一村 · ');
    expect(text).not.toContain('13800000000');
    expect(text).toMatch(
      /附件：1\.各地慰问对象情况表\n[\s\S]*8\.工作过程数据（内部）\n\n\n小县红十字会\n2026年12月9日/,
    );
  });

  it('leads from figures to their masked rows in the console', () => {
    const cell = book.getWorksheet('名单')?.getCell('B3').value as CellFormulaValue;
    const page = `https://nuandong.example.org/console/lists?campaign=${campaign.id}&list=poor&category=special`;
    expect([cell.result, cell.formula]).toEqual(['特困户', `HYPERLINK("${page}","特困户")`]);
    expect(word).toContain(`w:instr="HYPERLINK &quot;${page.replaceAll('&', '&amp;')}&quot;"`);
  });

  it('is the same, byte for byte, when it is written again', async () => {
    const before = await Promise.all([readFile(written.docx), readFile(written.xlsx)]);
    await writeReport(sql, { campaign: campaign.id, dir, publicUrl: PUBLIC_URL });
    const after = await Promise.all([readFile(written.docx), readFile(written.xlsx)]);
    expect(before.map((bytes, nr) => bytes.equals(after[nr] ?? Buffer.alloc(0)))).toEqual([true, true]);
  });
});
