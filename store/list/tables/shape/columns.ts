import { plainHeading } from '../../../people/tables/columns';

/** The meaning of a column of a roster. */
export interface RosterColumn {
  /** A word of {@link KNOWN}, or the id of a field of the row's form. */
  key: string;
  'zh-CN': string;
  en: string;
  /** Other headings that offices use. */
  also: readonly string[];
  /** Whom or what it describes: a place, the household, each of its people, or only the order of the lines. */
  of: 'place' | 'household' | 'person' | 'lines';
  /** A merged cell stands for all lines that it covers. Never so for money, goods and heads. */
  fillsDown?: true;
  /** Its numbers are added up, and compared with the sums in the table. */
  summed?: true;
  /** Whether dates are right here, and no damage by a spreadsheet. */
  holdsDates?: true;
}

/** Columns that every roster may have, whatever is asked of its rows. */
export const KNOWN = [
  { key: 'number', 'zh-CN': '序号', en: 'no', also: ['编号', '顺序号', 'number'], of: 'lines' },
  {
    key: 'county',
    'zh-CN': '县',
    en: 'county',
    also: ['县区', '县市区', '区县', '所属县', '县名称', '市县'],
    of: 'place',
    fillsDown: true,
  },
  {
    key: 'township',
    'zh-CN': '乡镇',
    en: 'township',
    also: ['乡', '镇', '街道', '乡镇街道', '乡镇名称', '所属乡镇', '所在乡镇', '镇街', '镇乡'],
    of: 'place',
    fillsDown: true,
  },
  {
    key: 'village',
    'zh-CN': '村',
    en: 'village',
    also: [
      ...['社区', '村社区', '村居', '村委会', '村委', '居委会', '村居委会', '行政村', '村名', '村名称', '所在村'],
      ...['单位', '单位名称', '地区名称', '所属村', '村居名称', '村居社区'],
    ],
    of: 'place',
    fillsDown: true,
  },
  {
    key: 'code',
    'zh-CN': '地区编码',
    en: 'region',
    also: ['村编码', '村代码', '区划代码', '行政区划代码', '单位编码', 'code'],
    of: 'place',
    fillsDown: true,
  },
  {
    key: 'group',
    'zh-CN': '组',
    en: 'group',
    also: ['村民小组', '小组', '社', '村组', '组别', '屯', '自然村', '村小组'],
    of: 'place',
    fillsDown: true,
  },
  {
    key: 'household',
    'zh-CN': '户编号',
    en: 'household',
    also: ['户号', '户序号', '家庭编号', '救助证编号', '低保证号', 'householdno'],
    of: 'household',
    fillsDown: true,
  },
  {
    key: 'head',
    'zh-CN': '户主姓名',
    en: 'head of household',
    also: ['户主', '户主名称', '申请人', '申请人姓名', '户主申请人姓名', '家长姓名'],
    of: 'household',
    fillsDown: true,
  },
  {
    key: 'name',
    'zh-CN': '姓名',
    en: 'name',
    also: ['人员姓名', '对象姓名', '成员姓名', '家庭成员姓名', '救助对象', '救助对象姓名', '受助人', '受助人姓名'],
    of: 'person',
  },
  {
    key: 'id',
    'zh-CN': '身份证号',
    en: 'id number',
    also: [
      ...[
        '证件号码',
        '证件号',
        '身份证号码',
        '身份证',
        '公民身份号码',
        '公民身份证号码',
        '居民身份证号',
        '居民身份证号码',
      ],
      ...['成员身份证号', '成员身份证号码', 'id'],
    ],
    of: 'person',
  },
  {
    key: 'noId',
    'zh-CN': '无证原因',
    en: 'why no id',
    also: ['无身份证原因', '无证件原因', '没有身份证的原因'],
    of: 'person',
  },
  {
    key: 'relation',
    'zh-CN': '与户主关系',
    en: 'relation',
    also: ['和户主关系', '与户主的关系', '与申请人关系', '家庭关系', '关系', '与户主'],
    of: 'person',
  },
  {
    key: 'heads',
    'zh-CN': '家庭人口',
    en: 'people',
    also: ['家庭人口数', '家庭总人口', '家庭总人数', '人口', '人口数', '人数', '家庭成员数', '户人口', '在册人口'],
    of: 'household',
    summed: true,
  },
  {
    key: 'helped',
    'zh-CN': '救助人口',
    en: 'people helped',
    also: ['需救助人口', '保障人口', '保障总人口', '救助人数', '享受人数', '保障人数', '需救助人数'],
    of: 'household',
    summed: true,
  },
  {
    key: 'category',
    'zh-CN': '困难类别',
    en: 'category',
    also: ['类别', '救助类别', '对象类别', '家庭类型', '家庭类别', '人员类别', '困难类型', '类型'],
    of: 'household',
  },
  {
    key: 'phone',
    'zh-CN': '联系电话',
    en: 'phone',
    also: ['电话', '电话号码', '手机', '手机号', '手机号码', '联系方式', '联系手机'],
    of: 'household',
  },
  {
    key: 'address',
    'zh-CN': '住址',
    en: 'address',
    also: ['家庭住址', '地址', '家庭地址', '现居住地', '详细地址', '现住址', '居住地址'],
    of: 'household',
  },
  { key: 'bank', 'zh-CN': '开户行', en: 'bank', also: ['开户银行', '银行', '开户行名称'], of: 'household' },
  {
    key: 'holder',
    'zh-CN': '开户名',
    en: 'account holder',
    also: ['开户人', '开户人姓名', '户名', '账户名', '收款人', '收款人姓名'],
    of: 'household',
  },
  {
    key: 'account',
    'zh-CN': '账号',
    en: 'account',
    also: ['银行账号', '银行账户', '银行卡号', '卡号', '帐号', '一卡通账号', '一卡通号', '收款账号', '银行帐号'],
    of: 'household',
  },
  { key: 'remark', 'zh-CN': '备注', en: 'remark', also: ['说明', '困难情况', '备注说明', 'remarks'], of: 'household' },
] as const satisfies readonly RosterColumn[];

/** @returns whether one of a column's words is this plain heading */
export const goesBy = (column: RosterColumn, heading: string): boolean => wordsOf(column).has(heading);

const WORDS = new WeakMap<RosterColumn, ReadonlySet<string>>();

function wordsOf(column: RosterColumn): ReadonlySet<string> {
  const known = WORDS.get(column);
  if (known) return known;
  const words = new Set([column['zh-CN'], column.en, ...column.also].map(plainHeading));
  WORDS.set(column, words);
  return words;
}
