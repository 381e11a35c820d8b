import { BATCH_STANDINGS } from '../../ledger/bank/silence';
import { FINDING_WORDS } from '../../ledger/findings';
import { MARK_WORDS, OUTCOME_WORDS, TRANSFER_WORDS, WAY_WORDS } from '../../ledger/ledger-words';
import type { Column, Shape } from '../shape';
import { ENTRY, IN_CAMPAIGN, NUMBER, REGION, UNIT, UNITS_IN } from './columns';

/** Of a row about goods or money: goods are counted in their unit, money in yuan. */
const THING: readonly Column[] = [
  {
    key: 'item',
    title: { 'zh-CN': '款物编码', en: 'Code of the item' },
    kind: 'text',
    filter: 'whole',
    shown: 'never',
  },
  { key: 'itemName', title: { 'zh-CN': '款物', en: 'Item' }, kind: 'text' },
  {
    key: 'purse',
    title: { 'zh-CN': '专款编码', en: 'Code of the purse' },
    kind: 'text',
    filter: 'whole',
    shown: 'never',
  },
  { key: 'purseName', title: { 'zh-CN': '专款', en: 'Purse' }, kind: 'text' },
];
const QUANTITY: readonly Column[] = [
  { key: 'pieces', title: { 'zh-CN': '数量', en: 'Quantity' }, kind: 'number' },
  { key: 'unit', title: { 'zh-CN': '单位', en: 'Unit' }, kind: 'text' },
  { key: 'fen', title: { 'zh-CN': '金额（元）', en: 'Yuan' }, kind: 'fen' },
];

/** What was booked. */
export const TRANSFERS: Shape = {
  name: 'transfers',
  title: { 'zh-CN': '流水', en: 'Journal' },
  needs: 'see-ledger',
  of: ['campaign'],
  sort: '-id',
  columns: [
    IN_CAMPAIGN,
    NUMBER,
    { key: 'at', title: { 'zh-CN': '时间', en: 'When' }, kind: 'time', filter: 'days' },
    { key: 'kind', title: { 'zh-CN': '登记', en: 'What' }, kind: 'word', words: TRANSFER_WORDS, filter: 'choice' },
    { key: 'place', title: { 'zh-CN': '进出哪里', en: 'From or to' }, kind: 'text', filter: 'whole', shown: 'never' },
    ...THING,
    ...QUANTITY,
    { key: 'fromName', title: { 'zh-CN': '从', en: 'From' }, kind: 'text' },
    { key: 'toName', title: { 'zh-CN': '到', en: 'To' }, kind: 'text' },
    { key: 'docNo', title: { 'zh-CN': '单据号', en: 'Paper' }, kind: 'text', filter: 'whole' },
    {
      key: 'standing',
      title: { 'zh-CN': '是否撤销', en: 'Undone' },
      kind: 'word',
      words: { stands: ['有效', 'stands'], undone: ['已撤销', 'undone'], undoes: ['撤销别的一笔', 'undoes another'] },
      filter: 'choice',
    },
  ],
};

/** What lies in each store, and what was promised to it. */
export const HOLDINGS: Shape = {
  name: 'holdings',
  title: { 'zh-CN': '库存', en: 'Stores' },
  needs: 'see-ledger',
  of: ['campaign'],
  sort: 'region',
  columns: [
    IN_CAMPAIGN,
    { ...REGION, sorts: true },
    { key: 'regionName', title: { 'zh-CN': '地区', en: 'Region' }, kind: 'text', filter: 'part' },
    ...THING,
    {
      key: 'where',
      title: { 'zh-CN': '在哪里', en: 'Where' },
      kind: 'word',
      words: { store: ['库存', 'in store'], promised: ['认捐未到', 'promised'] },
      filter: 'choice',
    },
    ...QUANTITY,
  ],
};

/** What was handed over to the rows of lists. */
export const DELIVERIES: Shape = {
  name: 'deliveries',
  title: { 'zh-CN': '发放记录', en: 'Deliveries' },
  needs: 'see-ledger',
  of: ['campaign'],
  sort: '-id',
  columns: [
    IN_CAMPAIGN,
    { ...NUMBER, shown: 'chosen' },
    UNITS_IN,
    UNIT,
    { key: 'place', title: { 'zh-CN': '单位', en: 'Unit' }, kind: 'text' },
    ENTRY,
    { key: 'shown', title: { 'zh-CN': '对象', en: 'To whom' }, kind: 'text' },
    { key: 'outcome', title: { 'zh-CN': '结果', en: 'Outcome' }, kind: 'word', words: OUTCOME_WORDS, filter: 'choice' },
    { key: 'what', title: { 'zh-CN': '款物', en: 'What' }, kind: 'text' },
    {
      key: 'mark',
      title: { 'zh-CN': '怎样确认', en: 'Confirmed by' },
      kind: 'word',
      words: MARK_WORDS,
      filter: 'choice',
    },
    {
      key: 'doubt',
      title: { 'zh-CN': '要核对的', en: 'In doubt' },
      kind: 'word',
      words: {
        unsigned: ['签名图片未到', 'picture of the signature is missing'],
        proxies: ['代签过多', 'a proxy for too many'],
      },
      filter: 'choice',
    },
    { key: 'how', title: { 'zh-CN': '方式', en: 'How' }, kind: 'word', words: WAY_WORDS, filter: 'choice' },
    { key: 'handedAt', title: { 'zh-CN': '时间', en: 'When' }, kind: 'time', filter: 'days' },
  ],
};

/** What banks were asked to pay by card, and how far they have answered. */
export const BATCHES: Shape = {
  name: 'batches',
  title: { 'zh-CN': '银行代发批次', en: 'Batches for banks' },
  needs: 'see-ledger',
  of: ['campaign'],
  sort: '-id',
  columns: [
    IN_CAMPAIGN,
    { key: 'id', title: { 'zh-CN': '批次', en: 'Batch' }, kind: 'number', sorts: true, filter: 'range' },
    { key: 'bankName', title: { 'zh-CN': '银行', en: 'Bank' }, kind: 'text', filter: 'part', sorts: true },
    { key: 'listName', title: { 'zh-CN': '名单', en: 'List' }, kind: 'text', filter: 'part', shown: 'chosen' },
    { key: 'corrects', title: { 'zh-CN': '更正哪一批', en: 'Corrects' }, kind: 'number', shown: 'chosen' },
    { key: 'at', title: { 'zh-CN': '时间', en: 'Made' }, kind: 'time', filter: 'days', sorts: true },
    { key: 'rows', title: { 'zh-CN': '户数', en: 'Rows' }, kind: 'number', sorts: true },
    { key: 'fen', title: { 'zh-CN': '金额（元）', en: 'Yuan' }, kind: 'fen', sorts: true },
    {
      key: 'standing',
      title: { 'zh-CN': '回盘', en: 'At the bank' },
      kind: 'word',
      words: BATCH_STANDINGS,
      filter: 'choice',
    },
    { key: 'open', title: { 'zh-CN': '待回盘', en: 'No answer' }, kind: 'number', sorts: true, shown: 'chosen' },
    { key: 'paid', title: { 'zh-CN': '已付', en: 'Paid' }, kind: 'number', sorts: true, shown: 'chosen' },
    { key: 'paidFen', title: { 'zh-CN': '已付（元）', en: 'Paid, yuan' }, kind: 'fen', shown: 'chosen' },
    { key: 'failed', title: { 'zh-CN': '失败', en: 'Failed' }, kind: 'number', sorts: true, shown: 'chosen' },
    { key: 'failedFen', title: { 'zh-CN': '失败（元）', en: 'Failed, yuan' }, kind: 'fen', shown: 'chosen' },
  ],
};

/** What an auditor would look at: the rows of one finding. */
export const EVIDENCE: Shape = {
  name: 'evidence',
  title: { 'zh-CN': '审计疑点', en: 'Findings' },
  needs: 'see-ledger',
  of: ['campaign', 'finding'],
  sort: 'row',
  columns: [
    IN_CAMPAIGN,
    {
      key: 'finding',
      title: { 'zh-CN': '疑点', en: 'Finding' },
      kind: 'word',
      words: FINDING_WORDS,
      filter: 'choice',
      shown: 'chosen',
    },
    { key: 'row', title: { 'zh-CN': '名单行号', en: 'Row of a list' }, kind: 'number', shown: 'chosen' },
    { key: 'listName', title: { 'zh-CN': '名单', en: 'List' }, kind: 'text' },
    UNIT,
    { key: 'place', title: { 'zh-CN': '单位', en: 'Unit' }, kind: 'text' },
    { key: 'shown', title: { 'zh-CN': '对象', en: 'To whom' }, kind: 'text' },
    { key: 'at', title: { 'zh-CN': '时间', en: 'When' }, kind: 'time' },
    { key: 'against', title: { 'zh-CN': '对照时间', en: 'Against' }, kind: 'time' },
    { key: 'itemName', title: { 'zh-CN': '款物', en: 'Item' }, kind: 'text' },
    { key: 'dueFen', title: { 'zh-CN': '应为（元）', en: 'Should be, yuan' }, kind: 'fen' },
    { key: 'pieces', title: { 'zh-CN': '数量', en: 'Quantity' }, kind: 'number' },
    { key: 'measure', title: { 'zh-CN': '单位', en: 'Unit' }, kind: 'text' },
    { key: 'fen', title: { 'zh-CN': '金额（元）', en: 'Yuan' }, kind: 'fen' },
    { key: 'times', title: { 'zh-CN': '次数或户数', en: 'Times or rows' }, kind: 'number' },
    { key: 'other', title: { 'zh-CN': '另一行', en: 'Other row' }, kind: 'number' },
  ],
};
