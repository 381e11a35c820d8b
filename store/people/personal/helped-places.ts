import type { Bilingual } from '../../../domain/text/refusal';
import type { Queries } from '../../db/db';
import { countOf, FREE_TEXT, type Place, WITH_CAMPAIGN } from './place';

const HELPED: Bilingual = {
  'zh-CN': '救助对象最后一次参加的活动结束后三年',
  en: 'three years after the end of the last campaign of those who are helped',
};

const BY_NAME: Place = {
  what: { 'zh-CN': '命令行操作者的系统账号', en: 'account of whoever used the command line' },
  kept: WITH_CAMPAIGN,
};

/** The people, and the households of which they are the heads: what a row of a list is about. */
const subjects = (sql: Queries, people: readonly number[]) =>
  sql`(select id from people where id = any(${[...people]}::bigint[]) or head_id = any(${[...people]}::bigint[]))`;
const rowsOf = (sql: Queries, people: readonly number[]) =>
  sql`(select id from entries where subject_id in ${subjects(sql, people)})`;

/**
 * Deletes photos of rows of people who are helped. One that another row names too, such as a sheet with the
 * signatures of a village, stays until the campaign is archived.
 * @param photos where they are: their table, and the column with the number by which a row or a deed names one
 */
const erasePhotos = (
  sql: Queries,
  people: readonly number[],
  { table, number }: { table: 'photos' | 'deed_photos'; number: 'id' | 'photo' },
): Promise<number> =>
  countOf(sql`
    with named as (
      select e.id as entry, e.campaign_id as campaign, f.value as photo
      from entries e cross join jsonb_each_text(e.figures) f where e.subject_id in ${subjects(sql, people)}
      union
      select d.entry_id, d.campaign_id, unnest(d.photos) from deeds d where d.entry_id in ${rowsOf(sql, people)})
    delete from ${sql(table)} p using asks a, named n
    where a.id = p.ask_id and a.campaign_id = n.campaign and ${sql(`p.${number}`)} = n.photo
      and not exists (
        select from deeds d where d.campaign_id = n.campaign and n.photo = any(d.photos)
          and d.entry_id not in ${rowsOf(sql, people)})`);

export const erasePhotosOfRows = (sql: Queries, people: readonly number[]): Promise<number> =>
  erasePhotos(sql, people, { table: 'photos', number: 'id' });

/** Empties what was said in cases about rows of people who are helped. */
export const eraseStatementsOfRows = (sql: Queries, people: readonly number[]): Promise<number> =>
  countOf(sql`
    update case_statements set sealed = null, key_no = null
    where sealed is not null and case_id in (select id from cases where entry_id in ${rowsOf(sql, people)})`);

/** Columns with personal data of those who are helped, and of who helps them; a part of the inventory. */
export const HELPED_PLACES: Record<string, Place> = {
  'people.sealed': {
    what: {
      'zh-CN': '救助对象的姓名、证件号码、电话、住址、账号（加密封存）',
      en: 'names, ID numbers, telephone numbers, addresses and accounts of those who are helped, sealed',
    },
    kept: HELPED,
    erasePeople: (sql, people) =>
      countOf(sql`
        update people set sealed = null, key_no = null
        where id = any(${[...people]}::bigint[]) and sealed is not null`),
  },
  'people.id_digest': digestOf('id_digest', { 'zh-CN': '证件号码的带密钥摘要', en: 'keyed digests of ID numbers' }),
  'people.name_digest': digestOf('name_digest', { 'zh-CN': '姓名的带密钥摘要', en: 'keyed digests of names' }),
  'people.hint_digest': digestOf('hint_digest', {
    'zh-CN': '姓名、出生年、乡镇合成的带密钥摘要',
    en: 'keyed digests of name, year of birth and township',
  }),
  'people.no_id': {
    what: { 'zh-CN': '没有证件号码的原因', en: 'why there is no ID number' },
    kept: HELPED,
    erasePeople: (sql, people) =>
      countOf(sql`update people set no_id = null where id = any(${[...people]}::bigint[]) and no_id is not null`),
  },
  'people.shown': {
    what: { 'zh-CN': '隐去后的姓名（王**）', en: 'masked names (王**)' },
    kept: HELPED,
    // A household is shown by the name of its head.
    erasePeople: (sql, people) =>
      countOf(sql`
        update people set shown = '*', erased_at = coalesce(erased_at, clock_timestamp())
        where (id = any(${[...people]}::bigint[]) or head_id = any(${[...people]}::bigint[])) and erased_at is null`),
  },
  'memberships.relation': {
    what: { 'zh-CN': '与户主的关系', en: 'relations to heads of households' },
    kept: HELPED,
    erasePeople: (sql, people) =>
      countOf(sql`
        delete from memberships where person_id = any(${[...people]}::bigint[])
          or household_id in (select id from people where head_id = any(${[...people]}::bigint[]))`),
  },
  'entries.sealed': {
    what: {
      'zh-CN': '名单各行的姓名、证件号码、电话、住址、账号（加密）',
      en: 'what rows of lists tell of people, sealed',
    },
    kept: HELPED,
    erasePeople: (sql, people) =>
      countOf(sql`
        update entries set sealed = null, key_no = null
        where subject_id in ${subjects(sql, people)} and sealed is not null`),
  },
  'entries.shown': {
    what: { 'zh-CN': '隐去后的姓名（王**）', en: 'masked names (王**)' },
    kept: HELPED,
    erasePeople: (sql, people) =>
      countOf(sql`update entries set shown = '*' where subject_id in ${subjects(sql, people)} and shown <> '*'`),
  },
  // Frozen: what was posted stays as the record of it, with masked names only.
  'postings.content': { what: { 'zh-CN': '公示单（隐去后的姓名）', en: 'sheets of postings (王**)' }, kept: HELPED },
  'posting_photos.bytes': { what: { 'zh-CN': '公示栏的照片', en: 'photos of boards' }, kept: HELPED },
  'posting_papers.sealed': {
    what: { 'zh-CN': '书面异议的照片（加密）', en: 'photos of objections on paper, sealed' },
    kept: WITH_CAMPAIGN,
    archive: (sql, { campaign }) =>
      countOf(sql`
        update posting_papers p set sealed = null, key_no = null from cases c
        where c.id = p.case_id and c.campaign_id = ${campaign} and p.sealed is not null`),
  },
  'list_paper_sheets.sealed': {
    what: { 'zh-CN': '纸质名单的照片（加密）', en: 'photos of lists on paper, sealed' },
    kept: WITH_CAMPAIGN,
    // A sheet on which others stand too is their proof as well: it stays until the campaign is archived.
    erasePeople: (sql, people) =>
      countOf(sql`
        update list_paper_sheets s set sealed = null, key_no = null
        where s.sealed is not null and s.paper_id in (
            select r.paper_id from list_paper_rows r where r.entry_id in ${rowsOf(sql, people)})
          and not exists (
            select from list_paper_rows r where r.paper_id = s.paper_id and coalesce(r.sheet, s.nr) = s.nr
              and r.entry_id not in ${rowsOf(sql, people)})`),
    archive: (sql, { campaign }) =>
      countOf(sql`
        update list_paper_sheets s set sealed = null, key_no = null from list_papers p
        where p.id = s.paper_id and p.campaign_id = ${campaign} and s.sealed is not null`),
  },
  'support_plans.sealed': {
    what: { 'zh-CN': '一人一策（加密）', en: 'plans for one person, sealed' },
    kept: WITH_CAMPAIGN,
    // Plans of others that name the person: sealed-texts.ts.
    erasePeople: (sql, people) =>
      countOf(sql`
        update support_plans set sealed = null, key_no = null
        where entry_id in ${rowsOf(sql, people)} and sealed is not null`),
    archive: (sql, { campaign }) =>
      countOf(sql`
        update support_plans set sealed = null, key_no = null
        where entry_id in (select id from entries where campaign_id = ${campaign}) and sealed is not null`),
  },
  'deliveries.sealed': {
    what: {
      'zh-CN': '代领人的姓名、证件号码、电话、原因，见证人的姓名（加密）',
      en: 'who signed for a row: name, ID number, telephone number, why; and who bore witness; sealed',
    },
    kept: HELPED,
    erasePeople: (sql, people) =>
      countOf(sql`
        update deliveries set sealed = null, key_no = null
        where entry_id in ${rowsOf(sql, people)} and sealed is not null`),
    archive: (sql, { campaign }) =>
      countOf(sql`
        update deliveries set sealed = null, key_no = null where campaign_id = ${campaign} and sealed is not null`),
  },
  'account_digests.digest': {
    what: { 'zh-CN': '账号的带密钥摘要', en: 'keyed digests of the accounts of rows' },
    kept: HELPED,
    erasePeople: (sql, people) => countOf(sql`delete from account_digests where entry_id in ${rowsOf(sql, people)}`),
    archive: (sql, { campaign }) =>
      countOf(sql`
        delete from account_digests where entry_id in (select id from entries where campaign_id = ${campaign})`),
  },
  'deliveries.proxy_digest': {
    what: { 'zh-CN': '代领人的带密钥摘要', en: 'keyed digests of who signed for rows' },
    kept: HELPED,
    erasePeople: (sql, people) =>
      countOf(sql`
        update deliveries set proxy_digest = null
        where entry_id in ${rowsOf(sql, people)} and proxy_digest is not null`),
    archive: (sql, { campaign }) =>
      countOf(sql`
        update deliveries set proxy_digest = null where campaign_id = ${campaign} and proxy_digest is not null`),
  },
  // Before what names them.
  'deed_photos.sealed': {
    what: {
      'zh-CN': '证明照片：上门、签领表、评议会议记录（加密）',
      en: 'photos that prove deeds: at the door, signed sheets, minutes; sealed',
    },
    kept: WITH_CAMPAIGN,
    erasePeople: (sql, people) => erasePhotos(sql, people, { table: 'deed_photos', number: 'photo' }),
    archive: (sql, { campaign }) =>
      countOf(sql`
        delete from deed_photos where ask_id in (select id from asks where campaign_id = ${campaign})`),
  },
  'entries.figures': {
    what: FREE_TEXT,
    kept: WITH_CAMPAIGN,
    // Another row may name the person too.
    erase: (sql, { words }) =>
      countOf(sql`
        update entries set figures = without_words(figures, ${words}), version = version + 1
        where holds_words(figures::text, ${words})`),
    erasePeople: (sql, people) =>
      countOf(sql`
        update entries set figures = '{}', version = version + 1
        where subject_id in ${subjects(sql, people)} and figures <> '{}'`),
    archive: (sql, { campaign }) =>
      countOf(
        sql`update entries set figures = '{}', version = version + 1 where campaign_id = ${campaign} and figures <> '{}'`,
      ),
  },
  'deeds.reason': {
    what: FREE_TEXT,
    kept: WITH_CAMPAIGN,
    erase: (sql, { words }) =>
      countOf(sql`update deeds set reason = without_words(reason, ${words}) where holds_words(reason, ${words})`),
    erasePeople: (sql, people) =>
      countOf(sql`update deeds set reason = null where entry_id in ${rowsOf(sql, people)} and reason is not null`),
    archive: (sql, { campaign }) =>
      countOf(sql`update deeds set reason = null where campaign_id = ${campaign} and reason is not null`),
  },
  'deeds.photos': {
    what: { 'zh-CN': '证明照片的编号', en: 'numbers of photos that prove a deed' },
    kept: WITH_CAMPAIGN,
    erasePeople: (sql, people) =>
      countOf(sql`update deeds set photos = null where entry_id in ${rowsOf(sql, people)} and photos is not null`),
    archive: (sql, { campaign }) =>
      countOf(sql`update deeds set photos = null where campaign_id = ${campaign} and photos is not null`),
  },
  'deeds.by_name': BY_NAME,
  'ledger_acts.by_name': {
    what: { 'zh-CN': '命令行记账者的系统账号', en: 'account of whoever kept the ledger at the command line' },
    kept: WITH_CAMPAIGN,
  },
  'counts.by_name': BY_NAME,
  'late_standards.by_name': BY_NAME,
  'late_standards.set_name': BY_NAME,
  'closing_permits.by_name': BY_NAME,
  'closing_permits.used_by_name': BY_NAME,
  'bank_batches.by_name': BY_NAME,
  'bank_results.by_name': BY_NAME,
  'list_papers.taken_by': BY_NAME,
  'list_papers.keyed_by': BY_NAME,
  'list_papers.compared_by': BY_NAME,
};

/** A column with keyed digests of people who are helped. */
function digestOf(column: string, what: Bilingual): Place {
  return {
    what,
    kept: HELPED,
    erasePeople: (sql, people) =>
      countOf(sql`
        update people set ${sql(column)} = null where id = any(${[...people]}::bigint[]) and ${sql(column)} is not null`),
  };
}
