import type { Language } from '../../domain/campaign/definition/definition';
import type { WhatIfEvent, WhatIfMove } from '../../domain/warning/what-if/what-if';

/** The words of a printed what-if. */
export const DRILL_TEXTS = {
  'zh-CN': {
    events: ['灾种', '颜色', '发布单位', '报文数', '地区', '结果'],
    eventsTitle: '预警（按发布时间重放，不发送任何消息）',
    alerts: [
      '地区',
      '灾种',
      '单位数',
      '起',
      '止',
      '变化',
      '应叫应',
      '短信',
      '邮件',
      '巡查',
      '普通催报暂缓',
      '期限顺延',
    ],
    alertsTitle: '按规则应做的事',
    messages: ['时间', '轮次', '消息', '发给', '最多', '短信', '邮件', '联系不上'],
    messagesTitle: '全部消息（假设无人应答）',
    totals: (alerts: number, patrols: number, sms: number, email: number) =>
      `合计：叫应 ${alerts} 起，巡查 ${patrols} 轮，短信 ${sms} 条，邮件 ${email} 封`,
    minutes: (count: number) => `${count} 分钟内`,
    answered: '已应对',
    changes: { opened: '启动', upgraded: '升级', downgraded: '降级', extended: '延长', over: '结束' },
    unheard: {
      elsewhere: '不在本名册范围',
      'no-area': '名册中找不到该地区：交值班员',
      'unknown-hazard': '灾种不明：交值班员',
      'out-of-scope': '不在本活动范围',
      test: '测试或演练：不触达',
    },
  },
  en: {
    events: ['Hazard', 'Colour', 'Issued by', 'Messages', 'Regions', 'Outcome'],
    eventsTitle: 'Warnings, played again in the order of their sending; nothing is sent',
    alerts: [
      'Area',
      'Hazard',
      'Units',
      'From',
      'Until',
      'Changes',
      'Acknowledge',
      'SMS',
      'E-mail',
      'Patrols',
      'Ordinary reminders wait',
      'Deadlines put off',
    ],
    alertsTitle: 'What the rules make of them',
    messages: ['Time', 'Round', 'Message', 'To', 'At most', 'SMS', 'E-mail', 'Unreachable'],
    messagesTitle: 'Every message, if nobody answers',
    totals: (alerts: number, patrols: number, sms: number, email: number) =>
      `In all: ${alerts} alerts, ${patrols} patrols, ${sms} SMS, ${email} e-mails`,
    minutes: (count: number) => `within ${count} min`,
    answered: 'answered',
    changes: {
      opened: 'opened',
      upgraded: 'upgraded',
      downgraded: 'downgraded',
      extended: 'extended',
      over: 'over',
    },
    unheard: {
      elsewhere: 'lies outside the register',
      'no-area': 'no such place in the register: for the duty officer',
      'unknown-hazard': 'unknown hazard: for the duty officer',
      'out-of-scope': 'lies outside the campaign',
      test: 'test or exercise: reaches nobody',
    },
  },
} as const satisfies Record<Language, DrillTexts>;

interface DrillTexts {
  events: readonly string[];
  eventsTitle: string;
  alerts: readonly string[];
  alertsTitle: string;
  messages: readonly string[];
  messagesTitle: string;
  totals(alerts: number, patrols: number, sms: number, email: number): string;
  minutes(count: number): string;
  answered: string;
  changes: Record<WhatIfMove['change'], string>;
  unheard: Record<NonNullable<WhatIfEvent['unheard']>, string>;
}
