import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { SEARCH_ATTRIBUTES } from '../domain/search-attributes';

const TYPES = temporal.api.enums.v1.IndexedValueType;
const TYPE_OF = {
  KEYWORD: TYPES.INDEXED_VALUE_TYPE_KEYWORD,
  INT: TYPES.INDEXED_VALUE_TYPE_INT,
  DATETIME: TYPES.INDEXED_VALUE_TYPE_DATETIME,
} as const;

type Known = Record<string, temporal.api.enums.v1.IndexedValueType>;

/** @returns the names of Nuandong's search attributes that a Temporal server does not have. */
export async function missingSearchAttributes(address: string, namespace: string): Promise<string[]> {
  const connection = await Connection.connect({ address });
  try {
    const known = await customAttributes(connection, namespace);
    return Object.keys(SEARCH_ATTRIBUTES).filter((name) => !known[name]);
  } finally {
    await connection.close();
  }
}

const customAttributes = async (connection: Connection, namespace: string): Promise<Known> =>
  (await connection.operatorService.listSearchAttributes({ namespace })).customAttributes ?? {};

/** New attributes take a few seconds to reach all parts of the server. */
const VISIBLE_MS = 30_000;

/**
 * Registers Nuandong's search attributes with a Temporal server; existing ones stay as they are.
 * @param address host:port of the frontend
 * @returns the names that were added
 * @throws Error when one exists with another type, or the server refuses (some hosted servers require their own console
 *   for this)
 */
export async function ensureSearchAttributes(address: string, namespace: string): Promise<string[]> {
  const connection = await Connection.connect({ address });
  const present = () => customAttributes(connection, namespace);
  try {
    const known = await present();
    const wanted = Object.entries(SEARCH_ATTRIBUTES);
    const differing = wanted.filter(([name, type]) => known[name] && known[name] !== TYPE_OF[type]);
    if (differing.length > 0)
      throw new Error(
        `Temporal at ${address} has search attributes of these names with other types: ` +
          `${differing.map(([name]) => name).join(', ')}. Use another namespace (TEMPORAL_NAMESPACE).`,
      );
    const missing = wanted.filter(([name]) => !known[name]);
    if (missing.length === 0) return [];
    const searchAttributes = Object.fromEntries(missing.map(([name, type]) => [name, TYPE_OF[type]]));
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
    for (const end = Date.now() + VISIBLE_MS; Date.now() < end; await pause(50)) {
      const now = await present();
      if (wanted.every(([name]) => now[name])) return missing.map(([name]) => name);
    }
    throw new Error(`Temporal at ${address} has taken the search attributes but does not show them.`);
  } finally {
    await connection.close();
  }
}
