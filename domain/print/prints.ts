import type { Bilingual } from '../text/refusal';

/**
 * What stands for a placeholder: text, a picture, a block of paragraphs and tables in the place of its paragraph, a
 * part for each of several things, or a part that only stands sometimes. A part begins with `{#NAME}` and ends with
 * `{/NAME}`.
 */
type Kind = 'text' | 'picture' | 'block' | 'each' | 'when';

/** A placeholder of a template: `{户主姓名}`. Offices write it, so its name is Chinese. */
export interface Placeholder {
  name: string;
  /** What it holds. */
  means: Bilingual;
  kind: Kind;
  /** The part that it stands in: `{姓名}` means nothing outside of a row. */
  inside?: string;
  /** A template without it is no such form. */
  needed?: true;
}

/** A printed form. */
export interface Print {
  name: Bilingual;
  /** What it is made of: the rows of a list in a place, a posting, a dispatch note, or a campaign. */
  of: 'rows' | 'posting' | 'dispatch' | 'campaign';
  placeholders: readonly Placeholder[];
  /** Rows on one page when the template does not say: `{#页[每页: 10]}`. */
  perPage?: number;
}

const text = (name: string, zh: string, en: string, more: Partial<Placeholder> = {}): Placeholder => ({
  ...{ name, means: { 'zh-CN': zh, en }, kind: 'text' },
  ...more,
});
const part = (name: string, kind: 'each' | 'when', zh: string, en: string, more: Partial<Placeholder> = {}) =>
  text(name, zh, en, { ...more, kind });

const FRAME = [
  text('单位', '主办单位', 'the office that holds the campaign'),
  text('活动', '活动名称', 'the campaign'),
  text('演练', '演练时为“【演练】”，平时为空', '[rehearsal], empty otherwise'),
  text('打印日期', '如 2027年1月20日', 'the day of printing'),
];

const CODE = [
  text('核对码', '内容的摘要，8位', 'eight characters of the digest of what is printed'),
  text('二维码', '二维码图片', 'the code square', { kind: 'picture' }),
];

const LIST = [
  text('名单', '名单名称', 'the list'),
  text('地区', '乡镇和村', 'the place'),
  text('名单版本', '打印时名单的时间和版本', 'moment and version of the list'),
  text('总户数', '全部户数（人员名单为人数）', 'rows in all'),
  text('总人数', '全部人数', 'persons in all'),
];

const PAGES = [
  part('页', 'each', '每一页', 'each page', { needed: true }),
  text('页次', '第几页', 'number of the page', { inside: '页' }),
  text('总页数', '共几页', 'pages in all', { inside: '页' }),
  text('本页户数', '本页户数', 'rows on this page', { inside: '页' }),
  text('本页人数', '本页人数', 'persons on this page', { inside: '页' }),
  part('末页', 'when', '只在最后一页', 'only on the last page', { inside: '页' }),
  part('行', 'each', '每一行', 'each row', { inside: '页', needed: true }),
];

const inRow = (name: string, zh: string, en: string, more: Partial<Placeholder> = {}) =>
  text(name, zh, en, { inside: '行', ...more });

const HOUSEHOLD = [
  inRow('序号', '序号', 'number'),
  inRow('乡镇', '乡镇', 'township'),
  inRow('村', '村', 'village'),
  inRow('组', '村民小组', 'villagers’ group'),
  inRow('户主姓名', '姓名', 'name', { needed: true }),
  inRow('类别', '对象类别', 'category'),
  inRow('人口', '人数', 'persons'),
];

const GIVEN = [
  inRow('金额', '应发金额（元）', 'money, in yuan'),
  inRow('物资', '应发物资，如 棉被2床', 'goods'),
  inRow('款物', '金额和物资，如 400.00元、棉被2床；没有则为“一份心意”', 'money and goods in words'),
];

const block = (name: string, zh: string, en: string, more: Partial<Placeholder> = {}) =>
  text(name, zh, en, { ...more, kind: 'block' });

/** The printed forms that offices know. */
export const PRINTS = {
  roster: {
    name: { 'zh-CN': '花名册', en: 'roster' },
    of: 'rows',
    perPage: 13,
    placeholders: [
      ...FRAME,
      ...LIST,
      ...CODE,
      ...PAGES,
      ...HOUSEHOLD,
      inRow('身份证号', '身份证号', 'ID number'),
      inRow('电话', '联系电话', 'telephone'),
      inRow('住址', '住址', 'address'),
      inRow('银行账号', '银行账号', 'bank account'),
    ],
  },
  'sign-sheet': {
    name: { 'zh-CN': '发放签领表', en: 'sheet to sign at the delivery' },
    of: 'rows',
    perPage: 10,
    placeholders: [
      ...FRAME,
      ...LIST,
      ...CODE,
      ...PAGES,
      text('本页金额', '本页金额小计（元）', 'money on this page', { inside: '页', needed: true }),
      text('本页物资', '本页物资小计', 'goods on this page', { inside: '页' }),
      text('总金额', '合计金额（元）', 'money in all', { needed: true }),
      text('总金额大写', '合计金额大写', 'money in all, in the numerals of cheques'),
      text('总物资', '合计物资', 'goods in all'),
      ...HOUSEHOLD,
      ...GIVEN,
    ],
  },
  letter: {
    name: { 'zh-CN': '慰问信', en: 'letter' },
    of: 'rows',
    placeholders: [
      ...FRAME,
      part('信', 'each', '每一封信', 'each letter', { needed: true }),
      ...[...HOUSEHOLD, ...GIVEN].map((one) => ({ ...one, inside: '信' })),
    ],
  },
  posting: {
    name: { 'zh-CN': '公示表', en: 'sheet of a posting' },
    of: 'posting',
    placeholders: [
      ...FRAME,
      ...CODE,
      text('名单', '名单名称', 'the list'),
      text('村', '村，连同上级', 'the village', { needed: true }),
      text('版本', '第几版，第一版为空', 'number of the version, empty for the first'),
      text('公示期', '起止日期和天数', 'from when to when', { needed: true }),
      text('汇总', '各类户数', 'how many of each category'),
      text('异议', '提出异议的办法，没有则为空', 'how to object, empty where nobody may'),
      text('推荐', '推荐遗漏家庭的说明，没有则为空', 'how to name a family that is missing, empty where nobody may'),
      text('受理', '受理单位和电话', 'who hears it', { needed: true }),
      text('公示日期', '张贴日期', 'the first day'),
      part('行', 'each', '每一行', 'each row', { needed: true }),
      inRow('序号', '序号', 'number'),
      inRow('组', '村民小组', 'villagers’ group'),
      inRow('户主姓名', '已隐去部分的姓名', 'the masked name', { needed: true }),
      inRow('类别', '对象类别', 'category'),
      inRow('人口', '人数', 'persons'),
      inRow('标准', '拟救助标准', 'what each gets'),
    ],
  },
  'dispatch-note': {
    name: { 'zh-CN': '出入库单', en: 'note of goods sent and received' },
    of: 'dispatch',
    placeholders: [
      ...FRAME,
      text('单号', '调拨单号', 'number of the dispatch', { needed: true }),
      text('票号', '原始凭证号', 'number on the paper'),
      text('发货单位', '发出单位', 'who sends', { needed: true }),
      text('收货单位', '收到单位', 'who receives', { needed: true }),
      text('发出日期', '发出日期', 'day of sending'),
      text('应到日期', '应到日期', 'day by which it is due'),
      text('收讫日期', '收货单位声明收讫的日期，在途为空', 'day on which the receiver has closed it'),
      part('行', 'each', '每一种物资', 'each item', { needed: true }),
      inRow('序号', '序号', 'number'),
      inRow('品名', '品名', 'item', { needed: true }),
      inRow('专款', '专项款物', 'purse'),
      inRow('计量单位', '计量单位', 'unit'),
      inRow('发出数量', '发出数量', 'sent', { needed: true }),
      inRow('实收数量', '已收数量', 'received'),
      inRow('未到数量', '未到数量', 'not there'),
    ],
  },
  summary: {
    name: { 'zh-CN': '工作总结', en: 'summary of a campaign' },
    of: 'campaign',
    placeholders: [
      text('单位', '主办单位，用于署名', 'the office that holds the campaign, which signs'),
      text('活动', '活动名称', 'the campaign'),
      text('演练', '演练时为“【演练】”，平时为空', '[rehearsal], empty otherwise'),
      text('标题', '如 春节前关爱慰问工作总结', 'the title', { needed: true }),
      text(
        '主送',
        '待填写的主送单位；在模板中改成上级单位的名称',
        'to whom it goes: write the superior office in its place',
      ),
      text('地区', '开展活动的地区', 'the place'),
      text('数据日期', '统计期，或数据截至哪一天', 'the period, or the day of the figures'),
      text('成文日期', '数据的日期，如 2027年2月10日', 'the day of the figures, below the signature', { needed: true }),
      block('正文', '各部分正文，单独成段', 'the text, in a paragraph of its own', { needed: true }),
      block('附件说明', '附件目录，单独成段', 'the list of annexes, in a paragraph of its own'),
      block('附件', '附件，每个另起一页，单独成段', 'the annexes, each on its own page', { needed: true }),
      block('内部附件', '工作过程数据，上报时可删去此标记', 'figures of the process: an annex for the office itself'),
      part('照片', 'each', '每一张照片', 'each photo'),
      text('图', '照片', 'the picture', { kind: 'picture', inside: '照片' }),
      text('图注', '照片说明', 'its caption', { inside: '照片' }),
    ],
  },
} as const satisfies Record<string, Print>;

export type PrintName = keyof typeof PRINTS;
export const PRINT_NAMES = Object.keys(PRINTS) as [PrintName, ...PrintName[]];

/** @returns the printed form of that name */
export const printOf = (name: PrintName): Print => PRINTS[name];
