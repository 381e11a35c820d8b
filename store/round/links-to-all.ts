import type { Language, Text } from '../../domain/campaign/definition/definition';
import type { Instant } from '../../domain/instant';
import { stageText } from '../campaign/stage-text';
import type { Fragment, Queries } from '../db/db';
import { type Link, readToken } from './links';

/** A link without a round: to all that its contact owes in a campaign, or looks after. */
export interface LinkToAll extends Pick<Link, 'campaign' | 'purpose' | 'region' | 'contact'> {}

/** @returns the number of a made link. */
export type LinksMade = (link: LinkToAll) => number;

/** Makes links without a round; valid ones stay unchanged. */
export async function linksToAll(sql: Queries, links: readonly LinkToAll[]): Promise<LinksMade> {
  const made = new Map<string, number>();
  const keyOf = ({ campaign, purpose, region, contact }: LinkToAll) => [campaign, purpose, region, contact].join(' ');
  if (links.length > 0) {
    const rows = await sql<(LinkToAll & { id: number })[]>`
      insert into links (campaign_id, purpose, region_code, contact_id)
      select distinct campaign, purpose, region, contact
      from jsonb_to_recordset(${sql.json(links.map((link) => ({ ...link })))}) as l(campaign text, purpose text, region text, contact bigint)
      order by 1, 2, 3, 4
      on conflict (campaign_id, purpose, region_code, contact_id) where round_id is null and revoked_at is null
        do update set contact_id = excluded.contact_id
      returning id, campaign_id as campaign, purpose, region_code as region, contact_id as contact`;
    for (const row of rows) made.set(keyOf(row), row.id);
  }
  return (link) => {
    const id = made.get(keyOf(link));
    if (id === undefined) throw new Error('A link that was not asked for');
    return id;
  };
}

/**
 * The places of a link to all, `l`: those for which its contact has a valid link. A link ends when another person takes
 * over its place. The links of the contact are found first (`offset 0`): those of the campaign are a hundred thousand.
 */
export const placesOfLink = (sql: Queries): Fragment => sql`
  select distinct g.code, g.name, g.path, g.position
  from (select * from links where contact_id = l.contact_id offset 0) o join regions g on g.code = o.region_code
  where o.campaign_id = l.campaign_id and o.purpose = l.purpose and o.revoked_at is null`;

/** The head of the page of a link to all: the asking organisation and the asked places, no person. */
export interface AskedOfAll {
  link: number;
  purpose: Link['purpose'];
  revoked: boolean;
  /** Name of the campaign. */
  title: Text;
  organisation: Text;
  /** IANA zone in which dates are shown. */
  zone: string;
  /** Language of the link's contact. */
  language: Language;
  /** Names of the places of its contact. */
  places: string[];
  /** Place name of the region above the first of them; null at the top of the tree. */
  superior: string | null;
  /** Campaign time. */
  now: Instant;
}

/** @returns the head of the page of a link to all; null for a forged token, and for a link to one round. */
export async function openLinkToAll(sql: Queries, secret: string, token: string): Promise<AskedOfAll | null> {
  const id = readToken(secret, token);
  if (id === null) return null;
  const [row] = await sql<AskedOfAll[]>`
    select l.id as link, l.purpose, l.revoked_at is not null as revoked, c.definition -> 'name' as title,
           c.definition -> 'organisation' as organisation, c.definition ->> 'zone' as zone, k.language,
           array(select p.name from (${placesOfLink(sql)}) p order by p.position, p.code) as places,
           (select p.name from regions g join regions p on p.code = g.parent_code where g.code = l.region_code) as superior,
           campaign_now(c.id) as now
    from links l join campaigns c on c.id = l.campaign_id join contacts k on k.id = l.contact_id
    where l.id = ${id} and l.round_id is null`;
  return row ?? null;
}

/** The state of an ask below a place: the silent units, by their superior. */
export interface Standing {
  place: string;
  key: string;
  stage: Text;
  /** Name of the form. */
  form: Text;
  dueAt: Instant;
  locksAt: Instant;
  silent: number;
  groups: { name: string; units: string[] }[];
}

type Silent = Omit<Standing, 'silent' | 'groups'> & { above: string; unit: string };

/** @returns all open asks below the places of a link to all, in the order of deadlines */
export async function standingBelow(sql: Queries, link: number): Promise<Standing[]> {
  const silent = await sql<Silent[]>`
    with l as (select * from links where id = ${link}),
    places as (select p.* from l cross join lateral (${placesOfLink(sql)}) p)
    select p.name as place, r.key, ${stageText(sql, { round: 'r', campaign: 'c' })} as stage,
           c.definition #> array['forms', r.form, 'name'] as form, r.due_at as "dueAt", r.locks_at as "locksAt",
           above.name as above, u.name as unit
    from l join campaigns c on c.id = l.campaign_id and c.state <> 'cancelled'
    join rounds r on r.campaign_id = c.id and r.state = 'open' and campaign_now(c.id) >= r.opens_at
    join asks a on a.round_id = r.id and a.reported_at is null
    join regions u on u.code = a.unit_code
    join regions above on above.code = coalesce(u.parent_code, u.code)
    join places p on starts_with(u.path, p.path) and u.path <> p.path
    order by r.due_at, r.key, p.position, p.code, above.position, above.code, u.position, u.code`;
  const standings = new Map<string, Standing>();
  for (const { above, unit, ...of } of silent) {
    const known = `${of.place} ${of.key}`;
    const standing = standings.get(known) ?? { ...of, silent: 0, groups: [] };
    standings.set(known, standing);
    standing.silent += 1;
    const group = standing.groups.find(({ name }) => name === above);
    if (group) group.units.push(unit);
    else standing.groups.push({ name: above, units: [unit] });
  }
  return [...standings.values()];
}
