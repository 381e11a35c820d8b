import { kindOf } from '../../../domain/report/field-kinds';
import type { Bilingual } from '../../../domain/text/refusal';
import type { Queries } from '../../db/db';
import { erasePhotosOfRows, eraseStatementsOfRows, HELPED_PLACES } from './helped-places';
import { type Archived, countOf, type Forgotten, FREE_TEXT, type Place, related, WITH_CAMPAIGN } from './place';

const relatedAsks = (sql: Queries, who: Forgotten) =>
  sql`(select id from asks where unit_code in ${related(sql, who)})`;
const asksOf = (sql: Queries, campaign: string) => sql`(select id from asks where campaign_id = ${campaign})`;

const REGISTER: Bilingual = { 'zh-CN': '在任期间', en: 'while the person holds the post' };
const ACCOUNT: Bilingual = {
  'zh-CN': '账号存在期间；停用后可删除（accounts erase）',
  en: 'as long as the account; erased when it is disabled (accounts erase)',
};
const contactField = (column: 'name' | 'phone' | 'email', what: Bilingual): Place => ({
  what,
  kept: REGISTER,
  erase: (sql, { contacts, holdsPost }) =>
    holdsPost
      ? countOf(sql`
          update contacts set name = null, phone = null, email = null, phone_bad = null, email_bad = null,
                 opted_out = false
          where id = any(${contacts}::bigint[]) and ${sql(column)} is not null`)
      : Promise.resolve(0),
});

/** Every column with personal data: erasing, archiving and docs/privacy.md all use this table. */
export const PLACES: Record<string, Place> = {
  'contacts.name': contactField('name', { 'zh-CN': '联系人姓名', en: 'names of contacts' }),
  'contacts.phone': contactField('phone', { 'zh-CN': '联系人手机号', en: 'mobile numbers of contacts' }),
  'contacts.email': contactField('email', { 'zh-CN': '联系人邮箱', en: 'e-mail addresses of contacts' }),
  'register_imports.before': {
    what: {
      'zh-CN': '最近一次导入之前的联系人，供撤销',
      en: 'contacts as they were before the last import, to undo it',
    },
    kept: { 'zh-CN': '24 小时，或到下一次导入', en: '24 hours, or until the next import' },
    erase: (sql, { words }) =>
      countOf(
        sql`update register_imports set before = null where before is not null and holds_words(before::text, ${words})`,
      ),
  },
  'messages.text': {
    what: { 'zh-CN': '发出的消息全文：称呼、链接', en: 'messages as they were sent: the salutation, the link' },
    kept: WITH_CAMPAIGN,
    erase: (sql, who) =>
      countOf(sql`
        update messages m set text = case when m.contact_id <> all(${who.contacts}::bigint[]) then without_words(m.text, ${who.words}) end
        where m.text is not null and (m.contact_id = any(${who.contacts}::bigint[])
          or m.region_code in ${related(sql, who)} and holds_words(m.text, ${who.words}))`),
    archive: (sql, { campaign }) =>
      countOf(sql`update messages set text = null where campaign_id = ${campaign} and text is not null`),
  },
  'messages.params': {
    what: { 'zh-CN': '消息里的原因说明', en: 'reasons that stand in messages' },
    kept: WITH_CAMPAIGN,
    erase: (sql, who) =>
      countOf(sql`
        update messages set params = without_words(params, ${who.words})
        where region_code in ${related(sql, who)} and params ? 'reason' and holds_words(params ->> 'reason', ${who.words})`),
    archive: (sql, { campaign }) =>
      countOf(
        sql`update messages set params = params - 'reason' where campaign_id = ${campaign} and params ? 'reason'`,
      ),
  },
  'messages.sent_to': {
    what: { 'zh-CN': '短信发往的号码', en: 'numbers that SMS went to' },
    kept: WITH_CAMPAIGN,
    erase: (sql, { contacts, phones }) =>
      countOf(sql`
        update messages set sent_to = null where sent_to is not null and (contact_id = any(${contacts}::bigint[]) or sent_to = any(${phones}::text[]))`),
    archive: (sql, { campaign }) =>
      countOf(sql`update messages set sent_to = null where campaign_id = ${campaign} and sent_to is not null`),
  },
  'stopped_numbers.phone': {
    what: { 'zh-CN': '退订短信的号码', en: 'numbers that want no SMS' },
    kept: { 'zh-CN': '名册中有这个号码期间', en: 'as long as the register has the number' },
    erase: (sql, { phones }) => countOf(sql`delete from stopped_numbers where phone = any(${phones}::text[])`),
    archive: (sql, { campaign }) => countOf(sql`delete from stopped_numbers where scope = ${campaign}`),
  },
  'stopped_numbers.people': {
    what: { 'zh-CN': '退订时使用该号码的人', en: 'who had the number when it was stopped' },
    kept: { 'zh-CN': '同上', en: 'as long as the number' },
  },
  'replies.phone': {
    what: { 'zh-CN': '回复短信的号码', en: 'numbers that answered by SMS' },
    kept: {
      'zh-CN': '活动归档时删除；无人认领的 30 天',
      en: 'until the campaign is archived; of nobody known for 30 days',
    },
    erase: (sql, { contacts, phones }) =>
      countOf(sql`
        update replies set phone = '', content = '', dedupe = concat('erased-', id)
        where phone <> '' and (contact_id = any(${contacts}::bigint[]) or phone = any(${phones}::text[]))`),
    archive: (sql, { campaign }) => countOf(sql`delete from replies where campaign_id = ${campaign}`),
  },
  'replies.content': {
    what: { 'zh-CN': '回复的内容', en: 'what was answered by SMS' },
    kept: { 'zh-CN': '同上', en: 'as long as the number' },
    erase: (sql, { words }) =>
      countOf(sql`update replies set content = without_words(content, ${words}) where holds_words(content, ${words})`),
  },
  'replies.dedupe': {
    what: { 'zh-CN': '由号码、时间和内容算出的摘要', en: 'a digest of number, time and text' },
    kept: { 'zh-CN': '同上', en: 'as long as the number' },
  },
  'number_days.phone': {
    what: { 'zh-CN': '某号码某天收了几条短信', en: 'how many SMS a number got in a day' },
    kept: { 'zh-CN': '7 天', en: '7 days' },
    erase: (sql, { phones }) => countOf(sql`delete from number_days where phone = any(${phones}::text[])`),
    archive: (sql, { campaign }) => countOf(sql`delete from number_days where scope = ${campaign}`),
  },
  'reports.figures': {
    what: { 'zh-CN': '上报的备注等文字', en: 'free texts in what was reported' },
    kept: {
      'zh-CN': '文字和照片编号在归档时删除；数字保留',
      en: 'texts and numbers of photos until archived; figures stay',
    },
    erase: (sql, who) =>
      countOf(sql`
        update reports set figures = without_words(figures, ${who.words})
        where ask_id in ${relatedAsks(sql, who)} and holds_words(figures::text, ${who.words})`),
    archive: dropTexts,
  },
  'reports.returned_because': {
    what: FREE_TEXT,
    kept: WITH_CAMPAIGN,
    erase: (sql, who) =>
      countOf(sql`
        update reports set returned_because = without_words(returned_because, ${who.words})
        where holds_words(returned_because, ${who.words}) and ask_id in ${relatedAsks(sql, who)}`),
    archive: (sql, { campaign }) =>
      countOf(sql`
        update reports set returned_because = null
        where ask_id in ${asksOf(sql, campaign)} and returned_because is not null`),
  },
  'photos.bytes': {
    what: { 'zh-CN': '上报的照片', en: 'photos' },
    kept: WITH_CAMPAIGN,
    // The persons on a photo are unknown, so all photos that the person sent are deleted.
    erase: (sql, { contacts }) =>
      countOf(sql`
        delete from photos p using reports r, jsonb_each_text(r.figures) f
        where r.contact_id = any(${contacts}::bigint[]) and r.ask_id = p.ask_id and f.value = p.id`),
    erasePeople: erasePhotosOfRows,
    archive: (sql, { campaign }) => countOf(sql`delete from photos where ask_id in ${asksOf(sql, campaign)}`),
  },
  'photo_pieces.bytes': {
    what: { 'zh-CN': '还没传完的照片', en: 'photos that have not come whole' },
    kept: { 'zh-CN': '与照片相同；无人使用的 30 天', en: 'as long as the photo; 30 days when no report names it' },
    // The holder of a link is the sender, so pieces sent with it are the person's.
    erase: (sql, { contacts }) =>
      countOf(sql`
        delete from photo_pieces p using links l, asks a
        where l.contact_id = any(${contacts}::bigint[]) and a.id = p.ask_id and l.campaign_id = a.campaign_id and l.region_code = a.unit_code`),
    archive: (sql, { campaign }) => countOf(sql`delete from photo_pieces where ask_id in ${asksOf(sql, campaign)}`),
  },
  'call_list.note': freeText('call_list', 'note', { within: 'unit_code' }),
  'chases.snooze_reason': freeText('chases', 'snooze_reason', { within: 'region_code' }),
  'cases.reason': freeText('cases', 'reason', { within: 'region_code' }),
  'case_statements.sealed': {
    what: {
      'zh-CN': '提出个案的人的原话、姓名和电话（封存）',
      en: 'what those said who raised a case, with name and telephone, sealed',
    },
    kept: WITH_CAMPAIGN,
    erase: (sql, { contacts }) =>
      countOf(sql`
        update case_statements set sealed = null, key_no = null
        where contact_id = any(${contacts}::bigint[]) and sealed is not null`),
    // Statements about others that name the person: store/people/personal/sealed-texts.ts.
    erasePeople: eraseStatementsOfRows,
    archive: (sql, { campaign }) =>
      countOf(sql`
        update case_statements set sealed = null, key_no = null
        where case_id in (select id from cases where campaign_id = ${campaign}) and sealed is not null`),
  },
  'steering.reason': freeText('steering', 'reason', { within: null }),
  'steering_reasons.text': {
    what: FREE_TEXT,
    kept: WITH_CAMPAIGN,
    erase: (sql, { words }) =>
      countOf(sql`update steering_reasons set text = without_words(text, ${words}) where holds_words(text, ${words})`),
    archive: (sql, { campaign }) => countOf(sql`delete from steering_reasons where campaign_id = ${campaign}`),
  },
  'steering_asked.reason': freeText('steering_asked', 'reason', { within: null }),
  'steering_asked.by_name': {
    what: { 'zh-CN': '提出决定者的系统账号', en: 'account of who asked for a decision on the command line' },
    kept: {
      'zh-CN': '决定作出即删除，否则到活动归档',
      en: 'until the decision is made, else until the campaign is archived',
    },
    archive: (sql, { campaign }) => countOf(sql`delete from steering_asked where campaign_id = ${campaign}`),
  },
  'reports.by_name': {
    what: { 'zh-CN': '命令行代报者的系统账号', en: 'account of who reported for a unit on the command line' },
    kept: WITH_CAMPAIGN,
    archive: (sql, { campaign }) =>
      countOf(sql`
        update reports p set by_name = null from asks a
        where a.id = p.ask_id and a.campaign_id = ${campaign} and p.by_name is not null`),
  },
  'duty_items.decision': {
    what: FREE_TEXT,
    kept: { 'zh-CN': '长期', en: 'for good' },
    erase: (sql, { words }) =>
      countOf(sql`
        update duty_items set decision = without_words(decision, ${words}) where holds_words(decision::text, ${words})`),
  },
  'audit_reasons.reason': {
    what: { 'zh-CN': '操作记录中的理由', en: 'reasons in the audit log' },
    kept: { 'zh-CN': '长期；提到某人的理由可以删除', en: 'for good; one that names somebody can be erased' },
    // erasePerson does it, because the line about the erasure lists them.
  },
  ...HELPED_PLACES,
  'accounts.login': {
    what: { 'zh-CN': '控制台账号的登录名', en: 'logins of the console' },
    kept: ACCOUNT,
  },
  'accounts.name': {
    what: { 'zh-CN': '控制台账号的姓名', en: 'names of officers with an account' },
    kept: ACCOUNT,
  },
  'accounts.oidc_subject': {
    what: { 'zh-CN': '身份服务中的编号', en: 'number at the identity provider' },
    kept: ACCOUNT,
  },
  'audit_log.by_name': {
    what: { 'zh-CN': '命令行操作者的系统账号', en: 'account of whoever used the command line' },
    kept: { 'zh-CN': '长期', en: 'for good' },
  },
  'warning_texts.bytes': {
    what: { 'zh-CN': '预警原文，有的写着预报员姓名', en: 'warnings as they came; some name a forecaster' },
    kept: { 'zh-CN': '保留期满后清空', en: 'emptied when the time of keeping is over' },
  },
};

/** A column with officers' free text in a campaign's table. */
function freeText(table: string, column: string, { within }: { within: string | null }): Place {
  return {
    what: FREE_TEXT,
    kept: WITH_CAMPAIGN,
    erase: (sql, who) =>
      countOf(sql`
        update ${sql(table)} set ${sql(column)} = without_words(${sql(column)}, ${who.words})
        where holds_words(${sql(column)}, ${who.words})
          ${within === null ? sql`` : sql`and ${sql(within)} in ${related(sql, who)}`}`),
    archive: (sql, { campaign }) =>
      countOf(sql`
        update ${sql(table)} set ${sql(column)} = null where campaign_id = ${campaign} and ${sql(column)} is not null`),
  };
}

/** Deletes texts in reports; counted and chosen values stay. */
async function dropTexts(sql: Queries, { campaign, definition }: Archived): Promise<number> {
  const forms = await sql<{ key: string; form: string }[]>`
    select distinct key, form from rounds where campaign_id = ${campaign}`;
  let changed = 0;
  for (const { key, form } of forms) {
    const fields = definition.forms[form]?.fields ?? [];
    const texts = fields.filter(({ type }) => kindOf(type).mayHold !== undefined).map(({ id }) => id);
    changed += await countOf(sql`
      update reports set figures = figures - ${texts}::text[]
      where ask_id in (select id from asks where campaign_id = ${campaign} and key = ${key}) and figures ?| ${texts}::text[]`);
  }
  return changed;
}
