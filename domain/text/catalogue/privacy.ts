import type { Sentences } from '../sentences';

/** Personal data: the view of people, their erasure, and the end of retention. */
export const PRIVACY = {
  'unknown-person': {
    'zh-CN': '名册中没有编号为 {person} 的联系人，或不在您的管理范围内。',
    en: 'There is no person {person} in the register, or your account does not decide about the region.',
  },
  'unknown-helped': {
    'zh-CN': '没有编号为 {person} 的救助对象，或已删除，或不在您的管理范围内。请用 people find 查编号。',
    en: 'There is no helped person {person}, or the data was erased, or your account does not decide about the region. people find tells the number.',
  },
  'kept-for-accounts': {
    'zh-CN': '此人已领取款物，账目要求保留到 {until}；到期自动删除。在此之前信息只加密保存，不作他用。',
    en: 'This person was given money or goods, which must be accounted for until {until}; then the data is erased by itself. Until then it stays sealed and serves nothing else.',
  },
  'not-a-pair': {
    'zh-CN': '请写出两个不同的编号，且是同一类对象（同为个人、企业等）。',
    en: 'Name two different numbers of the same kind: two persons, two enterprises …',
  },
  'both-on-list': {
    'zh-CN': '两人都在活动“{campaign}”的名单“{list}”上：请先在名单上决定保留哪一行，再合并。',
    en: 'Both stand on the list "{list}" of the campaign "{campaign}": decide there which row stands, then merge them.',
  },
  'lives-there-already': {
    'zh-CN': '编号为 {person} 的人已在这一户。',
    en: 'Person {person} lives in this household already.',
  },
  'head-stays': {
    'zh-CN': '编号为 {person} 的人是户主，户内还有别人，或这一户还在名单上，不能单独迁出。整户搬迁请在名单上转村。',
    en: 'Person {person} is the head of a household with others, or of one on a list, and cannot move alone. Move the row of the list when the whole household moves.',
  },
  'move-day-impossible': {
    'zh-CN': '迁移日期要在 {from} 至 {to} 之间。',
    en: 'The day of the move lies between {from} and {to}.',
  },
  'nobody-to-find': {
    'zh-CN':
      '请从标准输入给出一个完整的姓名或证件号码，例如先运行命令，再输入一行。不要写在命令行上，命令行会留下记录。',
    en: 'Give one whole name or ID number on standard input: start the command, then type a line. Not on the command line, which is kept in histories.',
  },
  'which-home': {
    'zh-CN':
      '请写明迁到哪一户：用 --with 写明户内任一人的编号并用 --relation 写明与户主关系（非户主），或用 --alone 写明单独立户的地区编码，二者只写一个。',
    en: 'Name one new home: --with the number of anybody of a household and --relation to its head, or --alone with the code of a region.',
  },
  'region-or-person': {
    'zh-CN': '请写明联系人所在地区的编码，或用 --person 写明救助对象的编号，二者只写一个。',
    en: 'Name either the region of a contact, or with --person the number of somebody who is helped.',
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
    'zh-CN': '活动“{campaign}”还没有结束，不能归档。请等它结束，或先终止。',
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
