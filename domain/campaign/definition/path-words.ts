import type { Bilingual } from '../../text/refusal';

/** Names of a definition's keys, for authors who do not write the file by hand. */
const KEYS: Readonly<Record<string, string>> = {
  id: '编号',
  name: '名称',
  season: '年度',
  seasonFrom: '年度从几月起',
  language: '消息语言',
  zone: '时区',
  holidays: '节假日',
  scope: '区划',
  organisation: '发起单位',
  quietHours: '免打扰时段',
  workingHours: '工作时间',
  digestsAt: '汇总时间',
  budget: '短信预算',
  providers: '短信平台',
  stages: '环节',
  kind: '类型',
  opens: '开始',
  due: '到期',
  lock: '截止',
  ladder: '提醒阶梯',
  asks: '任务',
  of: '对象',
  only: '只问编码',
  tagged: '只问标签',
  form: '表单',
  milestones: '进度节点',
  by: '日期',
  share: '比例',
  repeat: '重复',
  dailyAt: '每天几点',
  weeklyOn: '每周星期几',
  monthlyOn: '每月几日',
  everyMonths: '每几个月',
  daysOff: '遇休息日',
  until: '到哪天为止',
  after: '从哪个时间算起',
  stage: '从哪个环节算起',
  days: '天数',
  workingDays: '工作日数',
  hours: '小时',
  minutes: '分钟',
  time: '时刻',
  forms: '表单',
  fields: '字段',
  label: '名称',
  hint: '提示',
  type: '类型',
  unit: '单位',
  required: '必填',
  min: '最小值',
  max: '最大值',
  maxLength: '最多字数',
  choices: '选项',
  value: '值',
  counts: '统计',
  category: '类别',
  what: '统计什么',
  bySms: '可用短信填报',
  nothingToReport: '可零报告',
  ladders: '提醒阶梯',
  at: '时间',
  from: '从',
  to: '到',
  up: '级别',
  role: '职责',
  deputy: '同时告知副职',
  channels: '渠道',
  send: '发送方式',
  message: '消息',
  acknowledgeWithin: '确认期限',
  acknowledgeBy: '确认时间',
  known: '已知晓',
  sent: '已派人',
  done: '已完成',
  patrol: '巡查',
  revisit: '回访',
  standards: '标准',
  per: '按户或按人',
  cash: '慰问金',
  goods: '物资',
  quantity: '数量',
  planned: '计划总数',
  households: '户数',
  persons: '人数',
  source: '来源',
  warnings: '预警',
  rules: '规则',
  rehearsal: '演练',
  event: '天气过程',
  hazard: '灾种',
  colour: '颜色',
  areas: '地区',
  expires: '失效时间',
  messages: '消息',
  sms: '短信',
  subject: '邮件标题',
  body: '邮件正文',
  'zh-CN': '中文',
  en: '英文',
  amendments: '改期',
  key: '环节或任务',
  area: '片区',
};

/** The entries below these keys have their own names. */
const NAMED = ['forms', 'ladders', 'messages'];

/**
 * @param path for example `stages[0].asks[1].form`
 * @returns in Chinese the path in words, 第1个环节 › 第2个任务 › 表单; in English the path itself, whose keys are words
 */
export function pathInWords(path: string): Bilingual {
  const steps = path.split(/[.[\]]+/).filter(Boolean);
  const words = steps.flatMap((step, index) => {
    const before = steps[index - 1] ?? '';
    const number = Number(step) + 1;
    if (isNumber(step) && index === 2 && NAMED.includes(steps[0] ?? '')) return [`“${before}”第${number}级`];
    if (isNumber(step)) return [`第${number}个${wordFor(before)}`];
    // The name of a list is part of its entry's number.
    if (isNumber(steps[index + 1])) return [];
    return [index === 1 && NAMED.includes(before) ? `“${step}”` : wordFor(step)];
  });
  return { 'zh-CN': words.join(' › '), en: path };
}

const isNumber = (step: string | undefined): boolean => /^\d+$/.test(step ?? '');

const wordFor = (key: string): string => (Object.hasOwn(KEYS, key) ? KEYS[key] : undefined) ?? `“${key}”`;
