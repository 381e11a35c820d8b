import type { Bilingual } from './refusal';

/** A word of the console, and what it means: docs/glossary.md has the same words, and a test compares the two. */
export interface Term {
  name: Bilingual & { en: string };
  means: Bilingual & { en: string };
}

const term = (zh: string, en: string, meansZh: string, meansEn: string): Term => ({
  name: { 'zh-CN': zh, en },
  means: { 'zh-CN': meansZh, en: meansEn },
});

/** The terms that the console explains at its headings. */
export const TERMS = {
  campaign: term(
    '活动',
    'campaign',
    '一个单位在一个冬季里的一次有日期的工作，分几个阶段。',
    'A dated effort of one organisation in one winter, in several stages.',
  ),
  stage: term(
    '阶段',
    'stage',
    '活动的一部分，如摸底、宣传、走访慰问、总结；各有开始、到期、锁定。',
    'A part of a campaign, such as survey, publicity, visits, summary; each opens, is due and locks.',
  ),
  round: term(
    '轮次',
    'round',
    '向一类单位问一次，有一个到期时间；每天或每月要报的，每次是一轮。',
    'One question to one kind of unit with one due time; what is asked every day or month is a round each time.',
  ),
  due: term('到期', 'due', '在此之前报的算按时。', 'What comes before it is on time.'),
  lock: term(
    '锁定',
    'lock',
    '到期以后、锁定以前还收，算迟报；锁定以后不收，除非重新开放。',
    'Between due and lock a report is late but taken; after the lock it is refused, unless it is reopened.',
  ),
  ladder: term(
    '阶梯',
    'ladder',
    '什么时候提醒谁：先是没有报的单位，再是它的上级，最后列入电话清单。报了的不再收到。',
    'When whom is told: the silent unit first, then its superior, in the end the call list. Who has reported hears no more.',
  ),
  chase: term(
    '督办',
    'chase',
    '请上级过问没有报的单位；上级要在期限内点“已知晓”，否则再往上一级。',
    'A superior is asked to see to silent units, and must acknowledge in time; otherwise it goes one level up.',
  ),
  digest: term(
    '汇总',
    'digest',
    '发给上级的一条消息：所辖单位报了多少，还有谁没有报。',
    'A message to a superior: how many of its units have reported, and who has not.',
  ),
  acknowledgement: term(
    '叫应',
    'acknowledgement',
    '预警来了，请联系人确认“我知道了，正在办”；没有回音不算答应，到时换人、打电话、往上报。',
    'When a warning comes, a contact says: I know, and I act. Silence is no answer: others are told, called, and the superior.',
  ),
  'call-list': term(
    '电话清单',
    'call list',
    '消息到不了、或一直没有回音的单位，由人打电话。',
    'Units that no message reaches, or that stay silent: a person telephones them.',
  ),
  deputy: term(
    'A角、B角',
    'holder, deputy',
    'A 角是负责这件事的人；他不在或联系不上时找 B 角。',
    'The holder has the duty; the deputy has it when the holder is away or cannot be reached.',
  ),
  register: term(
    '名册',
    'register',
    '有哪些地区，各由谁负责，怎样联系。',
    'Which regions there are, who answers for them, and how they are reached.',
  ),
  rehearsal: term(
    '演练',
    'rehearsal',
    '整个活动在加快的时钟上走一遍，由模拟的人来报，最后逐条核对；不会打扰真实的人。',
    'The whole campaign on a clock that runs ahead, with simulated people, checked in the end; no real person is disturbed.',
  ),
  case: term(
    '个案、办件',
    'case',
    '一个人的一件有期限的事，如异议、投诉、转介；问到办完为止，过期改问上级。',
    'One matter of one person with a clock of its own, such as an objection: asked about until it is closed.',
  ),
  posting: term(
    '张榜、公示',
    'posting',
    '把隐去部分姓名的名单张贴若干天，请大家提意见。',
    'The list of masked names hangs out for some days, so that people can object.',
  ),
  list: term(
    '名单、花名册',
    'list',
    '一户一行或一人一行，每一行都走申报、核实、审批、公示、发放等步骤。',
    'Households or persons by name, a row for each, which goes through steps such as proposed, checked, approved, delivered.',
  ),
  ledger: term(
    '款物账',
    'ledger',
    '钱和物从谁到谁，每一笔都有两头；错了不改，另记一笔更正。',
    'Everything that moves between hands, booked with two ends; a mistake is undone by another entry.',
  ),
} as const satisfies Record<string, Term>;

export type TermId = keyof typeof TERMS;
