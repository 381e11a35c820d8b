import { readIdNumber } from '../../../domain/people/id-number';
import { normalName } from '../../../domain/people/normal-name';
import { type Problem, sentence } from '../../../domain/text/refusal';
import type { Keyring } from '../../people/sealed/keyring';
import type { Delivering, ProxyRead, RowGiven } from './delivering';

/** What `deliveries.sealed` holds. */
export interface SealedDelivery {
  proxy?: { name: string; idNumber: string | null; noId: string | null; phone: string | null; reason: string };
  witnesses?: string[];
}

/** Reads and seals who signs for rows. @returns by number of the row, or what is wrong with the ID number */
export async function readProxies(
  { keyring, today }: Pick<Delivering, 'keyring' | 'today'>,
  rows: readonly RowGiven[],
): Promise<Map<number, ProxyRead | { problems: Problem[] }>> {
  const told = rows.filter(({ delivery }) => delivery?.proxy || (delivery?.witnesses ?? []).length > 0);
  if (told.length === 0) return new Map();
  const keys = await keyring();
  return new Map(told.map((row) => [row.id, readProxy(keys, row, today)]));
}

function readProxy(keys: Keyring, { delivery }: RowGiven, today: string): ProxyRead | { problems: Problem[] } {
  const { proxy, witnesses } = delivery ?? {};
  const read = proxy?.idNumber === undefined ? null : readIdNumber(proxy.idNumber, today);
  if (read && 'problem' in read) return { problems: [{ field: 'idNumber', ...sentence(read.problem) }] };
  const plain: SealedDelivery = {
    ...(proxy && {
      proxy: {
        ...{ name: proxy.name, idNumber: read?.number ?? null, noId: proxy.noId ?? null },
        ...{ phone: proxy.phone ?? null, reason: proxy.reason },
      },
    }),
    ...(witnesses && { witnesses }),
  };
  const { sealed, keyNo } = keys.seal(plain, 'deliveries.sealed');
  const digest = proxy && (read ? keys.digest('id', read.number) : keys.digest('name', normalName(proxy.name)));
  return {
    ...{ relation: proxy?.relation ?? null, digest: digest?.toString('hex') ?? null },
    ...{ sealed: sealed.toString('hex'), keyNo },
  };
}
