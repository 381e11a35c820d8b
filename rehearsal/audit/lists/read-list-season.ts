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
  /** Paths of the report's files, which may still be in the making. */
  files(): Promise<readonly string[]>;
}

/** Reads everything about the lists of a rehearsal, and looks for personal data in every place where some may lie. */
export async function readListSeason(sources: ListSources): Promise<ListSeason> {
  const { sql, campaign, definition, noted, scanner } = sources;
  // Side by side: one waits for Postgres while another waits for Temporal.
  const [listed] = await Promise.all([
    rehearsedLists(sql, campaign),
    ...textsOf(sources).map(async (texts) => {
      for await (const text of texts) scanner.look(text);
    }),
  ]);
  return {
    lists: Object.entries(definition.lists).map(
      ([id, { categories, track, apart, limit, once }]): AuditedList => ({
        ...{ id, categories, track, apart },
        limited: limit === 'quotas',
        once: once && once.take !== 'both' ? once.across : [],
      }),
    ),
    ...listed,
    noted,
    leaks: scanner.leaks(),
    places: scanner.places(),
  };
}

/** The texts of each place where some may lie. */
const textsOf = ({ sql, client, redis, campaign, since, files }: ListSources): AsyncGenerator<Text>[] => [
  at('Postgres', textsLeft(sql, campaign)),
  at('Temporal', client.kept(campaign, since)),
  at('Redis', keptByRedis(redis)),
  at('report file', textsOfFiles(files)),
];

async function* textsOfFiles(files: ListSources['files']): AsyncGenerator<Omit<Text, 'place'>> {
  for (const path of await files()) yield* textsOfFile(path);
}

async function* at(place: Text['place'], texts: AsyncIterable<Omit<Text, 'place'>>): AsyncGenerator<Text> {
  for await (const text of texts) yield { place, ...text };
}
