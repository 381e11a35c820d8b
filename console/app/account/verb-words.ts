import { stateWord } from '../shell/state-words';
import type { Say } from '../words';

const VERBS: Record<string, readonly [string, string]> = {
  'own-account': ['修改自己的账号', 'own account'],
  'start-campaign': ['启动活动', 'start a campaign'],
  'edit-register': ['修改名册', 'change the register'],
  'submit-report': ['代报', 'hand in a report'],
  'acknowledge-chase': ['办结督办', 'see a chase through'],
  'record-call': ['记录电话', 'record a call'],
  'open-case': ['登记个案', 'open a case'],
  'answer-case': ['办理个案', 'answer a case'],
  'read-case': ['查看个案原话', 'read what was said'],
  'reopen-case': ['重开个案', 'open a case again'],
  'keep-templates': ['更换打印模板', 'change a template of a printed form'],
  'see-lists': ['打印名单（隐去姓名）', 'print rows of a list, masked'],
  'post-list': ['公示名单', 'post a list'],
  'preview-posting': ['预览公示', 'look at a sheet before it is posted'],
  'withdraw-posting': ['撤下公示', 'take a posting down'],
  'close-posting': ['结束公示', 'close a posting'],
  'photograph-posting': ['存公示栏照片', 'keep a photo of a board'],
  'hear-about-posting': ['登记对公示的意见', 'take what is said about a posting'],
  'resend-message': ['重发消息', 'send a message again'],
  'answer-reply': ['再处理一条回复', 'handle a reply again'],
  'revoke-links': ['停用填报链接', 'end the links of a contact'],
  'resume-sms': ['恢复短信', 'send SMS to a number again'],
  'export-reports': ['下载报告', 'download a report'],
  'export-table': ['导出表格', 'export a table'],
  'manage-accounts': ['管理账号', 'manage accounts'],
  'sign-in': ['登录', 'sign in'],
  'raise-warning': ['发布或解除预警', 'raise or end a warning'],
  'acknowledge-warning': ['代为确认预警', 'acknowledge a warning'],
  'decide-duty': ['答复值班问题', 'answer a duty question'],
  'make-drill': ['发起预警演练', 'make a drill'],
  'note-approval': ['登记平台审核', 'note an approval'],
  'reveal-people': ['查看联系人', 'look at people'],
  'see-reports': ['查看照片', 'look at a photo'],
  'erase-person': ['删除个人信息', 'erase a person'],
  'merge-people': ['合并为同一人', 'make one person of two'],
  'keep-distinct': ['确认不是同一人', 'keep two people apart'],
  'move-member': ['迁户', 'move a person to another household'],
  'change-quotas': ['调整名额', 'change the slots of a list'],
  'rotate-people-keys': ['更换封存密钥', 'change the keys that seal personal data'],
  'change-people-key': ['更换 PEOPLE_KEY', 'change PEOPLE_KEY'],
  'archive-campaign': ['归档活动', 'archive a campaign'],
  'tend-queues': ['操作消息队列', 'tend the queues'],
  'sign-out': ['退出', 'sign out'],
  'sign-in-refused': ['登录被拒', 'sign-in refused'],
  refused: ['请求被拒', 'request refused'],
};

/** @returns the act in words; steering verbs have their own words. */
export const verbWord = (verb: string, say: Say): string => {
  const words = VERBS[verb];
  return words ? say(...words) : stateWord('verb', verb, say).word;
};
