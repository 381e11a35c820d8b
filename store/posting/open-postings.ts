import { createHash } from 'node:crypto';
import { createCalendar } from '../../domain/campaign/calendar/calendar';
import type { Definition } from '../../domain/campaign/definition/definition';
import type { Instant } from '../../domain/instant';
import type { PersonalAnswers } from '../../domain/list/row-check';
import { readIdNumber } from '../../domain/people/id-number';
import { closingDay } from '../../domain/posting/closing-day';
import {
  canonicalText,
  type PostingContent,
  type PostingFrame,
  postingContent,
  type RowToPost,
} from '../../domain/posting/content';
import { LEAKS, type Leak, leaksBeside } from '../../domain/posting/guard';
import type { PostingStart } from '../../domain/posting/life';
import { LANGUAGES, postingPage } from '../../domain/posting/page';
import type { ShownPosting } from '../../domain/posting/parts';
import { postingSheet } from '../../domain/posting/sheet';
import { type Bilingual, type Problem, Refused, sentence } from '../../domain/text/refusal';
import type { Queries } from '../db/db';
import { json } from '../db/json';
import { keepPlans } from '../db/plans';
import { below } from '../db/scope';
import type { Keyring } from '../people/sealed/keyring';
import { type Addresses, shownPosting } from './posted';

/** Which rows are posted: those of a list that stand before `announce`, in the villages of a region. */
export interface ToPost {
  campaign: string;
  list: string;
  /** Code. */
  region: string;
  /** Numbers of rows, where only some are posted: a row that has changed after its posting. */
  entries?: readonly number[] | undefined;
}

/** The postings of one act. */
export interface Opening extends ToPost {
  definition: Definition;
  keyring: Keyring;
  now: Instant;
  addresses: Addresses;
  /** The sender's key (UUID): sent again under it, the act gives the lot that it has opened. */
  submission?: string | undefined;
}

/** The lot that an act has opened. */
export interface Opened {
  start: PostingStart;
  postings: number;
  rows: number;
}

/** Villages whose rows are in memory at once. */
const AT_ONCE = 500;
/** A refusal names no more villages than a person reads. */
const MOST_NAMED = 20;

/**
 * Posts the rows: one posting for each village, all with the same dates, frozen as they are shown.
 * @param tx a transaction
 * @throws Refused when there is nothing to post, or a sheet or page would show the number of a person
 */
export async function openPostings(tx: Queries, opening: Opening): Promise<Opened> {
  const { campaign, list: named, region, now } = opening;
  const frame = frameOf(opening);
  await keepPlans(tx);
  const units = await unitsToPost(tx, opening);
  if (units.length === 0) throw new Refused(sentence('posting-nothing', { list: named }));
  const calendar = createCalendar(opening.definition);
  const closesAt = calendar.at(frame.to, '24:00');
  const [lot] = await tx<{ id: number; workflowId: string }[]>`
    with numbered as (select nextval(pg_get_serial_sequence('posting_lots', 'id')) as id)
    insert into posting_lots (id, campaign_id, list, region_code, medium, opens_at, closes_at, submission, workflow_id)
    overriding system value
    select id, ${campaign}, ${named}, ${region}, ${frame.list.posting.medium}, ${now}, ${closesAt},
           ${opening.submission ?? null}::uuid, concat('campaign/', ${campaign}::text, '/posting/', id)
    from numbered returning id, workflow_id as "workflowId"`;
  if (!lot) throw new Error('A lot of postings was not written.');
  let rows = 0;
  const leaking: Problem[] = [];
  for (let from = 0; from < units.length; from += AT_ONCE) {
    const made = await makePostings(tx, { ...opening, lot: lot.id, frame }, units.slice(from, from + AT_ONCE));
    rows += made.rows;
    leaking.push(...made.leaking);
  }
  if (leaking.length > 0)
    throw new Refused(sentence('posting-leaks', { count: leaking.length }), leaking.slice(0, MOST_NAMED));
  const start = { lot: lot.id, campaign, list: named, region, workflowId: lot.workflowId, closesAt };
  return { start, postings: units.length, rows };
}

/** @returns the lot that was opened under the sender's key, null when there is none. */
export async function openedUnder(tx: Queries, { campaign }: ToPost, submission: string): Promise<Opened | null> {
  const [found] = await tx<(PostingStart & Omit<Opened, 'start'>)[]>`
    select l.id as lot, l.campaign_id as campaign, l.list, l.region_code as region, l.workflow_id as "workflowId",
           l.closes_at as "closesAt", count(distinct o.region_code)::int as postings,
           count(distinct p.entry_id)::int as rows
    from posting_lots l join postings o on o.lot_id = l.id left join posted_rows p on p.posting_id = o.id
    where l.campaign_id = ${campaign} and l.submission = ${submission} group by l.id`;
  if (!found) return null;
  const { postings, rows, ...start } = found;
  return { start, postings, rows };
}

/** The first sheet of an act of posting. */
export interface FirstPosting extends ShownPosting {
  region: string;
  rows: number;
  villages: number;
  /** What this sheet or page would show and must not. */
  leaks: Leak[];
}

/** @returns the first sheet as it would hang, without writing anything; null when there is nothing to post. */
export async function firstPosting(tx: Queries, opening: Opening): Promise<FirstPosting | null> {
  const frame = frameOf(opening);
  const units = await unitsToPost(tx, opening);
  const [unit] = units;
  if (!unit) return null;
  const { content } = postingContent(
    frame,
    unit.village,
    await rowsOf(tx, opening, frame, [unit.code]).then((all) => all.get(unit.code) ?? []),
  );
  const rows = units.reduce((sum, one) => sum + one.rows, 0);
  const shown = shownPosting({ content, version: unit.version, digest: digestOf(content) }, 0, opening.addresses);
  return { ...shown, region: unit.code, rows, villages: units.length, leaks: leaksOf(shown) };
}

/** @throws Refused when the list has no posting */
function frameOf({ definition, list: named, now }: Opening): PostingFrame {
  const list = definition.lists[named];
  if (!list) throw new Refused(sentence('posting-no-list', { list: named }));
  const { posting } = list;
  if (!posting) throw new Refused(sentence('posting-not-planned', { list: named }));
  const calendar = createCalendar(definition);
  const from = calendar.dayOf(now);
  return { definition, list: { ...list, posting }, from, to: closingDay(from, posting, calendar) };
}

interface UnitToPost {
  code: string;
  village: string;
  version: number;
  rows: number;
}

/** The condition of rows `e` that can be posted now; those that hang already are not posted twice. */
const standBefore = (sql: Queries, { campaign, list, entries }: ToPost) => sql`
  e.campaign_id = ${campaign} and e.list = ${list} and e.state = 'in'
  and e.done = (select array_position(track, 'announce') - 1 from lists where campaign_id = ${campaign} and id = ${list})
  and (${entries ?? null}::bigint[] is null or e.id = any(${entries ?? null}::bigint[]))
  and not exists (select from posted_rows p join postings o on o.id = p.posting_id
                  where p.entry_id = e.id and p.off_at is null and o.state = 'open')`;

const unitsToPost = (tx: Queries, toPost: ToPost): Promise<UnitToPost[]> => tx<UnitToPost[]>`
  with units as (
    select e.unit_code as code, count(*)::int as rows from entries e
    join regions g on g.code = e.unit_code join regions top on top.code = ${toPost.region}
    where ${below(tx, tx`g.path`, tx`top.path`)} and ${standBefore(tx, toPost)}
    group by e.unit_code)
  select u.code, u.rows,
         (select string_agg(above.name, '' order by above.level) from regions above
          where above.code = any(string_to_array(rtrim(g.path, '/'), '/')) and above.level >= scope.level) as village,
         (select coalesce(max(version), 0) + 1 from postings o
          where o.campaign_id = ${toPost.campaign} and o.list = ${toPost.list} and o.region_code = u.code)::int as version
  from units u join regions g on g.code = u.code
  join campaigns c on c.id = ${toPost.campaign} join regions scope on scope.code = c.scope
  order by g.path`;

async function makePostings(
  tx: Queries,
  making: Opening & { lot: number; frame: PostingFrame },
  units: readonly UnitToPost[],
): Promise<{ rows: number; leaking: Problem[] }> {
  const { campaign, list, lot, frame, addresses } = making;
  const rowsBy = await rowsOf(
    tx,
    making,
    frame,
    units.map(({ code }) => code),
  );
  const ids = await tx<{ id: number }[]>`
    select nextval(pg_get_serial_sequence('postings', 'id')) as id from generate_series(1, ${units.length}::int)`;
  const leaking: Problem[] = [];
  const postings: { id: number; region: string; version: number; content: PostingContent; digest: string }[] = [];
  const posted: { posting: number; entry: number; number: number | null }[] = [];
  units.forEach(({ code, village, version }, at) => {
    const id = ids[at]?.id ?? 0;
    const { content, numbers } = postingContent(frame, village, rowsBy.get(code) ?? []);
    const digest = digestOf(content);
    const leaks = leaksOf(shownPosting({ content, version, digest }, id, addresses));
    if (leaks.length > 0)
      leaking.push({ field: code, ...sentence('posting-leak', { region: code, leaks: named(leaks) }) });
    postings.push({ id, region: code, version, content, digest });
    for (const one of numbers) posted.push({ posting: id, ...one });
  });
  await tx`
    insert into postings (id, lot_id, campaign_id, list, region_code, version, content, digest)
    overriding system value
    select id, ${lot}, ${campaign}, ${list}, region, version, content, decode(digest, 'hex')
    from jsonb_to_recordset(${json(tx, postings)}) as p(id bigint, region text, version int, content jsonb, digest text)`;
  await tx`
    insert into posted_rows (posting_id, entry_id, number)
    select posting, entry, number from jsonb_to_recordset(${json(tx, posted)}) as p(posting bigint, entry bigint, number int)`;
  return { rows: posted.length, leaking };
}

const named = (leaks: readonly Leak[]): Bilingual => ({
  'zh-CN': leaks.map((leak) => LEAKS[leak]['zh-CN']).join('、'),
  en: leaks.map((leak) => LEAKS[leak].en).join(', '),
});

/** @returns SHA-256 of the content, in hex. */
export const digestOf = (content: PostingContent): string =>
  createHash('sha256').update(canonicalText(content)).digest('hex');

/** The code square holds the address and nothing else; it would take half of the time. */
const NO_CODE = { path: '', side: 1 };

/** @returns what the rendered sheet, or page in either language, would show and must not. */
export function leaksOf(shown: ShownPosting): Leak[] {
  const ours = [shown.address, shown.content.contact];
  const rendered = [
    postingSheet(shown, NO_CODE),
    ...LANGUAGES.map((language) => postingPage(shown, { key: '' }, language)),
  ];
  return [...new Set(rendered.flatMap((document) => leaksBeside(document, ours)))];
}

interface FoundRow extends Omit<RowToPost, 'minor'> {
  unit: string;
  sealed: Buffer | null;
  keyNo: number | null;
}

/** The rows of some villages, locked until the end of the transaction, in the order of their numbers. */
async function rowsOf(
  tx: Queries,
  opening: Opening,
  { list, from }: PostingFrame,
  units: readonly string[],
): Promise<Map<string, RowToPost[]>> {
  const { keyring } = opening;
  const rows = await tx<FoundRow[]>`
    select e.id as entry, e.unit_code as unit, e.category, e.shown, e.heads, e.figures -> ${list.posting.group ?? ''}::text as group,
           e.sealed, e.key_no as "keyNo"
    from entries e where e.unit_code = any(${[...units]}) and ${standBefore(tx, opening)}
    order by e.id for no key update of e`;
  const by = new Map<string, RowToPost[]>();
  for (const { unit, sealed, keyNo, ...row } of rows) {
    const personal =
      sealed && keyNo !== null ? (keyring.unseal({ sealed, keyNo }, 'entries.sealed') as PersonalAnswers) : null;
    const minor = isMinor(personal?.['id-number'], from);
    const own = by.get(unit) ?? [];
    own.push({ ...row, minor });
    by.set(unit, own);
  }
  return by;
}

const OF_AGE = 18;

/** The names of children are not published (未成年人保护法 art. 4, 个人信息保护法 art. 31). */
function isMinor(idNumber: string | undefined, today: string): boolean {
  if (idNumber === undefined) return false;
  const read = readIdNumber(idNumber, today);
  if ('problem' in read) return false;
  const [year, rest] = [Number(read.born.slice(0, 4)), read.born.slice(4)];
  return `${year + OF_AGE}${rest}` > today;
}
