import type { PersonDetails } from '../../../domain/people/person';
import { Refused, sentence } from '../../../domain/text/refusal';
import type { Queries } from '../../db/db';
import type { Keyring } from '../sealed/keyring';
import { changePerson } from './change-person';
import { openPeople } from './find-people';
import { visible } from './scope';

/** Two people within the region of who decides about them. */
export interface Pair {
  /** Numbers in `people`. */
  pair: readonly [number, number];
  /** Highest region that the caller decides about; null means everything. */
  top: string | null;
}

/** Notes that two are not the same person. @throws Refused when one of them is unknown */
export async function keepDistinct(sql: Queries, { pair, top }: Pair): Promise<void> {
  await lockPair(sql, { pair, top });
  await sql`
    insert into distinct_pairs (one_id, other_id) values (${Math.min(...pair)}, ${Math.max(...pair)})
    on conflict do nothing`;
}

/**
 * Makes one person of two: what refers to the first refers to the second from then on. What only the first tells is
 * added to the second; where both tell something, the second's stays.
 * @param pair who is merged, and who stays
 * @throws Refused when one is unknown, or when both stand on the same list: which row stands is decided there
 */
export async function mergePeople(sql: Queries, keyring: Keyring, { pair, top }: Pair): Promise<void> {
  await lockPair(sql, { pair, top });
  const [from, into] = pair;
  const households = await householdsOf(sql, pair);
  const moves = [{ from, into }];
  if (households.from !== undefined && households.into !== undefined)
    moves.push({ from: households.from, into: households.into });
  for (const move of moves) await refuseSameList(sql, move);
  for (const move of moves) await moveRows(sql, move);
  // A household without another goes over with its rows.
  if (moves.length === 1)
    await sql`
      update people h set head_id = ${into}, shown = p.shown from people p
      where h.head_id = ${from} and p.id = ${into}`;
  await moveMemberships(sql, moves);
  await moveDecisions(sql, { from, into });
  for (const move of moves)
    await sql`update people set merged_into = ${move.into} where id = ${move.from} or merged_into = ${move.from}`;
  await addDetails(sql, keyring, { from, into });
}

/** Both in the order of their numbers, so that two who decide at once do not wait for each other. */
async function lockPair(sql: Queries, { pair, top }: Pair): Promise<void> {
  const rows = await sql<{ id: number; kind: string }[]>`
    select p.id, p.kind from people p
    where p.id = any(${[...pair]}::bigint[]) and p.kind <> 'household' and p.merged_into is null and p.erased_at is null
      and ${visible(sql, top)} order by p.id for update`;
  const missing = pair.find((id) => !rows.some((row) => row.id === id));
  if (missing !== undefined) throw new Refused(sentence('unknown-helped', { person: missing }));
  if (rows.length < 2 || rows[0]?.kind !== rows[1]?.kind) throw new Refused(sentence('not-a-pair'));
}

async function householdsOf(
  sql: Queries,
  [from, into]: Pair['pair'],
): Promise<{ from: number | undefined; into: number | undefined }> {
  const rows = await sql<{ id: number; head: number }[]>`
    select id, head_id as head from people where head_id in (${from}, ${into}) and merged_into is null
    order by id for update`;
  const idOf = (person: number) => rows.find(({ head }) => head === person)?.id;
  return { from: idOf(from), into: idOf(into) };
}

interface Move {
  from: number;
  into: number;
}

async function refuseSameList(sql: Queries, { from, into }: Move): Promise<void> {
  const [both] = await sql<{ list: string; campaign: string }[]>`
    select a.list, a.campaign_id as campaign
    from entries a join entries b on b.campaign_id = a.campaign_id and b.list = a.list
    where a.subject_id = ${from} and b.subject_id = ${into} and a.state <> 'out' and b.state <> 'out' limit 1`;
  if (both) throw new Refused(sentence('both-on-list', both));
}

const moveRows = (sql: Queries, { from, into }: Move) => sql`
  update entries set subject_id = ${into}, version = version + 1 where subject_id = ${from}`;

/** A person is in one household at a time: where both are, the one who stays stays there. */
async function moveMemberships(sql: Queries, moves: readonly Move[]): Promise<void> {
  for (const { from, into } of moves) {
    await sql`
      delete from memberships m where m.person_id = ${from} and m.until_day is null
        and exists (select from memberships o where o.person_id = ${into} and o.until_day is null)`;
    await sql`update memberships set person_id = ${into} where person_id = ${from}`;
    await sql`update memberships set household_id = ${into} where household_id = ${from}`;
  }
}

/** Who is not the one is not the other either. */
async function moveDecisions(sql: Queries, { from, into }: Move): Promise<void> {
  await sql`
    insert into distinct_pairs (one_id, other_id)
    select least(x.id, ${into}::bigint), greatest(x.id, ${into}::bigint) from distinct_pairs d
    cross join lateral (select case d.one_id when ${from} then d.other_id else d.one_id end as id) x
    where ${from} in (d.one_id, d.other_id) and x.id <> ${into}
    on conflict do nothing`;
  await sql`delete from distinct_pairs where ${from} in (one_id, other_id)`;
}

async function addDetails(sql: Queries, keyring: Keyring, { from, into }: Move): Promise<void> {
  const known = await openPeople(sql, keyring, { people: [from, into], top: null });
  const [before, now] = [known.get(from), known.get(into)];
  if (!before || !now) return;
  const changes: Partial<PersonDetails> = Object.fromEntries(
    Object.entries(before).filter(([detail, value]) => value !== null && now[detail as keyof PersonDetails] === null),
  );
  if (Object.keys(changes).length > 0) await changePerson(sql, keyring, { person: into, changes });
}
