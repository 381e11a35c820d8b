import { DateTime } from 'luxon';
import type { Text } from '../campaign/definition/words';
import { CASE_KINDS } from '../case/built-in-kinds';
import { STEP_NAMES } from '../warning/alert/forms';
import { COLOUR_NAMES, HAZARD_NAMES } from '../warning/alert/titles';
import { STATE_WORDS } from './state-words';

type Pair = readonly [zh: string, en: string];
type Words = Readonly<Record<string, Pair>>;

/** What a line of the audit log names, by the keys of its target. */
const NAMES: Words = {
  account: ['账号', 'account'],
  alert: ['叫应', 'alert'],
  apart: ['另一人确认', 'confirmed by another'],
  area: ['片区', 'area'],
  areas: ['地区', 'places'],
  as: ['格式', 'as'],
  at: ['地区', 'at'],
  batch: ['批次', 'batch'],
  because: ['缘由', 'because'],
  by: ['方式', 'by'],
  call: ['电话', 'call'],
  case: ['个案', 'case'],
  changed: ['修改', 'changed'],
  changes: ['改动', 'changes'],
  chase: ['督办', 'chase'],
  code: ['代码', 'code'],
  colour: ['等级', 'colour'],
  confirmed: ['确认未收到', 'confirmed that it did not arrive'],
  contacts: ['联系人', 'contacts'],
  count: ['盘点', 'count'],
  day: ['日期', 'day'],
  days: ['天数', 'days'],
  digest: ['摘要', 'digest'],
  disabled: ['停用', 'disabled'],
  dispatch: ['发运单', 'dispatch note'],
  draft: ['草稿', 'draft'],
  due: ['到期', 'due'],
  each: ['每份', 'each'],
  elsewhere: ['在别处', 'elsewhere'],
  ended: ['停用', 'ended'],
  entry: ['名单行', 'row'],
  event: ['预警过程', 'event'],
  expected: ['账上', 'on the books'],
  failed: ['失败', 'failed'],
  failedFen: ['失败（分）', 'failed (fen)'],
  faults: ['有误', 'faults'],
  fen: ['金额（分）', 'fen'],
  fields: ['栏目', 'fields'],
  filters: ['筛选', 'filters'],
  found: ['实有', 'found'],
  fresh: ['新增', 'new'],
  from: ['从', 'from'],
  hazard: ['灾害', 'hazard'],
  heads: ['份数', 'shares'],
  helped: ['救助对象', 'those who are helped'],
  household: ['户', 'household'],
  import: ['导入', 'import'],
  into: ['并入', 'into'],
  item: ['品名或事项', 'item'],
  joined: ['已在进行', 'was running already'],
  kept: ['保留', 'kept'],
  key: ['轮次', 'round'],
  keys: ['密钥', 'keys'],
  kind: ['种类', 'kind'],
  left: ['未付', 'left'],
  list: ['名单', 'list'],
  lock: ['锁定', 'lock'],
  lot: ['批次', 'lot'],
  message: ['消息', 'message'],
  messages: ['消息', 'messages'],
  method: ['方法', 'method'],
  mode: ['方式', 'mode'],
  moment: ['时刻', 'moment'],
  more: ['同类还有', 'more of the kind'],
  outcome: ['结果', 'outcome'],
  over: ['期满', 'over'],
  paid: ['已付', 'paid'],
  paidFen: ['已付（分）', 'paid (fen)'],
  parent: ['上级', 'superior'],
  part: ['第几段', 'part'],
  parts: ['共几段', 'parts'],
  pays: ['付款（分）', 'pays (fen)'],
  people: ['人员编号', 'numbers of people'],
  period: ['时段', 'period'],
  permit: ['准许', 'permit'],
  person: ['人员编号', 'number of the person'],
  photo: ['照片', 'photo'],
  posting: ['公示', 'posting'],
  postings: ['公示', 'postings'],
  print: ['打印件', 'printed form'],
  provider: ['平台', 'provider'],
  purse: ['专款', 'purse'],
  quantity: ['数量', 'quantity'],
  queue: ['队列', 'queue'],
  reasons: ['原因编号', 'numbers of reasons'],
  receipt: ['回执号', 'receipt'],
  refused: ['未收下', 'refused'],
  region: ['地区', 'region'],
  regions: ['地区', 'regions'],
  renamed: ['改名', 'renamed'],
  repeated: ['重复', 'repeated'],
  reply: ['回复', 'reply'],
  rest: ['余数（分）', 'rest (fen)'],
  result: ['结果', 'result'],
  robot: ['机器人', 'robot'],
  role: ['角色', 'role'],
  route: ['地址', 'route'],
  row: ['名单行', 'row'],
  rows: ['行', 'rows'],
  same: ['不变', 'the same'],
  sample: ['样本', 'sample'],
  seed: ['随机种子', 'seed'],
  sheet: ['第几页', 'sheet'],
  sheets: ['页数', 'sheets'],
  signature: ['签名', 'signature'],
  signatures: ['签名', 'signatures'],
  size: ['户数', 'size'],
  standard: ['慰问标准', 'standard'],
  state: ['状态', 'state'],
  status: ['状态码', 'status'],
  step: ['步骤', 'step'],
  store: ['库存单位', 'store'],
  table: ['表格', 'table'],
  taken: ['撤回', 'taken'],
  template: ['短信模板', 'template'],
  templates: ['短信模板', 'templates'],
  to: ['到', 'to'],
  token: ['程序令牌', 'token'],
  total: ['合计（分）', 'total (fen)'],
  transfer: ['账目', 'transfer'],
  unit: ['单位', 'unit'],
  until: ['到', 'until'],
  verbs: ['可以做', 'may'],
  version: ['版本', 'version'],
  warnings: ['预警', 'warnings'],
  whole: ['报完', 'whole'],
};

/** What was done, where a verb of the log has several acts. */
const ACTS: Words = {
  add: ['添加', 'add'],
  'add-region': ['新增地区', 'add a region'],
  arrive: ['到货', 'arrival'],
  'bank-file': ['下载报盘文件', 'download the file for the bank'],
  'begin-draft': ['新建草稿', 'begin a draft'],
  buy: ['采购', 'purchase'],
  cancel: ['解除', 'end'],
  change: ['修改', 'change'],
  'change-region': ['改地区', 'change a region'],
  check: ['检查表格', 'check a table'],
  'close-region': ['撤销地区', 'close a region'],
  'compare-paper': ['核对纸质名单', 'compare a list on paper'],
  correct: ['更正账目', 'correct'],
  count: ['盘点', 'count'],
  deliver: ['发放', 'deliver'],
  disable: ['停用', 'disable'],
  dispatch: ['发运', 'dispatch'],
  'drop-draft': ['删除草稿', 'drop a draft'],
  enable: ['启用', 'enable'],
  'end-session': ['退出其他登录', 'end a session'],
  erase: ['删除账号的个人信息', 'erase an account'],
  export: ['导出', 'export'],
  'give-up': ['恢复通用模板', 'give up the own template'],
  import: ['导入', 'import'],
  'import-map': ['导入地图', 'import a map'],
  invite: ['重发邀请', 'invite again'],
  keep: ['存模板', 'keep a template'],
  'key-paper': ['录入纸质名单', 'key a list on paper'],
  'let-close': ['账不平，准予结束', 'let it end although it is off'],
  lose: ['损失', 'loss'],
  'make-token': ['新建令牌', 'make a token'],
  mend: ['改卡号', 'mend card numbers'],
  'merge-region': ['合并地区', 'merge a region'],
  'open-paper': ['重开纸质名单', 'open a list on paper again'],
  pair: ['结对', 'pair'],
  'paper-sheet': ['看纸质名单的照片', 'look at a sheet'],
  password: ['密码', 'password'],
  photo: ['照片', 'photo'],
  picture: ['照片', 'picture'],
  plan: ['一人一策', 'plan for one person'],
  pledge: ['认捐', 'pledge'],
  print: ['打印', 'print'],
  'propose-standard': ['提出标准', 'propose a standard'],
  raise: ['录入', 'enter'],
  read: ['读回盘', 'read the answer of the bank'],
  receive: ['收到', 'receive'],
  'remove-duty': ['免去职责', 'remove a duty'],
  'remove-kind': ['删除种类', 'remove a kind'],
  'remove-second-factor': ['取消两步验证', 'remove the second factor'],
  'reopen-region': ['恢复地区', 'open a region again'],
  return: ['退回', 'return'],
  'revoke-token': ['作废令牌', 'revoke a token'],
  'save-kind': ['存种类', 'save a kind'],
  'second-factor': ['两步验证', 'second factor'],
  'set-group': ['值班群', 'duty group'],
  'set-standard': ['确定标准', 'set a standard'],
  'take-other': ['以手机上的为准', 'take what the phone has'],
  'take-paper': ['收纸质名单', 'take a list on paper'],
  'taken-back': ['撤销未发的处置', 'taken back before it acted'],
  'undo-import': ['撤销导入', 'undo an import'],
  'void-paper': ['作废纸质名单', 'void a list on paper'],
  withdraw: ['撤回批次', 'withdraw a batch'],
};

const paired = (texts: Readonly<Record<string, Text>>): Words =>
  Object.fromEntries(Object.entries(texts).map(([value, text]) => [value, [text['zh-CN'], text.en ?? text['zh-CN']]]));
const first = (words: Readonly<Record<string, readonly string[]>>): Words =>
  Object.fromEntries(Object.entries(words).map(([value, [zh = '', en = '']]) => [value, [zh, en]]));

/** Values that are words for programs, by their key. */
const VALUES: Readonly<Record<string, Words>> = {
  what: ACTS,
  colour: paired(COLOUR_NAMES),
  hazard: paired(HAZARD_NAMES),
  kind: paired(Object.fromEntries(Object.entries(CASE_KINDS).map(([kind, { name }]) => [kind, name]))),
  step: { ...paired(STEP_NAMES), snooze: ['暂缓', 'put off'] },
  role: first(STATE_WORDS.role),
  result: { ...first(STATE_WORDS.call), undone: ['撤销', 'undone'] },
  mode: { live: ['正式', 'for real'], rehearsal: ['演练', 'rehearsal'] },
  taken: { back: ['撤回', 'taken back'] },
  moment: { start: ['张贴时', 'at the start'], end: ['期满时', 'at the end'] },
};

interface Line {
  target: Readonly<Record<string, unknown>>;
  /** Names of the places that the target names by code. */
  places?: Readonly<Record<string, string>>;
  /** Null without a campaign. */
  zone?: string | null;
}

/** @returns what a line of the audit log is about, for a reader who knows no codes */
export function aboutInWords({ target, places = {}, zone = null }: Line, language: 'zh-CN' | 'en'): string {
  const word = ([zh, en]: Pair): string => (language === 'en' ? en : zh);
  const toldValue = (key: string, value: unknown): string => {
    const known = VALUES[key]?.[String(value)];
    if (known) return word(known);
    const text = String(value);
    if (/^\d{4}-\d\d-\d\dT/.test(text))
      return DateTime.fromISO(text, { zone: zone ?? 'local' }).toFormat('yyyy-MM-dd HH:mm');
    return text
      .split(' ')
      .map((part) => places[part] ?? part)
      .join(' ');
  };
  return Object.entries(target)
    .flatMap(([key, value]) => {
      if (value === null || value === false) return [];
      const name = NAMES[key];
      if (key === 'what') return [toldValue(key, value)];
      if (value === true) return [name ? word(name) : key];
      return [`${name ? word(name) : key} ${toldValue(key, value)}`];
    })
    .join(language === 'en' ? ', ' : '，');
}

/** @returns the keys and acts of a target that have no word, for the test that tries every act */
export const wordless = ({ what, ...target }: Readonly<Record<string, unknown>>): string[] => [
  ...Object.keys(target).filter((key) => !Object.hasOwn(NAMES, key)),
  ...(what === undefined || Object.hasOwn(ACTS, String(what)) ? [] : [`what ${what}`]),
];
