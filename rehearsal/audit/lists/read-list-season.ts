import type { CampaignClient } from '../../../client/campaigns';
import type { Definition } from '../../../domain/campaign/definition/definition';
import type { Sql } from '../../../store/db/db';
import { rehearsedLists, textsLeft } from '../../../store/rehearsal/rehearsed-lists';
import { textsOfFile } from '../personal/file-texts';
import { keptByRedis } from '../personal/kept-by-redis';
import type { Text } from '../personal/leaks';
import type { Scanner } from '../personal/scanner';
import type { AuditedList, ListSeason, RowNoted } from './list-season';

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
  /** Has seen what passed by, such as messages and log lines. */
  scanner: Scanner;
  /** Paths of the report's files. */
  files: readonly string[];
}

/** Reads everything about the lists of a rehearsal, and looks for personal data in every place where some may lie. */
export async function readListSeason(sources: ListSources): Promise<ListSeason> {
  const { sql, campaign, definition, noted, scanner } = sources;
  for await (const text of textsOf(sources)) scanner.look(text);
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
    leaks: scanner.leaks(),
    places: scanner.places(),
  };
}

async function* textsOf({ sql, client, redis, campaign, since, files }: ListSources): AsyncGenerator<Text> {
  for (const path of files) for await (const piece of textsOfFile(path)) yield { place: 'report file', ...piece };
  for await (const left of textsLeft(sql, campaign)) yield { place: 'Postgres', ...left };
  for await (const kept of client.kept(campaign, since)) yield { place: 'Temporal', ...kept };
  for await (const kept of keptByRedis(redis)) yield { place: 'Redis', ...kept };
}
