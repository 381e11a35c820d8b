import type { Sentences } from '../sentences';

/** Personal data: the view of people, their erasure, and the end of retention. */
export const PRIVACY = {
  'unknown-person': {
    'zh-CN': '名册中没有编号为 {person} 的联系人，或不在您的管理范围内。',
    en: 'There is no person {person} in the register, or your account does not decide about the region.',
  },
  'too-many-people': {
    'zh-CN':
      '每个账号 24 小时内最多查看 {most} 人的姓名和号码，您还可以看 {left} 人，这次要看 {asked} 人。请只选要联系的人，或请管理员调高限额。',
    en: 'An account sees at most {most} people in full in 24 hours; {left} are left, and these are {asked}. Choose those whom you will call, or ask an administrator to raise the limit.',
  },
  'duties-elsewhere': {
    'zh-CN': '此人还在您管理范围以外的地区担任工作（{count} 处）；请由管辖这些地区的上级单位删除。',
    en: 'This person also has duties outside of your region ({count}): an office above all of them erases the person.',
  },
  'nobody-to-erase': {
    'zh-CN': '{region} 的这个岗位没有联系人可删除；要删除前任，请写出他的姓名。',
    en: 'Nobody holds this post of {region}. To erase somebody who held it before, give the name.',
  },
  'still-running': {
    'zh-CN': '活动“{campaign}”还没有结束，不能归档。请等它结束，或先取消。',
    en: 'The campaign "{campaign}" has not ended and cannot be archived. Wait for its end, or cancel it first.',
  },
  'archived-before': {
    'zh-CN': '活动“{campaign}”已经归档。',
    en: 'The campaign "{campaign}" was archived before.',
  },
  'masked-value': {
    'zh-CN': '“{value}”是隐去后的写法，不能保存。请先显示完整内容，再修改。',
    en: '"{value}" is masked and cannot be stored. Show the person in full first, then change what is wrong.',
  },
} as const satisfies Sentences;
