import type { CampaignClient } from '../../../client/campaigns';
import type { Definition } from '../../../domain/campaign/definition/definition';
import type { Sql } from '../../../store/db/db';
import { rehearsedLists, textsLeft } from '../../../store/rehearsal/rehearsed-lists';
import { keptByRedis } from './kept-by-redis';
import { leaksIn, type Text } from './leaks';
import type { AuditedList, Leak, ListSeason, RowNoted } from './list-season';

/** Where the audit of lists looks. */
export interface ListSources {
  sql: Sql;
  client: Pick<CampaignClient, 'kept'>;
  redis: { url: string; prefix: string };
  campaign: string;
  definition: Pick<Definition, 'lists'>;
  /** When the rehearsal began, in real time. */
  since: Date;
  noted: readonly RowNoted[];
  /** SMS and e-mails as they arrived, with their links. */
  texts: readonly string[];
}

/** Reads everything about the lists of a rehearsal, and looks for personal data in every place where none may be. */
export async function readListSeason(sources: ListSources): Promise<ListSeason> {
  const { sql, campaign, definition, noted } = sources;
  const { leaks, scanned } = await scan(sources);
  return {
    lists: Object.entries(definition.lists).map(
      ([id, { categories, track, apart, limit, once }]): AuditedList => ({
        ...{ id, categories, track, apart },
        limited: limit === 'quotas',
        once: once && once.take !== 'both' ? once.across : [],
      }),
    ),
    ...(await rehearsedLists(sql, campaign)),
    noted,
    leaks,
    scanned,
  };
}

async function scan(sources: ListSources): Promise<Pick<ListSeason, 'leaks' | 'scanned'>> {
  const leaks: Leak[] = [];
  let scanned = 0;
  for await (const text of textsOf(sources)) {
    leaks.push(...leaksIn(text));
    scanned += 1;
  }
  return { leaks, scanned };
}

async function* textsOf({ sql, client, redis, campaign, since, texts }: ListSources): AsyncGenerator<Text> {
  for (const [at, text] of texts.entries()) yield { place: 'SMS or e-mail', where: `the ${at + 1}th`, text };
  for (const left of await textsLeft(sql, campaign)) yield { place: 'Postgres', ...left };
  for await (const kept of client.kept(campaign, since)) yield { place: 'Temporal', ...kept };
  for await (const kept of keptByRedis(redis)) yield { place: 'Redis', ...kept };
}
