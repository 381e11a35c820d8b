import type { Permission } from '../../../domain/account/roles';
import type { Say } from '../words';

/** Permissions of programs: a program has no account, and makes neither accounts nor tokens. */
type ForPrograms = Exclude<Permission, 'own-account' | 'manage-accounts'>;

/** Names of permissions, as in docs/accounts.md. */
const LABELS: Record<ForPrograms, readonly [string, string]> = {
  'see-campaigns': ['查看活动和数据', 'see campaigns'],
  'see-messages': ['查看消息', 'see messages'],
  'see-undelivered': ['查看未送达的消息', 'see what did not arrive'],
  'see-reports': ['查看上报内容', 'see reports'],
  'see-register': ['查看名册', 'see the register'],
  'reveal-people': ['查看姓名和号码', 'see names and numbers'],
  'export-reports': ['导出报告', 'export reports'],
  'start-campaign': ['启动活动', 'start campaigns'],
  'steer-campaign': ['调整活动', 'steer campaigns'],
  'edit-register': ['修改名册', 'change the register'],
  'submit-report': ['代为上报', 'report for villages'],
  'acknowledge-chase': ['确认督办', 'acknowledge chases'],
  'record-call': ['登记电话', 'record calls'],
  'open-case': ['登记个案', 'open cases'],
  'answer-case': ['办理个案', 'answer cases'],
  'read-case': ['查看个案原话', 'read what was said'],
  'reopen-case': ['重开个案', 'open cases again'],
  'resend-message': ['重发消息', 'send messages again'],
  'see-warnings': ['查看预警', 'see warnings'],
  'acknowledge-warning': ['确认预警', 'acknowledge warnings'],
  'raise-warning': ['录入或解除预警', 'enter and end warnings'],
  'decide-duty': ['值班处置', 'decide for the duty officer'],
  'make-drill': ['演练', 'make drills'],
  'see-lists': ['查看名单（隐去姓名）', 'see lists, masked'],
  'edit-lists': ['登记名单', 'enter rows of lists'],
  'export-lists': ['导出名单', 'export lists'],
  'decide-rows': ['审核名单', 'decide on rows of lists'],
  'post-list': ['公示名单', 'post lists'],
  'keep-templates': ['更换打印模板', 'change templates of printed forms'],
  'draw-sample': ['抽取抽查样本', 'draw samples'],
  'see-ledger': ['查看款物账目', 'see goods and money'],
  'keep-ledger': ['登记款物', 'keep goods and money'],
  'pay-rows': ['打卡发放', 'pay by card'],
  'see-faults': ['查看故障', 'see faults'],
  'tend-queues': ['查看消息队列', 'see the queues'],
  'see-workflows': ['查看工作流', 'see workflows'],
  'erase-people': ['删除个人信息', 'erase people'],
  'archive-campaign': ['归档活动', 'archive campaigns'],
  'see-metrics': ['读取运行指标', 'read metrics'],
  'see-audit-log': ['查看操作记录', 'see the audit log'],
};

export const isForPrograms = (verb: Permission): verb is ForPrograms => Object.hasOwn(LABELS, verb);

export const verbLabel = (verb: Permission, say: Say): string => (isForPrograms(verb) ? say(...LABELS[verb]) : verb);
