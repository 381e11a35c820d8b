import type { Language } from '../../domain/campaign/definition/definition';

/** The words of the printed plan. */
export const PLAN_TEXTS = {
  'zh-CN': {
    register: '名册',
    calendar: ['阶段', '轮次', '对象', '开始', '到期', '锁定', '单位数', '片区'],
    messages: ['时间', '轮次', '消息', '发给', '最多', '短信', '计费条数', '邮件', '联系不上'],
    messagesTitle: '全部消息（假设无人上报、无人确认）',
    totals: (sms: number, segments: number, email: number) =>
      `合计：短信 ${sms} 条（计费 ${segments} 条），邮件 ${email} 封`,
    cost: (yuan: string) => `费用：最多 ${yuan} 元`,
    warning: '注意',
  },
  en: {
    register: 'Register',
    calendar: ['Stage', 'Round', 'Asked', 'Opens', 'Due', 'Locks', 'Units', 'Areas'],
    messages: ['Time', 'Round', 'Message', 'To', 'At most', 'SMS', 'Segments', 'E-mail', 'Unreachable'],
    messagesTitle: 'Every message, if nobody reports and nobody acknowledges',
    totals: (sms: number, segments: number, email: number) =>
      `In all: ${sms} SMS (${segments} segments), ${email} e-mails`,
    cost: (yuan: string) => `Cost: at most ${yuan} yuan`,
    warning: 'Warning',
  },
} as const satisfies Record<Language, PlanTexts>;

interface PlanTexts {
  register: string;
  calendar: readonly string[];
  messages: readonly string[];
  messagesTitle: string;
  totals(sms: number, segments: number, email: number): string;
  cost(yuan: string): string;
  warning: string;
}
